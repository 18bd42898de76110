"""Reports of one kind, whoever asks: for the figures of the rooms that hold their cases."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from hjulet.reports import access
from hjulet.reports.models import Report, ReportType


@dataclass(frozen=True, slots=True)
class Received:
    """When a report of the kind came in and, if it was, when it was closed."""

    report_id: int
    received_on: date
    closed_on: date | None


def received_of_kind(
    kind: str, *, until: date, unit_ids: Collection[int] | None = None
) -> list[Received]:
    """All reports of the kind that came in until a day, each once, the first one first.

    `unit_ids` are the units that they concern; None is everywhere. One query.
    """
    is_kind = ReportType.objects.filter(report=OuterRef("pk"), type__kind=kind)
    rows = Report.objects.filter(Exists(is_kind), received_on__lte=until)
    if unit_ids is not None:
        rows = rows.filter(access.concerns(frozenset(unit_ids)))
    return [
        Received(*row)
        for row in rows.order_by("received_on", "pk").values_list("pk", "received_on", "closed_on")
    ]
