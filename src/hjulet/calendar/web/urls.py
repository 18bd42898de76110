"""Addresses of the room, below /tider/."""

from django.urls import path

from hjulet.calendar.web import views

urlpatterns = [
    path("", views.deadline_list, name="deadline_list"),
    path("<int:board_id>/<str:kind>/", views.deadline_edit, name="deadline_edit"),
]
