"""The matrix: probability from left to right, consequence from the gravest down."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hjulet.risks.kinds import Consequence, Level, Probability
from hjulet.risks.rules import level


@dataclass(frozen=True, slots=True)
class Cell:
    """`level` for the colour, `word` beside it; `content` is what the page puts there."""

    level: str
    word: str
    content: Any


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    word: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`heads` are (number, word) of the columns."""

    heads: tuple[tuple[int, str], ...]
    lines: tuple[Line, ...]


def matrix(contents: Mapping[tuple[int, int], Any], empty: Any) -> Matrix:
    """`contents` by (probability, consequence); `empty` where there is nothing."""
    return Matrix(
        heads=tuple(
            (one.value, _BREAKS.get(str(one.label), str(one.label))) for one in Probability
        ),
        lines=tuple(
            Line(
                row.value,
                str(row.label),
                tuple(
                    _cell(level(column, row), contents.get((column.value, row.value), empty))
                    for column in Probability
                ),
            )
            for row in reversed(Consequence)
        ),
    )


# Where the long words may break in a narrow column.
_BREAKS = {"osannolikt": "osanno\u00adlikt"}


def _cell(grave: Level, content: Any) -> Cell:
    return Cell(str(grave), str(grave.label), content)
