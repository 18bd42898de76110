"""What Demostad knows of its employees, without building two years of reports."""

import pytest

from hjulet.calendar.rules import calendar_year
from hjulet.demo import building
from hjulet.demo.places import BOARD, HEADCOUNT_YEARS, UNITS
from hjulet.figures import catalogue
from hjulet.figures.types import Scope
from hjulet.organisation import queries
from hjulet.organisation.types import SYSTEM


@pytest.mark.django_db
def test_every_unit_has_employees_each_year_and_one_is_silent() -> None:
    assert [unit.name for unit in UNITS if not unit.weight] == ["Personlig assistans"]
    units = building._units()
    building._move(units)
    building._employees(SYSTEM, units)
    assert len(queries.headcounts(*HEADCOUNT_YEARS)) == len(UNITS) * len(HEADCOUNT_YEARS)
    for year in HEADCOUNT_YEARS:
        scope = Scope(calendar_year(year), units[BOARD], BOARD)
        rate = catalogue.compute("reports.reporting_rate", scope, building.END)
        assert all(row.cells[1] for row in rate.rows)
        silent = catalogue.compute("reports.silent_units", scope, building.END)
        assert "Personlig assistans" in {row.label for row in silent.rows}
