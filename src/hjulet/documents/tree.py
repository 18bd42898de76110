"""The document tree: what a text says, free of how it looks.

Frozen values and tuples only, so that a tree can be compared, hashed, cached and stored in a
sealed edition. Inlines stand in a line of text; blocks stand on their own. `NumberRef` and
`FigureRef` point at the catalogue of figures by key and parameters; `resolve` replaces them,
and no renderer accepts one that is left.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Scalar = str | int | bool | None
ParamValue = Scalar | tuple[Scalar, ...]
Params = tuple[tuple[str, ParamValue], ...]

Align = Literal["left", "right", "center"]
RowKind = Literal["plain", "department", "unit", "total", "share"]
NoteKind = Literal["info", "tip", "warn", "honest"]
Show = Literal["table", "chart", "both"]

# Labels of `Document.meta` that the renderers look for: the foot of each printed page carries the
# registration number and the edition. Other labels are welcome and are printed as they stand.
META_BOARD = "Nämnd"
META_PERIOD = "Period"
META_DNR = "Diarienummer"
META_DECISION = "Beslut"
META_EDITION = "Utgåva"


def params(values: Mapping[str, ParamValue | list[Scalar]]) -> Params:
    """The parameters of a reference as sorted, hashable pairs. Lists become tuples."""
    return tuple(
        (name, tuple(value) if isinstance(value, list) else value)
        for name, value in sorted(values.items())
    )


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text. `href` is an absolute http, https or mailto address, or "#anchor"."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class NumberRef:
    """A live number: a key of the catalogue and its parameters. Resolved to `Number`."""

    key: str
    params: Params = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is shown: `text` in Swedish form, `label` what it counts, `ref` its source.

    `suppressed` says that `text` stands for a number too small to show.
    """

    text: str
    label: str = ""
    ref: str = ""
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


Inline = Text | NumberRef | Number | Break
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2-4 (level 1 is the document's title). `anchor` is its id in HTML."""

    level: int
    inlines: Inlines
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list. Each item is a tuple of blocks (paragraphs and further lists)."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    inlines: Inlines = ()
    header: bool = False
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table body. `kind` gives weight and rule: departments are bold, units indented,
    the total has a rule above, the share row below it is dimmed."""

    cells: tuple[Cell, ...]
    kind: RowKind = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of column headers (empty when there is none) and rows of equal width.

    `row_headers`: the first cell of each row is the header of that row. `total_column` is the
    index of the column that is tinted, usually the distinct total. `notes` stand below the table,
    `source` last.
    """

    caption: str
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    row_headers: bool = True
    source: str = ""
    notes: tuple[str, ...] = ()
    total_column: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a self-contained SVG, the sentence that replaces it, and its numbers.

    `narrow` is the same chart drawn for a phone, "" when there is none.
    """

    caption: str
    alt: str
    svg: str
    data: Table
    source: str = ""
    narrow: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A few blocks set apart. Kind "honest" (may we say that it changed?) is set between rules."""

    kind: NoteKind
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page in print; nothing on screen."""


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A live figure: resolved to tables, charts and notes."""

    key: str
    params: Params = ()
    show: Show = "table"


Block = Heading | Paragraph | ListBlock | Table | Chart | Note | PageBreak | FigureRef


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `meta` holds (label, value) pairs; see the META_ names above.

    `draft` marks every form of it as UTKAST. `cover` gives cover and contents, `numbered` gives
    numbers to headings of level 2 and 3.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    subtitle: str = ""
    author: str = ""
    date: datetime.date | None = None
    lang: str = "sv"
    meta: tuple[tuple[str, str], ...] = ()
    draft: bool = False
    cover: bool = True
    numbered: bool = True


def plain(inlines: Inlines) -> str:
    """The inlines as plain text, with breaks as spaces. References show nothing."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Text | Number):
            parts.append(inline.text)
        elif isinstance(inline, Break):
            parts.append(" ")
    return "".join(parts)


def is_label(block: Block) -> bool:
    """Whether a paragraph is bold throughout: the label of what follows it, on the same page."""
    return isinstance(block, Paragraph) and all(
        isinstance(inline, Text) and (inline.bold or not inline.text.strip())
        for inline in block.inlines
    )


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, also those inside lists and notes and the data of charts."""
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from walk(item)
        elif isinstance(block, Note):
            yield from walk(block.blocks)
        elif isinstance(block, Chart):
            yield block.data


def inlines_of(block: Block) -> Iterator[Inline]:
    """The inlines that belong to the block itself, not to blocks inside it."""
    if isinstance(block, Heading | Paragraph):
        yield from block.inlines
    elif isinstance(block, Table):
        for cell in block.header:
            yield from cell.inlines
        for row in block.rows:
            for cell in row.cells:
                yield from cell.inlines


def map_inlines(
    blocks: tuple[Block, ...], change: Callable[[Inlines], Inlines]
) -> tuple[Block, ...]:
    """The blocks with `change` applied to every line of inlines, at any depth."""
    return tuple(_map_block(block, change) for block in blocks)


def map_cells(table: Table, change: Callable[[Inlines], Inlines]) -> Table:
    """The table with `change` applied to the inlines of every cell."""

    def changed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(replace(cell, inlines=change(cell.inlines)) for cell in cells)

    rows = tuple(replace(row, cells=changed(row.cells)) for row in table.rows)
    return replace(table, header=changed(table.header), rows=rows)


def _map_block(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, inlines=change(block.inlines))
        case ListBlock():
            return replace(block, items=tuple(map_inlines(item, change) for item in block.items))
        case Note():
            return replace(block, blocks=map_inlines(block.blocks, change))
        case Table():
            return map_cells(block, change)
        case Chart():
            return replace(block, data=map_cells(block.data, change))
    return block
