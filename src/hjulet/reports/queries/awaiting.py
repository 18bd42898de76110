"""Reports that are assessed to a kind and that no case has taken up: for the rooms of the cases."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from hjulet.organisation.types import Actor
from hjulet.reports import access
from hjulet.reports.kinds import Status
from hjulet.reports.models import Report, ReportCase, ReportType
from hjulet.reports.queries.names import unit_names


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A report that somebody is to open a case for; nothing of what is written in it."""

    reference: str
    received_at: datetime
    restricted: bool
    units: tuple[str, ...]


def awaiting_case(actor: Actor, kind: str, limit: int = 50) -> list[Awaiting]:
    """Those that the actor may read or know of, the first to come in first. Two queries."""
    is_kind = ReportType.objects.filter(report=OuterRef("pk"), type__kind=kind)
    taken = ReportCase.objects.filter(report=OuterRef("pk"), kind=kind)
    rows = (
        Report.objects.filter(access.readable(actor) | access.known(actor))
        .filter(Exists(is_kind), ~Exists(taken), status__in=(Status.ASSESSED, Status.INVESTIGATING))
        .order_by("received_at", "pk")
        .values_list("pk", "reference", "received_at", "restricted")[:limit]
    )
    units = unit_names(pk for pk, *_ in rows)
    return [
        Awaiting(reference, received_at, restricted, tuple(units.get(pk, ())))
        for pk, reference, received_at, restricted in rows
    ]
