"""A board with people in every place, a kind of clock, and a hand that starts clocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any

import pytest
from tests import builders

from hjulet.calendar import clock_kinds, operations
from hjulet.calendar.clock_kinds import ClockKind, Described
from hjulet.calendar.models import Clock
from hjulet.kernel import clock
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account, Unit
from hjulet.organisation.queries import actor_for
from hjulet.organisation.types import Actor

MONDAY = date(2025, 10, 6)
_subject = count(1)


@dataclass
class Town:
    board: Unit
    unit: Unit
    other: Unit
    worker: Account
    colleague: Account
    manager: Account
    head: Account
    lead: Account
    team: Account
    sas: Account

    def start(self, **given: Any) -> Clock:
        """A clock of `worker`, started on Monday 6 October 2025 at nine."""
        number = next(_subject)
        fields: dict[str, Any] = {
            "now": clock.at(MONDAY, 9), "kind": "test.thing", "subject_id": number,
            "reference": f"2025-{number}", "path": f"/saker/{number}/",
            "board_id": self.board.pk, "unit_id": self.unit.pk,
        }  # fmt: skip
        if "role" not in given:
            fields["responsible_id"] = self.worker.pk
        return operations.start(**(fields | given))


def actor(account: Account, on: date = MONDAY) -> Actor:
    return actor_for(account, on)


def at(day: date, hour: int = 8) -> datetime:
    return clock.at(day, hour)


def titles(actor: Actor, keys: Any) -> dict[int, Described]:
    """Even subjects may be seen by everybody, the others by nobody."""
    return {key: Described(f"Saken {key}", "Enheten") for key in keys if key % 2 == 0}


@pytest.fixture(autouse=True)
def kind() -> Iterator[ClockKind]:
    made = ClockKind(
        key="test.thing",
        noun="Sak",
        task="göra klart saken",
        late="skulle ha varit klar",
        stage="do",
        amount=10,
        describe=titles,
        raise_after=5,
        informs=frozenset({Role.UNIT_MANAGER}),
    )
    clock_kinds.register(made)
    yield made
    clock_kinds.unregister(made.key)


@pytest.fixture
def town(db: None) -> Town:
    board = builders.board()
    department = builders.department(board)
    unit = builders.unit(name="Utredning", parent=department)
    other = builders.unit(name="Öppenvård", parent=department)
    return Town(
        board=board,
        unit=unit,
        other=other,
        worker=builders.account(Role.STAFF, unit, "Kim Medarbetare", home=unit),
        colleague=builders.account(Role.STAFF, unit, "Robin Kollega", home=unit),
        manager=builders.account(Role.UNIT_MANAGER, unit, "Eva Enhetschef", home=unit),
        head=builders.account(Role.DEPARTMENT_MANAGER, department, "Alex Avdelningschef"),
        lead=builders.account(Role.ADMINISTRATION_LEAD, board, "Finn Ledning"),
        team=builders.account(Role.QUALITY_TEAM, board, "Kvalle Team"),
        sas=builders.account(Role.SAS, board, "Sara Sas"),
    )
