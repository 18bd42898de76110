"""Live numbers: any cell of any figure, to stand inside a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from hjulet.figures import catalogue
from hjulet.figures.layout import TOTAL, kind_of, shown
from hjulet.figures.scopes import changed
from hjulet.figures.types import Column, Figure, Row, Scope


class UnknownNumber(LookupError):
    """The figure has no such row or column in this period."""


@dataclass(frozen=True, slots=True)
class LiveNumber:
    """A number that can be inserted: where it stands, what it says and its text now."""

    key: str
    row: str
    column: str
    label: str
    text: str

    @property
    def params(self) -> dict[str, str]:
        return {"row": self.row, "column": self.column}


class Live:
    """Numbers and figures of one scope; each figure is counted once.

    `params` are strings: `row` and `column` (both "total" when not named), and `period`, `unit`
    (id) and `count` where they differ from the scope. A column or row may be named by its first
    part alone ("lex_sarah" for "lex_sarah-2").
    """

    def __init__(self, scope: Scope, now: datetime) -> None:
        self.scope = scope
        self.now = now
        self._counted: dict[tuple[str, Scope], Figure] = {}

    def figure(self, key: str, params: Mapping[str, str] | None = None) -> Figure:
        """The whole figure. Raises UnknownFigure or UnknownScope."""
        scope = changed(self.scope, params or {})
        if (key, scope) not in self._counted:
            self._counted[key, scope] = catalogue.compute(key, scope, self.now)
        return self._counted[key, scope]

    def number(self, key: str, params: Mapping[str, str]) -> tuple[str, str]:
        """(text, label). Raises UnknownFigure, UnknownScope or UnknownNumber."""
        figure = self.figure(key, params)
        return cell(
            figure, params.get("row", TOTAL), params.get("column", TOTAL), place="unit" in params
        )

    def catalogue(self) -> list[LiveNumber]:
        """Every number that can be inserted, figure by figure."""
        return [
            LiveNumber(one.key, row.key, column.key, label(figure, row, column, place=False), text)
            for one in catalogue.definitions()
            for figure in (self.figure(one.key),)
            for row in figure.rows
            for column, value in zip(figure.columns, row.cells, strict=True)
            if value is not None and not isinstance(value, str)
            for text in (shown(value, kind_of(row, column)),)
        ]


def cell(figure: Figure, row_key: str, column_key: str, *, place: bool = True) -> tuple[str, str]:
    """The text and label of one cell of a figure, live or frozen. Raises UnknownNumber.

    "total" as a column is the first column of a figure that has no total column. A silent row
    that is no longer there is an error, not a zero: the text around it may be untrue.
    """
    row = _named(figure.rows, row_key)
    column = _named(figure.columns, column_key)
    if column is None and column_key == TOTAL and figure.columns:
        column = figure.columns[0]
    if row is None or column is None:
        raise UnknownNumber(f"{figure.key}: {row_key}/{column_key}")
    value = row.cells[figure.columns.index(column)]
    return shown(value, kind_of(row, column)), label(figure, row, column, place=place)


def label(figure: Figure, row: Row, column: Column, *, place: bool = True) -> str:
    """What the number is: "Rapporter efter typ och enhet: Lex Sarah, 2023".

    Only what tells it from other numbers. `place` names the unit that the figure is counted for.
    """
    keyed = any(one.key == TOTAL for one in figure.columns)
    parts = []
    if row.key != TOTAL or column.key == TOTAL or not keyed:
        parts.append(row.label)
    if column.key != TOTAL:
        parts.append(_COLUMNS.get(column.label, column.label))
    if place and figure.unit_name:
        parts.append(figure.unit_name)
    if not _is_period(column):
        parts.append(figure.period_label)
    if figure.count == "closed":
        parts.append("avslutade")
    words = ", ".join(parts)
    return f"{figure.title}: {words[:1].upper()}{words[1:]}"


# A heading of a column that says too little outside its table.
_COLUMNS = {"av": "av hur många"}


def _is_period(column: Column) -> bool:
    """Whether the column itself says which period it is of."""
    return column.key in ("now", "previous") or column.key.startswith("period-")


Item = TypeVar("Item", Row, Column)


def _named(items: tuple[Item, ...], wanted: str) -> Item | None:
    """The one with that key, or the only one whose key has that first part."""
    for one in items:
        if one.key == wanted:
            return one
    near = [one for one in items if one.key.rpartition("-")[0] == wanted]
    return near[0] if len(near) == 1 else None
