"""Whoever works for another board or unit: every address of a thing that is not hers answers as if
it were not there, and asks the database the same: neither words nor time tell that it exists.

OSL (2009:400) 8 kap. 1 §: secrecy holds between boards as towards anybody.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import builders
from tests.house import world as worlds
from tests.house.matrix import MATRIX
from tests.house.world import World

from hjulet.kernel import clock
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# What belongs to the first board, by the names of the arguments in world.py.
THINGS = {
    "reference", "edition", "section", "group", "finding", "finding_draft", "measure",
    "measure_decided", "measure_done", "risk_draft", "risk_done", "risk", "lex", "lex_to_decide",
    "lex_notification", "lex_report", "plan", "log_review", "opening", "disposal",
    "disposal_item", "hold", "investigation", "handover", "breach", "breach_decided",
    "breach_notified", "breach_closed",
}  # fmt: skip
# Of these a unit sees only its own; what was learned and what is done about it is for all units.
OF_A_UNIT = {
    "reference", "lex", "lex_to_decide", "lex_notification", "lex_report", "investigation",
    "handover", "breach", "breach_decided", "breach_notified", "breach_closed", "disposal",
    "log_review",
}  # fmt: skip
ADDRESSES = sorted(name for name, line in MATRIX.items() if THINGS & set(line.args))
ROLES = [role for role in Role if role != Role.SYSTEM_ADMIN]  # who works for all boards


@pytest.fixture
def world() -> Iterator[World]:
    with clock.fixed_at(worlds.NOW):
        yield worlds.build()


def of_another_board(role: Role) -> Client:
    other = builders.board("Äldrenämnden")
    unit = builders.unit(name="Hemtjänsten", parent=other)
    return log_in(role, unit if role in (Role.STAFF, Role.UNIT_MANAGER) else other)


def of_another_unit(role: Role, world: World) -> Client:
    board = Unit.objects.get(pk=world.args["board"])
    department = builders.department(board, "Vuxna")
    unit = builders.unit(name="Utredningsenhet 7", parent=department)
    return log_in(role, department if role == Role.DEPARTMENT_MANAGER else unit)


def log_in(role: Role, place: Unit) -> Client:
    """As one does."""
    account = builders.account(role, place, home=place, password=worlds.PASSWORD)
    client = Client()
    given = {"login": account.email, "password": worlds.PASSWORD}
    assert client.post(reverse("account_login"), given).status_code == 302
    client.get("/")
    return client


def missing(value: Any) -> Any:
    """A key of the same shape that nothing has."""
    return 987_654 if isinstance(value, int) else re.sub(r"\d+$", "987", value)


def asked(client: Client, method: str, path: str) -> tuple[int, str, int]:
    """Status, words without what differs in every answer, and the number of questions."""
    with transaction.atomic(), CaptureQueriesContext(connection) as found:
        answer = getattr(client, method)(path)
        transaction.set_rollback(True)
    words = answer.headers.get("Location", "") or answer.content.decode(errors="replace")
    return answer.status_code, re.sub(r'"[A-Za-z0-9]{64}"', "", words), len(found)


def without(words: str, keys: list[Any], path: str) -> str:
    """Without what was asked for: a page that only takes forms leads to the one before it."""
    words = words.replace(path, "")
    for key in keys if words.startswith("/") else []:
        words = words.replace(str(key), "")
    return words


def what_tells(client: Client, world: World, names: list[str]) -> str:
    """A line for every answer that differs from that about something that is not there."""
    wrong = []
    for name in names:
        args = [(one, world.args[one]) for one in MATRIX[name].args]
        there = [value for _, value in args]
        gone = [missing(value) if one in THINGS else value for one, value in args]
        for method in ("get", "post"):
            path, other = reverse(name, args=there), reverse(name, args=gone)
            asked(client, method, other)  # what is kept after the first time
            one, two = asked(client, method, path), asked(client, method, other)
            if one[0] not in (302, 404, 405):
                wrong.append(f"{method} {name}: {one[0]}")
            if one[0] != two[0] or without(one[1], there, path) != without(two[1], gone, other):
                wrong.append(f"{method} {name}: {one[0]} and {two[0]} tell")
            if one[2] != two[2]:
                wrong.append(f"{method} {name}: {one[2]} and {two[2]} questions")
    return "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_a_thing_of_another_board_is_not_there(world: World, role: Role) -> None:
    assert not what_tells(of_another_board(role), world, ADDRESSES)


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_MANAGER, Role.DEPARTMENT_MANAGER])
def test_a_case_of_another_unit_is_not_there(world: World, role: Role) -> None:
    names = [name for name in ADDRESSES if OF_A_UNIT & set(MATRIX[name].args)]
    assert len(names) > 50
    assert not what_tells(of_another_unit(role, world), world, names)


def test_it_sees_what_tells(world: World) -> None:
    """The tests above would pass if nothing were ever there."""
    board = Unit.objects.get(pk=world.args["board"])
    assert "get report_page: 200" in what_tells(
        log_in(Role.QUALITY_TEAM, board), world, ["report_page"]
    )


def test_most_addresses_are_of_a_thing() -> None:
    assert len(ADDRESSES) > 100
