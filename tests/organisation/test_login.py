"""Logging in and out, the second factor, and the practice accounts."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client, override_settings
from tests import builders

from hjulet.kernel import clock
from hjulet.organisation import operations
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account
from hjulet.organisation.rules import DEMO_PASSWORD
from hjulet.organisation.types import SYSTEM

pytestmark = pytest.mark.django_db
PASSWORD = "fyra ord i en rad"
LOGIN = "/konto/login/"


@pytest.fixture
def person() -> Account:
    return builders.account(Role.STAFF, builders.board(), password=PASSWORD)


def log_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": email, "password": password})


def inside(client: Client) -> bool:
    return bool(get_user(client).is_authenticated)  # type: ignore[arg-type]


def text(answer: Any) -> str:
    return answer.content.decode()


def test_in_and_out(client: Client, person: Account) -> None:
    answer = log_in(client, person.email.upper())
    assert (answer.status_code, answer.url) == (302, "/")
    assert inside(client)
    client.post("/konto/logout/")
    assert not inside(client)
    assert client.get("/").status_code == 302


def test_wrong_password_says_so_in_swedish(client: Client, person: Account) -> None:
    answer = log_in(client, person.email, "fel")
    assert answer.status_code == 200
    assert "lösenord" in text(answer)
    assert not re.search(
        r"\b(password|incorrect|email address)\b", text(answer).split("<main")[1].split("<form")[0]
    )
    assert not inside(client)


def test_guessing_is_stopped(client: Client, person: Account) -> None:
    for _ in range(8):
        answer = log_in(client, person.email, "fel")
    assert answer.status_code == 429
    assert "<h1" in text(answer)
    assert log_in(client, person.email).status_code == 429


def test_closed_account_does_not_come_in(client: Client, person: Account) -> None:
    person.is_active = False
    person.save()
    log_in(client, person.email)
    assert not inside(client)


def test_nobody_signs_up(client: Client) -> None:
    assert client.get("/konto/signup/").status_code == 404


def test_new_password_comes_by_mail_in_swedish(client: Client, person: Account) -> None:
    client.post("/konto/losenord/glomt/", {"email": person.email})
    (letter,) = mail.outbox
    assert "lösenord" in letter.subject.lower()
    assert not re.search(
        r"\b(password|reset|your|account)\b", letter.subject + letter.body.split("http")[0]
    )
    path = re.search(r"https?://[^/]+(/\S+)", letter.body).group(1)  # type: ignore[union-attr]
    page = client.get(path, follow=True)
    new = "helt andra ord nu"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert log_in(client, person.email, new).status_code == 302
    assert inside(client)


def test_mail_tells_nobody_which_addresses_exist(client: Client, person: Account) -> None:
    known = client.post("/konto/losenord/glomt/", {"email": person.email})
    unknown = client.post("/konto/losenord/glomt/", {"email": "ingen@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_second_factor_and_recovery_code(client: Client, person: Account) -> None:
    log_in(client, person.email)
    again = client.get("/konto/tvafaktor/totp/activate/")
    assert again.url.startswith("/konto/bekrafta/")
    assert "Bekräfta att det är du" in text(client.get(again.url))
    client.post(again.url, {"password": PASSWORD})
    page = client.get("/konto/tvafaktor/totp/activate/")
    secret = page.context["form"].secret
    answer = client.post("/konto/tvafaktor/totp/activate/", {"code": code(secret)})
    assert answer.status_code == 302, text(answer)
    codes = client.get("/konto/tvafaktor/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    client.post("/konto/logout/")
    answer = log_in(client, person.email)
    assert answer.url == "/konto/tvafaktor/authenticate/"
    assert not inside(client)
    assert "kod" in text(client.get(answer.url)).lower()
    assert client.post(answer.url, {"code": "000000"}).status_code == 200
    assert not inside(client)
    client.post(answer.url, {"code": codes[0]})
    assert inside(client)
    client.post("/konto/logout/")
    client.post(log_in(client, person.email).url, {"code": codes[0]})
    assert not inside(client), "en reservkod gäller en gång"


@pytest.fixture
def practising() -> Account:
    made = builders.account(Role.SAS, builders.board(), password=DEMO_PASSWORD)
    made.email = "sas@demostad.example"
    made.save()
    return made


def test_practice_logins_are_shown_and_work(client: Client, practising: Account) -> None:
    page = client.get(LOGIN)
    assert [one["email"] for one in page.context["demo_logins"]] == [practising.email]
    assert client.post("/konto/prova/", {"email": practising.email}).status_code == 302
    assert inside(client)


def test_practice_login_takes_no_real_account(client: Client, person: Account) -> None:
    assert client.post("/konto/prova/", {"email": person.email}).status_code == 404
    assert client.post("/konto/prova/", {"email": "ingen@demostad.example"}).status_code == 404
    assert not inside(client)


@override_settings(DEMO_LOGINS=False)
def test_practice_accounts_are_dead_where_there_is_real_work(
    client: Client, practising: Account
) -> None:
    assert client.get(LOGIN).context["demo_logins"] == []
    assert client.post("/konto/prova/", {"email": practising.email}).status_code == 404
    log_in(client, practising.email, DEMO_PASSWORD)
    assert not inside(client)


def test_an_old_address_does_not_come_in(client: Client, person: Account) -> None:
    old = person.email
    log_in(client, old)
    client.post("/konto/logout/")
    operations.change_account(
        actor=SYSTEM, now=clock.now(), account_id=person.pk, email="ny@example.org", name="Kim"
    )
    log_in(client, old)
    assert not inside(client)
    client.post("/konto/losenord/glomt/", {"email": old})
    assert mail.outbox == []
    log_in(client, "ny@example.org")
    assert inside(client)
