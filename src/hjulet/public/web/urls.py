"""Addresses of the room."""

from django.urls import path

from hjulet.public.web import views

urlpatterns = [
    path("", views.published_list, name="published_list"),
    path("<slug:slug>/", views.published_page, name="published_page"),
    path("<slug:slug>/kvalitetsberattelse.<str:name>", views.published_file, name="published_file"),
]
