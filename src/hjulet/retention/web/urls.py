"""Addresses of the room."""

from django.urls import path

from hjulet.retention.web import lists, overview, register, signing

urlpatterns = [
    path("", overview.retention_home, name="retention_home"),
    path("regler/<int:board_id>/<str:kind>/", overview.retention_rule, name="retention_rule"),
    path("stopp/nytt/", overview.retention_hold_new, name="retention_hold_new"),
    path("stopp/<int:hold_id>/hav/", overview.retention_hold_lift, name="retention_hold_lift"),
    path("forslag/<int:board_id>/<str:kind>/", lists.retention_propose, name="retention_propose"),
    path("listor/<str:reference>/", lists.retention_list_page, name="retention_list_page"),
    path(
        "listor/<str:reference>/undanta/<int:item_id>/",
        lists.retention_take_off,
        name="retention_take_off",
    ),
    path("listor/<str:reference>/provkor/", lists.retention_try, name="retention_try"),
    path(
        "listor/<str:reference>/skriv-under/",
        signing.retention_sign_first,
        name="retention_sign_first",
    ),
    path("listor/<str:reference>/gallra/", signing.retention_dispose, name="retention_dispose"),
    path(
        "listor/<str:reference>/ta-tillbaka/",
        signing.retention_withdraw,
        name="retention_withdraw",
    ),
    path("gallrat/", register.retention_register, name="retention_register"),
    path("gallrat/excel/", register.retention_excel, name="retention_excel"),
]
