"""Addresses of the room. A reference may hold any sign but stands last, so that it fits."""

from django.urls import path

from hjulet.reports.web import attachments, handing, intake, investigations, lists, page, scales
from hjulet.reports.web import investigation_deeds as deeds

urlpatterns = [
    path("", lists.report_list, name="report_list"),
    path("excel/", lists.report_export, name="report_export"),
    path("ny/", intake.report_new, name="report_new"),
    path("mina/", intake.my_reports, name="my_reports"),
    path("utkast/<int:draft_id>/bort/", intake.draft_discard, name="report_draft_discard"),
    path("listor/", lists.report_lists, name="report_lists"),
    path("listor/<slug:listed>/", lists.report_lists_change, name="report_lists_change"),
    path("skalor/", scales.scale_list, name="scale_list"),
    path("skalor/<int:step_id>/", scales.scale_change, name="scale_change"),
    path("utredningar/", investigations.investigation_list, name="investigation_list"),
    *(
        path(f"utredningar/<str:reference>/{address}", view, name=f"investigation_{name}")
        for name, address, view in (
            ("page", "", investigations.investigation_page),
            ("print", "utskrift/", investigations.investigation_print),
            ("save", "spara/", investigations.investigation_save),
            ("add", "lagg-till/", deeds.investigation_add),
            ("remove", "ta-ut/", deeds.investigation_remove),
            ("assign", "ansvarig/", deeds.investigation_assign),
            ("return", "tillbaka/", deeds.investigation_return),
            ("accept", "godkann/", deeds.investigation_accept),
            ("close", "avsluta/", deeds.investigation_close),
            ("reopen", "oppna/", deeds.investigation_reopen),
            ("hand_over", "lamna-over/<slug:to>/", handing.investigation_hand_over),
        )
    ),
    path("overlamning/<int:number>/svar/", handing.handover_answer, name="handover_answer"),
    path("bilaga/<int:number>/", attachments.attachment, name="attachment"),
    path("<path:reference>/utred/", deeds.report_investigate, name="report_investigate"),
    path(
        "<path:reference>/lamna-over/<slug:to>/", handing.report_hand_over, name="report_hand_over"
    ),
    path("<path:reference>/kvitto/", intake.report_receipt, name="report_receipt"),
    path("<path:reference>/lagg-till/", page.report_add, name="report_add"),
    path("<path:reference>/bedom/", page.report_assess, name="report_assess"),
    path("<path:reference>/avsluta/", page.report_close, name="report_close"),
    path("<path:reference>/oppna/", page.report_reopen, name="report_reopen"),
    path("<path:reference>/anmald/", page.report_notify, name="report_notify"),
    path("<path:reference>/ratta/", page.report_correct, name="report_correct"),
    path("<path:reference>/lat-lasa/", page.report_grant, name="report_grant"),
    path(
        "<path:reference>/lat-lasa/<int:account_id>/bort/",
        page.report_withdraw,
        name="report_withdraw",
    ),
    path("<path:reference>/", page.report_page, name="report_page"),
]
