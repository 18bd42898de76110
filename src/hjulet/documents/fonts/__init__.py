"""The typefaces of printed documents, and what can be asked of them. See README.md here."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

DIRECTORY = Path(__file__).parent

SANS = "SourceSans3_400Regular.ttf"
SANS_SEMIBOLD = "SourceSans3_600SemiBold.ttf"
_EVERY_SANS = (
    SANS,
    SANS_SEMIBOLD,
    "SourceSans3_700Bold.ttf",
    "SourceSans3_400Regular_Italic.ttf",
)


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """Code points that every cut of the last fallback has: these can always be printed."""
    return frozenset.intersection(*(frozenset(_advances(name)[0]) for name in _EVERY_SANS))


def width(text: str, *, size: float, bold: bool = False) -> float:
    """The width of one line of `text` in Source Sans 3, in the unit of `size`, without kerning."""
    advances, per_em, default = _advances(SANS_SEMIBOLD if bold else SANS)
    return sum(advances.get(ord(letter), default) for letter in text) * size / per_em


@lru_cache(maxsize=len(_EVERY_SANS))
def _advances(name: str) -> tuple[dict[int, int], int, int]:
    """Advance by code point, units per em, and the advance of what the font lacks.

    The font is opened here and closed again: an open one reads from its file when asked, and two
    threads would read from each other's places.
    """
    with TTFont(DIRECTORY / name, lazy=True) as font:
        metrics = font["hmtx"].metrics
        advances = {code: metrics[glyph][0] for code, glyph in font.getBestCmap().items()}
        return advances, font["head"].unitsPerEm, metrics[".notdef"][0]
