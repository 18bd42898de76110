"""Numbers of headings, tables and figures: the same in every format, so that people can say
"tabell 3" to each other whether they hold the PDF or read the web page."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from hjulet.documents import tree
from hjulet.documents.tree import Document

APPENDIX = "Siffrorna bakom figurerna"


class Numbering:
    """Counts in reading order while a document is rendered."""

    def __init__(self, document: Document) -> None:
        self._numbered = document.numbered
        self._sections = [0, 0]
        self._tables = 0
        self._figures = 0

    def heading(self, level: int) -> str:
        """The number of the next heading: "2" or "2.1". Level 4 has none."""
        if not self._numbered or level > 3:
            return ""
        self._sections[level - 2] += 1
        if level == 2:
            self._sections[1] = 0
        return ".".join(str(number) for number in self._sections[: level - 1])

    def table(self, caption: str) -> str:
        """The caption of the next table: "Tabell 3. Rapporter efter typ"."""
        self._tables += 1
        return _labelled("Tabell", self._tables, caption)

    def figure(self, caption: str) -> str:
        """The caption of the next chart: "Figur 4. Avvikelser per enhet"."""
        self._figures += 1
        return _labelled("Figur", self._figures, caption)


def split(caption: str) -> tuple[str, str, str]:
    """A caption from `Numbering` as kind, number and words: ("Tabell", "3", "Rapporter …")."""
    label, _, words = caption.partition(".")
    kind, _, number = label.partition("\N{NO-BREAK SPACE}")
    return kind, number, words.strip()


def _labelled(kind: str, number: int, caption: str) -> str:
    return f"{kind}\N{NO-BREAK SPACE}{number}. {caption}".rstrip()


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    level: int
    number: str
    text: str
    anchor: str


def contents(document: Document, *, depth: int = 3) -> Iterator[Entry]:
    """The headings down to level `depth`, numbered as the renderers number them."""
    numbering = Numbering(document)
    for block in document.blocks:
        if isinstance(block, tree.Heading):
            number = numbering.heading(block.level)
            if block.level <= depth:
                yield Entry(block.level, number, tree.plain(block.inlines), block.anchor)


def with_data_of_charts(document: Document) -> Document:
    """For paper: the numbers of charts that no table shows, as an appendix.

    A web page folds them out below the chart. In print the chart's sentence is all that a reader
    who cannot see it would get, so the tables follow at the end.
    """
    blocks = tuple(tree.walk(document.blocks))
    shown = [_numbers(block) for block in document.blocks if isinstance(block, tree.Table)]
    tables: list[tree.Table] = []
    charts = [block for block in blocks if isinstance(block, tree.Chart)]
    for number, chart in enumerate(charts, start=1):
        if chart.data.rows and not any(_stands_in(chart.data, table) for table in shown):
            caption = f"Siffrorna i figur {number}. {chart.caption}".strip()
            tables.append(dataclasses.replace(chart.data, caption=caption))
    if not tables:
        return document
    taken = {block.anchor for block in blocks if isinstance(block, tree.Heading)}
    anchor = "siffror"
    while anchor in taken:
        anchor += "-bilaga"
    heading = tree.Heading(2, (tree.Text(APPENDIX),), anchor)
    return dataclasses.replace(document, blocks=(*document.blocks, heading, *tables))


def _numbers(table: tree.Table) -> dict[str, set[str]]:
    """What stands beside each name of a row and under each name of a column."""
    found: dict[str, set[str]] = {}
    columns = [_words(cell) for cell in table.header]
    for row in table.rows:
        texts = [_words(cell) for cell in row.cells]
        found.setdefault(texts[0], set()).update(texts[1:])
        for column, text in zip(columns[1:], texts[1:], strict=False):
            found.setdefault(column, set()).add(text)
    return found


def _stands_in(data: tree.Table, shown: dict[str, set[str]]) -> bool:
    """Whether every number of a chart stands beside the same name in one table."""
    return all(
        {text for cell in row.cells[1:] if (text := _words(cell))}
        <= shown.get(_words(row.cells[0]), set())
        for row in data.rows
    )


def _words(cell: tree.Cell) -> str:
    return tree.plain(cell.inlines).strip().casefold()
