"""How the document of a case is written: a label stands on its own line, with its text below."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from hjulet.documents.tree import Block, Cell, Heading, Paragraph, Row, Table, Text
from hjulet.ui.format import date_time


def heading(text: str, level: int = 2) -> Heading:
    return Heading(level, (Text(text),))


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def signed(at: datetime, by: Any) -> str:
    return f"{date_time(at)} av {by.name if by else 'Hjulet'}"


def labelled(label: str, text: str) -> Iterable[Block]:
    """What somebody wrote, line by line, below its label."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if label and lines:
        yield Paragraph((Text(label, bold=True),))
    for line in lines:
        yield paragraph(line)


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    def cell(text: str, *, header: bool = False) -> Cell:
        return Cell((Text(text),) if text else (), header=header)

    return Table(
        caption=caption,
        header=tuple(cell(words, header=True) for words in heads),
        rows=tuple(
            Row(tuple(cell(text, header=place == 0) for place, text in enumerate(row)))
            for row in rows
        ),
        row_headers=True,
    )
