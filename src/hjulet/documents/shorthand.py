"""Texts in data files: a short form that a person can write by hand, made into the stored form.

A string is a paragraph, "## x" a heading, "- x" a list item (neighbours become one list),
{"figure": key, "show": …} a live figure, and a list of parts a paragraph of strings and
{"number": key, "row": …, "column": …, "label": …}.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any


def body(parts: Sequence[Any]) -> dict[str, Any]:
    """The stored form (ProseMirror JSON); an empty text is one empty paragraph."""
    content: list[dict[str, Any]] = []
    for is_list, group in groupby(parts, key=_is_item):
        if is_list:
            content.append({"type": "bulletList", "content": [_item(part) for part in group]})
        else:
            content.extend(_block(part) for part in group)
    return {"type": "doc", "content": content or [{"type": "paragraph"}]}


def _is_item(part: Any) -> bool:
    return isinstance(part, str) and part.startswith("- ")


def _item(part: str) -> dict[str, Any]:
    return {"type": "listItem", "content": [_block(part[2:])]}


def _block(part: Any) -> dict[str, Any]:
    if isinstance(part, str) and part.startswith("## "):
        text = {"type": "text", "text": part[3:]}
        return {"type": "heading", "attrs": {"level": 2}, "content": [text]}
    if isinstance(part, dict):
        attrs = {
            "key": part["figure"],
            "params": part.get("params", {}),
            "show": part.get("show", "table"),
        }
        return {"type": "liveFigure", "attrs": attrs}
    inlines = [part] if isinstance(part, str) else part
    return {"type": "paragraph", "content": [_inline(inline) for inline in inlines]}


def _inline(part: Any) -> dict[str, Any]:
    if isinstance(part, str):
        return {"type": "text", "text": part}
    params = {name: value for name, value in part.items() if name not in {"number", "label"}}
    attrs = {"key": part["number"], "params": params, "label": part.get("label", "")}
    return {"type": "liveNumber", "attrs": attrs}
