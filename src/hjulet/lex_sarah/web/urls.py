"""Addresses of the room. A case is named by its reference: LS-2025-3."""

from django.urls import path

from hjulet.lex_sarah.web import files, lists, page, small, steps, writing

urlpatterns = [
    path("", lists.lex_sarah_list, name="lex_sarah_list"),
    path("excel/", lists.lex_sarah_excel, name="lex_sarah_excel"),
    path("nytt/", lists.lex_sarah_open, name="lex_sarah_open"),
    path("val/<int:board_id>/", lists.lex_sarah_rules, name="lex_sarah_rules"),
    path("<str:reference>/", page.lex_sarah_page, name="lex_sarah_page"),
    path("<str:reference>/uppgifter/", steps.lex_sarah_facts, name="lex_sarah_facts"),
    path("<str:reference>/rapporter/", lists.lex_sarah_reports, name="lex_sarah_reports"),
    path(
        "<str:reference>/rapporter/<int:report_id>/med/",
        lists.lex_sarah_join,
        name="lex_sarah_join",
    ),
    path(
        "<str:reference>/rapporter/<int:report_id>/bort/",
        lists.lex_sarah_leave,
        name="lex_sarah_leave",
    ),
    path("<str:reference>/rapporten/", writing.lex_sarah_report, name="lex_sarah_report"),
    path(
        "<str:reference>/utredningen/",
        writing.lex_sarah_investigation,
        name="lex_sarah_investigation",
    ),
    path("<str:reference>/till-beslut/", steps.lex_sarah_send, name="lex_sarah_send"),
    path("<str:reference>/tillbaka/", small.lex_sarah_send_back, name="lex_sarah_send_back"),
    path("<str:reference>/beslut/", steps.lex_sarah_decide, name="lex_sarah_decide"),
    path("<str:reference>/ivo/", steps.lex_sarah_notify, name="lex_sarah_notify"),
    path(
        "<str:reference>/ivo/<int:notification_id>/svar/",
        steps.lex_sarah_answer,
        name="lex_sarah_answer",
    ),
    path("<str:reference>/information/", steps.lex_sarah_inform, name="lex_sarah_inform"),
    path("<str:reference>/till-chefen/", steps.lex_sarah_summary, name="lex_sarah_summary"),
    path("<str:reference>/utredare/", small.lex_sarah_assign, name="lex_sarah_assign"),
    path(
        "<str:reference>/utredare/<int:account_id>/bort/",
        small.lex_sarah_withdraw,
        name="lex_sarah_withdraw",
    ),
    path("<str:reference>/ansvarig/", small.lex_sarah_hand_over, name="lex_sarah_hand_over"),
    path("<str:reference>/avsluta/", small.lex_sarah_close, name="lex_sarah_close"),
    path("<str:reference>/oppna-igen/", small.lex_sarah_reopen, name="lex_sarah_reopen"),
    path("<str:reference>/avskriv/", small.lex_sarah_write_off, name="lex_sarah_write_off"),
    path("<str:reference>/fil/<str:name>/", files.lex_sarah_file, name="lex_sarah_file"),
]
