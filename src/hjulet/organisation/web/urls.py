"""Addresses of the room, below /organisation/."""

from django.urls import path

from hjulet.organisation.web.views import headcounts, people, units

urlpatterns = [
    path("", units.organisation_page, name="organisation_page"),
    path("anstallda/", headcounts.headcount_page, name="headcount_page"),
    path("enhet/ny/", units.unit_new, name="unit_new"),
    path("enhet/<int:unit_id>/", units.unit_page, name="unit_page"),
    path("enhet/<int:unit_id>/andra/", units.unit_edit, name="unit_edit"),
    path("enhet/<int:unit_id>/flytta/", units.unit_move, name="unit_move"),
    path("enhet/<int:unit_id>/avsluta/", units.unit_end, name="unit_end"),
    path("namnd/<int:board_id>/", units.board_settings, name="board_settings"),
    path("personer/", people.people_list, name="people_list"),
    path("personer/ny/", people.person_new, name="person_new"),
    path("personer/<int:account_id>/", people.person_page, name="person_page"),
    path("personer/<int:account_id>/andra/", people.person_edit, name="person_edit"),
    path("personer/<int:account_id>/stang/", people.person_close, name="person_close"),
    path("personer/<int:account_id>/oppna/", people.person_open, name="person_open"),
    path("personer/<int:account_id>/lank/", people.person_link, name="person_link"),
    path("personer/<int:account_id>/roll/", people.role_new, name="role_new"),
    path(
        "personer/<int:account_id>/roll/<int:assignment_id>/avsluta/",
        people.role_end,
        name="role_end",
    ),
]
