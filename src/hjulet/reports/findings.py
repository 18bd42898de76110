"""Reports as a source of findings. The link is ours: a finding knows no report.

Only who reads a report whole may draw a finding from it (OSL 2009:400 26 kap. 1 §).
"""

from datetime import datetime

from hjulet.findings import sources
from hjulet.findings.kinds import Origin
from hjulet.findings.sources import SourceInfo
from hjulet.organisation.types import Actor
from hjulet.reports import access
from hjulet.reports.kinds import Status, TypeKind
from hjulet.reports.models import Report, ReportFinding

KIND = "report"
# The first that fits; a report of several kinds is named after the gravest.
_ORIGINS = (
    (TypeKind.LEX_SARAH, Origin.LEX_SARAH),
    (TypeKind.DATA_BREACH, Origin.DATA_BREACH),
    (TypeKind.FEEDBACK, Origin.FEEDBACK),
)


def register() -> None:
    """Called once when the application starts."""
    sources.register(sources.SourceRoom(kind=KIND, find=find, link=link, texts=texts))


def find(actor: Actor, key: int) -> SourceInfo | None:
    """The report as a source; None when the actor may not read it whole,
    or when nobody has assessed it."""
    readable = Report.objects.filter(access.by_role(actor), pk=key, disposed_on=None)
    # What nobody has assessed yet may still turn out to be under secrecy.
    report = readable.exclude(status=Status.RECEIVED).first()
    if report is None:
        return None
    kinds = set(report.type_links.values_list("type__kind", flat=True))
    return SourceInfo(
        kind=KIND,
        key=report.pk,
        label=f"Rapport {report.reference}",
        path=f"/rapporter/{report.reference}/",
        board_id=report.board_id,
        found_on=report.occurred_on or report.received_on,
        origin=next((origin for kind, origin in _ORIGINS if kind in kinds), Origin.REPORT),
        texts=written(report),
        unit_ids=tuple(report.unit_links.order_by("pk").values_list("unit_id", flat=True)),
        cause_ids=tuple(report.cause_links.order_by("pk").values_list("cause_id", flat=True)),
    )


def link(_actor: Actor, _now: datetime, finding_id: int, key: int) -> None:
    """Ties them in the transaction of the finding; twice is once."""
    ReportFinding.objects.get_or_create(report_id=key, finding_id=finding_id)


def texts(finding_id: int) -> tuple[str, ...]:
    """All that is written in the reports of the finding, whoever asks."""
    reports = Report.objects.filter(finding_links__finding=finding_id).order_by("pk")
    return tuple(text for report in reports for text in written(report))


def written(report: Report) -> tuple[str, ...]:
    """Every text of a report: the reporter's, what was added and corrected, and the assessor's."""
    found = [
        report.what_happened,
        report.done_at_once,
        report.occurred_text,
        *report.additions.order_by("pk").values_list("text", flat=True),
        *report.status_changes.order_by("pk").values_list("reason", flat=True),
        *report.cases.order_by("pk").values_list("outcome", flat=True),
    ]
    for pair in (
        report.corrections.filter(field="what_happened")
        .order_by("pk")
        .values_list("before", "after")
    ):
        found.extend(pair)
    for pair in report.assessments.order_by("pk").values_list("comment", "reason"):
        found.extend(pair)
    return tuple(text for text in found if text)
