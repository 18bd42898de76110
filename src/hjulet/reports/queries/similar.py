"""Earlier reports that resemble one: the same unit, and the same category or words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

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

    id: int
    reference: str
    received_at: datetime
    status: str
    restricted: bool
    excerpt: str
    types: tuple[str, ...]


def similar_to(actor: Actor, report: Report, limit: int = 3) -> list[Likeness]:
    """The latest reports of the two years before that the actor may read. Three queries."""
    found = _alike(actor, [report], limit)
    return _likenesses([row for _, row in found])


def most_similar(actor: Actor, reports: Iterable[Report], limit: int) -> list[Likeness]:
    """Those that share most words with any of the reports, then those of the same category; from
    the two years before the last of them, with a unit in common. Three queries.
    """
    found = _alike(actor, list(reports), CANDIDATES)
    found.sort(key=lambda pair: -pair[0])
    return _likenesses([row for _, row in found[:limit]])


def _alike(actor: Actor, reports: list[Report], limit: int) -> list[tuple[int, Any]]:
    """(shared words, values) of the latest that are alike; 0 words when only the category is."""
    if not reports:
        return []
    own_ids = [report.pk for report in reports]
    latest = max(report.received_at for report in reports)
    links = ReportUnit.objects.filter(report_id__in=own_ids)
    units = frozenset(links.values_list("unit_id", flat=True))
    readable = Report.objects.visible_to(actor)
    if not actor.second_factor:
        readable = readable.filter(restricted=False)
    candidates = (
        readable.filter(
            access.concerns(units),
            received_at__gte=latest - YEARS,
            received_at__lte=latest,
            disposed_on=None,
        )
        .exclude(pk__in=own_ids)
        .order_by("-received_at", "-id")
        .values("id", "reference", "received_at", "status", "restricted", "what_happened",
                "category_id")[:CANDIDATES]
    )  # fmt: skip
    words = [telling(report.what_happened) for report in reports]
    categories = {report.category_id for report in reports} - {None}
    found: list[tuple[int, Any]] = []
    for row in candidates:
        theirs = telling(row["what_happened"])
        shared = max(len(own & theirs) for own in words)
        if shared >= SHARED_STEMS or row["category_id"] in categories:
            found.append((shared if shared >= SHARED_STEMS else 0, row))
        if len(found) == limit:
            break
    return found


def _likenesses(rows: list[Any]) -> list[Likeness]:
    types = type_names(row["id"] for row in rows)
    return [
        Likeness(
            id=row["id"],
            reference=row["reference"],
            received_at=row["received_at"],
            status=row["status"],
            restricted=row["restricted"],
            excerpt=access.told(row["restricted"], row["what_happened"][:120]),
            types=tuple(types.get(row["id"], ())),
        )
        for row in rows
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
