"""Addresses of the room, below /meddelanden/."""

from django.urls import path

from hjulet.notices.web import views

urlpatterns = [
    path("", views.notice_list, name="notice_list"),
    path("lasta/", views.notice_read_all, name="notice_read_all"),
    path("mejl/", views.notice_choose, name="notice_choose"),
    path("<int:notice_id>/", views.notice_open, name="notice_open"),
    path("e-post/", views.mail_page, name="mail_page"),
    path("e-post/prov/", views.mail_trial, name="mail_trial"),
    path("e-post/igen/", views.mail_again_all, name="mail_again_all"),
    path("e-post/<int:letter_id>/igen/", views.mail_again, name="mail_again"),
]
