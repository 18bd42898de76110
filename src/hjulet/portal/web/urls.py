"""Addresses of the portal."""

from django.urls import path

from hjulet.portal.web.views import health, journal, start

urlpatterns = [
    path("", start.start, name="start"),
    path("journal/", journal.journal_page, name="journal_page"),
    path("halsa", health.health, name="health"),
]
