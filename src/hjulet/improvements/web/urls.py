"""Addresses of the room."""

from django.urls import path

from hjulet.improvements.web import measures, page
from hjulet.improvements.web.plan_urls import urlpatterns as plans

urlpatterns = [
    path("", measures.measure_list, name="measure_list"),
    path("excel/", measures.measure_excel, name="measure_excel"),
    path("ny/", measures.measure_new, name="measure_new"),
    path("bilaga/<int:number>/", page.measure_evidence, name="measure_evidence"),
    *plans,
    path("<slug:reference>/", page.measure_page, name="measure_page"),
    path("<slug:reference>/besluta/", page.measure_decide, name="measure_decide"),
    path("<slug:reference>/avsla/", page.measure_reject, name="measure_reject"),
    path("<slug:reference>/borja/", page.measure_start, name="measure_start"),
    path("<slug:reference>/flytta/", page.measure_postpone, name="measure_postpone"),
    path("<slug:reference>/lamna-over/", page.measure_hand_over, name="measure_hand_over"),
    path("<slug:reference>/genomford/", page.measure_done, name="measure_done"),
    path("<slug:reference>/effekt/", page.measure_check, name="measure_check"),
]
