"""From sections to one document tree with every figure and number in place."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hjulet.annual_report.layout import Template
from hjulet.annual_report.models import Edition, Section
from hjulet.annual_report.rules import full_title, shifted
from hjulet.annual_report.sources import (
    NUMBER_PARAMS,
    SCOPE_PARAMS,
    BadReference,
    Source,
    source_for,
)
from hjulet.calendar.rules import parse_period
from hjulet.documents import stored, tree
from hjulet.documents.resolve import resolve
from hjulet.documents.tree import Block, Document
from hjulet.figures import live, tables
from hjulet.figures.types import Figure
from hjulet.journal.rules import canonical
from hjulet.kernel.clock import local_date
from hjulet.kernel.identity_numbers import persons
from hjulet.ui.format import date_plain


@dataclass(frozen=True, slots=True)
class Part:
    """A section as the document needs it."""

    title: str
    level: int
    body: Mapping[str, Any]
    guidance: tuple[str, ...] = ()


def document(
    *,
    title: str,
    parts: Iterable[Part],
    source: Source,
    board: str,
    unit: str,
    period_key: str,
    date: datetime.date | None,
    draft: bool,
    meta: tuple[tuple[str, str], ...] = (),
) -> Document:
    """The resolved document. Raises BadReference or stored.StoredFormError."""
    period = parse_period(period_key)
    blocks: list[Block] = []
    for part in parts:
        blocks.extend(part_blocks(part))
    raw = Document(
        title=full_title(title, period.label),
        author=board,
        date=date,
        blocks=tuple(blocks),
        meta=(
            (tree.META_BOARD, board),
            *((("Gäller", unit),) if unit != board else ()),
            (tree.META_PERIOD, period.span),
            *meta,
        ),
        draft=draft,
    )
    return resolve(raw, lambda ref: figure_blocks(source, ref), lambda ref: number(source, ref))


def part_blocks(part: Part) -> tuple[Block, ...]:
    """A section's heading and its text, whose own headings stand below it."""
    heading = tree.Heading(part.level, (tree.Text(part.title),))
    return (heading, *_guidance(part.guidance), *_below(stored.parse(part.body), part.level))


def _guidance(lines: tuple[str, ...]) -> tuple[Block, ...]:
    if not lines:
        return ()
    items: tuple[tuple[Block, ...], ...] = tuple(
        (tree.Paragraph((tree.Text(line),)),) for line in lines
    )
    return (tree.Note("tip", "Att tänka på när avsnittet skrivs", (tree.ListBlock(False, items),)),)


def of_edition(
    edition: Edition, *, source: Source | None = None, sections: Iterable[Section] | None = None
) -> Document:
    """The document of an edition as it stands: live while draft, frozen afterwards.

    `source` and `sections` when the caller has them already; `sections` may be a part of them.
    """
    moment = edition.frozen_at
    meta = [(tree.META_EDITION, str(edition.number))]
    if edition.decision_dnr:
        meta.insert(0, (tree.META_DNR, edition.decision_dnr))
    if edition.decided_on:
        paragraph = f", {edition.decision_paragraph}" if edition.decision_paragraph else ""
        meta.append((tree.META_DECISION, f"{date_plain(edition.decided_on)}{paragraph}"))
    return document(
        title=edition.title,
        parts=[
            Part(section.title, section.level, section.body)
            for section in (edition.sections.order_by("order") if sections is None else sections)
        ],
        source=source or source_for(edition),
        board=edition.board.name,
        unit=edition.unit.name,
        period_key=edition.period_key,
        date=edition.decided_on or (local_date(moment) if moment else None),
        draft=moment is None,
        meta=tuple(meta),
    )


def of_template(template: Template, source: Source, **names: Any) -> Document:
    """The document of a template as it starts, with the guidance for those who will write it."""
    parts = [Part(item.title, item.level, item.body, item.guidance) for item in template.sections]
    return document(parts=parts, source=source, draft=True, **names)


def figure_blocks(source: Source, ref: tree.FigureRef) -> tuple[Block, ...]:
    """Table, chart or both, with its honest sentence."""
    return tables.blocks(source.figure(ref.key, dict(ref.params)), show=ref.show)


def number(source: Source, ref: tree.NumberRef) -> tree.Number:
    """One cell of a figure as a number in a sentence."""
    params = dict(ref.params)
    text, label = _number(source.figure(ref.key, params), params)
    return tree.Number(text=text, label=label, ref=ref.key)


def _number(figure: Figure, params: Mapping[str, Any]) -> tuple[str, str]:
    row, column = str(params.get("row", "total")), str(params.get("column", "total"))
    try:
        return live.cell(figure, row, column, place="unit" in params)
    except live.UnknownNumber:
        raise BadReference(f"Siffran ”{figure.title}” har ingen sådan rad eller kolumn.") from None


Reference = tuple[str, str, dict[str, Any]]  # "figure" or "number", key, parameters


def references(blocks: tuple[Block, ...]) -> list[Reference]:
    """Every live figure and live number of a text, in reading order."""
    found: list[Reference] = []
    for block in tree.walk(blocks):
        if isinstance(block, tree.FigureRef):
            found.append(("figure", block.key, dict(block.params)))
        found.extend(
            ("number", inline.key, dict(inline.params))
            for inline in tree.inlines_of(block)
            if isinstance(inline, tree.NumberRef)
        )
    return found


def check_text(
    body: Mapping[str, Any], source: Source, *, already: Mapping[str, Any] | None = None
) -> None:
    """Raises stored.StoredFormError when the text has a form or a reference that does not hold,
    or names a person by number: no personal data goes into the annual report.

    References that stand in `already` (the text that is saved) are not counted once more.
    """
    known = set()
    if already is not None:
        known = {_name(*ref) for ref in references(stored.parse(already))}
    blocks = stored.parse(body)
    stop_persons(blocks, body)
    for kind, key, params in references(blocks):
        if _name(kind, key, params) in known:
            continue
        problem = problem_with(source, kind, key, params)
        if problem:
            raise stored.StoredFormError("", problem)


def stop_persons(blocks: tuple[Block, ...], body: Mapping[str, Any]) -> None:
    """Raises stored.StoredFormError for a personnummer or samordningsnummer in a text, also one
    that is divided between bold and plain, and in addresses, captions and labels in `body`.

    A case number may stand there: a report refers to the board's own decisions (art. 5.1 c GDPR).
    """
    texts = [*_strings(body)]
    for block in tree.walk(blocks):
        groups = (
            [cell.inlines for row in (tree.Row(block.header), *block.rows) for cell in row.cells]
            if isinstance(block, tree.Table)
            else [tuple(tree.inlines_of(block))]
        )
        texts += [tree.plain(group) for group in groups]
    for item in (found for text in texts for found in persons(text)):
        raise stored.StoredFormError(
            "",
            f"Texten innehåller ett {item.kind} ({item.shown}). I berättelsen får inga "
            "uppgifter om personer stå. Ta bort numret, så sparas texten.",
        )


def _strings(value: Any) -> Iterator[str]:
    """Every string in the JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def problem_with(source: Source, kind: str, key: str, params: Mapping[str, Any]) -> str | None:
    """Why a reference cannot be resolved, in Swedish; None when it can."""
    strange = set(params) - (NUMBER_PARAMS if kind == "number" else SCOPE_PARAMS)
    if strange:
        return f"Okänd parameter: {', '.join(sorted(strange))}."
    try:
        figure = source.figure(key, params)
        if kind == "number":
            _number(figure, params)
    except BadReference as error:
        return str(error)
    return None


def _name(kind: str, key: str, params: Mapping[str, Any]) -> str:
    return f"{kind} {key} {canonical(params)}"


def _below(blocks: tuple[Block, ...], level: int) -> tuple[Block, ...]:
    return tuple(
        replace(block, level=shifted(block.level, level))
        if isinstance(block, tree.Heading)
        else block
        for block in blocks
    )
