"""Employees of each unit and year: who says how many, what is refused, the page of a year."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from tests import builders

from hjulet.journal.models import Event
from hjulet.kernel import clock
from hjulet.organisation import operations, queries
from hjulet.organisation.kinds import Role, UnitKind
from hjulet.organisation.models import Headcount, Unit
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import SYSTEM, Actor

pytestmark = pytest.mark.django_db
NOW = clock.at(date(2025, 3, 3), 9)


@pytest.fixture
def town() -> dict[str, Unit]:
    """A department with two units, of which one has a team; a team without a unit; one ended."""
    board = builders.board()
    department = builders.department(board)
    first = builders.unit(name="Mottagningen", parent=department)
    return {
        "board": board,
        "department": department,
        "first": first,
        "second": builders.unit(name="Ängens stöd", parent=department),
        "team": builders.unit(UnitKind.TEAM, "Björken", first),
        "alone": builders.unit(UnitKind.TEAM, "Linden", department),
        "ended": builders.unit(name="Gamla", parent=department, last=date(2023, 6, 30)),
    }


def set_(town: dict[str, Unit], year: int = 2025, **employees: int | None) -> int:
    given = {town[name].pk: number for name, number in employees.items()}
    return operations.set_headcounts(actor=SYSTEM, now=NOW, year=year, employees=given)


def numbers(year: int) -> dict[int, int]:
    return {unit_id: number for (unit_id, _), number in queries.headcounts(year).items()}


def test_a_number_is_set_changed_and_taken_away(town: dict[str, Unit]) -> None:
    assert set_(town, first=12, second=30) == 2
    assert set_(town, first=14, second=30) == 1
    assert numbers(2025) == {town["first"].pk: 14, town["second"].pk: 30}
    assert set_(town, second=None) == 1
    assert numbers(2025) == {town["first"].pk: 14}
    assert numbers(2024) == {}
    assert queries.years_with_headcounts() == [2025]


def test_the_journal_holds_what_changed_and_nothing_when_nothing_did(
    town: dict[str, Unit],
) -> None:
    set_(town, first=12)
    before = Event.objects.count()
    set_(town, first=12)
    assert Event.objects.count() == before
    set_(town, first=13, second=None)
    event = Event.objects.order_by("-seq")[0]
    assert (event.verb, event.subject_kind, event.subject_id) == (
        "organisation.set_headcounts", "year", "2025",
    )  # fmt: skip
    assert json.loads(event.keys) == {
        "units": [town["first"].pk], "before": [12], "after": [13],
    }  # fmt: skip


@pytest.mark.parametrize("number", [0, -1, 100_000])
def test_nobody_and_too_many_are_refused(town: dict[str, Unit], number: int) -> None:
    with pytest.raises(operations.WrongHeadcount) as refusal:
        set_(town, second=30, first=number)
    assert refusal.value.field == f"unit-{town['first'].pk}"
    assert numbers(2025) == {}


@pytest.mark.parametrize(("name", "year"), [("department", 2025), ("team", 2025), ("ended", 2025)])
def test_only_where_reports_are_counted_and_when_it_stood(
    town: dict[str, Unit], name: str, year: int
) -> None:
    with pytest.raises(operations.WrongHeadcount):
        set_(town, year, **{name: 5})
    assert set_(town, 2023, ended=4, alone=3) == 2


def test_a_year_is_a_year_and_a_right_is_needed(town: dict[str, Unit]) -> None:
    with pytest.raises(operations.WrongHeadcount):
        set_(town, 1999, first=5)
    with pytest.raises(NotAllowed):
        operations.set_headcounts(
            actor=Actor(None, "Någon"), now=NOW, year=2025, employees={town["first"].pk: 5}
        )


def test_the_database_keeps_one_row_with_somebody(town: dict[str, Unit]) -> None:
    builders.headcount(town["first"], 2025, 5)
    for number in (0, 6):
        with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
            builders.headcount(town["first"], 2025 if number else 2024, number)


@pytest.fixture
def editor(client: Client, town: dict[str, Unit]) -> Client:
    client.force_login(builders.account(Role.QUALITY_TEAM, town["board"]))
    return client


def test_the_page_lists_the_units_of_the_year_with_the_year_before(
    editor: Client, town: dict[str, Unit]
) -> None:
    set_(town, 2022, ended=7)
    text = editor.get("/organisation/anstallda/?ar=2023").content.decode()
    assert "Antal anställda 2023" in text
    for name in ("Mottagningen", "Ängens stöd", "Linden", "Gamla"):
        assert f"{name}, antal anställda 2023" in text
    assert "Björken" not in text
    assert "<td>7</td>" in text
    assert "Gamla" not in editor.get("/organisation/anstallda/?ar=2025").content.decode()
    assert 'href="/organisation/anstallda/"' in editor.get("/organisation/").content.decode()


def test_the_page_saves_all_at_once(editor: Client, town: dict[str, Unit]) -> None:
    sent = {f"unit-{town['first'].pk}": "12", f"unit-{town['second'].pk}": "30"}
    answer = editor.post("/organisation/anstallda/?ar=2024", sent, follow=True)
    assert answer.redirect_chain[0][0] == "/organisation/anstallda/?ar=2024"
    assert "sparat för 2\N{NO-BREAK SPACE}enheter" in answer.content.decode()
    assert numbers(2024) == {town["first"].pk: 12, town["second"].pk: 30}


@pytest.mark.parametrize("typed", ["0", "-3", "12,5", "många", "999999", "19121212-1212"])
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    editor: Client, town: dict[str, Unit], typed: str
) -> None:
    wrong, right = f"unit-{town['first'].pk}", f"unit-{town['second'].pk}"
    answer = editor.post("/organisation/anstallda/?ar=2025", {wrong: typed, right: "30"})
    form = answer.context["form"]
    assert list(form.errors) == [wrong]
    assert "Skriv" in form.errors[wrong][0]
    text = answer.content.decode()
    assert f'value="{typed}"' in text
    assert 'value="30"' in text
    assert not Headcount.objects.exists()


def test_two_who_fill_in_half_each_do_not_undo_each_other(
    editor: Client, town: dict[str, Unit]
) -> None:
    first, second = f"unit-{town['first'].pk}", f"unit-{town['second'].pk}"
    set_(town, first=10, second=20)
    page = editor.get("/organisation/anstallda/?ar=2025").content.decode()
    assert f'name="initial-{first}" value="10"' in page
    set_(town, second=25)  # somebody else, after the page was opened
    sent = {first: "11", f"initial-{first}": "10", second: "20", f"initial-{second}": "20"}
    editor.post("/organisation/anstallda/?ar=2025", sent)
    assert numbers(2025) == {town["first"].pk: 11, town["second"].pk: 25}


@pytest.mark.parametrize("query", ["", "?ar=", "?ar=skräp", "?ar=99999999999999999999"])
def test_odd_years_give_this_year(editor: Client, query: str) -> None:
    with clock.fixed_at(NOW):
        text = editor.get(f"/organisation/anstallda/{query}").content.decode()
    assert "Antal anställda 2025" in text


def test_before_there_are_units(client: Client) -> None:
    client.force_login(builders.account(Role.SYSTEM_ADMIN, None))
    assert "Inga enheter" in client.get("/organisation/anstallda/").content.decode()


def test_more_units_cost_no_more_queries(
    editor: Client, town: dict[str, Unit], django_assert_num_queries: object
) -> None:
    for number in range(20):
        unit = builders.unit(name=f"Enhet {number}", parent=town["department"])
        builders.headcount(unit, 2025, number + 1)
    editor.get("/organisation/anstallda/?ar=2025")
    with django_assert_num_queries(14):  # type: ignore[operator]
        editor.get("/organisation/anstallda/?ar=2025")


def test_when_a_unit_stood_in_a_period(town: dict[str, Unit]) -> None:
    first, last = date(2023, 1, 1), date(2023, 12, 31)
    found = queries.stood(first, last)
    assert found[town["first"].pk] == (first, last)
    assert found[town["ended"].pk] == (first, date(2023, 6, 30))
    assert town["ended"].pk not in queries.stood(date(2024, 1, 1), date(2024, 12, 31))
