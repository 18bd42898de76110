"""Plain rows for tests: units, people, types and reports, without going through operations.

Additive: give a new argument a default, so that nobody else's test changes.
"""

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any

from hjulet.kernel.clock import at
from hjulet.organisation.kinds import Role, UnitKind
from hjulet.organisation.models import Account, Headcount, Placement, RoleAssignment, Unit
from hjulet.reports import facts
from hjulet.reports.kinds import Status, TypeKind
from hjulet.reports.models import DeviationType, Report, ReportCause, ReportType, ReportUnit

_number = count(1)

TYPES: tuple[tuple[str, str], ...] = (
    (TypeKind.NOT_DEVIATION, "Ej avvikelse"),
    (TypeKind.LEX_SARAH, "Lex Sarah"),
    (TypeKind.DATA_BREACH, "Personuppgiftsincident"),
    (TypeKind.FEEDBACK, "Synpunkt/klagomål"),
    (TypeKind.DEVIATION, "Övrig avvikelse"),
)


def unit(
    kind: str = UnitKind.UNIT,
    name: str = "Enheten",
    parent: Unit | None = None,
    first: date | None = None,
    last: date | None = None,
    **placement: Any,
) -> Unit:
    """A unit with one placement under `parent`."""
    made = Unit.objects.create(kind=kind, name=name)
    Placement.objects.create(
        unit=made, name=name, parent=parent, valid_from=first, valid_to=last, **placement
    )
    return made


def board(name: str = "Socialnämnden") -> Unit:
    return unit(UnitKind.BOARD, name)


def department(parent: Unit, name: str = "Barn och unga") -> Unit:
    return unit(UnitKind.DEPARTMENT, name, parent)


def account(
    role: str | None = Role.QUALITY_TEAM,
    place: Unit | None = None,
    name: str = "Kim Test",
    home: Unit | None = None,
    password: str | None = None,
) -> Account:
    """A person with one role at `place` (none when `role` is None)."""
    number = next(_number)
    made = Account.objects.create_user(
        email=f"person{number}@example.org", password=password, name=name, home_unit=home
    )
    if role is not None:
        RoleAssignment.objects.create(account=made, unit=place, role=role)
    return made


def headcount(unit: Unit, year: int, employees: int) -> Headcount:
    return Headcount.objects.create(unit=unit, year=year, employees=employees)


def types() -> dict[str, DeviationType]:
    """The five types of a new installation, by kind."""
    return {
        kind: DeviationType.objects.get_or_create(
            name=name, defaults={"kind": kind, "order": order}
        )[0]
        for order, (kind, name) in enumerate(TYPES, start=1)
    }


def report(
    *,
    board: Unit,
    units: Iterable[Unit],
    types: Iterable[DeviationType] = (),
    causes: Iterable[Any] = (),
    received_on: date = date(2023, 5, 17),
    closed_on: date | None = None,
    **fields: Any,
) -> Report:
    """A report with its links and facts; assessed when it has types, closed with a date."""
    units, types = list(units), list(types)
    status = Status.CLOSED if closed_on else Status.ASSESSED if types else Status.RECEIVED
    made = Report.objects.create(
        **{
            "reference": f"T-{next(_number)}",
            "board": board,
            "reported_unit": units[0],
            "received_at": at(received_on),
            "received_on": received_on,
            "what_happened": "Ett brev gick till fel adress.",
            "status": status,
            "closed_on": closed_on,
            **fields,
        }
    )
    ReportUnit.objects.bulk_create(ReportUnit(report=made, unit=unit) for unit in units)
    ReportType.objects.bulk_create(ReportType(report=made, type=kind) for kind in types)
    ReportCause.objects.bulk_create(ReportCause(report=made, cause=cause) for cause in causes)
    facts.refresh([made.pk])
    return made
