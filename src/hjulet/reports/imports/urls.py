"""Addresses of the import pages."""

from django.urls import path

from hjulet.reports.imports import views

urlpatterns = [
    path("", views.import_reports, name="import_reports"),
    path("organisation/", views.import_organisation, name="import_organisation"),
    path("mall/<slug:target>.<slug:kind>", views.import_example, name="import_example"),
    path("<uuid:key>/", views.import_upload, name="import_upload"),
    path("<uuid:key>/kolumner/", views.import_columns, name="import_columns"),
    path("<uuid:key>/infor/", views.import_apply, name="import_apply"),
    path("<uuid:key>/ta-bort/", views.import_discard, name="import_discard"),
    path("<uuid:key>/fel.csv", views.import_faults, name="import_faults"),
]
