"""How wide the columns of a printed table must be, and on what page it then fits.

The same rule as a browser's: each column lies between the width of its longest unbreakable piece
and that of its longest line. It is measured with the metrics of the typeface, since a number that
is cut off on paper is lost. A table that does not fit the text goes out into the wide margin, then
gets smaller letters, then a lying page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hjulet.documents import fonts, tree
from hjulet.documents.tree import Cell, Table

MM_PER_POINT = 25.4 / 72
TEXT_MM = 138.0
MARGIN_MM = 160.0
LYING_MM = 249.0

# A table of at most this many rows is moved to the next page rather than divided.
WHOLE_ROWS = 24

PADDING_MM = 2.6
INDENT_MM = 4.0
_WIDEST_NUMBER_MM = 24.0
_NAME_MM = 45.0
# Swedish syllables are short: a long word can be broken after at most this many letters.
_UNBROKEN = 9
_HEADER = 14
_BREAKS = re.compile(r"(?<=[-\u2010/\u00ad])|[ \t\n]")


@dataclass(frozen=True, slots=True)
class Fit:
    """Column widths in mm, letters in points, and whether the page must lie down."""

    columns: tuple[float, ...]
    size: float
    lying: bool = False

    @property
    def total(self) -> float:
        """The width of the whole table in mm."""
        return sum(self.columns)


_TRIES = (
    (TEXT_MM, 9.25, False),
    (MARGIN_MM, 9.25, False),
    (MARGIN_MM, 8.5, False),
    (LYING_MM, 9.25, True),
    (LYING_MM, 8.0, True),
    (LYING_MM, 7.0, True),
    (LYING_MM, 6.0, True),
)


def fit(table: Table, *, stretch: float = 1.0) -> Fit:
    """The first page and size that hold the table without breaking words where they do not break.

    If none does, the smallest letters on a lying page, with columns in proportion. `stretch` is
    how much wider than ours the typeface is that will be used.
    """
    for room, size, lying in _TRIES:
        narrow, wide = _bounds(table, size * stretch)
        if sum(narrow) <= room:
            return Fit(tuple(_share(narrow, wide, room)), size, lying)
    scale = room / sum(narrow)
    return Fit(tuple(width * scale for width in narrow), size, lying)


def _share(narrow: list[float], wide: list[float], room: float) -> list[float]:
    """Widths between the bounds; room that is left goes to narrow number columns, evenly."""
    if sum(wide) > room:
        return _squeeze(narrow, wide, room)
    left = room - sum(wide)
    rest = wide[1:]
    if not rest:
        return wide
    extra = [min(left / len(rest), max(_WIDEST_NUMBER_MM - width, 0.0)) for width in rest]
    return [wide[0], *(width + more for width, more in zip(rest, extra, strict=True))]


def _squeeze(narrow: list[float], wide: list[float], room: float) -> list[float]:
    """Widths when not all lines fit: short columns keep their lines, long ones share the rest."""
    given = dict(enumerate(narrow))
    open_columns = sorted(given, key=lambda index: wide[index])
    for index in list(open_columns):
        others = [other for other in open_columns if other != index]
        left = room - sum(given.values()) + given[index]
        fair = (left + sum(given[other] for other in others)) / len(open_columns)
        if wide[index] > min(fair, left):
            break
        given[index] = wide[index]
        open_columns.remove(index)
    slack = sum(wide[index] - narrow[index] for index in open_columns)
    part = (room - sum(given.values())) / slack if slack else 0.0
    for index in open_columns:
        given[index] += (wide[index] - narrow[index]) * part
    return [given[index] for index in range(len(narrow))]


def _bounds(table: Table, size: float) -> tuple[list[float], list[float]]:
    count = len(table.header) or len(table.rows[0].cells)
    narrow, wide = [0.0] * count, [0.0] * count

    def take(index: int, low: float, high: float) -> None:
        narrow[index] = max(narrow[index], low + PADDING_MM)
        wide[index] = max(wide[index], high + PADDING_MM)

    for index, cell in enumerate(table.header):
        low = _piece(cell, size, bold=True)
        take(index, low, max(low, _good_header(cell, size)))
    for row in table.rows:
        bold = row.kind in ("department", "total")
        for index, cell in enumerate(row.cells):
            indent = INDENT_MM if index == 0 and row.kind == "unit" else 0.0
            strong = bold or index == table.total_column
            full = _mm(tree.plain(cell.inlines), size, bold=strong)
            low = _piece(cell, size, bold=strong)
            if index == 0 and table.row_headers:
                # Names of units are read as names: on one line if they are not very long.
                low = max(longest_word(cell, size), min(full, _NAME_MM))
            take(index, low + indent, max(low, full) + indent)
    return narrow, wide


def _piece(cell: Cell, size: float, *, bold: bool) -> float:
    """The widest part of the cell that no line break can divide."""
    text = tree.plain(cell.inlines)
    if cell.align == "right" and not any(letter.isalpha() for letter in text):
        return _mm(text, size, bold=bold)
    return max((_mm(_unbroken(w), size, bold=bold) for w in _words(text)), default=0.0)


def _good_header(cell: Cell, size: float) -> float:
    """A header is better on two or three lines than in a column wider than its numbers, and a
    very long word better divided than twice as wide as the others."""
    words = _words(tree.plain(cell.inlines))
    shown = [word[:_HEADER] + "-" if len(word) > _HEADER + 2 else word for word in words]
    widest = max((_mm(word, size, bold=True) for word in shown), default=0.0)
    return max(widest, _mm(" ".join(shown), size, bold=True) * 0.6 if len(shown) > 2 else 0.0)


def longest_word(cell: Cell, size: float) -> float:
    """The width in mm of the widest word in the cell, in the weight of headers."""
    words = _words(tree.plain(cell.inlines))
    return max((_mm(word, size, bold=True) for word in words), default=0.0)


def _words(text: str) -> list[str]:
    return [word for word in _BREAKS.split(text) if word]


def _unbroken(word: str) -> str:
    if len(word) <= _UNBROKEN + 2 or not word.isalpha():
        return word
    return word[:_UNBROKEN] + "-"


def _mm(text: str, size: float, *, bold: bool) -> float:
    return fonts.width(text, size=size, bold=bold) * MM_PER_POINT
