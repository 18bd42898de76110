"""What may be done with an edition in which state; how it and its files are titled. Pure."""

from collections.abc import Mapping

from hjulet.annual_report.kinds import EditionStatus

# What every file of an edition is called, before its mark and format.
STEM = "kvalitetsberattelse"

# A frozen edition is never edited again: the way on is a new edition opened from it.
ALLOWED: Mapping[str, frozenset[str]] = {
    "write": frozenset({EditionStatus.DRAFT}),
    "rename": frozenset({EditionStatus.DRAFT}),
    "freeze": frozenset({EditionStatus.DRAFT}),
    "decide": frozenset({EditionStatus.FROZEN}),
    "publish": frozenset({EditionStatus.FROZEN}),
    "open_next": frozenset({EditionStatus.FROZEN, EditionStatus.PUBLISHED}),
    "discard": frozenset({EditionStatus.DRAFT}),
}


def may(verb: str, status: str) -> bool:
    """Whether an edition in `status` allows `verb`."""
    return status in ALLOWED[verb]


def shifted(level: int, section_level: int) -> int:
    """The level of a heading inside a section's text: always below the section's own (2 or 3)."""
    return min(4, level + section_level - 1)


def full_title(title: str, period: str) -> str:
    """ "Kvalitetsberättelse 2025"; a title that already says the period is left as it is."""
    return title if period.casefold() in title.casefold() else f"{title} {period}"
