"""The stored form of a text: ProseMirror JSON, read strictly.

The editor sends JSON; what is kept in the database is that JSON, but only after `parse` has
accepted every node, attribute and link of it. Nothing unknown passes: a text is a public record
and must mean the same in ten years, and a renderer must never meet what it was not written for.

    doc          (paragraph | heading | bulletList | orderedList | table | liveFigure)*
    listItem     paragraph (paragraph | bulletList | orderedList)*
    tableRow     (tableHeader | tableCell)+, rows of equal width, no merged cells
    cell         paragraph+ (several become lines of one cell)
    inline       text (marks bold, italic, link), hardBreak, liveNumber

Attributes that are null are tolerated wherever they stand: the editor writes out attributes that
its extensions know of and nobody has set.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast, get_args

from hjulet.documents import stored_values as values
from hjulet.documents import tree
from hjulet.documents.stored_values import StoredFormError
from hjulet.documents.tree import Block, Inline, Inlines

__all__ = ["StoredFormError", "parse"]

_BLOCK_TYPES = frozenset(
    {"paragraph", "heading", "bulletList", "orderedList", "table", "liveFigure"}
)
_ITEM_TYPES = frozenset({"paragraph", "bulletList", "orderedList"})
_MARK_TYPES = frozenset({"bold", "italic", "link"})


def parse(data: object) -> tuple[Block, ...]:
    """The blocks of a stored text.

    `data` is the decoded JSON, a dict of type "doc". Of live numbers and live figures only the
    form is checked: whether the catalogue knows them is for the room above to ask. Raises
    `StoredFormError`, nothing else.

    The label that a live number carries in JSON is the editor's own memory of what it shows. It
    is checked and left out of the tree: the words of a number come from the catalogue.
    """
    reader = _Reader()
    reader.node(data, "", {"doc"}, allowed=("type", "content", "attrs"))
    reader.attrs(data, "", ())
    return tuple(
        reader.block(child, path, _BLOCK_TYPES) for child, path in reader.children(data, "")
    )


class _Reader:
    """One reading of one text: counts what has been seen, refuses what is not known."""

    def __init__(self) -> None:
        self._nodes = 0
        self._characters = 0

    # -- the three checks that each node goes through -------------------------------------------
    def node(
        self,
        data: Any,
        path: str,
        types: set[str] | frozenset[str],
        *,
        allowed: tuple[str, ...],
    ) -> str:
        """The type of the node, after its shape is checked."""
        if not isinstance(data, dict):
            raise StoredFormError(path, "Här ska det stå en del av texten, men det är något annat.")
        self._nodes += 1
        if self._nodes > values.MAX_NODES:
            raise StoredFormError(
                path, f"Texten har fler än {values.MAX_NODES} delar. Dela upp den."
            )
        kind = data.get("type")
        if not isinstance(kind, str) or kind not in types:
            raise StoredFormError(f"{path}.type".lstrip("."), "Delen får inte finnas här.")
        for name, value in data.items():
            if name not in allowed and value is not None:
                raise StoredFormError(path, "Delen har ett fält som vi inte känner till.")
        return kind

    def attrs(self, data: Any, path: str, allowed: tuple[str, ...]) -> dict[str, Any]:
        """The attributes of a node or mark; unknown ones must be null."""
        attrs = data.get("attrs")
        here = f"{path}.attrs".lstrip(".")
        if attrs is None:
            return {}
        if not isinstance(attrs, dict):
            raise StoredFormError(here, "Egenskaperna har fel form.")
        for name, value in attrs.items():
            if name not in allowed and value is not None:
                raise StoredFormError(here, "Delen har en egenskap som vi inte känner till.")
        return attrs

    def children(self, data: Any, path: str, *, minimum: int = 0) -> list[tuple[Any, str]]:
        content = data.get("content")
        here = f"{path}.content".lstrip(".")
        if content is None:
            content = []
        if not isinstance(content, list):
            raise StoredFormError(here, "Innehållet har fel form.")
        if len(content) < minimum:
            raise StoredFormError(here, "Delen är tom men måste ha ett innehåll.")
        return [(child, f"{here}[{index}]") for index, child in enumerate(content)]

    # -- blocks ----------------------------------------------------------------------------------
    def block(self, data: Any, path: str, types: frozenset[str], depth: int = 0) -> Block:
        kind = self.node(data, path, types, allowed=("type", "content", "attrs"))
        if kind == "paragraph":
            self.attrs(data, path, ())
            return tree.Paragraph(self.inlines(data, path))
        if kind == "heading":
            return self.heading(data, path)
        if kind == "table":
            return self.table(data, path)
        if kind == "liveFigure":
            return self.figure(data, path)
        return self.list_block(data, path, ordered=kind == "orderedList", depth=depth + 1)

    def heading(self, data: Any, path: str) -> tree.Heading:
        level = self.attrs(data, path, ("level",)).get("level")
        if type(level) is not int or level not in (2, 3, 4):
            raise StoredFormError(f"{path}.attrs.level", "En rubrik har nivå 2, 3 eller 4.")
        return tree.Heading(level, self.inlines(data, path))

    def list_block(self, data: Any, path: str, *, ordered: bool, depth: int) -> tree.ListBlock:
        if depth > values.MAX_LIST_DEPTH:
            raise StoredFormError(path, f"Listor får ligga i högst {values.MAX_LIST_DEPTH} nivåer.")
        start = self.attrs(data, path, ("start",) if ordered else ()).get("start")
        if start is None:
            start = 1
        if type(start) is not int or not 1 <= start <= values.MAX_START:
            raise StoredFormError(f"{path}.attrs.start", "Listan börjar på ett ogiltigt nummer.")
        items = tuple(
            self.item(child, where, depth) for child, where in self.children(data, path, minimum=1)
        )
        return tree.ListBlock(ordered, items, start)

    def item(self, data: Any, path: str, depth: int) -> tuple[Block, ...]:
        self.node(data, path, {"listItem"}, allowed=("type", "content", "attrs"))
        self.attrs(data, path, ())
        blocks = tuple(
            self.block(child, where, _ITEM_TYPES, depth)
            for child, where in self.children(data, path, minimum=1)
        )
        if not isinstance(blocks[0], tree.Paragraph):
            raise StoredFormError(path, "En punkt i en lista börjar med ett stycke.")
        return blocks

    def figure(self, data: Any, path: str) -> tree.FigureRef:
        attrs = self.attrs(data, path, ("key", "params", "show"))
        if self.children(data, path):
            raise StoredFormError(path, "En figur har inget eget innehåll.")
        key, params = self.reference(attrs, path)
        show = attrs.get("show")
        if show is None:
            show = "table"
        if not isinstance(show, str) or show not in get_args(tree.Show):
            raise StoredFormError(
                f"{path}.attrs.show", "En figur visas som tabell, diagram eller båda."
            )
        return tree.FigureRef(key, params, cast(tree.Show, show))

    # -- tables ----------------------------------------------------------------------------------
    def table(self, data: Any, path: str) -> tree.Table:
        """A first row of only header cells heads the table, when rows follow it."""
        caption = self.attrs(data, path, ("caption",)).get("caption")
        if caption is not None:
            caption = values.string(caption, f"{path}.attrs.caption", longest=values.MAX_CAPTION)
        children = self.children(data, path, minimum=1)
        if len(children) > values.MAX_ROWS:
            raise StoredFormError(path, f"Tabellen har fler än {values.MAX_ROWS} rader.")
        rows = [self.row(child, where) for child, where in children]
        for (_, where), cells in zip(children, rows, strict=True):
            if len(cells) != len(rows[0]):
                raise StoredFormError(where, "Tabellens rader har olika många celler.")
        header: tuple[tree.Cell, ...] = ()
        if len(rows) > 1 and all(cell.header for cell in rows[0]):
            header = rows.pop(0)
        return tree.Table(
            caption or "",
            header,
            tuple(tree.Row(cells) for cells in rows),
            row_headers=all(cells[0].header for cells in rows),
        )

    def row(self, data: Any, path: str) -> tuple[tree.Cell, ...]:
        self.node(data, path, {"tableRow"}, allowed=("type", "content", "attrs"))
        self.attrs(data, path, ())
        children = self.children(data, path, minimum=1)
        if len(children) > values.MAX_COLUMNS:
            raise StoredFormError(path, f"Tabellen har fler än {values.MAX_COLUMNS} kolumner.")
        return tuple(self.cell(child, where) for child, where in children)

    def cell(self, data: Any, path: str) -> tree.Cell:
        kind = self.node(
            data,
            path,
            {"tableHeader", "tableCell"},
            allowed=("type", "content", "attrs"),
        )
        attrs = self.attrs(data, path, ("colspan", "rowspan", "align"))
        for name in ("colspan", "rowspan"):
            if (span := attrs.get(name)) is not None and (type(span) is not int or span != 1):
                raise StoredFormError(
                    f"{path}.attrs.{name}",
                    "Tabellen har sammanslagna celler. Dela dem först.",
                )
        align = attrs.get("align")
        if align is None:
            align = "left"
        if not isinstance(align, str) or align not in get_args(tree.Align):
            raise StoredFormError(f"{path}.attrs.align", "Cellens justering är okänd.")
        inlines: list[Inline] = []
        for index, (child, where) in enumerate(self.children(data, path, minimum=1)):
            self.node(child, where, {"paragraph"}, allowed=("type", "content", "attrs"))
            self.attrs(child, where, ())
            inlines += ([tree.Break()] if index else []) + list(self.inlines(child, where))
        return tree.Cell(tuple(inlines), kind == "tableHeader", cast(tree.Align, align))

    # -- inlines ---------------------------------------------------------------------------------
    def inlines(self, data: Any, path: str) -> Inlines:
        return tuple(self.inline(child, where) for child, where in self.children(data, path))

    def inline(self, data: Any, path: str) -> Inline:
        kind = self.node(
            data,
            path,
            {"text", "hardBreak", "liveNumber"},
            allowed=("type", "text", "marks", "attrs"),
        )
        if kind == "text":
            return self.text(data, path)
        if data.get("text") is not None:
            raise StoredFormError(path, "Delen har ett fält som vi inte känner till.")
        # A break or a number inside a bold run carries the marks of the run. They say nothing.
        self.marks(data, path)
        if kind == "hardBreak":
            self.attrs(data, path, ())
            return tree.Break()
        attrs = self.attrs(data, path, ("key", "params", "label"))
        if attrs.get("label") is not None:
            values.string(attrs["label"], f"{path}.attrs.label", longest=values.MAX_CAPTION)
        key, params = self.reference(attrs, path)
        return tree.NumberRef(key, params)

    def text(self, data: Any, path: str) -> tree.Text:
        self.attrs(data, path, ())
        text = values.string(data.get("text"), f"{path}.text", longest=values.MAX_CHARACTERS)
        if not text:
            raise StoredFormError(f"{path}.text", "Texten här är tom.")
        self._characters += len(text)
        if self._characters > values.MAX_CHARACTERS:
            raise StoredFormError(path, f"Texten är längre än {values.MAX_CHARACTERS} tecken.")
        marks = self.marks(data, path)
        return tree.Text(text, "bold" in marks, "italic" in marks, marks.get("link", ""))

    def marks(self, data: Any, path: str) -> dict[str, str]:
        """Mark name -> address of a link ("" for the others)."""
        marks = data.get("marks")
        here = f"{path}.marks"
        if marks is None:
            return {}
        if not isinstance(marks, list) or len(marks) > len(_MARK_TYPES):
            raise StoredFormError(here, "Markeringen har fel form.")
        found: dict[str, str] = {}
        for index, mark in enumerate(marks):
            where = f"{here}[{index}]"
            kind = self.node(mark, where, _MARK_TYPES, allowed=("type", "attrs"))
            attrs = self.attrs(mark, where, ("href",) if kind == "link" else ())
            if kind in found:
                raise StoredFormError(where, "Samma markering står två gånger.")
            found[kind] = (
                values.href(attrs.get("href"), f"{where}.attrs.href") if kind == "link" else ""
            )
        return found

    def reference(self, attrs: Mapping[str, Any], path: str) -> tuple[str, tree.Params]:
        key = values.key(attrs.get("key"), f"{path}.attrs.key")
        params = values.params(attrs.get("params"), f"{path}.attrs.params")
        return key, tree.params(params)
