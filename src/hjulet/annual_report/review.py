"""What the editor looks at before an edition is frozen."""

from collections.abc import Iterator
from dataclasses import dataclass

from hjulet.annual_report import assembly
from hjulet.annual_report.models import Edition, Section
from hjulet.annual_report.sources import BadReference, LiveSource, scope_of
from hjulet.annual_report.typed import Typed, typed_numbers, unsupported
from hjulet.documents import stored, tree
from hjulet.documents.normalise import MissingAlternative, WriterWarning, normalise
from hjulet.documents.resolve import resolve
from hjulet.documents.tree import Document
from hjulet.figures import catalogue
from hjulet.figures.types import Figure
from hjulet.kernel import clock


@dataclass(frozen=True, slots=True)
class SmallCell:
    """A count of a few in a table that is about to be published."""

    row: str
    column: str
    value: int


@dataclass(frozen=True, slots=True)
class SmallFigure:
    title: str
    cells: tuple[SmallCell, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """`problems` (section, words) stop the freeze; `small` and `warnings` are to be read."""

    problems: tuple[tuple[str, str], ...]
    small: tuple[SmallFigure, ...]
    warnings: tuple[WriterWarning, ...]
    unfinished: tuple[str, ...]
    bare: tuple[tuple[str, str], ...]  # section and heading with nothing written under it
    typed: tuple[tuple[str, str], ...] = ()  # section and typed number that no figure has


def review(edition: Edition, *, limit: int) -> Review:
    """Problems, small counts (1 to `limit` - 1) of each figure in the text, and warnings."""
    source = LiveSource(scope_of(edition), clock.now())
    sections = list(edition.sections.order_by("order"))
    problems: list[tuple[str, str]] = []
    figures: dict[int, Figure] = {}
    for section in sections:
        for kind, key, params in assembly.references(stored.parse(section.body)):
            problem = assembly.problem_with(source, kind, key, params)
            if problem:
                problems.append((section.title, problem))
            elif kind == "figure":
                figure = source.figure(key, params)
                figures[id(figure)] = figure
    small = tuple(
        SmallFigure(figure.title, cells)
        for figure in figures.values()
        if (cells := tuple(small_cells(figure, limit)))
    )
    warnings: tuple[WriterWarning, ...] = ()
    if not problems:
        try:
            document = assembly.of_edition(edition, source=source, sections=sections)
            _, warnings = normalise(document)
        except (BadReference, MissingAlternative) as error:
            problems.append(("Hela berättelsen", str(error)))
    unfinished = tuple(section.title for section in sections if section.status != "done")
    bare = tuple(
        (section.title, words)
        for section in sections
        for words in bare_headings(stored.parse(section.body))
    )
    typed = tuple((one.title, found.words) for one in sections for found in typed_in(one, source))
    return Review(tuple(problems), small, warnings, unfinished, bare, typed)


def typed_in(section: Section, source: LiveSource) -> list[Typed]:
    """Counts typed by hand that stand in no figure of the catalogue for the report's scope.

    Counts the figures only when there is something to hold against them.
    """
    blocks = stored.parse(section.body)
    typed = [
        one
        for block in tree.walk(blocks)
        if isinstance(block, tree.Paragraph | tree.Table)
        for one in typed_numbers(tree.plain(tuple(tree.inlines_of(block))))
    ]
    if not typed:
        return []
    for definition in catalogue.definitions():
        source.figure(definition.key, {})
    for reference in assembly.references(blocks):
        assembly.problem_with(source, *reference)  # counts what the text asks for by itself
    return unsupported(typed, source.seen.values())


def bare_headings(blocks: tuple[tree.Block, ...]) -> Iterator[str]:
    """The words of each heading that no text, list, table or figure follows."""
    open_headings: list[tree.Heading] = []
    for block in blocks:
        if isinstance(block, tree.Heading):
            for above in reversed(open_headings):
                if above.level >= block.level:
                    yield tree.plain(above.inlines)
            open_headings = [one for one in open_headings if one.level < block.level]
            open_headings.append(block)
        elif not isinstance(block, tree.Paragraph) or block.inlines:
            open_headings = []
    yield from (tree.plain(one.inlines) for one in open_headings)


def small_cells(figure: Figure, limit: int) -> Iterator[SmallCell]:
    """Counts from 1 up to, not including, `limit`. Shares and changes are no counts."""
    for row in figure.rows:
        if row.level == "share":
            continue
        for column, value in zip(figure.columns, row.cells, strict=True):
            if column.kind == "number" and isinstance(value, int) and 0 < value < limit:
                yield SmallCell(row.label, column.label, value)


def warnings_for(section: Section) -> tuple[str, ...]:
    """What the strict formats cannot hold in one section's own words. Counts nothing."""
    blocks = assembly.part_blocks(assembly.Part(section.title, section.level, section.body))
    document = resolve(
        Document(section.title, blocks), lambda ref: (), lambda ref: tree.Number("1")
    )
    _, warnings = normalise(document)
    return tuple(warning.message for warning in warnings)
