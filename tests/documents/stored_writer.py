"""The document tree written as ProseMirror JSON, as the editor writes it: what `parse` reads."""

from __future__ import annotations

from typing import Any

from hjulet.documents import tree
from hjulet.documents.tree import Block, Inline, Inlines


def dump(blocks: tuple[Block, ...]) -> dict[str, Any]:
    """`parse(dump(blocks)) == blocks` for all that the editor can write."""
    return {"type": "doc", "content": [block(item) for item in blocks]}


def block(item: Block) -> dict[str, Any]:
    if isinstance(item, tree.Paragraph):
        return _node("paragraph", _inlines(item.inlines))
    if isinstance(item, tree.Heading):
        return _node("heading", _inlines(item.inlines), level=item.level)
    if isinstance(item, tree.ListBlock):
        items = [_node("listItem", [block(child) for child in blocks]) for blocks in item.items]
        if item.ordered:
            return _node("orderedList", items, start=item.start)
        return _node("bulletList", items)
    if isinstance(item, tree.Table):
        return _table(item)
    if isinstance(item, tree.FigureRef):
        return {
            "type": "liveFigure",
            "attrs": {
                "key": item.key,
                "params": _params(item.params),
                "show": item.show,
            },
        }
    raise TypeError(item)


def _table(table: tree.Table) -> dict[str, Any]:
    rows = [row.cells for row in table.rows]
    if table.header:
        rows.insert(0, table.header)
    content = [
        _node(
            "tableRow",
            [_cell(cell, _is_header(table, y, x)) for x, cell in enumerate(r)],
        )
        for y, r in enumerate(rows)
    ]
    attrs = {"caption": table.caption} if table.caption else {}
    return _node("table", content, **attrs)


def _is_header(table: tree.Table, y: int, x: int) -> bool:
    return (y == 0 and bool(table.header)) or (x == 0 and table.row_headers)


def _cell(cell: tree.Cell, header: bool) -> dict[str, Any]:
    kind = "tableHeader" if header or cell.header else "tableCell"
    content = [_node("paragraph", _inlines(cell.inlines))]
    return _node(kind, content, align=cell.align) if cell.align != "left" else _node(kind, content)


def _inlines(inlines: Inlines) -> list[dict[str, Any]]:
    return [_inline(inline) for inline in inlines]


def _inline(inline: Inline) -> dict[str, Any]:
    if isinstance(inline, tree.Break):
        return {"type": "hardBreak"}
    if isinstance(inline, tree.NumberRef):
        params = _params(inline.params)
        return {
            "type": "liveNumber",
            "attrs": {"key": inline.key, "params": params, "label": ""},
        }
    if isinstance(inline, tree.Text):
        marks: list[dict[str, Any]] = []
        if inline.href:
            marks.append({"type": "link", "attrs": {"href": inline.href}})
        marks += [{"type": "bold"}] * inline.bold + [{"type": "italic"}] * inline.italic
        node: dict[str, Any] = {"type": "text", "text": inline.text}
        return {**node, "marks": marks} if marks else node
    raise TypeError(inline)


def _params(pairs: tree.Params) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in pairs}


def _node(kind: str, content: list[dict[str, Any]], **attrs: Any) -> dict[str, Any]:
    """A node without empty fields, as the editor itself writes it."""
    node: dict[str, Any] = {"type": kind}
    if attrs:
        node["attrs"] = attrs
    if content:
        node["content"] = content
    return node
