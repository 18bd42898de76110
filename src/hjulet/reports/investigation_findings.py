"""Investigations as a source of findings: one may lead to several.

Only who may read the investigation draws a finding from it (OSL 2009:400 26 kap. 1 §). A finding
is compared with all that is written there, and has been, and in its reports.
"""

from collections.abc import Iterable
from datetime import datetime

from hjulet.findings import sources
from hjulet.findings.kinds import Origin
from hjulet.findings.sources import SourceInfo
from hjulet.organisation.types import Actor
from hjulet.reports.findings import written
from hjulet.reports.investigation_rules import TEXTS
from hjulet.reports.models import (
    Handover,
    Investigation,
    InvestigationFinding,
    InvestigationReport,
    Report,
    ReportUnit,
)

KIND = "investigation"


def register() -> None:
    """Called once when the application starts."""
    sources.register(sources.SourceRoom(kind=KIND, find=find, link=link, texts=texts))


def find(actor: Actor, key: int) -> SourceInfo | None:
    """The investigation as a source; None when the actor may not read it, or it is secret."""
    found = Investigation.objects.visible_to(actor).filter(pk=key, restricted=False).first()
    if found is None:
        return None
    reports = Report.objects.filter(
        investigation_links__investigation=found, investigation_links__left_at__isnull=True
    ).order_by("pk")
    days = [report.occurred_on or report.received_on for report in reports]
    units = ReportUnit.objects.filter(report__in=reports).order_by("pk")
    return SourceInfo(
        kind=KIND,
        key=found.pk,
        label=f"Utredning {found.reference}",
        path=f"/rapporter/utredningar/{found.reference}/",
        board_id=found.board_id,
        found_on=min(days, default=found.opened_at.date()),
        origin=Origin.REPORT,
        texts=tuple(_written([found])),
        unit_ids=tuple(dict.fromkeys([found.unit_id, *units.values_list("unit_id", flat=True)])),
        cause_ids=tuple(found.cause_links.order_by("pk").values_list("cause_id", flat=True)),
    )


def link(_actor: Actor, _now: datetime, finding_id: int, key: int) -> None:
    """Ties them in the transaction of the finding; twice is once."""
    InvestigationFinding.objects.get_or_create(investigation_id=key, finding_id=finding_id)


def texts(finding_id: int) -> tuple[str, ...]:
    """All that is written in the investigations of the finding, whoever asks."""
    rows = Investigation.objects.filter(finding_links__finding=finding_id).order_by("pk")
    return tuple(_written(rows))


def _written(rows: Iterable[Investigation]) -> list[str]:
    """What stands in them and has stood, with what was handed over and the reports themselves."""
    found: list[str] = []
    for row in rows:
        found += [getattr(row, name) for name in TEXTS]
        for fields in row.versions.order_by("pk").values_list("fields", flat=True):
            found += [fields.get(name, "") for name in TEXTS]
        found += row.steps.order_by("pk").values_list("text", flat=True)
        links = InvestigationReport.objects.filter(investigation=row)
        reports = Report.objects.filter(pk__in=links.values("report_id"))
        for report in reports.order_by("pk"):
            found += written(report)
        handed = Handover.objects.filter(report__in=reports).order_by("pk")
        for pair in handed.values_list("text", "answer"):
            found += pair
    return [text for text in found if text]
