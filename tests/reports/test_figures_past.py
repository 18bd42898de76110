"""What may be compared: a register that begins in the middle of a year is no earlier year."""

from datetime import date, timedelta

import pytest
from tests import builders

from hjulet.calendar.rules import parse_period
from hjulet.figures import catalogue
from hjulet.figures.types import Figure, Scope
from hjulet.kernel import clock
from hjulet.organisation import followers
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.models import Placement, Unit
from hjulet.reports import fact_check, facts
from hjulet.reports.models import DeviationType

pytestmark = pytest.mark.django_db
NOW = clock.at(date(2026, 1, 15))


def figure(period: str, key: str = "reports.types_by_unit", **scope: object) -> Figure:
    return catalogue.compute(key, Scope(parse_period(period), **scope), NOW)  # type: ignore[arg-type]


def report(
    board: Unit, unit: Unit, kind: DeviationType, first: date, number: int, **fields: object
) -> None:
    """`number` reports, one every third day from `first`."""
    for index in range(number):
        day = first + timedelta(days=3 * index)
        builders.report(board=board, units=[unit], types=[kind], received_on=day, **fields)  # type: ignore[arg-type]


@pytest.fixture
def place() -> tuple[Unit, Unit, DeviationType]:
    board = builders.board()
    unit = builders.unit(parent=builders.department(board))
    return board, unit, builders.types()["deviation"]


def test_a_year_that_began_in_january_may_be_compared(
    place: tuple[Unit, Unit, DeviationType],
) -> None:
    report(*place, date(2024, 1, 5), 60)
    report(*place, date(2025, 1, 2), 61)
    assert "61 mot 60: kan inte skiljas från slump" in figure("2025").comment
    assert not any("börjar" in note for note in figure("2025").notes)


def test_half_a_year_is_not_compared_with(place: tuple[Unit, Unit, DeviationType]) -> None:
    report(*place, date(2024, 6, 1), 30)
    report(*place, date(2025, 1, 2), 61)
    found = figure("2025")
    assert "inget tidigare värde" in found.comment
    assert "ökat" not in found.comment
    assert any("Rapporterna börjar 1 juni 2024" in note for note in found.notes)
    assert all(bar.previous is None for bar in found.bars)
    months = figure("2025", "reports.by_month")
    assert months.cell("month-2025-01", "previous") is None
    assert months.cell("month-2025-06", "previous") == 10
    assert months.cell("total", "previous") == 30
    kinds = figure("2025", "reports.categories")
    assert kinds.cell("total", "change") is None
    assert kinds.cell("total", "period-1") == 30
    assert kinds.cell("total", "period-2") is None


def test_closings_of_the_first_year_are_too_few(place: tuple[Unit, Unit, DeviationType]) -> None:
    report(*place, date(2024, 1, 5), 60, closed_on=date(2024, 12, 1))
    report(*place, date(2025, 1, 2), 90, closed_on=date(2025, 12, 1))
    assert "ökat" in figure("2025").comment
    assert "inget tidigare värde" in figure("2025", count="closed").comment


def test_a_new_unit_has_no_earlier_value(place: tuple[Unit, Unit, DeviationType]) -> None:
    board, _, kind = place
    report(*place, date(2023, 12, 1), 90)
    new = builders.unit(UnitKind.UNIT, "Ny", builders.department(board), first=date(2025, 1, 1))
    report(board, new, kind, date(2025, 1, 2), 30)
    assert "inget tidigare värde" in figure("2025", unit_id=new.pk).comment


def test_reports_done_for_others_can_be_counted_apart(
    place: tuple[Unit, Unit, DeviationType],
) -> None:
    report(*place, date(2025, 1, 2), 3)
    report(*place, date(2025, 2, 1), 2, commissioned_by="Grannkommunen")
    totals = {
        one: figure("2025", commissioned=one).cell("total", "total")
        for one in ("all", "own", "others")
    }
    assert totals == {"all": 5, "own": 3, "others": 2}


def test_facts_follow_a_reorganisation_from_its_day(
    place: tuple[Unit, Unit, DeviationType],
) -> None:
    board, unit, kind = place
    report(board, unit, kind, date(2025, 6, 25), 4)
    new = builders.department(board, "Nya avdelningen")
    moved = date(2025, 7, 1)
    Placement.objects.filter(unit=unit).update(valid_to=moved - timedelta(days=1))
    Placement.objects.create(unit=unit, name=unit.name, parent=new, valid_from=moved)
    assert fact_check.verify() != []
    followers.tree_changed(moved)
    assert fact_check.verify() == []
    found = figure("2025")
    assert found.cell(f"department-{new.pk}", "total") == 2
    labels = [row.label for row in found.rows]
    assert "Barn och unga > Enheten" in labels
    assert "Nya avdelningen > Enheten" in labels
    assert facts.follow_tree in followers._followers


def test_a_report_about_a_unit_that_has_ended_stays_in_its_department(
    place: tuple[Unit, Unit, DeviationType],
) -> None:
    board, unit, kind = place
    parent = unit.placements.get().parent
    old = builders.unit(UnitKind.UNIT, "Gamla", parent, last=date(2024, 12, 31))
    report(board, old, kind, date(2025, 1, 2), 1)
    found = figure("2025", unit_id=board.pk)
    assert found.cell("total", "total") == 1
    assert found.cell(f"department-{parent.pk}", "total") == 1
    assert found.cell(f"unit-{old.pk}", "total") == 1
