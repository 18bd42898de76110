"""Sums of the facts per month and per year, so that ten years cost as little as one day's rows.

A distinct count is SUM(flag) over facts (see `ReportFact`), and sums of sums are the same sums.
So any period is whole years and months from here, and days over from the facts, to add or to take
away: 1 January to 30 December is the year without one day. Still exact, and never many rows.
`facts` and the import call `add` and `remove` around every change, in its transaction.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from hjulet.calendar.types import Period
from hjulet.kernel.locks import serialise
from hjulet.reports.models import ReportFact, ReportSum
from hjulet.reports.rules import FLAGS

LOCK = 20110904
KEYS = (
    "counting", "span", "board_id", "administration_id", "department_id", "unit_id", "type_id",
    "commissioned",
)  # fmt: skip
OPEN = ("o_unit", "o_department", "o_administration", "o_board", "o_all")
SUMS = ("n", *FLAGS, *OPEN)
FACTS = ReportFact._meta.db_table
TABLE = ReportSum._meta.db_table
DAY = timedelta(days=1)


def add(source: str = FACTS, where: str = "", values: Sequence[int | str] = ()) -> None:
    """Adds the facts in the table `source` that meet `where` (SQL with %s for each value)."""
    _change(1, source, where, values)


def remove(source: str = FACTS, where: str = "", values: Sequence[int | str] = ()) -> None:
    """Takes the facts away again. Call it before they are deleted."""
    _change(-1, source, where, values)


def rebuild() -> None:
    """Makes all sums anew from the facts."""
    with transaction.atomic():
        serialise(LOCK)
        ReportSum.objects.all().delete()
        add()


def differing() -> list[tuple[object, ...]]:
    """(counting, span, board, administration, department, unit, type) of sums that are not those
    of the facts.
    """
    keys, sums = ", ".join(KEYS), ", ".join(SUMS)
    wrong = " OR ".join(f"SUM({name}) <> 0" for name in SUMS)
    negated = ", ".join(f"-{name}" for name in SUMS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {_spans(FACTS, '')} SELECT {keys} FROM "  # noqa: S608
            f"(SELECT {keys}, {sums} FROM spans UNION ALL SELECT {keys}, {negated} FROM {TABLE}) d "
            f"GROUP BY {keys} HAVING {wrong} ORDER BY {keys}"
        )
        return [row[:7] for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Part:
    """Days that a period is made of: a year or month ("2023", "2024-01"), or "" for just days.

    `sign` -1 takes them away.
    """

    first: date
    last: date
    span: str = ""
    sign: int = 1

    @property
    def cost(self) -> int:
        return 1 if self.span else (self.last - self.first).days + 1


def days(period: Period) -> Part:
    """The whole period as days, for what the sums do not know."""
    return Part(period.first, period.last)


def parts(period: Period) -> tuple[Part, ...]:
    """As few years, months and days as make up the period, each day once in all."""
    found: list[Part] = []
    for year in range(period.first.year, period.last.year + 1):
        whole = Part(date(year, 1, 1), date(year, 12, 31), f"{year:04}")
        found += _within(whole, max(period.first, whole.first), min(period.last, whole.last))
    return tuple(found)


def _within(whole: Part, first: date, last: date) -> list[Part]:
    """Some days of a year or month: put together, or what is left of the whole without the rest."""
    if (first, last) == (whole.first, whole.last):
        return [whole]
    added = _together(whole, first, last)
    rest: list[Part] = []
    if whole.first < first:
        rest += _together(whole, whole.first, first - DAY)
    if last < whole.last:
        rest += _together(whole, last + DAY, whole.last)
    left = [whole, *(replace(one, sign=-one.sign) for one in rest)]
    return min(added, left, key=lambda found: sum(one.cost for one in found))


def _together(whole: Part, first: date, last: date) -> list[Part]:
    """Days of a month as they are, of a year month by month."""
    if len(whole.span) > 4:
        return [Part(first, last)]
    found: list[Part] = []
    for number in range(first.month, last.month + 1):
        year = whole.first.year
        ends = date(year, number, monthrange(year, number)[1])
        month = Part(date(year, number, 1), ends, f"{whole.span}-{number:02}")
        found += _within(month, max(first, month.first), min(last, month.last))
    return found


def read(
    counting: str,
    parts: Sequence[Part],
    columns: Sequence[str],
    measures: Sequence[str],
    where: str = "1 = 1",
    values: Sequence[Any] = (),
) -> list[tuple[Any, ...]]:
    """Rows of `columns` and of sums of `measures` (SQL over `SUMS`) for the parts of a period.

    `where` may ask for `KEYS` other than the first two, and for `report_id` if all parts are days.
    """
    day = "closed_on" if counting == "closed" else "received_on"
    by, sums = ", ".join(columns), ", ".join(measures)
    selects: list[str] = []
    asked: list[Any] = []
    for sign in (1, -1):
        signed = ", ".join(f"{sign} * {one} AS m{i}" for i, one in enumerate(measures))
        start = f"SELECT {', '.join((*columns, signed))} FROM"
        spans = [one.span for one in parts if one.span and one.sign == sign]
        if spans:
            marks = ", ".join(["%s"] * len(spans))
            selects.append(f"{start} {TABLE} WHERE counting = %s AND span IN ({marks}) AND {where}")
            asked += [counting, *spans, *values]
        for one in parts:
            if not one.span and one.sign == sign:
                selects.append(
                    f"{start} {_as_sums(FACTS)} f WHERE {day} >= %s AND {day} <= %s AND {where}"
                )
                asked += [one.first, one.last, *values]
    sums = ", ".join(f"SUM(m{i})" for i in range(len(measures)))
    grouped = f" GROUP BY {by}" if columns else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join((*columns, sums))} FROM ({' UNION ALL '.join(selects)}) p{grouped}",  # noqa: S608
            asked,
        )
        return cursor.fetchall()


def _as_sums(source: str) -> str:
    """The facts of a table with the columns of sums: what each row adds."""
    is_open = ", ".join(
        f"CASE WHEN closed_on IS NULL THEN f_{name[2:]} ELSE 0 END AS {name}" for name in OPEN
    )
    return (
        "(SELECT report_id, received_on, closed_on, board_id, "  # noqa: S608
        "COALESCE(administration_id, 0) AS administration_id, "
        "COALESCE(department_id, 0) AS department_id, unit_id, type_id, commissioned, "
        f"1 AS n, {', '.join(FLAGS)}, {is_open} FROM {source})"
    )


def _change(sign: int, source: str, where: str, values: Sequence[int | str]) -> None:
    # Two changes at a time would lock the same sums in different order and wait for each other.
    serialise(LOCK)
    keys = ", ".join(KEYS)
    signed = ", ".join(f"{sign} * {name}" for name in SUMS)
    added = ", ".join(f"{name} = {TABLE}.{name} + excluded.{name}" for name in SUMS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {_spans(source, where)} INSERT INTO {TABLE} ({keys}, {', '.join(SUMS)}) "  # noqa: S608
            f"SELECT {keys}, {signed} FROM spans WHERE 1 = 1 "
            f"ON CONFLICT ({keys}) DO UPDATE SET {added}",
            list(values),
        )


def _spans(source: str, where: str) -> str:
    """Common table expressions that end in `spans`: sums per month and year of some facts."""
    chosen = f"{source} WHERE {where}" if where else source
    keys = ", ".join(KEYS[2:])
    sums = ", ".join(f"SUM({name}) AS {name}" for name in SUMS)
    received, closed = _month("received_on"), _month("closed_on")
    return (
        f"touched AS {_as_sums(chosen)}, "  # noqa: S608
        f"months AS (SELECT 'received' AS counting, {received} AS span, {keys}, {sums} "
        f"FROM touched GROUP BY {received}, {keys} "
        f"UNION ALL SELECT 'closed', {closed}, {keys}, {sums} "
        f"FROM touched WHERE closed_on IS NOT NULL GROUP BY {closed}, {keys}), "
        f"spans AS (SELECT {', '.join(KEYS)}, {', '.join(SUMS)} FROM months "
        f"UNION ALL SELECT counting, substr(span, 1, 4), {keys}, {sums} "
        f"FROM months GROUP BY counting, substr(span, 1, 4), {keys})"
    )


def _month(column: str) -> str:
    if connection.vendor == "postgresql":
        return f"to_char({column}, 'YYYY-MM')"
    return f"substr({column}, 1, 7)"
