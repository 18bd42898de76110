"""Addresses of the room."""

from django.urls import path

from hjulet.participation.web import views

urlpatterns = [
    path("", views.apt_list, name="apt_list"),
    path("<int:unit_id>/", views.apt_page, name="apt_page"),
    path("<int:unit_id>/notera/", views.apt_note, name="apt_note"),
]
