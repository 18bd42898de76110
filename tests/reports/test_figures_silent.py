"""Silent units: none at all, or under the board's rate beyond chance; and what is not silence."""

from collections.abc import Callable
from datetime import date

import pytest
from tests import builders
from tests.reports import rate_town
from tests.reports.rate_town import Town

from hjulet.figures.types import Figure
from hjulet.kernel import clock
from hjulet.organisation.kinds import UnitKind

pytestmark = pytest.mark.django_db
SILENT = "silent_units"


@pytest.fixture
def town(db: None) -> Town:
    return rate_town.make()


def states(found: Figure) -> dict[str, object]:
    return {row.label: row.cells[0] for row in found.rows}


def test_a_unit_without_a_report_is_silent(town: Town) -> None:
    found = town.figure(SILENT)
    assert [(row.label, row.cells) for row in found.rows] == [
        ("Ängens stöd", ("tyst", "aldrig", 0, 0, None)),
    ]
    assert found.lede.replace("\xa0", " ") == (
        "1 av 4 enheter har inte rapporterat under 2025: Ängens stöd."
    )
    assert found.comment.startswith("Tystnad är inte samma sak som att inget går fel.")


def test_the_last_day_reaches_back_and_the_year_before_is_beside(town: Town) -> None:
    town.report(town.silent, on=date(2023, 5, 4))
    town.report(town.silent, on=date(2024, 11, 30))
    rows = town.figure(SILENT).rows
    assert rows[0].cells == ("tyst", "30 november 2024", 0, 1, None)


def test_low_is_under_the_board_beyond_chance(town: Town) -> None:
    """18 reports among 60 that have reported and 200 in one unit with two of them.

    At 20 of 260 the unit of 200 would have 15; two have the upper end 7.2.
    """
    rate_town.employ(town)
    big = builders.unit(name="Hemtjänsten", parent=town.adults)
    builders.headcount(big, 2025, 200)
    town.reports(2, big, first=date(2025, 9, 1))
    found = town.figure(SILENT)
    assert [(row.label, row.cells) for row in found.rows] == [
        ("Ängens stöd", ("tyst, kan vara slump", "aldrig", 0, 0, 30)),
        ("Hemtjänsten", ("låg", "6 september 2025", 2, 0, 200)),
    ]
    assert "1\N{NO-BREAK SPACE}enhet har rapporterat ovanligt lite för sin storlek." in found.lede
    assert found.notes[-1].startswith("Metod för låg: exakt Poissonintervall")
    assert not any("Poisson" in note for note in found.notes[:-1])
    # 22 reports at units with 300 employees: a report at two units is of both.
    assert any("jämförs med 7,3 rapporter per 100" in note for note in found.notes)
    # The page of the rate has another number, and the note says why.
    own = town.figure("reporting_rate").cell("total", "rate")
    told = f"bara en gång är det {str(own).replace('.', ',')}, som på sidan"
    assert any(told in note for note in found.notes)
    only = town.figure(SILENT, unit=town.adults)
    assert states(only) == {"Ängens stöd": "tyst, kan vara slump", "Hemtjänsten": "låg"}
    # Thirty that nobody has assessed yet are no silence.
    for _ in range(30):
        builders.report(board=town.board, units=[big], types=[], received_on=date(2025, 9, 9))
    assert "Hemtjänsten" not in states(town.figure(SILENT))


def test_a_large_unit_is_not_silent_by_chance(town: Town) -> None:
    rate_town.employ(town)
    builders.Headcount.objects.filter(unit=town.silent).update(employees=90)
    assert states(town.figure(SILENT)) == {"Ängens stöd": "tyst"}


def test_who_waits_for_an_assessment_or_told_of_another_is_not_silent(town: Town) -> None:
    waiting = {"board": town.board, "received_on": date(2025, 8, 8)}
    assert "Ängens stöd" in states(town.figure(SILENT))
    builders.report(units=[town.silent], types=[], **waiting)
    assert town.figure(SILENT).rows[0].key == "none"
    # A report that came from the homes and concerns the adult unit alone.
    other = builders.unit(name="Boendet", parent=town.adults)
    assert "Boendet" in states(town.figure(SILENT))
    town.report(town.adult_unit, on=date(2025, 9, 9), reported_unit=other)
    assert states(town.figure(SILENT)) == {"Ingen enhet är tyst": ""}


def test_a_team_speaks_for_its_unit(town: Town) -> None:
    team = builders.unit(UnitKind.TEAM, "Björken", town.silent)
    quiet_team = builders.unit(UnitKind.TEAM, "Linden", town.silent)
    builders.report(board=town.board, units=[team], types=[], received_on=date(2025, 8, 8))
    assert town.figure(SILENT).rows[0].key == "none"
    assert states(town.figure(SILENT, unit=quiet_team)) == {"Linden": "tyst"}
    assert town.figure(SILENT, unit=team).rows[0].key == "none"


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"first": date(2025, 9, 1)}, "tyst, fanns från 1 september 2025"),
        ({"last": date(2025, 6, 30)}, "tyst, fanns till 30 juni 2025"),
        (
            {"first": date(2025, 2, 1), "last": date(2025, 6, 30)},
            "tyst, fanns från 1 februari 2025 till 30 juni 2025",
        ),
    ],
)
def test_a_unit_of_a_part_of_the_period_says_so(
    town: Town, given: dict[str, date], state: str
) -> None:
    builders.unit(name="Nya", parent=town.adults, **given)
    assert states(town.figure(SILENT))["Nya"] == state


def test_a_unit_of_a_part_of_the_period_is_not_called_low(town: Town) -> None:
    rate_town.employ(town)
    new = builders.unit(name="Nya", parent=town.adults, first=date(2025, 9, 1))
    builders.headcount(new, 2025, 200)
    town.report(new, on=date(2025, 10, 1))
    assert "Nya" not in states(town.figure(SILENT))


def test_what_has_not_begun_is_not_silent(town: Town) -> None:
    with clock.fixed_at(rate_town.NOW):
        builders.unit(name="Nya", parent=town.adults, first=date(2026, 9, 1))
        assert "Nya" not in states(town.figure(SILENT, "2026"))
        future = town.figure(SILENT, "2027")
    assert future.rows[0].key == "none"
    assert future.lede == "2027 har inte börjat."


def test_each_board_is_its_own_measure(town: Town) -> None:
    """The other board reports little; its units are not low among themselves."""
    rate_town.employ(town)
    other = builders.board("Äldrenämnden")
    for name in ("Ett", "Två"):
        unit = builders.unit(name=name, parent=other)
        builders.headcount(unit, 2025, 500)
        builders.report(
            board=other, units=[unit], types=[town.types["deviation"]],
            received_on=date(2025, 4, 4),
        )  # fmt: skip
    assert set(states(town.figure(SILENT))) == {"Ängens stöd"}


def test_it_costs_the_same_with_ten_thousand(
    town: Town, django_assert_num_queries: Callable
) -> None:
    rate_town.employ(town)
    with django_assert_num_queries(12):
        town.figure(SILENT, unit=town.board)
    more = [builders.unit(name=f"Enhet {number}", parent=town.adults) for number in range(30)]
    rate_town.many(town, 10_000, more[:-1])
    with django_assert_num_queries(12):
        found = town.figure(SILENT, unit=town.board)
    assert set(states(found)) == {"Ängens stöd", "Enhet 29"}
