"""Reports per 100 employees: counted by hand, and equal to a plain recount of the links."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests import builders
from tests.reports import rate_town
from tests.reports.rate_town import Town

from hjulet.calendar.rules import parse_period
from hjulet.figures import tables
from hjulet.kernel import clock
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.models import Headcount, Placement
from hjulet.reports import rates
from hjulet.reports.models import ReportUnit

pytestmark = pytest.mark.django_db
RATE = "reporting_rate"


@pytest.fixture
def town(db: None) -> Town:
    return rate_town.make()


@pytest.fixture
def employed(town: Town) -> Town:
    rate_town.employ(town)
    return town


def test_every_number_by_hand(employed: Town) -> None:
    found = employed.figure(RATE)
    assert [(row.label, row.level, row.cells) for row in found.rows] == [
        ("Barn", "department", (10, 30, 33.3, 3.3)),
        ("Familjehem", "unit", (2, 10, 20.0, None)),
        ("Mottagningen", "unit", (10, 20, 50.0, 20.0)),
        ("Vuxen", "department", (8, 70, 11.4, -13.6)),
        ("Vuxenenheten", "unit", (8, 40, 20.0, -5.0)),
        ("Ängens stöd", "unit", (0, 30, 0.0, None)),
        ("Totalt", "total", (18, 100, 18.0, -8.9)),
    ]
    assert found.lede == "18,0 rapporter per 100 anställda kom in under 2025."
    assert found.count == ""
    assert [(bar.label, bar.value, bar.previous) for bar in found.bars] == [
        ("Mottagningen", 50.0, 30.0),
        ("Familjehem", 20.0, None),
        ("Vuxenenheten", 20.0, 25.0),
        ("Ängens stöd", 0.0, None),
    ]


def test_reports_are_those_of_t1(employed: Town) -> None:
    types, rate = employed.figure("types_by_unit"), employed.figure(RATE)
    for row in rate.rows:
        assert rate.cell(row.key, "reports") == types.cell(row.key, "total")


def test_the_words_are_honest(employed: Town) -> None:
    found = employed.figure(RATE)
    assert found.comment.startswith("Vi kan inte säga att rapporteringen per anställd har minskat.")
    assert "18,0 mot 26,9 rapporter per 100 anställda: kan inte skiljas från slump" in found.comment
    assert "Ingen enskild enhet har ändrats mer än slump brukar ge." in found.comment
    assert found.notes[0].startswith("Många rapporter per anställd är inte sämre kvalitet.")
    assert any("registrerat för 2025" in note for note in found.notes)


def test_a_unit_that_changed_more_than_chance_is_named(employed: Town) -> None:
    employed.reports(40, employed.reception, first=date(2025, 4, 1))
    comment = employed.figure(RATE).comment
    assert "Mer än slump brukar ge: Mottagningen har ökat (30,0 till 250,0)." in comment


def test_without_employees_there_is_no_rate(town: Town) -> None:
    found = town.figure(RATE)
    assert {row.cells[1:] for row in found.rows} == {(None, None, None)}
    assert found.comment == ""
    assert found.bars == ()
    assert "förrän antalet anställda är registrerat" in found.lede
    assert any("Organisation, Antal anställda" in note for note in found.notes)
    shown = tables.table(found)
    assert [cell.inlines[0].text for cell in shown.rows[-1].cells] == ["Totalt", "18", "–", "–"]  # type: ignore[union-attr]


def test_a_department_has_a_rate_only_when_all_that_report_are_counted(town: Town) -> None:
    """The homes have reports but nobody counted; the silent unit has neither."""
    builders.headcount(town.reception, 2025, 20)
    builders.headcount(town.adult_unit, 2025, 40)
    found = town.figure(RATE)
    assert town.row(found, town.children) == (10, None, None, None)
    assert town.row(found, town.reception)[:3] == (10, 20, 50.0)
    assert town.row(found, town.adults)[:3] == (8, 40, 20.0)
    assert found.cell("total", "rate") is None
    assert any("Det saknas för Familjehem och Ängens stöd." in note for note in found.notes)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2025T1", "Perioden är fyra månader."),
        ("2025-02-01..2025-02-28", "Perioden är en månad."),
        ("2025-02-03..2025-03-05", "Perioden är 31 dagar."),
    ],
)
def test_a_part_of_a_year_is_not_scaled_and_says_so(
    employed: Town, period: str, words: str
) -> None:
    found = employed.figure(RATE, period)
    assert any(note.replace("\xa0", " ").startswith(words) for note in found.notes)
    assert "inte omräknade till ett år" in " ".join(found.notes)


def test_a_third_of_a_year_is_set_against_the_same_employees(employed: Town) -> None:
    assert employed.row(employed.figure(RATE, "2025T3"), employed.adult_unit)[:3] == (1, 40, 2.5)


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("2025", 2025),
        ("kv2025", 2025),
        ("2024-03-01..2025-02-28", 2024),
        ("2024-07-02..2025-07-01", 2024),
        ("2023-01-01..2025-12-31", 2024),
        ("2024-12-31..2025-01-01", 2025),
    ],
)
def test_the_employees_are_of_the_year_with_most_days(period: str, year: int) -> None:
    assert rates.year_of(parse_period(period)) == year


def test_a_period_under_way_is_not_compared(employed: Town) -> None:
    with clock.fixed_at(rate_town.NOW):
        builders.headcount(employed.reception, 2026, 20)
        employed.report(employed.reception, on=date(2026, 1, 8))
        found = employed.figure(RATE, "2026")
    assert employed.row(found, employed.reception) == (1, 20, 5.0, None)
    assert found.comment == ""
    assert "Perioden pågår" in " ".join(found.notes)


def test_a_unit_that_moved_is_compared_with_itself_but_not_split(employed: Town) -> None:
    """From the first of July the adult unit stands among the children."""
    Placement.objects.filter(unit=employed.adult_unit).update(valid_to=date(2025, 6, 30))
    Placement.objects.create(
        unit=employed.adult_unit, name="Vuxenenheten", parent=employed.children,
        valid_from=date(2025, 7, 1),
    )  # fmt: skip
    builders.facts.rebuild()
    found = employed.figure(RATE)
    split = [row.cells for row in found.rows if row.unit_id == employed.adult_unit.pk]
    assert split == [(1, None, None, None), (7, None, None, None)]
    assert employed.row(found, employed.children)[1:] == (None, None, None)
    assert found.cell("total", "employees") == 100
    assert any(note.startswith("Flyttade under perioden: ") for note in found.notes)


@pytest.mark.parametrize("name", ["children", "reception"])
def test_one_part_of_the_organisation(employed: Town, name: str) -> None:
    unit = getattr(employed, name)
    found = employed.figure(RATE, unit=unit)
    expected = {"children": (10, 30, 33.3, 3.3), "reception": (10, 20, 50.0, 20.0)}[name]
    assert found.cell("total", "reports") == expected[0]
    assert next(row.cells for row in found.rows if row.key == "total") == expected


def test_a_team_has_no_employees_of_its_own(employed: Town) -> None:
    team = builders.unit(UnitKind.TEAM, "Björken", employed.reception)
    employed.report(team, on=date(2025, 5, 5))
    found = employed.figure(RATE, unit=team)
    assert [row.cells for row in found.rows] == [(1, None, None, None)] * 2
    assert any("inte för team" in note for note in found.notes)
    assert employed.row(employed.figure(RATE), employed.reception)[:3] == (11, 20, 55.0)


def test_on_commission_apart(employed: Town) -> None:
    employed.report(employed.reception, on=date(2025, 6, 6), commissioned_by="Grannkommunen")
    assert employed.figure(RATE, commissioned="own").cell("total", "reports") == 18
    assert employed.figure(RATE, commissioned="others").cell("total", "reports") == 1


def test_it_is_a_plain_recount_of_the_links(employed: Town) -> None:
    """Sets of reports by unit, from the link table alone."""
    dice = random.Random(5)
    units = [employed.reception, employed.homes, employed.adult_unit, employed.silent]
    for _ in range(60):
        chosen = dice.sample(units, dice.choice((1, 1, 2, 3)))
        employed.report(*chosen, on=date(2025, 1, 1) + timedelta(days=dice.randrange(365)))
    links = ReportUnit.objects.filter(report__received_on__year=2025).order_by()
    of_unit: dict[int, set[int]] = {}
    for unit_id, report_id in links.values_list("unit_id", "report_id"):
        of_unit.setdefault(unit_id, set()).add(report_id)
    staff = dict(Headcount.objects.filter(year=2025).order_by().values_list("unit_id", "employees"))
    found = employed.figure(RATE)
    for unit in units:
        reports = len(of_unit[unit.pk])
        expected = (reports, staff[unit.pk], round(100 * reports / staff[unit.pk], 1))
        assert employed.row(found, unit)[:3] == expected
    for department, inside in ((employed.children, units[:2]), (employed.adults, units[2:])):
        reports = len(set().union(*(of_unit[unit.pk] for unit in inside)))
        people = sum(staff[unit.pk] for unit in inside)
        expected = (reports, people, round(100 * reports / people, 1))
        assert employed.row(found, department)[:3] == expected
    assert found.cell("total", "reports") == len(set().union(*of_unit.values()))


def test_it_costs_the_same_with_ten_thousand(
    employed: Town, django_assert_num_queries: Callable
) -> None:
    with django_assert_num_queries(8):
        employed.figure(RATE, unit=employed.board)
    more = [builders.unit(name=f"Enhet {number}", parent=employed.adults) for number in range(30)]
    rate_town.many(employed, 10_000, more)
    with django_assert_num_queries(8):
        assert employed.figure(RATE, unit=employed.board).cell("total", "reports") == 10_018
