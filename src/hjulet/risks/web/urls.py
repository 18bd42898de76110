"""Addresses of the room."""

from django.urls import path

from hjulet.risks.web import editing, finishing, lists, page

urlpatterns = [
    path("", lists.risk_list, name="risk_list"),
    path("ny/", editing.risk_new, name="risk_new"),
    path("<str:reference>/", page.risk_page, name="risk_page"),
    path("<str:reference>/andra/", editing.risk_edit, name="risk_edit"),
    path("<str:reference>/deltagare/", editing.risk_participants, name="risk_participants"),
    path("<str:reference>/risk/ny/", editing.risk_item_new, name="risk_item_new"),
    path("<str:reference>/risk/<int:risk_id>/", editing.risk_item_edit, name="risk_item_edit"),
    path(
        "<str:reference>/risk/<int:risk_id>/bort/",
        editing.risk_item_remove,
        name="risk_item_remove",
    ),
    path("<str:reference>/klar/", finishing.risk_finish, name="risk_finish"),
    path("<str:reference>/gor-om/", finishing.risk_reassess, name="risk_reassess"),
    path("<str:reference>/ansvarig/", finishing.risk_hand_over, name="risk_hand_over"),
    path("<str:reference>/bort/", finishing.risk_discard, name="risk_discard"),
]
