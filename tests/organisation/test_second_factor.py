"""The page that asks for the second factor: the code, setting one up, and the way back."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as METHODS
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from tests import builders

from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account
from hjulet.organisation.requests import (
    SecondFactorNeeded,
    confidential_view,
    require_second_factor,
)
from hjulet.organisation.types import Actor

pytestmark = pytest.mark.django_db
PASSWORD = "fyra ord i en rad"
PAGE = "/konto/sekretess/"
WANTED = "/konto/"


@pytest.fixture(autouse=True)
def _asked_for(settings: Any) -> None:
    settings.CONFIDENTIAL_MFA = True


@pytest.fixture
def person() -> Account:
    return builders.account(Role.SAS, builders.board(), password=PASSWORD)


@pytest.fixture
def browser(client: Client, person: Account) -> Iterator[Client]:
    client.post("/konto/login/", {"login": person.email, "password": PASSWORD})
    yield client


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def asked(client: Client) -> bool:
    return "Ärendet är sekretessbelagt" in client.get(PAGE).content.decode()


def note_login(client: Client, person: Account, **record: Any) -> None:
    """As allauth notes how somebody has logged in."""
    session = client.session
    session[METHODS] = [{"at": time.time(), **record}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


def test_without_one_the_page_leads_to_setting_it_up_and_back(
    browser: Client, person: Account
) -> None:
    page = browser.get(PAGE, {"next": WANTED}).content.decode()
    assert "en kod från en app på telefonen" in page
    assert reverse("mfa_activate_totp") in page
    activate = reverse("mfa_activate_totp")
    again = browser.get(activate)
    browser.post(again.url, {"password": PASSWORD})
    secret = browser.get(activate).context["form"].secret
    answer = browser.post(activate, {"code": code(secret)}, follow=True)
    assert "Fortsätt till ärendet" in answer.content.decode()
    answer = browser.get(PAGE)
    assert (answer.status_code, answer["Location"]) == (302, WANTED)
    assert "Du har bekräftat" in browser.get(PAGE).content.decode()
    # The codes are still there, and lead nowhere but back to the account.
    codes = browser.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "Fortsätt till ärendet" not in codes


def test_with_one_the_code_is_asked_for_and_a_wrong_one_says_so(
    browser: Client, person: Account
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    wrong = browser.post(PAGE, {"code": "000000", "next": WANTED})
    assert wrong.status_code == 200
    assert f'name="next" value="{WANTED}"' in wrong.content.decode()
    assert asked(browser)
    answer = browser.post(PAGE, {"code": code(secret), "next": WANTED})
    assert (answer.status_code, answer["Location"]) == (302, WANTED)
    assert not asked(browser)


def test_guessing_is_stopped(browser: Client, person: Account) -> None:
    TOTP.activate(person, generate_totp_secret())
    for _ in range(25):
        page = browser.post(PAGE, {"code": "000000"})
    assert "för många" in page.content.decode().lower()


@pytest.mark.parametrize(
    "place", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"]
)
def test_it_leads_nowhere_else(browser: Client, person: Account, place: str) -> None:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    browser.get(PAGE, {"next": place})
    answer = browser.post(PAGE, {"code": code(secret), "next": place})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert browser.get(PAGE, {"next": place}).status_code == 200


@pytest.mark.parametrize(
    ("record", "enough"),
    [
        ({"method": "password"}, False),
        ({"method": "mfa", "type": "totp"}, True),
        ({"method": "mfa", "type": "recovery_codes"}, True),
        ({"method": "mfa", "type": "webauthn"}, True),
        ({"method": "socialaccount", "provider": "kommunen"}, True),
        ({"method": "socialaccount", "provider": "annan"}, False),
    ],
)
def test_what_counts(
    browser: Client, person: Account, settings: Any, record: dict[str, str], enough: bool
) -> None:
    settings.SECOND_FACTOR_PROVIDERS = frozenset({"kommunen"})
    note_login(browser, person, **record)
    assert asked(browser) is not enough


def test_nothing_is_asked_where_the_settings_do_not(browser: Client, settings: Any) -> None:
    settings.CONFIDENTIAL_MFA = False
    assert not asked(browser)


def test_somebody_elses_factor_does_not_count(browser: Client, person: Account) -> None:
    note_login(browser, person, method="mfa", type="totp")
    session = browser.session
    session["account_authentication_methods_user"] = str(person.pk + 1)
    session.save()
    assert asked(browser)


def test_a_view_or_a_line_in_it_asks(rf: RequestFactory) -> None:
    request = rf.get("/")
    done: list[str] = []

    @confidential_view
    def view(request: Any, word: str) -> HttpResponse:
        done.append(word)
        return HttpResponse("öppnat")

    request.actor = Actor(1, "Kim", second_factor=False)
    with pytest.raises(SecondFactorNeeded):
        view(request, word="a")
    with pytest.raises(SecondFactorNeeded):
        require_second_factor(request)
    request.actor = Actor(1, "Kim")
    require_second_factor(request)
    assert view(request, word="b").content.decode() == "öppnat"
    assert (done, view.__name__) == (["b"], "view")
