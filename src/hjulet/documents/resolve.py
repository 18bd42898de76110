"""References replaced by what they point at."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import cache

from hjulet.documents import tree
from hjulet.documents.tree import (
    Block,
    Document,
    FigureRef,
    Inlines,
    NumberRef,
)

Figures = Callable[[FigureRef], tuple[Block, ...]]
Numbers = Callable[[NumberRef], tree.Number]


class UnresolvedReference(ValueError):
    """A renderer met a reference that nobody has resolved. `key` is its key in the catalogue."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Hänvisningen till siffran ”{key}” är inte ersatt med sitt värde.")
        self.key = key


def resolve(document: Document, figures: Figures, numbers: Numbers) -> Document:
    """The document with every `FigureRef` and `NumberRef` replaced.

    `figures` answers with the blocks of a figure (none leaves it out), `numbers` with one number.
    Each is asked once for each distinct reference. What they raise is passed on.
    """
    figures, numbers = cache(figures), cache(numbers)

    def change(inlines: Inlines) -> Inlines:
        return tuple(numbers(i) if isinstance(i, NumberRef) else i for i in inlines)

    blocks = tree.map_inlines(_splice(document.blocks, figures), change)
    return dataclasses.replace(document, blocks=blocks)


def _splice(blocks: tuple[Block, ...], figures: Figures) -> tuple[Block, ...]:
    """The blocks with each `FigureRef` replaced by the blocks of its figure, at any depth."""
    spliced: list[Block] = []
    for block in blocks:
        match block:
            case FigureRef():
                spliced.extend(figures(block))
            case tree.ListBlock():
                items = tuple(_splice(item, figures) for item in block.items)
                spliced.append(dataclasses.replace(block, items=items))
            case tree.Note():
                inner = _splice(block.blocks, figures)
                spliced.append(dataclasses.replace(block, blocks=inner))
            case _:
                spliced.append(block)
    return tuple(spliced)


def references(document: Document) -> Iterator[FigureRef | NumberRef]:
    """Every reference that is left, in reading order."""
    for block in tree.walk(document.blocks):
        if isinstance(block, FigureRef):
            yield block
        for inline in tree.inlines_of(block):
            if isinstance(inline, NumberRef):
                yield inline


def require_resolved(document: Document) -> None:
    """Raise `UnresolvedReference` for the first reference that is left."""
    for reference in references(document):
        raise UnresolvedReference(reference.key)
