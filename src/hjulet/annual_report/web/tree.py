"""The section tree beside the editor and on the edition's page."""

from dataclasses import dataclass

from hjulet.annual_report.kinds import SectionStatus
from hjulet.annual_report.models import Edition, Section

STATES = {
    SectionStatus.NOT_STARTED: ("wait", "Ej påbörjat"),
    SectionStatus.UNDER_WAY: ("active", "Pågår"),
    SectionStatus.DONE: ("done", "Klart"),
}


@dataclass(frozen=True, slots=True)
class TreeRow:
    section: Section
    number: str
    state: str
    word: str
    writer: str
    children: tuple["TreeRow", ...] = ()


def tree_rows(edition: Edition) -> tuple[TreeRow, ...]:
    """Sections in order, those of level 3 below the one before them. One query."""
    rows: list[TreeRow] = []
    below: list[TreeRow] = []
    top = child = 0
    for section in edition.sections.select_related("responsible").order_by("order"):
        state, word = STATES[SectionStatus(section.status)]
        writer = section.responsible.name if section.responsible else ""
        if section.level > 2 and rows:
            child += 1
            below.append(TreeRow(section, f"{top}.{child}", state, word, writer))
            continue
        _close(rows, below)
        top, child = top + 1, 0
        rows.append(TreeRow(section, str(top), state, word, writer))
    _close(rows, below)
    return tuple(rows)


def flat(rows: tuple[TreeRow, ...]) -> list[TreeRow]:
    """Every row in reading order."""
    return [one for row in rows for one in (row, *row.children)]


def _close(rows: list[TreeRow], below: list[TreeRow]) -> None:
    if below:
        last = rows.pop()
        rows.append(
            TreeRow(last.section, last.number, last.state, last.word, last.writer, tuple(below))
        )
        below.clear()
