"""One call, the formats that are asked for, the same numbers in all of them."""

import io
import re
from dataclasses import replace

import docx as python_docx
import pytest
from tests.documents import sample
from tests.documents.sample import h

from hjulet.documents.build import FORMATS, UnknownFormat, build
from hjulet.documents.normalise import normalise
from hjulet.documents.numbering import Numbering, contents, split, with_data_of_charts
from hjulet.documents.tree import Cell, Document, Table, Text


def test_only_what_is_asked_for() -> None:
    files = build(Document(title="Prov"), {"html"})
    assert list(files) == ["html"]
    assert b"<h1>Prov</h1>" in files["html"]


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownFormat):
        build(Document(title="Prov"), {"html", "odt"})


def test_every_format_by_its_first_bytes() -> None:
    files = build(Document(title="Prov"), FORMATS)
    assert {name: data[:4] for name, data in files.items()} == {
        "html": b"<!do",
        "pdf": b"%PDF",
        "docx": b"PK\x03\x04",
    }


def test_captions_have_the_same_numbers_on_the_web_and_in_word() -> None:
    files = build(sample.document(), {"html", "docx"})
    pattern = r"(?:Tabell|Figur)\N{NO-BREAK SPACE}\d+\. [^<\n]+"
    on_the_web = re.findall(pattern, files["html"].decode())
    word = python_docx.Document(io.BytesIO(files["docx"]))
    in_word = [par.text for par in word.paragraphs if re.fullmatch(pattern, par.text)]
    assert in_word[: len(on_the_web)] == on_the_web
    assert len(on_the_web) == 6


def test_sections_are_numbered_to_the_second_level() -> None:
    blocks = (h(2, "A"), h(3, "B"), h(3, "C"), h(4, "D"), h(2, "E"), h(3, "F"))
    document, _ = normalise(Document(title="Prov", blocks=blocks))
    assert [(e.number, e.text) for e in contents(document)] == [
        ("1", "A"), ("1.1", "B"), ("1.2", "C"), ("2", "E"), ("2.1", "F"),
    ]  # fmt: skip


def test_a_caption_can_be_taken_apart() -> None:
    caption = Numbering(Document(title="x")).table("Läget i maj. Alla enheter")
    assert split(caption) == ("Tabell", "1", "Läget i maj. Alla enheter")


def test_on_paper_the_numbers_of_charts_follow_unless_a_table_shows_them() -> None:
    chart = sample.chart()
    alone = with_data_of_charts(Document(title="Prov", blocks=(chart,)))
    assert [type(block).__name__ for block in alone.blocks] == ["Chart", "Heading", "Table"]
    added = alone.blocks[-1]
    assert isinstance(added, Table)
    assert added.caption == "Siffrorna i figur 1. Avvikelser per enhet"
    both = Document(title="Prov", blocks=(chart, chart.data))
    assert with_data_of_charts(both) == both


def test_a_table_with_more_in_it_also_shows_the_numbers_of_a_chart() -> None:
    chart = sample.chart()
    data = chart.data
    wider = replace(
        data,
        header=(*data.header, Cell((Text("Andel"),), header=True)),
        rows=tuple(replace(row, cells=(*row.cells, Cell((Text("9 %"),)))) for row in data.rows),
    )
    shown = Document(title="Prov", blocks=(chart, wider))
    assert with_data_of_charts(shown) == shown
    first = replace(data.rows[0], cells=(data.rows[0].cells[0], Cell((Text("1"),))))
    other = Document(title="Prov", blocks=(chart, replace(data, rows=(first, *data.rows[1:]))))
    assert len(with_data_of_charts(other).blocks) == 4
