"""A town whose reports and employees can be counted on fingers, for the figures of reporting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests import builders

from hjulet.calendar.rules import parse_period
from hjulet.figures import catalogue
from hjulet.figures.types import Figure, Scope
from hjulet.kernel import clock
from hjulet.organisation.models import Unit
from hjulet.reports import facts
from hjulet.reports.models import DeviationType, Report, ReportCause, ReportType, ReportUnit

NOW = clock.at(date(2026, 1, 15))


@dataclass
class Town:
    board: Unit
    children: Unit
    adults: Unit
    reception: Unit
    homes: Unit
    adult_unit: Unit
    silent: Unit
    types: dict[str, DeviationType]

    def report(self, *units: Unit, on: date, kind: str = "deviation", **fields: Any) -> Report:
        return builders.report(
            board=self.board, units=units, types=[self.types[kind]], received_on=on, **fields
        )

    def reports(self, number: int, *units: Unit, first: date, **fields: Any) -> None:
        """So many, one every fifth day."""
        for n in range(number):
            self.report(*units, on=first + timedelta(days=5 * n), **fields)

    def figure(
        self, key: str, period: str = "2025", unit: Unit | None = None, **more: Any
    ) -> Figure:
        scope = Scope(
            parse_period(period), unit.pk if unit else None, unit.name if unit else "", **more
        )
        return catalogue.compute(f"reports.{key}", scope, NOW)

    def row(self, figure: Figure, unit: Unit) -> tuple[object, ...]:
        return next(row.cells for row in figure.rows if row.unit_id == unit.pk)


def make() -> Town:
    """2025: ten at the reception, of which two also at the homes, and eight at the adult unit.

    2024: six at the reception and eight at the adult unit. The fourth unit has none.
    """
    board = builders.board()
    children, adults = builders.department(board, "Barn"), builders.department(board, "Vuxen")
    town = Town(
        board=board,
        children=children,
        adults=adults,
        reception=builders.unit(name="Mottagningen", parent=children),
        homes=builders.unit(name="Familjehem", parent=children),
        adult_unit=builders.unit(name="Vuxenenheten", parent=adults),
        silent=builders.unit(name="Ängens stöd", parent=adults),
        types=builders.types(),
    )
    town.reports(8, town.reception, first=date(2025, 1, 7))
    town.reports(2, town.reception, town.homes, first=date(2025, 3, 3))
    town.reports(7, town.adult_unit, first=date(2025, 2, 3))
    town.report(town.adult_unit, on=date(2025, 12, 30), kind="not_deviation")
    town.reports(6, town.reception, first=date(2024, 1, 2))
    town.reports(8, town.adult_unit, first=date(2024, 2, 1))
    return town


def employ(town: Town) -> None:
    """A hundred in 2025, fifty-two in 2024."""
    for unit, number in ((town.reception, 20), (town.homes, 10), (town.adult_unit, 40),
                         (town.silent, 30)):  # fmt: skip
        builders.headcount(unit, 2025, number)
    builders.headcount(town.reception, 2024, 20)
    builders.headcount(town.adult_unit, 2024, 32)


def many(town: Town, number: int, units: Iterable[Unit], causes: Iterable[Any] = ()) -> None:
    """So many reports of 2025 in a few queries, spread over the units, causes and days."""
    units, causes = list(units), list(causes)
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
    made = Report.objects.bulk_create(
        Report(
            reference=f"M-{n}", board=town.board, reported_unit=units[n % len(units)],
            received_at=clock.at(days[n % 365]), received_on=days[n % 365], what_happened="Text",
            status="assessed",
        )
        for n in range(number)
    )  # fmt: skip
    ReportUnit.objects.bulk_create(
        ReportUnit(report=report, unit=units[n % len(units)]) for n, report in enumerate(made)
    )
    ReportType.objects.bulk_create(
        ReportType(report=report, type=town.types["deviation"]) for report in made
    )
    if causes:
        ReportCause.objects.bulk_create(
            ReportCause(report=report, cause=causes[n % len(causes)])
            for n, report in enumerate(made)
        )
    facts.rebuild()
