"""A case of a report that concerns two units: both have it, and every total counts it once."""

from collections.abc import Callable

import pytest
from tests import builders
from tests.lex_sarah import scene
from tests.lex_sarah.scene import LATER, do
from tests.reports.house_of_two import House

from hjulet.calendar.rules import parse_period
from hjulet.figures import catalogue
from hjulet.figures.types import Figure, Scope
from hjulet.lex_sarah.models import Case
from hjulet.organisation.models import Unit

Count = Callable[[str, Unit | None], Figure]


def figure(key: str, unit: Unit | None = None) -> Figure:
    scope = Scope(parse_period("2025"), unit.pk if unit else None, unit.name if unit else "")
    return catalogue.compute(f"lex_sarah.{key}", scope, LATER)


def of_both(house: House) -> Case:
    report = house.submit(what_happened="Larmet gick inte fram.")
    house.assess(report, "lex_sarah", unit_ids=[house.unit.pk, house.second.pk])
    return scene.opened(house, report)


@pytest.mark.parametrize("name", ["unit", "second", "department", "board"])
def test_the_five_agree_for_each_of_its_units(house: House, name: str) -> None:
    case = of_both(house)
    place = getattr(house, name)
    table = figure("overview", place)
    assert [table.cell(key, "count") for key in ("received", "opened", "open")] == [1, 1, 1]
    by_unit = figure("by_unit", place)
    assert by_unit.cell("total", "open") == 1
    assert "kommer från" in by_unit.lede
    assert figure("open_ages", place).cell("total", "count") == 1
    scene.recorded(house, case)
    scene.investigated(house, case)
    do(house, "send", case, decider_id=house.people["head"].pk)
    scene.decide(house, case)
    assert figure("overview", place).cell("decided", "count") == 1
    assert figure("outcomes", place).cell("total", "count") == 1
    assert len(figure("learned", place).rows) == 1
    assert figure("learned", place).rows[0].key == "case-1"


def test_rows_do_not_add_up_and_totals_count_once(house: House) -> None:
    of_both(house)
    table = figure("by_unit", house.board)
    rows = {row.unit_id: row.cells[0] for row in table.rows if row.key != "total"}
    assert (rows[house.unit.pk], rows[house.second.pk], rows[house.department.pk]) == (1, 1, 1)
    assert table.cell("total", "received") == 1
    assert "kommer från 2\u00a0enheter" in table.lede
    assert "går raderna inte att lägga ihop" in table.notes[0]
    own = figure("by_unit", house.second)
    assert {row.unit_id for row in own.rows} == {house.second.pk}
    assert "kommer från 1\u00a0enhet " in own.lede


def test_a_report_that_has_left_does_not_place_the_case(house: House) -> None:
    report = scene.reported(house)
    other = scene.reported(house, unit_id=house.second.pk)
    case = scene.opened(house, report, other)
    assert figure("overview", house.second).cell("opened", "count") == 1
    do(house, "leave", case, report_id=other.pk, reason="Gäller annat.")
    assert figure("overview", house.second).cell("opened", "count") == 0


def test_a_team_is_named_after_its_unit(house: House) -> None:
    team = builders.unit(name="Natten", parent=house.unit, kind="team")
    report = house.submit(what_happened="Ingen svarade.")
    house.assess(report, "lex_sarah", unit_ids=[team.pk])
    scene.opened(house, report)
    labels = [row.label for row in figure("by_unit", house.board).rows]
    assert "Åkersenheten > Natten" in labels
    assert "Åkersenheten" in labels
