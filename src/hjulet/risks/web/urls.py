"""Addresses of the room."""

from django.urls import path

from hjulet.risks.web import page

urlpatterns = [path("<str:reference>/", page.risk_page, name="risk_page")]
