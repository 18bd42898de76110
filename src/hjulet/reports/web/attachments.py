"""Attachments leave the house here and nowhere else."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from hjulet.files import operations as files
from hjulet.kernel import clock
from hjulet.organisation.requests import actor_of, require_second_factor
from hjulet.reports import operations
from hjulet.reports.models import Report, ReportAttachment


@require_safe
def attachment(request: HttpRequest, number: int) -> FileResponse:
    """Always as a download and never run by the browser; secret ones leave a trace."""
    found = (
        ReportAttachment.objects.filter(
            pk=number, report__in=Report.objects.visible_to(actor_of(request))
        )
        .select_related("file", "report")
        .first()
    )
    if found is None:
        raise Http404
    if found.report.restricted:
        require_second_factor(request)
    place = files.location(found.file)
    if not place.is_file():
        raise Http404
    if found.report.restricted:
        operations.opened(actor=actor_of(request), now=clock.now(), report_id=found.report_id)
    response = FileResponse(
        place.open("rb"),
        as_attachment=True,
        filename=found.file.name,
        content_type=found.file.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
