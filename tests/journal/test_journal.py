"""The chain, the command that checks it, and the page that shows it."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from tests import builders

from hjulet.cli import main
from hjulet.journal import operations, queries
from hjulet.journal.models import Event
from hjulet.journal.queries import Chosen
from hjulet.kernel import clock
from hjulet.organisation.kinds import Role

pytestmark = pytest.mark.django_db


def write(number: int, day: date = date(2025, 3, 1), **more: object) -> None:
    given = {"actor_id": 1, "verb": "reports.assess", "subject": ("report", number), **more}
    operations.record(now=clock.at(day), **given)  # type: ignore[arg-type]


def test_command_tells_number_and_hash(capsys: pytest.CaptureFixture[str]) -> None:
    write(1)
    write(2)
    assert main(["journal", "verify"]) == 0
    assert f"2 {Event.objects.get(seq=2).hash}" in capsys.readouterr().out


def test_command_tells_where_the_chain_breaks(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        write(number)
    Event.objects.filter(seq=3).delete()
    assert main(["journal", "verify"]) == 1
    assert "bruten vid rad 4: 2 rader" in capsys.readouterr().err


def test_the_database_refuses_to_change_a_row() -> None:
    write(1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(seq=1).update(actor_id=9)
    assert queries.verify() == queries.Verdict(1, None, Event.objects.get(seq=1).hash)


def test_choices_narrow_the_list() -> None:
    write(1, date(2025, 3, 1))
    write(2, date(2025, 3, 2), verb="reports.submit")
    write(3, date(2025, 3, 3), actor_id=None)

    def found(**chosen: object) -> list[int]:
        return [event.seq for event in queries.page(Chosen(**chosen))[0]]  # type: ignore[arg-type]

    assert found() == [3, 2, 1]
    assert found(verb="reports.submit") == [2]
    assert found(actor_id=1) == [2, 1]
    assert found(subject_kind="report", subject_id="3") == [3]
    assert found(first=date(2025, 3, 2), last=date(2025, 3, 2)) == [2]


def test_pages_hold_every_event_once() -> None:
    for number in range(7):
        write(number)
    seen, before, more = [], None, True
    while more:
        events, more = queries.page(Chosen(), before=before, size=3)
        seen += [event.seq for event in events]
        before = seen[-1]
    assert seen == [7, 6, 5, 4, 3, 2, 1]


def test_page_is_in_swedish_and_holds_names_not_content(client: Client) -> None:
    reader = builders.account(Role.DATA_PROTECTION_OFFICER, builders.board(), name="Åsa Ombud")
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    write(41, actor_id=reader.pk, verb="read.opened", confidential=True)
    write(42, actor_id=None, verb="okant.nytt_verb")
    page = client.get("/journal/").content.decode()
    assert "Öppnade något med sekretess" in page
    assert "Åsa Ombud" in page
    assert "Hjulet" in page
    assert "nytt_verb" not in page.split("<tbody>")[1]
