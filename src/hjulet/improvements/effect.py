"""The figure that shows whether a measure helped: counted before and after, with honest words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hjulet.calendar.rules import calendar_year, free
from hjulet.figures import catalogue, live
from hjulet.figures.types import Figure, Scope
from hjulet.improvements.models import Measure
from hjulet.kernel import clock
from hjulet.organisation.queries import names
from hjulet.stats.words import compare_counts

LONGEST = 365
SHORTEST = 14


@dataclass(frozen=True, slots=True)
class Seen:
    """What the figure says. `before` and `after` are {value, first, last}, ready to be stored."""

    label: str
    before: dict[str, Any]
    after: dict[str, Any]
    comment: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A number that may be chosen to follow: its place in a figure and its words."""

    key: str
    row: str
    column: str
    label: str

    @property
    def value(self) -> str:
        return f"{self.key}|{self.row}|{self.column}"


def seen(measure: Measure, now: datetime) -> Seen | None:
    """The figure of the measure as long before it was done as has passed since, at most a year.

    None when none was chosen, or when less than two weeks have passed: then it says nothing.
    """
    if not measure.figure_key or measure.done_on is None:
        return None
    today = clock.local_date(now)
    days = min(LONGEST, (today - measure.done_on).days)
    if days < SHORTEST:
        return None
    first, last = measure.done_on, measure.done_on + timedelta(days=days - 1)
    after = _counted(measure, first, last, now)
    before = _counted(measure, first - timedelta(days=days), first - timedelta(days=1), now)
    if after is None or before is None:
        return None
    comparison = compare_counts(
        now=after["value"],
        before=before["value"],
        what="rapporter",
        the_what="rapporterna",
        days_now=days,
        days_before=days,
    )
    words = (comparison.headline, comparison.sentence, comparison.cause)
    return Seen(label_of(measure, now), before, after, " ".join(word for word in words if word))


def choices(unit_id: int, now: datetime) -> list[tuple[str, list[Choice]]]:
    """The counts that a measure of the unit can follow, figure by figure: this year's rows."""
    scope = _scope(unit_id, calendar_year(clock.local_date(now).year))
    found = []
    for definition in catalogue.definitions():
        if not definition.key.startswith("reports."):
            continue
        figure = catalogue.compute(definition.key, scope, now)
        if own := list(_counts_in(figure)):
            found.append((definition.title, own))
    return found


def label_of(measure: Measure, now: datetime) -> str:
    """The words of the chosen number, "" when the figure no longer has it."""
    params = measure.figure_params
    year = calendar_year(clock.local_date(now).year)
    try:
        figure = catalogue.compute(measure.figure_key, _scope(measure.unit_id, year), now)
        row = next(one for one in figure.rows if one.key == params.get("row"))
    except (catalogue.UnknownFigure, StopIteration):
        return ""
    return f"{figure.title}: {row.label}"


def _counts_in(figure: Figure) -> Iterator[Choice]:
    """One number of each row: the total, else the first column that counts this period."""
    keys = [column.key for column in figure.columns]
    column = next((key for key in (live.TOTAL, "count", "period-0", "now") if key in keys), None)
    if column is None:
        return
    at = keys.index(column)
    for row in figure.rows:
        if row.level == "share" or row.key.startswith("month-"):
            continue
        if isinstance(row.cells[at], int):
            yield Choice(figure.key, row.key, column, row.label)


def _counted(measure: Measure, first: date, last: date, now: datetime) -> dict[str, Any] | None:
    params = measure.figure_params
    try:
        figure = catalogue.compute(
            measure.figure_key, _scope(measure.unit_id, free(first, last)), now
        )
        value = figure.cell(params.get("row", live.TOTAL), params.get("column", live.TOTAL))
    except catalogue.UnknownFigure:
        return None
    except KeyError:
        value = 0  # a row that nothing was counted in is left out
    if not isinstance(value, int):
        return None
    return {"value": value, "first": first.isoformat(), "last": last.isoformat()}


def _scope(unit_id: int, period: Any) -> Scope:
    return Scope(period, unit_id, names([unit_id]).get(unit_id, ""))
