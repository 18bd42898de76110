"""Printed tables fit their page, whatever they hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import sample

from hjulet.documents import fonts, widths
from hjulet.documents.tree import Cell, Row, Table, Text


def test_the_mock_up_stays_in_the_text_and_t1_goes_out_into_the_margin() -> None:
    small, t1 = widths.fit(sample.department_table()), widths.fit(sample.report_table())
    assert small.total <= widths.TEXT_MM
    assert widths.TEXT_MM < t1.total <= widths.MARGIN_MM + 0.01
    assert not t1.lying


def test_twelve_columns_lie_down() -> None:
    fit = widths.fit(sample.long_table())
    assert fit.lying
    assert fit.total <= widths.LYING_MM + 0.01


def test_numbers_are_never_divided() -> None:
    table = sample.report_table()
    fit = widths.fit(table)
    for row in table.rows:
        for cell, width in list(zip(row.cells, fit.columns, strict=True))[1:]:
            text = "".join(part.text for part in cell.inlines if isinstance(part, Text))
            points = fonts.width(text, size=fit.size, bold=row.kind == "total")
            assert points * widths.MM_PER_POINT <= width


def test_a_wider_typeface_gets_more_room() -> None:
    table = sample.department_table()
    assert widths.fit(table, stretch=1.2).columns[0] > widths.fit(table).columns[0]


@given(
    texts=st.lists(
        st.lists(st.text("abcåäö 1234–-", max_size=60), min_size=3, max_size=3),
        min_size=1,
        max_size=5,
    ),
    repeat=st.integers(1, 10),
    headers=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_no_table_is_wider_than_its_page(
    texts: list[list[str]], repeat: int, headers: bool
) -> None:
    rows = tuple(Row(tuple(Cell((Text(t),)) for t in row * repeat)) for row in texts)
    table = Table("Prov", rows[0].cells, rows, row_headers=headers)
    fit = widths.fit(table)
    room = widths.LYING_MM if fit.lying else widths.MARGIN_MM
    assert len(fit.columns) == 3 * repeat
    assert all(width > 0 for width in fit.columns)
    assert fit.total <= room + 0.01


@pytest.mark.parametrize("text", ["Mottagningsenheten", "1 234,5", "–"])
def test_bold_is_wider(text: str) -> None:
    assert fonts.width(text, size=10) > 0
    assert fonts.width(text * 2, size=10) == pytest.approx(2 * fonts.width(text, size=10))
