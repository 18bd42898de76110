"""The owner of an account hears of every change of how it logs in, and the journal too."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse
from tests import builders

from hjulet.journal.models import Event
from hjulet.kernel import clock
from hjulet.notices.kinds import Mode
from hjulet.notices.models import Letter, Notice
from hjulet.notices.operations import choose, send_waiting
from hjulet.organisation import operations as organisation
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account
from hjulet.organisation.queries import actor_for
from hjulet.organisation.types import SYSTEM
from hjulet.ui.format import date_plain

pytestmark = pytest.mark.django_db
PASSWORD = "fyra ord i en rad"
VERB = "organisation.change_second_factor"


@pytest.fixture
def kim() -> Account:
    return builders.account(Role.SAS, builders.board(), password=PASSWORD)


@pytest.fixture
def browser(client: Client, kim: Account) -> Iterator[Client]:
    client.post("/konto/login/", {"login": kim.email, "password": PASSWORD})
    yield client


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def confirmed(client: Client, name: str) -> str:
    """The page, after the password that allauth asks for first."""
    address = reverse(name)
    answer = client.get(address)
    if answer.status_code == 302:
        client.post(answer["Location"], {"password": PASSWORD})
    return address


def heard(account: Account) -> list[str]:
    """What she has been told; each time with one letter and one line in the journal."""
    told = list(Notice.objects.filter(account=account).order_by("pk").values_list("words"))
    letters = Letter.objects.filter(account=account)
    assert len(told) == letters.count()
    return [words for (words,) in told]


def set_up(client: Client) -> None:
    """As somebody with the password would."""
    address = confirmed(client, "mfa_activate_totp")
    secret = client.get(address).context["form"].secret
    assert client.post(address, {"code": code(secret)}).status_code == 302


def test_setting_one_up_is_told_and_noted(
    browser: Client, kim: Account, django_capture_on_commit_callbacks: Any, mailoutbox: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        set_up(browser)
    day = date_plain(clock.today())
    assert heard(kim) == [f"Inloggning i två steg slogs på för ditt konto {day}"]
    event = Event.objects.get(verb=VERB)
    assert (event.actor_id, event.subject_id) == (kim.pk, str(kim.pk))
    assert json.loads(event.keys) == {"change": "on"}
    assert send_waiting(clock.now()) == 1
    (letter,) = mailoutbox
    assert letter.to == [kim.email]
    assert letter.subject.startswith("Hjulet: Inloggning i två steg slogs på")
    assert reverse("mfa_index") in letter.body
    assert "Var det inte du? Byt lösenord genast" in letter.body
    assert reverse("account_change_password") in letter.body


def test_taking_it_away_and_new_codes_are_told(
    browser: Client, kim: Account, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        set_up(browser)
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(reverse("mfa_generate_recovery_codes")).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=kim).exists()
    what = ["Inloggning i två steg slogs på", "Nya reservkoder gjordes",
            "Inloggning i två steg stängdes av"]  # fmt: skip
    assert [one.split(" för ditt konto")[0] for one in heard(kim)] == what
    keys = Event.objects.filter(verb=VERB).order_by("seq").values_list("keys", flat=True)
    assert [json.loads(one)["change"] for one in keys] == ["on", "codes", "off"]


@pytest.mark.parametrize("mode", [Mode.MORNING, Mode.NONE])
def test_who_wants_no_letters_gets_this_one(kim: Account, mode: Mode) -> None:
    """Otherwise whoever is in could first choose to have none."""
    now = clock.now()
    choose(actor=actor_for(kim, now.date()), now=now, mode=mode)
    organisation.note_login_change(account_id=kim.pk, now=now, change="on")
    assert len(heard(kim)) == 1


def test_one_that_is_taken_away_from_the_server_is_told(kim: Account) -> None:
    now = clock.now()
    assert organisation.remove_second_factor(actor=SYSTEM, now=now, account_id=kim.pk) == 0
    assert heard(kim) == []
    TOTP.activate(kim, generate_totp_secret())
    organisation.remove_second_factor(actor=SYSTEM, now=now, account_id=kim.pk)
    assert heard(kim)[0].startswith("Inloggning i två steg stängdes av för ditt konto")


NEW = "sju hästar utan grimma"
PASSWORD_VERB = "organisation.change_password"


def test_a_changed_password_is_told_and_noted(
    browser: Client, kim: Account, django_capture_on_commit_callbacks: Any, mailoutbox: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
        )
    kim.refresh_from_db()
    assert kim.check_password(NEW)
    assert heard(kim) == [f"Nytt lösenord valdes för ditt konto {date_plain(clock.today())}"]
    assert Event.objects.get(verb=PASSWORD_VERB).subject_id == str(kim.pk)
    assert send_waiting(clock.now()) == 1
    (letter,) = mailoutbox
    assert letter.to == [kim.email]
    assert "Var det inte du?" in letter.body
    assert NEW not in letter.body


def test_a_password_chosen_by_a_link_is_told(
    client: Client, kim: Account, django_capture_on_commit_callbacks: Any, mailoutbox: Any
) -> None:
    """Whoever reads her mailbox could have asked for it."""
    client.post(reverse("account_reset_password"), {"email": kim.email})
    (link,) = re.findall(r"/konto/losenord/\S+", mailoutbox.pop().body)
    answer = client.get(link, follow=True)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(answer.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    kim.refresh_from_db()
    assert kim.check_password(NEW)
    assert heard(kim) == [f"Nytt lösenord valdes för ditt konto {date_plain(clock.today())}"]
    assert Event.objects.filter(verb=PASSWORD_VERB).count() == 1
