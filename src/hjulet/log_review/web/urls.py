"""Addresses of the room."""

from django.urls import path

from hjulet.log_review.web import pages

urlpatterns = [
    path("", pages.log_review_list, name="log_review_list"),
    path("antal/<int:board_id>/", pages.log_review_size, name="log_review_size"),
    path("<int:review_id>/", pages.log_review_page, name="log_review_page"),
    path("<int:review_id>/bedom/", pages.log_review_judge, name="log_review_judge"),
    path("<int:review_id>/signera/", pages.log_review_sign, name="log_review_sign"),
    path(
        "<int:review_id>/folj-upp/<int:opening_id>/",
        pages.log_review_follow_up,
        name="log_review_follow_up",
    ),
]
