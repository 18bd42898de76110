"""Notices and letters: told once, sent once, tried again, never to those who are not there."""

import smtplib
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from tests import builders

from hjulet.kernel import clock
from hjulet.notices import operations, queries
from hjulet.notices.kinds import LetterStatus, Mode
from hjulet.notices.models import Letter, Notice
from hjulet.notices.rules import MOST_TRIES
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account
from hjulet.organisation.queries import actor_for
from hjulet.organisation.rules import DEMO_DOMAIN, NotAllowed

NOW = clock.at(date(2025, 10, 6), 9)
SECRET = "Anna skrev 701063-2391"


@pytest.fixture
def kim(db: None) -> Account:
    return builders.account(Role.STAFF, builders.board())


def tell(*accounts: Account, once: str = "x:1") -> None:
    operations.tell(
        now=NOW,
        account_ids=[one.pk for one in accounts],
        kind="clock.landed",
        words="Ny: Sak 2025-1",
        path="/saker/1/",
        once=once,
    )


def test_told_once_to_each(kim: Account) -> None:
    other = builders.account(None)
    tell(kim)
    tell(kim, other)
    assert Notice.objects.count() == Letter.objects.count() == 2


def test_read_is_ones_own(kim: Account) -> None:
    other = builders.account(None)
    tell(kim, other)
    me, them = actor_for(kim, NOW.date()), actor_for(other, NOW.date())
    mine = Notice.objects.get(account=kim)
    assert operations.read(actor=them, now=NOW, notice_id=mine.pk) is None
    assert queries.unread_count(me) == 1
    assert operations.read(actor=me, now=NOW, notice_id=mine.pk) == mine
    assert (queries.unread_count(me), queries.unread_count(them)) == (0, 1)
    assert operations.read_all(actor=them, now=NOW) == 1


@pytest.mark.parametrize("mode", [Mode.MORNING, Mode.NONE])
def test_who_wants_none_gets_the_notice_alone(kim: Account, mode: Mode) -> None:
    operations.choose(actor=actor_for(kim, NOW.date()), now=NOW, mode=mode)
    tell(kim)
    assert (Notice.objects.count(), Letter.objects.count()) == (1, 0)


def test_sent_once_with_a_link(kim: Account) -> None:
    tell(kim)
    assert operations.send_waiting(NOW) == 1
    assert operations.send_waiting(NOW + timedelta(days=1)) == 0
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([kim.email], "Hjulet: Ny: Sak 2025-1")
    assert letter.body.startswith("Ny: Sak 2025-1\nhttp://localhost:8000/saker/1/\n")
    assert Letter.objects.get().status == LetterStatus.SENT


def test_nobody_who_has_left_or_only_practises(kim: Account) -> None:
    demo = builders.account(None)
    demo.email = f"kim@{DEMO_DOMAIN}"
    demo.save()
    kim.is_active = False
    kim.save()
    tell(kim, demo)
    assert operations.send_waiting(NOW) == 0
    assert not mail.outbox
    assert set(Letter.objects.order_by("pk").values_list("status", flat=True)) == {"skipped"}


def test_a_failure_is_kept_and_tried_again(kim: Account, monkeypatch: Any) -> None:
    def refuse(self: Any, messages: Any) -> int:
        raise smtplib.SMTPDataError(550, SECRET.encode())

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    tell(kim)
    minutes = []
    moment = NOW
    for _ in range(1000):
        before = Letter.objects.get().tries
        operations.send_waiting(moment)
        if Letter.objects.get().tries > before:
            minutes.append(int((moment - NOW).total_seconds() // 60))
        moment += timedelta(minutes=1)
    assert minutes == [0, 1, 6, 36, 156, 876]
    letter = Letter.objects.get()
    assert (letter.status, letter.tries) == (LetterStatus.FAILED, MOST_TRIES)
    assert letter.failure == "Mejlservern svarade med felet 550."
    monkeypatch.undo()
    boss = actor_for(builders.account(Role.SYSTEM_ADMIN), NOW.date())
    with pytest.raises(NotAllowed):
        operations.send_again(actor=actor_for(kim, NOW.date()), now=moment)
    assert operations.send_again(actor=boss, now=moment, letter_id=letter.pk) == 1
    assert operations.send_waiting(moment) == 1


def test_a_server_that_is_down_is_asked_once(kim: Account, monkeypatch: Any) -> None:
    asked = []

    def down(self: Any) -> None:
        asked.append(1)
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "open", down)
    for number in range(5):
        tell(kim, once=f"x:{number}")
    assert operations.send_waiting(NOW) == 0
    assert len(asked) == 1
    assert Letter.objects.filter(status=LetterStatus.FAILED, tries=1).count() == 5


def test_a_year_is_kept(kim: Account) -> None:
    tell(kim)
    assert operations.tidy(NOW + timedelta(days=364)) == 0
    assert operations.tidy(NOW + timedelta(days=366)) == 2
