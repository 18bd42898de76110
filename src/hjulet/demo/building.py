"""Builds Demostad in an empty database."""

from collections.abc import Callable
from datetime import date, datetime

from hjulet.demo import (
    backlog,
    breach_cases,
    investigations,
    lex_cases,
    recent,
    reportbook,
    upkeep,
    wheel,
    years,
)
from hjulet.demo.places import (
    ADMINISTRATION,
    BOARD,
    COLLEAGUES,
    DEPARTMENTS,
    HEADCOUNT_YEARS,
    MOVED,
    PEOPLE,
    UNITS,
)
from hjulet.demo.stories import STORIES
from hjulet.kernel import clock
from hjulet.organisation import operations as organisation
from hjulet.organisation.queries import actor_by_email, is_empty
from hjulet.organisation.rules import DEMO_DOMAIN, DEMO_PASSWORD
from hjulet.organisation.types import SYSTEM, Actor
from hjulet.reports import operations as reports
from hjulet.reports.queries import causes_by_name, types_by_name

BEGINNING = clock.at(date(2023, 12, 1), 8)
MOVE_DAY = date(2025, 1, 1)
END = clock.at(date(2026, 2, 2), 9)


class NotEmpty(Exception):
    """There are units or accounts already; a demo is only built from nothing."""


def build(now: datetime, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
    """Organisation, people, two years of reports and two annual reports. Raises NotEmpty.

    Everything but this week's reports is the same every time.
    """
    if not is_empty():
        raise NotEmpty
    units = _units()
    _people(units)
    _move(units)
    actors = _actors()
    cast = years.Cast(
        actors=actors,
        units=units,
        types=types_by_name(),
        categories=_categories(actors["kvalitetsteam"]),
        causes=causes_by_name(),
    )
    years.tell(cast, progress)
    lex_left, breaches_left = lex_cases.tell(cast), breach_cases.tell(cast)
    wheel.turn(cast, now)
    _employees(actors["kvalitetsteam"], units)
    with clock.fixed_at(END):
        reportbook.write(actors, units[BOARD])
    waiting = backlog.close(cast, END, now)
    investigations.tell_waiting(cast, waiting, END, now)
    lex_cases.tell_backlog(cast, lex_left, END, now)
    breach_cases.tell_backlog(cast, breaches_left, END, now)
    if now > END:
        told = recent.tell(cast, now)
        lex_cases.tell_recent(cast, told, now)
        breach_cases.tell_recent(cast, told, now)
        investigations.tell_recent(cast, told, now)
        years.tell_this_week(cast, now)
    with clock.fixed_at(now):
        wheel.plan(cast, now)
        upkeep.tell(cast, now)


def _units() -> dict[str, int]:
    ids: dict[str, int] = {}

    def add(name: str, kind: str, parent: str | None, area: str = "", law: str = "") -> None:
        ids[name] = organisation.add_unit(
            actor=SYSTEM,
            now=BEGINNING,
            name=name,
            kind=kind,
            parent_id=ids[parent] if parent else None,
            service_area=area,
            legal_basis=law,
        ).pk

    add(BOARD, "board", None)
    add(ADMINISTRATION, "administration", BOARD)
    for name, area, law in DEPARTMENTS:
        add(name, "department", ADMINISTRATION, area, law)
    for unit in UNITS:
        first = MOVED[1] if unit.name == MOVED[0] else unit.department
        add(unit.name, "unit", first, unit.area, unit.law)
        for team in unit.teams:
            add(team, "team", unit.name, unit.area, unit.law)
    return ids


def _move(units: dict[str, int]) -> None:
    organisation.move_unit(
        actor=SYSTEM,
        now=BEGINNING,
        unit_id=units[MOVED[0]],
        parent_id=units[next(unit.department for unit in UNITS if unit.name == MOVED[0])],
        from_day=MOVE_DAY,
    )


def _employees(actor: Actor, units: dict[str, int]) -> None:
    """How many worked in each unit, in January after the year."""
    for place, year in enumerate(HEADCOUNT_YEARS):
        organisation.set_headcounts(
            actor=actor,
            now=clock.at(date(year + 1, 1, 20), 10),
            year=year,
            employees={units[unit.name]: unit.employees[place] for unit in UNITS},
        )


def _people(units: dict[str, int]) -> None:
    for person in (*PEOPLE, *COLLEAGUES):
        account = organisation.add_account(
            actor=SYSTEM,
            now=BEGINNING,
            email=f"{person.key}@{DEMO_DOMAIN}",
            name=person.name,
            home_unit_id=units[person.unit],
            password=DEMO_PASSWORD if person in PEOPLE else None,
        )
        organisation.give_role(
            actor=SYSTEM,
            now=BEGINNING,
            account_id=account.pk,
            role=person.role,
            unit_id=units[person.unit],
        )


def _actors() -> dict[str, Actor]:
    """Everybody as she stands after the move; who she is does not change over the two years."""
    return {
        person.key: actor_by_email(f"{person.key}@{DEMO_DOMAIN}", MOVE_DAY)
        for person in (*PEOPLE, *COLLEAGUES)
    }


def _categories(actor: Actor) -> dict[str, int]:
    return {
        story.category: reports.add_category(actor=actor, now=BEGINNING, name=story.category).pk
        for story in STORIES
    }
