"""Reports in proportion to employees: the rows of T1 with the headcount of the year.

A report counts at every unit that it concerns and once in each total, as in T1. A team counts at
its unit, and so do its employees.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hjulet.calendar.types import Period
from hjulet.figures.types import Scope
from hjulet.reports import counts, unit_rows
from hjulet.reports.counts import Cells, Counts, Selection
from hjulet.reports.unit_rows import Line, Table
from hjulet.stats.rates import Rate

# Employees by (unit id, year), as `organisation.queries.headcounts` gives them.
Headcounts = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Measured:
    """Reports, and the employees that they are set in proportion to (None is not known)."""

    reports: int
    employees: int | None

    @property
    def rate(self) -> Rate | None:
        return Rate(self.reports, self.employees) if self.employees else None


@dataclass(frozen=True)
class Rates:
    """A period measured: `employees` by unit id, `moved` are units with a row for each place."""

    selection: Selection
    counted: Counts
    table: Table
    year: int
    employees: Mapping[int, int]
    moved: frozenset[int]

    def of(self, line: Line) -> Measured:
        """The row; a unit that moved has its employees for no single place."""
        reports = self._cells[line.key].total
        if line.is_unit:
            known = self.employees.get(line.unit_id) if line.unit_id not in self.moved else None
            return Measured(reports, known)
        inside = [
            one
            for one in self.units
            if (one.place.board_id, one.place.department_id)
            == (line.place.board_id, line.place.department_id)
        ]
        if any(one.unit_id in self.moved for one in inside):
            return Measured(reports, None)
        return Measured(reports, self._together(one.unit_id for one in inside))

    @property
    def total(self) -> Measured:
        return Measured(
            self.counted.whole.total, self._together({one.unit_id for one in self.units})
        )

    @cached_property
    def units(self) -> tuple[Line, ...]:
        """The rows of units, one for each place."""
        return tuple(line for line, _ in self.table.rows if line.is_unit)

    @cached_property
    def by_unit(self) -> dict[int, Measured]:
        """Each unit with the reports of all its places."""
        found: Counter[int] = Counter()
        for line in self.units:
            found[line.unit_id] += self._cells[line.key].total
        return {pk: Measured(number, self.employees.get(pk)) for pk, number in found.items()}

    @property
    def without(self) -> list[str]:
        """The names of units whose employees are not registered, in the order of the table."""
        names = {one.unit_id: one.label for one in self.units}
        return [name for pk, name in names.items() if pk not in self.employees]

    @cached_property
    def _cells(self) -> dict[str, Cells]:
        return {line.key: cells for line, cells in self.table.rows}

    def _together(self, unit_ids: Iterable[int]) -> int | None:
        """Employees of several units; None when some has reports and its own are not known.

        A rate of only a part of those who report would be too high.
        """
        by_unit = self.by_unit
        known = 0
        for pk in unit_ids:
            employees = self.employees.get(pk)
            if employees is None and by_unit[pk].reports:
                return None
            known += employees or 0
        return known or None


def measure(scope: Scope, headcounts: Headcounts) -> Rates:
    """Counts the scope as T1 does; at most three queries."""
    selection = counts.select(scope)
    counted = counts.by_unit_and_type(scope, selection)
    table = unit_rows.build(selection, counted)
    year = year_of(scope.period)
    places = Counter(line.unit_id for line, _ in table.rows if line.is_unit)
    return Rates(
        selection=selection,
        counted=counted,
        table=table,
        year=year,
        employees={unit_id: n for (unit_id, of), n in headcounts.items() if of == year},
        moved=frozenset(unit_id for unit_id, number in places.items() if number > 1),
    )


def year_of(period: Period) -> int:
    """The year whose employees a period is set in proportion to: the one with most of its days."""

    def days(year: int) -> int:
        first, last = max(period.first, date(year, 1, 1)), min(period.last, date(year, 12, 31))
        return (last - first).days

    return max(range(period.first.year, period.last.year + 1), key=lambda year: (days(year), year))
