"""Closed reports that led to findings: for the page of the workplace meeting.

The page is open to all staff of the board, who may not read the reports (OSL (2009:400) 26 kap.).
So nothing that was written in a report is read here, and a restricted one has not even its
reference: only that a case was closed, and what was learnt from it in the words of the findings.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from hjulet.findings.kinds import Status as FindingStatus
from hjulet.reports.kinds import Status
from hjulet.reports.models import Report, ReportFinding, ReportUnit


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """A closed report in short; `reference` is "" when it is restricted."""

    reference: str
    closed_on: date
    finding_ids: tuple[int, ...]


def closed_with_findings(
    unit_ids: Collection[int], since: date, *, board_id: int | None = None, limit: int = 20
) -> list[ClosedCase]:
    """The reports of the units, closed on `since` or later, that have a released finding.

    `board_id` leaves out those of another board, which a unit that moved has left there. Newest
    first. Two queries.
    """
    released = ReportFinding.objects.filter(
        report=OuterRef("pk"), finding__status=FindingStatus.RELEASED
    )
    concerned = ReportUnit.objects.filter(report=OuterRef("pk"), unit_id__in=list(unit_ids))
    found = Report.objects.filter(
        Exists(released), Exists(concerned), status=Status.CLOSED, closed_on__gte=since
    )
    if board_id is not None:
        found = found.filter(board_id=board_id)
    rows = list(
        found.order_by("-closed_on", "-pk").values_list(
            "pk", "reference", "restricted", "closed_on"
        )[:limit]
    )
    links = ReportFinding.objects.filter(
        report__in=[row[0] for row in rows], finding__status=FindingStatus.RELEASED
    ).order_by("finding_id")
    findings: dict[int, list[int]] = {}
    for report_id, finding_id in links.values_list("report_id", "finding_id"):
        findings.setdefault(report_id, []).append(finding_id)
    return [
        ClosedCase("" if restricted else reference, closed_on, tuple(findings.get(pk, ())))
        for pk, reference, restricted, closed_on in rows
        if closed_on is not None
    ]
