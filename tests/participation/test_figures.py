"""How often units meet: who met, who did not, and how long ago it was."""

from datetime import date, timedelta

import pytest
from tests.improvements.town import DAY, NOW, Town
from tests.participation.scene import met

from hjulet.calendar.rules import calendar_year
from hjulet.figures import catalogue
from hjulet.figures.types import Figure, Scope
from hjulet.kernel import clock

pytestmark = pytest.mark.django_db


def figure(town: Town, year: int = 2025, unit_id: int | None = None) -> Figure:
    scope = Scope(calendar_year(year), unit_id or town.board.pk, "Nämnden")
    return catalogue.compute("participation.meetings", scope, NOW)


def test_every_unit_has_a_row_also_who_never_met(town: Town) -> None:
    met(town, held_on=DAY - timedelta(days=30), participants=10)
    met(town, held_on=DAY - timedelta(days=4), participants=12)
    met(town, held_on=date(2024, 5, 1), participants=40)
    found = figure(town)
    assert [(row.label, row.level, row.cells) for row in found.rows] == [
        ("Förvaltningen", "department", (2, 22, 4)),
        ("Barn och unga", "department", (2, 22, 4)),
        ("Björkenheten", "unit", (0, 0, None)),
        ("Åkersenheten", "unit", (2, 22, 4)),
        ("Totalt", "total", (2, 22, 4)),
    ]
    assert found.lede == (
        "2\xa0träffar hölls under 2025. 1 av 2\xa0enheter har inte noterat någon träff."
    )
    assert [(bar.label, bar.value) for bar in found.bars] == [
        ("Björkenheten", 0),
        ("Åkersenheten", 2),
    ]
    assert "Perioden pågår" in found.notes[-1]


def test_days_are_counted_to_the_end_of_the_period(town: Town) -> None:
    met(town, held_on=date(2024, 12, 1))
    assert figure(town, 2024).cell("total", "since") == 30
    # In the year after, the last meeting is that of the year before.
    assert figure(town).cell("total", "since") == (DAY - date(2024, 12, 1)).days
    assert figure(town).cell("total", "meetings") == 0
    assert figure(town).lede == "Ingen träff om det vi har lärt oss är noterad under 2025."
    assert figure(town, 2023).cell("total", "since") is None


def test_one_unit_and_another_board(town: Town) -> None:
    met(town)
    alone = figure(town, unit_id=town.unit.pk)
    assert [row.cells for row in alone.rows] == [(1, 12, 0), (1, 12, 0)]
    other = town.people["other"].home_unit
    assert other is not None
    assert figure(town, unit_id=other.pk).cell("total", "meetings") == 0


def test_it_asks_twice_however_many_meetings(town: Town, django_assert_num_queries: type) -> None:
    for days in range(40):
        met(town, held_on=DAY - timedelta(days=days))
    with clock.fixed_at(NOW), django_assert_num_queries(2):
        figure(town)
