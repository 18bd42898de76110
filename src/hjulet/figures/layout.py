"""How a Figure is laid out for people: order of columns, and each cell in Swedish."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hjulet.figures.types import Column, Figure, Row
from hjulet.ui.format import DASH, NBSP, number, signed

TOTAL = "total"
Value = int | float | str | None


def total_first(figure: Figure) -> Figure:
    """The same figure with the distinct total before the columns that it is not the sum of."""
    order = sorted(range(len(figure.columns)), key=lambda i: figure.columns[i].key != TOTAL)
    return _of_columns(figure, order)


def for_reading(figure: Figure) -> Figure:
    """The figure as a table for people: the total first, and no column without a single value.

    A year that is not in the system would leave a column of nothing beside each number.
    """
    figure = total_first(figure)
    told = [
        i
        for i, column in enumerate(figure.columns)
        if column.key == TOTAL
        or column.blank
        or any(row.cells[i] not in (None, "") for row in figure.rows)
    ]
    return _of_columns(figure, told)


def _of_columns(figure: Figure, chosen: Sequence[int]) -> Figure:
    return replace(
        figure,
        columns=tuple(figure.columns[i] for i in chosen),
        rows=tuple(replace(row, cells=tuple(row.cells[i] for i in chosen)) for row in figure.rows),
    )


def shown(value: Value, kind: str, *, dash: bool = False, blank: str = "") -> str:
    """A cell as text. `dash` writes zero as an en dash (internal tables); published ones say 0.

    `blank` is the text of None, as the column says it.
    """
    if value is None:
        return blank
    if isinstance(value, str):
        return value
    if kind == "share":
        return f"{number(value, 1)}{NBSP}%"
    if kind == "change":
        return signed(value)
    # A rate of zero is a number like others; the dash is where there is none.
    if kind in ("rate", "rate_change"):
        return number(value, 1) if kind == "rate" else signed(value, 1)
    if dash and value == 0:
        return DASH
    return number(value)


def kind_of(row: Row, column: Column) -> str:
    """A share row holds shares in columns of numbers too."""
    return "share" if row.level == "share" else column.kind


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over several columns that follow each other."""

    label: str
    span: int


def headings(figure: Figure) -> tuple[Heading, ...]:
    """The row above the column headings; empty when no column has a group."""
    found: list[Heading] = []
    for column in figure.columns:
        if found and found[-1].label == column.group:
            found[-1] = Heading(column.group, found[-1].span + 1)
        else:
            found.append(Heading(column.group, 1))
    return tuple(found) if any(one.label for one in found) else ()


def lead(comment: str) -> tuple[str, str]:
    """The first sentence of a comment, which is set in bold, and the rest."""
    first, stop, rest = comment.partition(". ")
    return (f"{first}.", rest) if stop else (comment, "")


# Where long words of column headings may be broken, so that the columns stay narrow.
_SOFT = {
    "personuppgiftsincident": "person\u00aduppgifts\u00adincident",
    "avvikelse": "av\u00advikelse",
    "klagomål": "\u200bklago\u00admål",
}


def soft(label: str) -> str:
    """A column heading with soft hyphens and a capital: "Person-uppgifts-incident"."""
    text = label
    for word, broken in _SOFT.items():
        text = text.replace(word, broken)
        text = text.replace(word.capitalize(), broken[:1].upper() + broken[1:])
    return text[:1].upper() + text[1:]
