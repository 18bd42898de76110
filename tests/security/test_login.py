"""Guessing passwords, borrowed sessions, addresses that lead away, and what production demands."""

import io
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.security.city import City, addresses

from hjulet.kernel.logs import KeysOnly
from hjulet.organisation.kinds import Role
from hjulet.organisation.rules import DEMO_DOMAIN, DEMO_PASSWORD

Browse = Callable[..., Client]
PASSWORD = "ett långt och rätt lösenord"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


@pytest.fixture
def person(db: None) -> str:
    account = builders.account(Role.STAFF, builders.board(), password=PASSWORD)
    return str(account.email)


def try_login(client: Client, email: str, password: str, **more: str) -> object:
    return client.post(
        reverse("account_login"), {"login": email, "password": password, **more}, follow=False
    )


def test_guessing_is_stopped_in_swedish_and_also_for_the_right_password(person: str) -> None:
    client = Client()
    codes = [try_login(client, person, f"gissning {turn}").status_code for turn in range(9)]  # type: ignore[attr-defined]
    assert codes[0] == 200
    assert codes[-1] == 429
    stopped = try_login(client, person, PASSWORD)
    assert stopped.status_code == 429  # type: ignore[attr-defined]
    words = stopped.content.decode()  # type: ignore[attr-defined]
    assert 'lang="sv"' in words
    assert "Too many" not in words
    assert "_auth_user_id" not in client.session


def test_one_who_guesses_locks_out_nobody_elsewhere(person: str, settings: object) -> None:
    """Behind the proxy of production everybody has the same remote address."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]
    guesser, owner = (
        Client(headers={"x-forwarded-for": place}) for place in ("192.0.2.7", "192.0.2.8")
    )
    for turn in range(9):
        last = try_login(guesser, person, f"gissning {turn}")
    assert last.status_code == 429  # type: ignore[attr-defined]
    assert try_login(owner, person, PASSWORD).status_code == 302  # type: ignore[attr-defined]


def test_nobody_hears_which_accounts_there_are(person: str) -> None:
    pages = []
    for email in (person, "finns-inte@example.org"):
        answer = try_login(Client(), email, "fel lösenord här")
        text = answer.content.decode()  # type: ignore[attr-defined]
        pages.append(text.count("errorlist") + text.count("stämmer inte"))
        asked = Client().post(reverse("account_reset_password"), {"email": email})
        assert asked.status_code == 302
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    "place", ["https://ond.example/", "//ond.example/", "/\\ond.example", "javascript:alert(1)"]
)
def test_login_never_leads_away(person: str, place: str) -> None:
    client = Client()
    answer = client.post(
        f"{reverse('account_login')}?next={place}",
        {"login": person, "password": PASSWORD, "next": place},
    )
    assert answer.status_code == 302
    assert answer["Location"] == "/"


def test_login_gives_a_new_session_and_logout_ends_it(person: str) -> None:
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["före"] = 1
    session.save()
    client.cookies["sessionid"] = before = str(session.session_key)
    try_login(client, person, PASSWORD)
    after = client.cookies["sessionid"].value
    assert after != before
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session  # a link or a picture logs nobody out
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session
    client.cookies["sessionid"] = after
    assert client.get("/").status_code == 302


def test_demo_logins_stay_in_the_demo(person: str, settings: object) -> None:
    board = builders.board("Demo")
    account = builders.account(Role.SAS, board, password=DEMO_PASSWORD)
    type(account).objects.filter(pk=account.pk).update(email=f"sas@{DEMO_DOMAIN}")
    settings.DEMO_LOGINS = False  # type: ignore[attr-defined]
    client = Client()
    given = {"email": f"sas@{DEMO_DOMAIN}"}
    assert client.post(reverse("demo_login"), given).status_code == 404
    try_login(client, given["email"], DEMO_PASSWORD)
    assert "_auth_user_id" not in client.session
    settings.DEMO_LOGINS = True  # type: ignore[attr-defined]
    assert client.post(reverse("demo_login"), {"email": person}).status_code == 404


@pytest.mark.parametrize("who", ["", "sas"])
def test_every_answer_carries_the_headers(town: City, browse: Browse, who: str) -> None:
    client = browse(who)
    for address in [*addresses(town.keys), "/finns/inte/", "/static/finns-inte.css"]:
        if "logout" in address or "bilaga" in address:
            continue
        answer = client.get(address)
        for name, value in HEADERS.items():
            assert answer.headers.get(name) == value, (address, name)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self'" in policy or "default-src 'none'" in policy


def test_a_fault_of_ours_tells_nothing_of_what_was_written(
    town: City, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is Swedish, the log line has the place of the fault and no value."""
    from hjulet.reports import operations

    def broken(**given: object) -> None:
        raise RuntimeError(f"kunde inte spara {given['what_happened']}")

    monkeypatch.setattr(operations, "submit", broken)
    lines = io.StringIO()
    handlers = logging.getLogger().handlers
    ours = [one for one in handlers if any(isinstance(f, KeysOnly) for f in one.filters)]
    monkeypatch.setattr(ours[0], "stream", lines)
    secret = "Kvicksilvret låg hos Anna Exempel"
    answer = browse("staff", raise_request_exception=False).post(
        reverse("report_new") + f"?q={secret.split()[0]}",
        {
            "unit": town.house.unit.pk,
            "what_happened": secret,
            "affected": "no",
            "may_be_serious": "no",
        },
    )
    assert answer.status_code == 500
    page = answer.content.decode()
    assert 'lang="sv"' in page
    assert "Traceback" not in page
    log = lines.getvalue()
    assert "RuntimeError" in log
    assert "hjulet." in log
    for word in secret.split():
        assert word not in log + page


def test_an_error_report_holds_no_values() -> None:
    from django.views.debug import ExceptionReporter

    request = HttpRequest()
    request.method = "POST"
    request.POST = {"what_happened": "Kvicksilver"}  # type: ignore[assignment]
    request.COOKIES = {"sessionid": "hemlig-nyckel"}
    request.META = {"SERVER_NAME": "x", "SERVER_PORT": "80"}
    try:
        local = "Kvicksilver"
        raise RuntimeError(len(local))
    except RuntimeError:
        kind, value, trace = sys.exc_info()
    text = ExceptionReporter(request, kind, value, trace).get_traceback_text()
    assert "Kvicksilver" not in text.split("POST:")[1]


def production(tmp_path: Path, code: str, **more: str) -> "subprocess.CompletedProcess[str]":
    known = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={
            **known,
            "HJULET_HOME": str(tmp_path),
            "HJULET_MODE": "production",
            "DJANGO_SETTINGS_MODULE": "hjulet.config.settings.production",
            "DATABASE_URL": "",
            "ALLOWED_HOSTS": "hjulet.example",
            **more,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "unsafe", [{"DEBUG": "1"}, {"DEMO_LOGINS": "ja"}, {"ALLOWED_HOSTS": ""}], ids=str
)
def test_production_refuses(tmp_path: Path, unsafe: dict[str, str]) -> None:
    done = production(tmp_path, "import django; django.setup()", **unsafe)
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr


def test_production_speaks_https_only(tmp_path: Path) -> None:
    code = """
import django; django.setup()
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"  # nothing is collected here
)
from django.test import Client
c = Client(headers={"host": "hjulet.example"}, raise_request_exception=False)
plain = c.get("/konto/login/")
print(plain.status_code, plain["Location"])
safe = c.get("/tillganglighet/", secure=True)
print(safe.headers.get("Strict-Transport-Security"))
print(c.get("/galleri/", secure=True).status_code)
print(Client(headers={"host": "ond.example"}).get("/hjalp/", secure=True).status_code)
print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY)
print(settings.DEBUG, settings.DEMO_LOGINS)
"""
    lines = production(tmp_path, code).stdout.splitlines()
    assert lines[0] == "301 https://hjulet.example/konto/login/"
    assert lines[1].startswith("max-age=31536000")
    assert lines[2:] == ["404", "400", "True True True", "False False"]
