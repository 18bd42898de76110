"""What is gone: of one record, and the whole register."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from hjulet.kernel import clock
from hjulet.kernel.swedish import fold
from hjulet.organisation.queries import names
from hjulet.organisation.types import Actor
from hjulet.retention.models import Followed, Tombstone

PAGE = 50


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of a record that is gone says of it, to whoever may open that page."""

    disposed_on: date
    first: str
    second: str
    basis: str
    keep_months: int
    disposal: str
    counts: tuple[tuple[str, int], ...]


def tombstone_of(kind: str, *, key: int | None = None, reference: str = "") -> Told | None:
    """For the room that has the record, by its key or reference; None when it is not gone.

    One query.
    """
    named = {"reference": reference} if key is None else {"key": key}
    rows = Tombstone.objects.filter(kind=kind, **named)
    row = rows.select_related("first_by", "second_by", "disposal").order_by("pk").first()
    if row is None:
        return None
    return Told(
        disposed_on=clock.local_date(row.disposed_at),
        first=row.first_by.name,
        second=row.second_by.name,
        basis=row.basis,
        keep_months=row.keep_months,
        disposal=row.disposal.reference,
        counts=tuple(sorted(row.counts.items())),
    )


def is_disposed(kind: str, references: list[str]) -> frozenset[str]:
    """Of these references those that have a tombstone. One query."""
    rows = Tombstone.objects.filter(kind=kind, reference__in=references).order_by("pk")
    return frozenset(rows.values_list("reference", flat=True))


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to; "" and None is everything."""

    text: str = ""
    kind: str = ""
    board_id: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """One page of the register, newest first; `older` is the key to go on after."""

    rows: list[Any]
    older: int | None
    total: int


def register(actor: Actor, filters: Filters, after: int | None = None) -> Register:
    """Fifty at a time, by key: tombstones are never changed or taken away. Two queries."""
    chosen = _chosen(actor, filters)
    total = chosen.count()
    if after is not None:
        chosen = chosen.filter(pk__lt=after)
    found = list(_with_names(chosen).order_by("-pk")[: PAGE + 1])
    rows = found[:PAGE]
    return Register(rows, rows[-1].pk if len(found) > PAGE else None, total)


def rows_for_export(actor: Actor, filters: Filters, limit: int) -> list[Any]:
    """All of the selection, newest first, at most `limit`. One query."""
    return list(_with_names(_chosen(actor, filters)).order_by("-pk")[:limit])


def years(actor: Actor) -> list[int]:
    """The years in which something went, latest first. One query."""
    moments = (
        Tombstone.objects.visible_to(actor)
        .order_by()
        .datetimes("disposed_at", "year", order="DESC", tzinfo=clock.STOCKHOLM)
    )
    return [moment.year for moment in moments]


def _with_names(rows: Followed) -> Followed:
    return rows.select_related("board", "unit", "first_by", "second_by", "disposal")


def _chosen(actor: Actor, filters: Filters) -> Followed:
    rows = Tombstone.objects.visible_to(actor)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.board_id:
        rows = rows.filter(board_id=filters.board_id)
    if filters.year:
        rows = rows.filter(
            disposed_at__gte=clock.at(date(filters.year, 1, 1), 0),
            disposed_at__lt=clock.at(date(filters.year + 1, 1, 1), 0),
        )
    if filters.text:
        named = Q(reference__startswith=filters.text) | Q(disposal__reference=filters.text)
        rows = rows.filter(named | Q(unit_id__in=_units_called(rows, filters.text)))
    found: Followed = rows
    return found


def _units_called(rows: Followed, text: str) -> list[int]:
    """Units of these rows whose name holds the words. In Python: SQLite does not fold å, ä, ö."""
    found = names(rows.order_by().values_list("unit_id", flat=True).distinct())
    wanted = fold(text).split()
    return [key for key, name in found.items() if all(word in fold(name) for word in wanted)]
