"""Tables of the Word document: header rows that repeat, rows that hold together, fixed widths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from hjulet.documents import word_styles
from hjulet.documents.tree import Cell, Inlines, Row, Table
from hjulet.documents.widths import WHOLE_ROWS, Fit
from hjulet.documents.word_xml import element

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
_PAD_TWIPS = 60


def write(
    word: WordDocument,
    table: Table,
    fit: Fit,
    inlines: Callable[[Paragraph, Inlines], None],
    *,
    out: bool,
) -> None:
    """Add the table. `out` moves it into the wide left margin."""
    heads = 1 if table.header else 0
    made = word.add_table(rows=heads + len(table.rows), cols=len(fit.columns))
    made.autofit = False
    _properties(made._tbl, table, fit, out=out)
    writer = _TableWriter(table, fit, inlines)
    # python-docx walks the whole table for each `rows` or `cells`: take the lists once.
    rows = list(made.rows)
    if heads:
        _mark_row(rows[0], repeat=True)
        writer.row(rows[0], Row(table.header), head=True, last=False)
        _keep(rows[0])
    for index, row in enumerate(table.rows):
        following = table.rows[index + 1].kind if index + 1 < len(table.rows) else "total"
        _mark_row(rows[heads + index], repeat=False)
        writer.row(rows[heads + index], row, head=False, last=following == "total")
        if len(table.rows) <= WHOLE_ROWS or index >= len(table.rows) - 2:
            _keep(rows[heads + index])


class _TableWriter:
    def __init__(self, table: Table, fit: Fit, inlines: Callable[[Paragraph, Inlines], None]):
        self.table = table
        self.fit = fit
        self.inlines = inlines

    def row(self, made: _Row, row: Row, *, head: bool, last: bool) -> None:
        for index, (made_cell, cell) in enumerate(zip(made.cells, row.cells, strict=True)):
            made_cell.width = Mm(self.fit.columns[index])
            total = index == self.table.total_column
            _shape(made_cell, kind=row.kind, head=head, last=last, total=total)
            paragraph = made_cell.paragraphs[0]
            paragraph.style = word_styles.TABLE_TEXT
            paragraph.alignment = _ALIGN[cell.align]
            if index == 0 and row.kind == "unit":
                paragraph.paragraph_format.left_indent = Mm(4)
            elif index and cell.align == "left":
                # Words after a column of numbers must not touch it.
                paragraph.paragraph_format.left_indent = Mm(1.4)
            if not head and row.kind == "department":
                paragraph.paragraph_format.space_before = Pt(3)
            self.inlines(paragraph, cell.inlines)
            self.weigh(paragraph, cell, row, head=head, total=total)

    def weigh(self, paragraph: Paragraph, cell: Cell, row: Row, *, head: bool, total: bool) -> None:
        bold = head or total or row.kind in ("department", "total")
        for run in paragraph.runs:
            run.font.size = Pt(round(self.fit.size * word_styles.SANS_SIZE * 4) / 4)
            if bold:
                run.bold = True
            if head or row.kind == "share":
                run.font.color.rgb = word_styles.DIM


def _properties(table: Any, source: Table, fit: Fit, *, out: bool) -> None:
    properties = table.tblPr
    for old in properties.findall(qn("w:tblLook")) + properties.findall(qn("w:tblW")):
        properties.remove(old)
    width = element("w:tblW", w=Mm(fit.total).twips, type="dxa")
    properties.insert_element_before(
        width, "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout"
    )
    indent = element("w:tblInd", w=Mm(-word_styles.HANG if out else 0).twips, type="dxa")
    properties.insert_element_before(indent, "w:tblBorders", "w:shd", "w:tblLayout", "w:tblLook")
    margins = element("w:tblCellMar")
    for side, twips in (("left", 0), ("right", _PAD_TWIPS)):
        margins.append(element(f"w:{side}", w=twips, type="dxa"))
    properties.append(margins)
    properties.append(
        element(
            "w:tblLook",
            val="04A0" if source.row_headers else "0420",
            firstRow=1 if source.header else 0,
            lastRow=0,
            firstColumn=1 if source.row_headers else 0,
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        )
    )
    properties.append(element("w:tblCaption", val=source.caption))
    for column, width_mm in zip(table.tblGrid.gridCol_lst, fit.columns, strict=True):
        column.w = Mm(width_mm)


def _keep(row: _Row) -> None:
    """Hold the row on the page of what follows: the rest of the table and its notes."""
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _mark_row(row: _Row, *, repeat: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if repeat:
        properties.append(element("w:tblHeader"))


def _shape(cell: _Cell, *, kind: str, head: bool, last: bool, total: bool) -> None:
    """Rules and tint of a cell. `last`: the row above the total or the end has no hairline."""
    properties = cell._tc.get_or_add_tcPr()
    borders = element("w:tcBorders")
    if kind == "total":
        borders.append(element("w:top", val="single", sz=8, space=0, color=word_styles.LINE))
    if head:
        borders.append(element("w:bottom", val="single", sz=8, space=0, color=word_styles.LINE))
    elif not last and kind not in ("total", "share"):
        borders.append(element("w:bottom", val="single", sz=4, space=0, color=word_styles.HAIR))
    properties.append(borders)
    if total:
        properties.append(element("w:shd", val="clear", color="auto", fill=word_styles.TINT))
    margins = element("w:tcMar")
    for side in ("top", "bottom"):
        margins.append(element(f"w:{side}", w=45, type="dxa"))
    properties.append(margins)
    properties.append(element("w:vAlign", val="bottom" if head else "top"))
