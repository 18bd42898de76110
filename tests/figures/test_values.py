"""A Figure as stored, in a document and as live numbers."""

from dataclasses import replace
from datetime import date

import pytest
from tests.figures import year

from hjulet.calendar.rules import calendar_year
from hjulet.documents import tree
from hjulet.figures import catalogue, tables
from hjulet.figures.live import Live, UnknownNumber
from hjulet.figures.scopes import UnknownScope
from hjulet.figures.types import Figure, Scope
from hjulet.kernel import clock

pytestmark = pytest.mark.django_db
T1 = "reports.types_by_unit"
NOW = clock.at(date(2024, 1, 10))


def test_a_stored_figure_is_the_same_when_read_back() -> None:
    year.make()
    for one in catalogue.definitions():
        figure = one.compute(Scope(calendar_year(2023)), NOW)
        assert Figure.from_json(figure.as_json()) == figure, one.key


def test_the_table_of_a_document_has_the_total_first_and_zero_as_zero() -> None:
    year.make()
    table = tables.table(catalogue.compute(T1, Scope(calendar_year(2023)), NOW))
    assert table.total_column == 1
    assert tree.plain(table.header[0].inlines) == "Enhet"
    assert tree.plain(table.header[1].inlines) == "Totalt"
    rows = [[tree.plain(cell.inlines) for cell in row.cells] for row in table.rows]
    assert rows[-2] == ["Totalt", "5", "2", "1", "2", "0", "1"]
    assert rows[-3] == ["Ängens stöd", "0", "0", "0", "0", "0", "0"]
    assert [row.kind for row in table.rows[:2]] == ["department", "unit"]
    assert table.rows[-1].kind == "share"
    assert all(len(row.cells) == len(table.header) for row in table.rows)
    assert all(row.cells[0].header for row in table.rows)


def test_a_table_has_no_column_without_a_value() -> None:
    year.make()
    figure = catalogue.compute("reports.categories", Scope(calendar_year(2023)), NOW)
    emptied = replace(
        figure, rows=tuple(replace(row, cells=(row.cells[0], None, "")) for row in figure.rows),
        columns=figure.columns[:3],
    )  # fmt: skip
    table = tables.table(emptied)
    assert [tree.plain(cell.inlines) for cell in table.header] == ["Kategori", "2023"]
    assert {len(row.cells) for row in table.rows} == {2}


def test_blocks_show_what_is_asked_for() -> None:
    year.make()
    figure = catalogue.compute(T1, Scope(calendar_year(2023)), NOW)
    kinds = {show: [type(block) for block in tables.blocks(figure, show)] for show in
             ("table", "chart", "both")}  # fmt: skip
    assert kinds["table"] == [tree.Table, tree.Note]
    assert kinds["chart"] == [tree.Chart, tree.Note]
    assert kinds["both"] == [tree.Table, tree.Chart, tree.Note]
    chart = tables.chart(figure)
    assert chart is not None
    assert "var(" not in chart.svg
    assert chart.alt
    assert len(chart.data.rows) == len(figure.bars)


def test_live_numbers() -> None:
    made = year.make()
    live = Live(Scope(calendar_year(2023), made.board.pk, "Socialnämnden"), NOW)
    assert live.number(T1, {})[0] == "5"
    assert live.number(T1, {"row": "total", "column": "lex_sarah"})[0] == "1"
    text, label = live.number(T1, {"row": f"unit-{made.homes.pk}", "column": "data_breach"})
    assert text == "1"
    assert "Familjehem" in label
    assert "2023" in label
    assert live.number(T1, {"period": "2022"})[0] == "1"
    assert live.number(T1, {"count": "closed"})[0] == "2"
    assert live.number(T1, {"unit": str(made.adults.pk)})[0] == "2"
    assert live.number("reports.type_shares", {"row": "lex_sarah", "column": "share"})[0] == (
        "25,0\N{NO-BREAK SPACE}%"
    )
    with pytest.raises(UnknownNumber):
        live.number(T1, {"row": "unit-0"})
    with pytest.raises(UnknownNumber):
        live.number(T1, {"row": "unit"})
    with pytest.raises(UnknownScope):
        live.number(T1, {"unit": "0"})
    with pytest.raises(UnknownScope):
        live.number(T1, {"period": "förra året"})
    listed = live.catalogue()
    for one in listed:
        assert live.number(one.key, one.params) == (one.text, one.label)
    # Tables of words hold no number to put in a sentence.
    words = {"improvements.follow_up", "improvements.planned", "lex_sarah.learned"}
    every = {one.key for one in catalogue.definitions()}
    assert {one.key for one in listed} == every - words
