"""Earlier reports that resemble one: the same unit, and the same category or words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hjulet.kernel.swedish import stems
from hjulet.organisation.types import Actor
from hjulet.reports import access
from hjulet.reports.models import Report, ReportUnit
from hjulet.reports.queries.names import type_names

YEARS = timedelta(days=730)
CANDIDATES = 300
SHARED_STEMS = 4
# Words that stand in every report say nothing about likeness.
_COMMON = frozenset(
    stems(
        "och att det som för inte hade den när till med men var har från var blev vid kan där "
        "hon han man vi jag ett eller efter innan över under utan också sedan skulle denna detta "
        "personal klient klienten barnet brukare brukaren handläggare rapport hände upptäckte"
    )
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A report that resembles another. `excerpt` is how it begins."""

    reference: str
    received_at: datetime
    status: str
    restricted: bool
    excerpt: str
    types: tuple[str, ...]


def similar_to(actor: Actor, report: Report, limit: int = 3) -> list[Likeness]:
    """The latest reports of the two years before that the actor may read. Three queries."""
    units = list(ReportUnit.objects.filter(report=report).values_list("unit_id", flat=True))
    candidates = (
        Report.objects.visible_to(actor)
        .filter(
            access.concerns(frozenset(units)),
            received_at__gte=report.received_at - YEARS,
            received_at__lte=report.received_at,
        )
        .exclude(pk=report.pk)
        .order_by("-received_at", "-id")
        .values("id", "reference", "received_at", "status", "restricted", "what_happened",
                "category_id")[:CANDIDATES]
    )  # fmt: skip
    own = telling(report.what_happened)
    found = []
    for row in candidates:
        alike = row["category_id"] is not None and row["category_id"] == report.category_id
        if alike or len(own & telling(row["what_happened"])) >= SHARED_STEMS:
            found.append(row)
        if len(found) == limit:
            break
    types = type_names(row["id"] for row in found)
    return [
        Likeness(
            reference=row["reference"],
            received_at=row["received_at"],
            status=row["status"],
            restricted=row["restricted"],
            excerpt=row["what_happened"][:120],
            types=tuple(types.get(row["id"], ())),
        )
        for row in found
    ]


def latest_of(
    *, category_id: int, unit_ids: Iterable[int], until: datetime, limit: int
) -> list[int]:
    """Ids of the latest assessed reports without secrecy of a category in some units."""
    rows = Report.objects.filter(
        access.concerns(frozenset(unit_ids)),
        category_id=category_id,
        restricted=False,
        received_at__lte=until,
    )
    return list(rows.order_by("-received_at", "-id").values_list("pk", flat=True)[:limit])


def telling(text: str) -> frozenset[str]:
    """The stems of a text that say something about it."""
    return frozenset(stem for stem in stems(text) if len(stem) > 3) - _COMMON
