"""References are replaced once each, at any depth, and none is ever rendered."""

import pytest
from tests.documents.sample import p

from hjulet.documents import docx, html, pdf
from hjulet.documents.normalise import normalise
from hjulet.documents.resolve import UnresolvedReference, references, require_resolved, resolve
from hjulet.documents.tree import (
    Block,
    Cell,
    Document,
    FigureRef,
    ListBlock,
    Note,
    Number,
    NumberRef,
    Paragraph,
    Row,
    Table,
    Text,
    params,
)

COUNT = NumberRef("reports.count", params({"year": "2024/25", "units": ["b", "a"]}))
FIGURE = FigureRef("reports.t1", params({"year": "2024/25"}), show="both")


def everywhere() -> Document:
    line = (Text("Det kom in "), COUNT)
    return Document(
        title="Prov",
        blocks=(
            Paragraph(line),
            ListBlock(False, ((Paragraph(line), FIGURE),)),
            Note("tip", "", (Paragraph(line), FIGURE)),
            Table("Tabell", (), (Row((Cell(line),)),)),
            FIGURE,
        ),
    )


def figures(reference: FigureRef) -> tuple[Block, ...]:
    return (p("Första ", reference.key), p("andra"))


def numbers(reference: NumberRef) -> Number:
    return Number("359", "Inkomna", reference.key)


def test_params_are_sorted_and_hashable() -> None:
    assert params({"b": 1, "a": [1, 2]}) == (("a", (1, 2)), ("b", 1))
    assert hash(COUNT) == hash(NumberRef(COUNT.key, COUNT.params))


def test_every_reference_is_found_in_reading_order() -> None:
    assert list(references(everywhere())) == [COUNT, COUNT, FIGURE, COUNT, FIGURE, COUNT, FIGURE]


def test_all_are_replaced_and_a_figure_may_be_several_blocks() -> None:
    resolved = resolve(everywhere(), figures, numbers)
    assert list(references(resolved)) == []
    assert resolved.blocks[-2:] == figures(FIGURE)
    table = resolved.blocks[3]
    assert isinstance(table, Table)
    assert table.rows[0].cells[0].inlines[1] == numbers(COUNT)


def test_each_distinct_reference_is_asked_for_once() -> None:
    asked: list[str] = []

    def counting_figures(reference: FigureRef) -> tuple[Block, ...]:
        asked.append(reference.key)
        return ()

    def counting_numbers(reference: NumberRef) -> Number:
        asked.append(reference.key)
        return numbers(reference)

    resolve(everywhere(), counting_figures, counting_numbers)
    assert sorted(asked) == ["reports.count", "reports.t1"]


@pytest.mark.parametrize("render", [html.render, html.fragment, pdf.render, docx.render, normalise])
@pytest.mark.parametrize(
    "block", [Paragraph((COUNT,)), FIGURE, Note("tip", "", (FIGURE,))], ids=["tal", "figur", "ruta"]
)
def test_what_is_left_is_refused_by_name(render: object, block: Block) -> None:
    assert callable(render)
    with pytest.raises(UnresolvedReference) as refused:
        render(Document(title="Prov", blocks=(block,)))
    assert refused.value.key in (COUNT.key, FIGURE.key)


def test_a_figure_that_brings_references_along_is_refused() -> None:
    resolved = resolve(everywhere(), lambda _: (Paragraph((COUNT,)),), numbers)
    require_resolved(resolved)
    with pytest.raises(UnresolvedReference):
        require_resolved(resolve(everywhere(), lambda _: (FIGURE,), numbers))
