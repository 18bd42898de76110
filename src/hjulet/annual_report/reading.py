"""Texts and figures as HTML for the pages of the room."""

from collections.abc import Mapping
from typing import Any

from hjulet.annual_report import assembly
from hjulet.annual_report.models import Edition, Section
from hjulet.annual_report.pages import PageParts, take_apart
from hjulet.annual_report.sources import BadReference, Source
from hjulet.documents import html, stored, tree
from hjulet.documents.normalise import normalise
from hjulet.documents.resolve import resolve
from hjulet.documents.stored import StoredFormError
from hjulet.documents.tree import Block, Document
from hjulet.figures import catalogue


def whole(edition: Edition) -> PageParts:
    """The edition as its reader meets it. Raises BadReference or StoredFormError."""
    ready, _ = normalise(assembly.of_edition(edition))
    return take_apart(html.render(ready))


def words(section: Section, source: Source) -> str:
    """The text of a section with its numbers; figures are named, not counted."""

    def figure(ref: tree.FigureRef) -> tuple[Block, ...]:
        return (tree.Paragraph((tree.Text(f"[Figur: {_title(ref.key)}]", italic=True),)),)

    def number(ref: tree.NumberRef) -> tree.Number:
        try:
            return assembly.number(source, ref)
        except BadReference:
            return tree.Number(text="[siffra saknas]")

    blocks = assembly.part_blocks(assembly.Part(section.title, 2, section.body))[1:]
    return _fragment(resolve(Document(section.title, blocks), figure, number))


def typed(body: Any) -> str:
    """What somebody wrote, line by line, for a text that cannot be saved any more.

    Numbers and figures are named only. Empty when nothing can be read of it.
    """
    try:
        blocks = stored.parse(body)
    except StoredFormError:
        return ""
    lines = (
        "".join(
            "[siffra]" if isinstance(one, tree.NumberRef) else tree.plain((one,))
            for one in tree.inlines_of(block)
        )
        for block in tree.walk(blocks)
    )
    return "\n".join(line for line in lines if line.strip())


def full(section: Section, source: Source) -> str:
    """The text of a section with its numbers and figures."""
    blocks = assembly.part_blocks(assembly.Part(section.title, 2, section.body))[1:]
    document = resolve(
        Document(section.title, blocks),
        lambda ref: assembly.figure_blocks(source, ref),
        lambda ref: assembly.number(source, ref),
    )
    return _fragment(document)


def figure(source: Source, key: str, params: Mapping[str, Any], show: tree.Show) -> str:
    """One live figure as a fragment. Raises BadReference."""
    blocks = assembly.figure_blocks(source, tree.FigureRef(key, tree.params(dict(params)), show))
    return _fragment(Document("Figur", blocks))


def number(source: Source, key: str, params: Mapping[str, Any]) -> str:
    """What a live number says now. Raises BadReference."""
    return assembly.number(source, tree.NumberRef(key, tree.params(dict(params)))).text


def _fragment(document: Document) -> str:
    ready, _ = normalise(document)
    return html.fragment(ready, numbered=False, definitions=False)


def _title(key: str) -> str:
    try:
        return catalogue.definition(key).title
    except catalogue.UnknownFigure:
        return key
