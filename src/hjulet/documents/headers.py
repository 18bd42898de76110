"""Row headers in the structure tree of a PDF that typst has written.

typst marks column headers but has no way to say that the first cell of a row is that row's header.
A screen reader then reads "14" without "Utredningsenhet 2". PDF 1.7, 14.8.5.7: a TH cell carries
the attribute Scope; Headers are only for tables too irregular for Scope, and where both stand some
readers follow the Headers, which name columns only. So they are removed.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf


class TableMismatch(RuntimeError):
    """The PDF and the document differ in their number of tables: the wrong ones would be marked."""


def mark(written: bytes, row_headers: Sequence[bool]) -> bytes:
    """The PDF with row headers marked. `row_headers` says for each table in reading order whether
    the first cell of its rows is a header. Raises `TableMismatch`."""
    with pikepdf.open(io.BytesIO(written)) as pdf:
        tables = list(_elements(pdf.Root.StructTreeRoot, "/Table"))
        if len(tables) != len(row_headers):
            raise TableMismatch(f"{len(tables)} tables in the PDF, {len(row_headers)} in the text")
        for table, marked in zip(tables, row_headers, strict=True):
            _mark_table(table, marked)
        _end_streams_visibly(pdf)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            # As they are: what is compressed again may end in a line break again.
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class StructCell:
    """A cell in the structure tree: "TH" or "TD", its scope ("Column", "Row", "") and headers."""

    kind: str
    scope: str
    has_headers: bool


def structure(pdf: bytes) -> list[list[list[StructCell]]]:
    """The tables of a PDF as its structure tree tells them: tables of rows of cells."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            [[_describe(cell) for cell in _cells(row)] for row in _elements(table, "/TR")]
            for table in _elements(opened.Root.StructTreeRoot, "/Table")
        ]


def _end_streams_visibly(pdf: pikepdf.Pdf) -> None:
    """No stream ends in a line break of its own.

    PDF/A wants /Length to agree with the bytes before the line break at `endstream`. Compressed
    data may by chance end in a carriage return, and validators then take it for part of that line
    break: one file in some hundred would be refused. ASCII85 always ends in "~>".
    """
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream):
            continue
        raw = item.read_raw_bytes()
        if not raw.endswith((b"\r", b"\n")) or item.get("/Type") == "/Metadata":
            continue
        filters, parameters = _listed(item.get("/Filter")), _listed(item.get("/DecodeParms"))
        coded = base64.a85encode(raw) + b"~>"
        item.write(
            coded,
            filter=pikepdf.Array([pikepdf.Name.ASCII85Decode, *filters]),
            decode_parms=pikepdf.Array([pikepdf.Dictionary(), *parameters]) if parameters else None,
        )


def _listed(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _mark_table(table: pikepdf.Object, row_headers: bool) -> None:
    for row in _elements(table, "/TR"):
        cells = _cells(row)
        for cell in cells:
            _drop_headers(cell)
        if row_headers and cells and not _is_column_headers(cells):
            first = cells[0]
            first.S = pikepdf.Name.TH
            _attributes(first).Scope = pikepdf.Name.Row


def _is_column_headers(cells: list[pikepdf.Object]) -> bool:
    return all(_scope(cell) == "Column" for cell in cells)


def _elements(node: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Structure elements of a kind below `node`, in reading order, not those inside each other."""
    for child in _children(node):
        if child.get("/S") == kind:
            yield child
        else:
            yield from _elements(child, kind)


def _children(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = node.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid


def _cells(row: pikepdf.Object) -> list[pikepdf.Object]:
    return [child for child in _children(row) if child.get("/S") in ("/TH", "/TD")]


def _all_attributes(cell: pikepdf.Object) -> list[pikepdf.Object]:
    found = cell.get("/A")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _attributes(cell: pikepdf.Object) -> pikepdf.Object:
    """The cell's own table attributes, made if there are none."""
    for attributes in _all_attributes(cell):
        if isinstance(attributes, pikepdf.Dictionary) and attributes.get("/O") == "/Table":
            return attributes
    new = pikepdf.Dictionary(O=pikepdf.Name.Table)
    cell.A = pikepdf.Array([*_all_attributes(cell), new])
    return cell.A[-1]


def _drop_headers(cell: pikepdf.Object) -> None:
    for attributes in _all_attributes(cell):
        if isinstance(attributes, pikepdf.Dictionary) and "/Headers" in attributes:
            del attributes["/Headers"]


def _scope(cell: pikepdf.Object) -> str:
    for attributes in _all_attributes(cell):
        if isinstance(attributes, pikepdf.Dictionary) and "/Scope" in attributes:
            return str(attributes.Scope).removeprefix("/")
    return ""


def _describe(cell: pikepdf.Object) -> StructCell:
    has_headers = any(
        isinstance(each, pikepdf.Dictionary) and "/Headers" in each
        for each in _all_attributes(cell)
    )
    return StructCell(str(cell.S).removeprefix("/"), _scope(cell), has_headers)
