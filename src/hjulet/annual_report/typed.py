"""Counts and shares that somebody typed, held against what the figures say. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hjulet.figures.types import Figure

_COUNTED = (
    r"rapport(?:er)?|avvikelser?|(?:personuppgifts)?incident(?:er)?|synpunkt(?:er)?|klagomål"
    r"|lex[ \u00a0]sarah"
)
_TYPED = re.compile(
    rf"(?<![\d,.:§/-])(\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+|\d+)(?:,(\d+))?"
    rf"[ \u00a0\u202f]?(%|procent\b|(?:{_COUNTED})\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A number followed by what it counts, as it stands in a text: "162 avvikelser".

    `number` is the part that a live number would stand for: "162", but all of "61,4 procent".
    """

    words: str
    number: str
    value: float
    decimals: int
    share: bool


def typed_numbers(text: str) -> Iterator[Typed]:
    """ "162 avvikelser", "1 204 rapporter", "61,4 procent"; years and dates are left alone."""
    for match in _TYPED.finditer(text):
        whole, decimals, noun = match.groups()
        number = re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else "")
        share = noun.lower() in ("%", "procent")
        typed = match.group() if share else match.group()[: -len(noun)].rstrip()
        yield Typed(match.group(), typed, float(number), len(decimals or ""), share)


def unsupported(typed: Iterable[Typed], figures: Iterable[Figure]) -> list[Typed]:
    """Those that no cell of the figures has."""
    counts: set[int] = set()
    shares: set[float] = set()
    for figure in figures:
        for row in figure.rows:
            counts |= {cell for cell in row.cells if isinstance(cell, int)}
            shares |= {cell for cell in row.cells if isinstance(cell, float)}
    return [one for one in typed if not _supported(one, counts, shares)]


def _supported(one: Typed, counts: set[int], shares: set[float]) -> bool:
    if not one.share:
        return one.decimals == 0 and int(one.value) in counts
    # Half a unit of the last typed decimal: 61 stands for 60,5 to 61,5.
    margin = 0.5 / 10**one.decimals + 1e-9
    return any(abs(one.value - share) <= margin for share in shares)
