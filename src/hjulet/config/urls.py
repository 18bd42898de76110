"""All addresses. Each room owns its own; what is open without login says so in its view."""

from django.urls import include, path

urlpatterns = [
    path("", include("hjulet.portal.web.urls")),
    path("", include("hjulet.ui.web.urls")),
    path("konto/", include("hjulet.organisation.web.account_urls")),
    path("organisation/", include("hjulet.organisation.web.urls")),
    path("rapporter/inforing/", include("hjulet.reports.imports.urls")),
    path("rapporter/", include("hjulet.reports.web.urls")),
    path("fynd/", include("hjulet.findings.web.urls")),
    path("atgarder/", include("hjulet.improvements.web.urls")),
    path("lex-sarah/", include("hjulet.lex_sarah.web.urls")),
    path("personuppgiftsincidenter/", include("hjulet.data_breaches.web.urls")),
    path("loggkontroll/", include("hjulet.log_review.web.urls")),
    path("gallring/", include("hjulet.retention.web.urls")),
    path("risker/", include("hjulet.risks.web.urls")),
    path("traffar/", include("hjulet.participation.web.urls")),
    path("meddelanden/", include("hjulet.notices.web.urls")),
    path("tider/", include("hjulet.calendar.web.urls")),
    path("siffror/", include("hjulet.figures.web.urls")),
    path("kvalitetsberattelse/", include("hjulet.annual_report.web.urls")),
    path("publicerat/", include("hjulet.public.web.urls")),
]

handler400 = "hjulet.ui.web.errors.bad_request"
handler403 = "hjulet.ui.web.errors.forbidden"
handler404 = "hjulet.ui.web.errors.not_found"
handler500 = "hjulet.ui.web.errors.server_error"
