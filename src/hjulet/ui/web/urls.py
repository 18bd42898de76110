"""Addresses of this room."""

from django.conf import settings
from django.urls import path

from hjulet.ui.web import views

urlpatterns = [
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("hjalp/", views.help_page, name="help"),
    path("uppgifter/", views.privacy, name="privacy"),
    path("mitt-konto/", views.account_home, name="account_home"),
    path("favicon.ico", views.favicon),
]

if settings.HJULET_MODE != "production":
    urlpatterns.append(path("galleri/", views.gallery, name="gallery"))
