"""Closed cases that a unit can learn from: only that they are closed, and their findings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hjulet.reports import access
from hjulet.reports.kinds import Status
from hjulet.reports.models import Report, ReportFinding


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed report and a finding of it. `reference` is "" for one with secrecy."""

    reference: str
    closed_on: date
    finding_id: int


def closed_with_findings(unit_ids: Collection[int], since: date, limit: int = 60) -> list[Closed]:
    """Reports of the units closed since the day, with each of their findings. One query.

    Nothing that anybody wrote in a report comes along; the caller shows only findings that are
    released.
    """
    closed = Report.objects.filter(
        access.concerns(frozenset(unit_ids)), status=Status.CLOSED, closed_on__gte=since
    )
    links = ReportFinding.objects.filter(report__in=closed.order_by().values("pk"))
    rows = links.order_by("-report__closed_on", "report_id", "finding_id").values_list(
        "report__reference", "report__restricted", "report__closed_on", "finding_id"
    )
    return [
        Closed("" if restricted else reference, closed_on or since, finding_id)
        for reference, restricted, closed_on, finding_id in rows[:limit]
    ]
