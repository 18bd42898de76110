"""Figure: a frozen value that holds a whole table and where it came from."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from hjulet.calendar.types import Period


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: a unit (None is everything), a period, received or closed."""

    period: Period
    unit_id: int | None = None
    unit_name: str = ""
    count: str = "received"  # received | closed
    commissioned: str = "all"  # all | own | others: done on commission of another body


@dataclass(frozen=True, slots=True)
class Column:
    """`kind`: number, rate (one decimal), share (per cent with one decimal), change, rate_change
    (one decimal) or text. `blank` is what people read in a cell of None.

    `definition` says what is counted; columns that follow each other with the same `group` stand
    under that heading. The distinct total has the key "total".
    """

    key: str
    label: str
    kind: str = "number"
    definition: str = ""
    group: str = ""
    blank: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`level`: department, unit, plain, total or share. `cells` follow the columns.

    A cell is an int, a float (per cent), a str, or None for "does not apply".
    `unit_id` leads down to the list; `key` names the row for live numbers.
    """

    key: str
    label: str
    level: str
    cells: tuple[int | float | str | None, ...]
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """What the chart of the figure shows: label, value now, value before."""

    label: str
    value: float
    previous: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A table that can be shown, exported, put in a report and frozen.

    `row_heading` is the heading of the label column, `notes` say how to read it, `comment` is the
    honest sentence about change, `source` says what was counted and when.
    `count` is "received", "closed" or, when the figure knows no difference, "".
    `about` is "reports" (exact inside the board) or "persons" (small cells suppressed).
    """

    key: str
    title: str
    period_key: str
    period_label: str
    unit_id: int | None
    unit_name: str
    count: str
    row_heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    comment: str = ""
    source: str = ""
    counted_at: str = ""
    about: str = "reports"
    bars: tuple[Bar, ...] = ()
    chart: str = ""  # bars | months | ""
    chart_alt: str = ""
    chart_title: str = ""
    chart_unit: str = ""  # what the bars count ("avvikelser"), or "%"
    previous_label: str = ""  # the period of Bar.previous
    lede: str = ""  # what is true, in one or two sentences: opens the page

    def cell(self, row: str, column: str) -> int | float | str | None:
        """The value at a row key and a column key; KeyError when there is none."""
        index = next((i for i, item in enumerate(self.columns) if item.key == column), None)
        found = next((item for item in self.rows if item.key == row), None)
        if index is None or found is None:
            raise KeyError(f"{self.key}: {row}/{column}")
        return found.cells[index]

    def as_json(self) -> dict[str, Any]:
        """Plain data that `from_json` reads back: what a frozen edition stores."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Figure":
        return cls(
            **{
                **data,
                "columns": tuple(Column(**column) for column in data["columns"]),
                "rows": tuple(Row(**{**row, "cells": tuple(row["cells"])}) for row in data["rows"]),
                "notes": tuple(data["notes"]),
                "bars": tuple(Bar(**bar) for bar in data["bars"]),
            }
        )


def counted_at(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
