"""Addresses of the room."""

from django.urls import path

from hjulet.data_breaches.web import deeds, documents, editing, lists, page

urlpatterns = [
    path("", lists.breach_list, name="breach_list"),
    path("excel/", lists.breach_excel, name="breach_excel"),
    path("ny/", editing.breach_new, name="breach_new"),
    path("<str:number>/", page.breach_page, name="breach_page"),
    path("<str:number>/innehall/", editing.breach_edit, name="breach_edit"),
    path("<str:number>/till-imy/", documents.breach_letter, name="breach_letter"),
    path("<str:number>/till-imy/word/", documents.breach_word, name="breach_word"),
    path("<str:number>/beslut/", deeds.breach_decide, name="breach_decide"),
    path("<str:number>/anmald/", deeds.breach_notify, name="breach_notify"),
    path("<str:number>/komplettering/", deeds.breach_complement, name="breach_complement"),
    path("<str:number>/diarienummer/", deeds.breach_reference, name="breach_reference"),
    path("<str:number>/information/", deeds.breach_inform, name="breach_inform"),
    path("<str:number>/avsluta/", deeds.breach_close, name="breach_close"),
    path("<str:number>/oppna/", deeds.breach_reopen, name="breach_reopen"),
    path("<str:number>/upptackt/", deeds.breach_correct, name="breach_correct"),
    path("<str:number>/rapport/", deeds.breach_add_report, name="breach_add_report"),
    path(
        "<str:number>/rapport/<int:report_id>/bort/",
        deeds.breach_remove_report,
        name="breach_remove_report",
    ),
    path("<str:number>/ansvarig/", deeds.breach_hand_over, name="breach_hand_over"),
]
