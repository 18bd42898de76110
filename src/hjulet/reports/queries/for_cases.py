"""Reports for the rooms that hold their cases."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from hjulet.organisation.types import Actor
from hjulet.reports import access
from hjulet.reports.kinds import InvestigationVerb, Status
from hjulet.reports.models import (
    InvestigationReport,
    InvestigationStep,
    Report,
    ReportCase,
    ReportType,
)


def without_case(actor: Actor, kind: str, *, limit: int = 100) -> list[Report]:
    """Reports assessed as `kind` that no case of it has taken up, of those that the actor reads
    whole; the oldest first. One query.
    """
    is_kind = ReportType.objects.filter(report=OuterRef("pk"), type__kind=kind)
    taken = ReportCase.objects.filter(report=OuterRef("pk"), kind=kind)
    found = Report.objects.filter(
        access.by_role(actor),
        Exists(is_kind),
        ~Exists(taken),
        status__in=[Status.ASSESSED, Status.INVESTIGATING],
    )
    return list(
        found.select_related("board", "reported_unit").order_by("received_at", "pk")[:limit]
    )


def whole(actor: Actor, report_ids: Collection[int]) -> list[Report]:
    """Those of the reports that the actor reads whole, the oldest first. One query."""
    found = Report.objects.filter(access.by_role(actor), pk__in=list(report_ids))
    return list(found.select_related("board", "reported_unit").order_by("received_at", "pk"))


def investigations_of(report_ids: Collection[int]) -> list[tuple[int, object]]:
    """(report, investigation) of each that says something of one of them. Two queries.

    For retention: an investigation goes with the last of its reports (`RecordKind.shares`).
    """
    links = InvestigationReport.objects.filter(report__in=list(report_ids))
    aside = InvestigationStep.objects.filter(
        report__in=list(report_ids), verb=InvestigationVerb.SET_ASIDE
    )
    return [
        (report_id, ("investigation", found))
        for rows in (links, aside)
        for report_id, found in rows.order_by("pk").values_list("report_id", "investigation_id")
    ]
