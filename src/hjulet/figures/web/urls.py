"""Addresses of the room."""

from django.urls import path

from hjulet.figures.web import views

urlpatterns = [
    path("", views.figure_list, name="figure_list"),
    path("<str:key>.xlsx", views.figure_xlsx, name="figure_xlsx"),
    path("<str:key>.csv", views.figure_csv, name="figure_csv"),
    path("<str:key>/", views.figure_page, name="figure_page"),
]
