"""Every address and every role; and that looking changes nothing."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.house import world as worlds
from tests.house.matrix import MATRIX, Line
from tests.house.world import World

from hjulet.kernel import clock
from hjulet.organisation.kinds import Role

pytestmark = pytest.mark.django_db

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b[^\"]*\"([a-z_]+)\"", re.IGNORECASE)
# The read log is written when something confidential is opened; the session is the browser's.
# allauth keeps its own book of addresses in step when somebody follows a link from a letter.
READ_LOG = {"journal_event", "django_session", "account_emailaddress"}


@pytest.fixture
def world() -> Iterator[World]:
    with clock.fixed_at(worlds.NOW):
        yield worlds.build()


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern).strip("/^$").split(".")[0]


def address(name: str, line: Line, world: World) -> str:
    if name == "favicon":
        return "/favicon.ico"
    return reverse(name, args=[world.args[arg] for arg in line.args])


def get(client: Client, path: str) -> Any:
    with transaction.atomic():
        answer = client.get(path)
        content = getattr(answer, "streaming_content", None)
        if content is not None:
            list(content)
        transaction.set_rollback(True)
    return answer


def as_role(world: World, role: Role) -> Client:
    """A browser where she has logged in as one does: then nothing asks again who she is."""
    client = Client()
    given = {"login": world.people[role].email, "password": worlds.PASSWORD}
    assert client.post(reverse("account_login"), given).status_code == 302
    return client


def test_every_address_is_in_the_matrix() -> None:
    assert set(names(get_resolver().url_patterns)) == set(MATRIX)


@pytest.mark.parametrize("role", list(Role))
def test_what_each_role_gets(world: World, role: Role) -> None:
    client = as_role(world, role)
    wrong = []
    for name, line in MATRIX.items():
        expected = line.ok if role in line.may else line.otherwise
        found = get(client, address(name, line, world)).status_code
        if found != expected:
            wrong.append(f"{name}: {found}, ska vara {expected}")
    assert not wrong


def test_what_nobody_gets_without_login(world: World) -> None:
    wrong = []
    for name, line in MATRIX.items():
        answer = get(Client(), address(name, line, world))
        if answer.status_code != line.anonymous:
            wrong.append(f"{name}: {answer.status_code}, ska vara {line.anonymous}")
        elif answer.status_code == 302 and name not in ELSEWHERE:
            assert "/konto/login/" in answer.url, name
    assert not wrong


@pytest.mark.one_database
@pytest.mark.parametrize("role", list(Role))
def test_who_may_send(world: World, role: Role) -> None:
    """Who may not send gets 404; who may gets an answer about what she sent, never a crash."""
    client = as_role(world, role)
    wrong = []
    for name, line in MATRIX.items():
        if line.sends is None:
            continue
        with transaction.atomic():
            answer = client.post(address(name, line, world), {})
            transaction.set_rollback(True)
        right = {404}
        if role in line.sends:
            right = {200, 302, 400, 409, 422} | (right if name in MAY_BE_ABSENT else set())
        if answer.status_code not in right:
            wrong.append(f"{name}: {answer.status_code}, ska vara något av {sorted(right)}")
    assert not wrong


# Redirects that do not ask for a login.
ELSEWHERE = {"favicon", "account_logout", "mfa_authenticate"}
# What an empty POST asks for does not exist, also for those who may.
MAY_BE_ABSENT = {"report_lists_change", "report_withdraw", "finding_lists_change"}


def test_nothing_is_sent_without_login(world: World) -> None:
    for name, line in MATRIX.items():
        if line.sends is not None:
            answer = Client().post(address(name, line, world), {})
            assert answer.status_code == 302, name
            assert "/konto/login/" in answer.url, name


@pytest.mark.one_database
@pytest.mark.parametrize("role", [Role.QUALITY_TEAM, Role.SAS, Role.SYSTEM_ADMIN, Role.STAFF])
def test_looking_changes_nothing(world: World, role: Role) -> None:
    client = as_role(world, role)
    written: list[tuple[str, str]] = []
    current = ""

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        found = WRITES.match(sql)
        if found and found.group(2) not in READ_LOG:
            written.append((current, found.group(2)))
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        for name, line in MATRIX.items():
            current = name
            get(client, address(name, line, world))
    assert not written


def test_looking_is_watched(world: World) -> None:
    """The pattern above sees a write."""
    assert WRITES.match('INSERT INTO "reports_report" ("id") VALUES (1)')
    assert WRITES.match('UPDATE "reports_report" SET "status" = 1')
    assert WRITES.match('DELETE FROM "reports_report"')
    assert not WRITES.match('SELECT "id" FROM "reports_report"')


@pytest.mark.one_database
@pytest.mark.parametrize("role", [Role.QUALITY_TEAM, Role.SYSTEM_ADMIN])
def test_every_page_is_guarded_by_headers(world: World, role: Role) -> None:
    client = as_role(world, role)
    for name, line in MATRIX.items():
        answer: HttpResponse = get(client, address(name, line, world))
        policy = answer.headers.get("Content-Security-Policy", "")
        assert "default-src 'self'" in policy, name
        assert "unsafe" not in policy, name
        assert "frame-ancestors 'none'" in policy, name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers["Referrer-Policy"] == "same-origin", name
        assert answer.headers["X-Frame-Options"] == "DENY", name
