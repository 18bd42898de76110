"""Addresses of the room."""

from django.urls import path

from hjulet.findings.web import lists, page, writing

urlpatterns = [
    path("", lists.finding_list, name="finding_list"),
    path("nytt/", writing.finding_new, name="finding_new"),
    path("liknande/", writing.finding_similar, name="finding_similar"),
    path("listor/", lists.finding_lists, name="finding_lists"),
    path("listor/<slug:listed>/", lists.finding_lists_change, name="finding_lists_change"),
    path("grupp/<int:group_id>/", lists.finding_group, name="finding_group"),
    path("<slug:reference>/", page.finding_page, name="finding_page"),
    path("<slug:reference>/andra/", writing.finding_edit, name="finding_edit"),
    path("<slug:reference>/kasta/", writing.finding_discard, name="finding_discard"),
    path("<slug:reference>/slapp/", page.finding_release, name="finding_release"),
    path("<slug:reference>/ratta/", page.finding_correct, name="finding_correct"),
    path("<slug:reference>/koppla/", page.finding_tie, name="finding_tie"),
    path("<slug:reference>/inget/", page.finding_need_nothing, name="finding_need_nothing"),
    path("<slug:reference>/gruppera/", page.finding_join, name="finding_join"),
    path("<slug:reference>/ur-gruppen/", page.finding_ungroup, name="finding_ungroup"),
]
