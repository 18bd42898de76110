"""The list of measures: those with the nearest day first, filters, and the same for Excel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, Q, When

from hjulet.improvements.kinds import Status
from hjulet.improvements.models import OPEN, Measure
from hjulet.organisation.queries import tree_during
from hjulet.organisation.types import Actor

SIZE = 50
# Which measures a word in the address means.
STATES: dict[str, Q] = {
    "oppna": Q(status__in=OPEN),
    "foreslagna": Q(status=Status.PROPOSED),
    "pagar": Q(status__in=[Status.DECIDED, Status.STARTED]),
    "effekt": Q(status=Status.DONE),
    "avslutade": Q(status=Status.CLOSED),
    "avslagna": Q(status=Status.REJECTED),
    "alla": Q(),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list shows; None and "" is everything. `unit_id` means it and all below."""

    unit_id: int | None = None
    level: str = ""
    theme_id: int | None = None
    state: str = "oppna"
    mine: bool = False
    late: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. `next_on` is the day of the next step, None when there is none."""

    reference: str
    title: str
    status: str
    outcome: str
    effect: str
    level: str
    unit: str
    responsible: str
    theme: str
    next_on: date | None
    due_on: date
    effect_on: date
    closed_on: date | None
    late: bool


def page_of(actor: Actor, filters: Filters, today: date, *, page: int = 1) -> list[Row]:
    """One page, at most `SIZE` and one more, which says that there are more. Two queries."""
    start = (max(1, page) - 1) * SIZE
    return _rows(_selected(actor, filters, today)[start : start + SIZE + 1], today)


def total_of(actor: Actor, filters: Filters, today: date) -> tuple[int, int]:
    """How many there are, and how many of them are late. Two queries."""
    chosen = _selected(actor, filters, today).order_by()
    return chosen.count(), chosen.filter(next_on__lt=today).count()


def rows_for_export(actor: Actor, filters: Filters, today: date, limit: int) -> Iterator[Row]:
    """All that is chosen, for a file."""
    yield from _rows(_selected(actor, filters, today)[:limit], today)


def _selected(actor: Actor, filters: Filters, today: date) -> Any:
    rows: Any = Measure.objects.visible_to(actor).annotate(
        next_on=Case(
            When(status=Status.PROPOSED, then=F("decide_by")),
            When(status__in=[Status.DECIDED, Status.STARTED], then=F("due_on")),
            When(status=Status.DONE, then=F("effect_on")),
            default=None,
            output_field=DateField(null=True),
        )
    )
    rows = rows.filter(STATES.get(filters.state, STATES["oppna"]))
    if filters.unit_id:
        below = tree_during(date.min, date.max).below(filters.unit_id)
        rows = rows.filter(unit_id__in=below)
    if filters.level:
        rows = rows.filter(level=filters.level)
    if filters.theme_id:
        rows = rows.filter(theme_id=filters.theme_id)
    if filters.mine:
        rows = rows.filter(responsible_id=actor.account_id or 0)
    if filters.late:
        rows = rows.filter(next_on__lt=today)
    if filters.year:
        first, last = date(filters.year, 1, 1), date(filters.year, 12, 31)
        rows = rows.filter(proposed_on__lte=last).filter(
            Q(closed_on__isnull=True) | Q(closed_on__gte=first)
        )
    return rows.order_by(F("next_on").asc(nulls_last=True), "-pk")


def _rows(found: Any, today: date) -> list[Row]:
    values = found.values(
        "reference", "title", "status", "outcome", "effect", "level", "unit__name",
        "responsible__name", "theme__name", "next_on", "due_on", "effect_on", "closed_on",
    )  # fmt: skip
    return [
        Row(
            unit=row.pop("unit__name"),
            responsible=row.pop("responsible__name"),
            theme=row.pop("theme__name") or "",
            late=row["next_on"] is not None and row["next_on"] < today,
            **row,
        )
        for row in values
    ]
