"""The work list: one true sentence, rows that can be opened, and a first step when empty."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from tests import builders

from hjulet.calendar import operations as calendar
from hjulet.kernel import clock
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account, Unit
from hjulet.portal.worklist import Waits, sentence
from hjulet.reports import clocks

pytestmark = pytest.mark.django_db
NOW = clock.at(date(2025, 10, 14), 9)


@pytest.mark.parametrize(
    ("waits", "words"),
    [
        (Waits(late=3, new=5), "Tre rapporter är försenade, fem är nya"),
        (Waits(late=1, new=1), "En rapport är försenad, en är ny"),
        (Waits(late=2, recent_new=4, own=1), "Två rapporter är försenade"),
        (Waits(new=1), "En rapport är ny"),
        (
            Waits(recent_late=1, recent_new=2),
            "En rapport i dina enheter är försenad, två är nya",
        ),
        (Waits(recent_late=2), "Två rapporter i dina enheter är försenade"),
        (Waits(recent_new=2, to_write=3), "Två nya rapporter i dina enheter"),
        (Waits(recent_new=1), "En ny rapport i dina enheter"),
        (Waits(to_write=1, own=4), "Ett avsnitt väntar på din text"),
        (Waits(to_write=3), "Tre avsnitt väntar på din text"),
        (Waits(late=1, new=2, mixed=True), "En sak är försenad, två är nya"),
        (Waits(late=2, mixed=True), "Två saker är försenade"),
        (Waits(raised=1, recent_new=2), "En sak är försenad hos någon annan"),
        (Waits(under_way=3, own=1), "Tre saker är på gång"),
        (Waits(own=1), "En rapport från dig är på väg"),
        (Waits(), "Inget väntar på dig"),
    ],
)
def test_the_sentence(waits: Waits, words: str) -> None:
    assert sentence(waits) == words


def log_in(client: Client, account: Account) -> None:
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")


@pytest.fixture
def board() -> Unit:
    return builders.board()


def waiting(board: Unit, number: int, assess_by: date, **more: object) -> None:
    unit = builders.unit(name=f"Enhet {number}", parent=board)
    builders.report(
        board=board,
        units=[unit],
        received_on=date(2025, 10, 6),
        assess_by=assess_by,
        what_happened=f"Brev nummer {number} gick fel. Mer text.",
        **more,
    )
    clocks.catch_up(NOW)


def test_late_stands_before_new(client: Client, board: Unit) -> None:
    waiting(board, 1, date(2025, 10, 20))
    waiting(board, 2, date(2025, 10, 8))
    log_in(client, builders.account(Role.QUALITY_TEAM, board))
    with clock.fixed_at(NOW):
        page = client.get("/")
    text = page.content.decode()
    assert "En rapport är försenad, en är ny" in text
    assert text.index("Brev nummer 2 gick fel") < text.index("Brev nummer 1 gick fel")
    assert "6 dagar sen" in text
    assert "Genomföra 2" in text
    for section in page.context["list"].sections:
        for row in section.rows:
            assert client.get(row.href).status_code == 200


def test_what_is_secret_shows_no_word_of_it(client: Client, board: Unit) -> None:
    waiting(board, 1, date(2025, 10, 20), restricted=True)
    for role in (Role.QUALITY_TEAM, Role.UNIT_MANAGER, Role.SYSTEM_ADMIN):
        log_in(client, builders.account(role, board))
        with clock.fixed_at(NOW):
            assert "Brev nummer" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.STAFF, "Har något gått fel"),
        (Role.SYSTEM_ADMIN, "Lägg upp dem som ska arbeta här"),
        (Role.QUALITY_TEAM, "Inga rapporter att bedöma"),
        (Role.BOARD_MEMBER, "Läs kvalitetsberättelsen"),
    ],
)
def test_an_empty_list_names_the_first_step(
    client: Client, board: Unit, role: Role, words: str
) -> None:
    log_in(client, builders.account(role, board))
    text = client.get("/").content.decode()
    assert "Inget väntar på dig" in text
    assert words in text


def test_a_new_installation_begins_with_the_organisation(client: Client) -> None:
    log_in(client, builders.account(Role.SYSTEM_ADMIN, None))
    assert "Lägg upp organisationen" in client.get("/").content.decode()


def test_without_role(client: Client, board: Unit) -> None:
    log_in(client, builders.account(None))
    assert "Du har ingen roll ännu" in client.get("/").content.decode()


def test_number_of_queries_does_not_grow_with_reports(
    client: Client, board: Unit, django_assert_max_num_queries: object
) -> None:
    for number in range(25):
        waiting(board, number, date(2025, 10, 20))
    log_in(client, builders.account(Role.QUALITY_TEAM, board))
    with clock.fixed_at(NOW), django_assert_max_num_queries(30):  # type: ignore[operator]
        client.get("/")


def test_health_asks_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/halsa").content.decode() == "frisk\n"

    def broken() -> None:
        raise DatabaseError

    monkeypatch.setattr("hjulet.portal.web.views.health.connection.cursor", broken)
    answer = client.get("/halsa")
    assert (answer.status_code, answer.content.decode()) == (503, "sjuk\n")


def test_what_ran_out_this_morning_is_late_today(client: Client, board: Unit) -> None:
    officer = builders.account(Role.DATA_PROTECTION_OFFICER, board)
    calendar.start(
        now=NOW - timedelta(hours=73),
        kind=clocks.DATA_BREACH,
        subject_id=1,
        reference="2025-1",
        path="/",
        board_id=board.pk,
        unit_id=board.pk,
        role=Role.DATA_PROTECTION_OFFICER,
        due_at=NOW - timedelta(hours=1),
    )
    log_in(client, officer)
    with clock.fixed_at(NOW):
        assert "sen i dag" in client.get("/").content.decode()
