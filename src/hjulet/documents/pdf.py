"""A document as PDF: PDF/UA-1 (open to all) and PDF/A-2a (kept for long) in the same file.

typst sets the text from one fixed template, `template.typ`, that walks the tree as JSON. It writes
no row headers into the structure tree, so `headers.mark` adds them afterwards.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from hjulet.documents import cover, fonts, headers, svg, tree, widths
from hjulet.documents.numbering import Numbering, with_data_of_charts
from hjulet.documents.resolve import UnresolvedReference, require_resolved
from hjulet.documents.tree import Block, Cell, Document, Inline, Row, Table

_TEMPLATE = Path(__file__).parent / "template.typ"
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
# Documents without a date still give the same bytes each time.
_NO_DATE = datetime.date(2000, 1, 1)
# Rows of cells with more text than this may continue on the next page.
_LONG = 600
_SHORT = 80
# The compiler refuses a second thread while it works ("Already borrowed").
_ONE_AT_A_TIME = Lock()
_MM_PER_PX = 25.4 / 96


def render(document: Document) -> bytes:
    """The document as PDF. The same document gives the same bytes.

    Needs a document from `normalise`. Raises `UnresolvedReference`, and `typst.TypstError` for
    what the standards forbid and `normalise` let through.
    """
    require_resolved(document)
    document = with_data_of_charts(document)
    date = document.date or _NO_DATE
    values = json.dumps(_document(document), ensure_ascii=False)
    with _ONE_AT_A_TIME:
        written = _compiler().compile(
            format="pdf",
            sys_inputs={"document": values},
            pdf_standards=STANDARDS,
            timestamp=datetime.datetime(date.year, date.month, date.day, 12, tzinfo=datetime.UTC),
        )
    if not isinstance(written, bytes):
        raise TypeError("typst gave several files for one document")
    return headers.mark(written, [table.row_headers for table in _tables(document.blocks)])


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """One compiler for the process: fonts are read once."""
    faces = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.DIRECTORY]
    )
    return typst.Compiler(_TEMPLATE, font_paths=faces, ignore_system_fonts=True)


def _document(document: Document) -> dict[str, Any]:
    date = document.date or _NO_DATE
    numbering = Numbering(document)
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.author,
        "date": [date.year, date.month, date.day],
        "lang": document.lang,
        "meta": cover.lines(document),
        "foot": cover.foot(document),
        "draft": document.draft,
        "cover": document.cover,
        "numbered": document.numbered,
        "wheel": cover.wheel_svg(),
        "blocks": [_block(block, numbering) for block in document.blocks],
    }


def _block(block: Block, numbering: Numbering) -> dict[str, Any]:
    match block:
        case tree.Heading():
            numbering.heading(block.level)
            return {
                "t": "heading",
                "level": block.level,
                "anchor": block.anchor,
                "inlines": _inlines(block.inlines),
            }
        case tree.Paragraph():
            label = tree.is_label(block)
            return {"t": "paragraph", "label": label, "inlines": _inlines(block.inlines)}
        case tree.ListBlock():
            items = [[_block(inner, numbering) for inner in item] for item in block.items]
            return {"t": "list", "ordered": block.ordered, "start": block.start, "items": items}
        case tree.Note():
            inner = [_block(each, numbering) for each in block.blocks]
            return {"t": "note", "kind": block.kind, "title": block.title, "blocks": inner}
        case tree.Table():
            return _table(block, numbering.table(block.caption))
        case tree.Chart():
            width, _ = svg.size(block.svg)
            return {
                "t": "chart",
                "label": numbering.figure(block.caption),
                "alt": block.alt,
                "svg": svg.printable(block.svg),
                "width": min(width * _MM_PER_PX, widths.TEXT_MM),
                "source": block.source,
            }
        case tree.PageBreak():
            return {"t": "pagebreak"}
    raise UnresolvedReference(block.key)


def _table(table: Table, label: str) -> dict[str, Any]:
    fit = widths.fit(table)
    return {
        "t": "table",
        "label": label,
        "header": _cells(table.header, fit) if table.header else [],
        "rows": [{"kind": row.kind, "cells": _cells(row.cells, fit)} for row in table.rows],
        "notes": list(table.notes),
        "source": table.source,
        "total_column": table.total_column,
        "breakable": len(table.rows) > widths.WHOLE_ROWS
        or any(_is_long(row) for row in table.rows),
        "fit": {
            "columns": fit.columns,
            "size": fit.size,
            "lying": fit.lying,
            "out": fit.total > widths.TEXT_MM + 0.1,
        },
    }


def _cells(cells: tuple[Cell, ...], fit: widths.Fit) -> list[dict[str, Any]]:
    return [
        {
            "inlines": _inlines(cell.inlines),
            "align": cell.align,
            "long": len(tree.plain(cell.inlines)) > _LONG,
            # Only where a word is wider than its column: otherwise lines break between words.
            "divide": widths.longest_word(cell, fit.size) > width - widths.PADDING_MM,
        }
        for cell, width in zip(cells, fit.columns, strict=True)
    ]


def _is_long(row: Row) -> bool:
    return any(len(tree.plain(cell.inlines)) > _SHORT for cell in row.cells)


def _inlines(inlines: tuple[Inline, ...]) -> list[dict[str, Any]]:
    return [_inline(inline) for inline in inlines]


def _inline(inline: Inline) -> dict[str, Any]:
    match inline:
        case tree.Text():
            return {
                "t": "text",
                "text": inline.text,
                "bold": inline.bold,
                "italic": inline.italic,
                "href": inline.href,
            }
        case tree.Number():
            return {"t": "text", "text": inline.text}
        case tree.Break():
            return {"t": "break"}
    raise UnresolvedReference(inline.key)


def _tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """The tables that are printed, in reading order: not those folded into charts."""
    data = {id(block.data) for block in tree.walk(blocks) if isinstance(block, tree.Chart)}
    for block in tree.walk(blocks):
        if isinstance(block, Table) and id(block) not in data:
            yield block
