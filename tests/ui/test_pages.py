"""The pages of this room, and what they answer without a login."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["accessibility", "help", "privacy", "gallery"])
def test_open_pages_need_no_login(client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert html.count("<h1") == 1
    assert 'id="main"' in html


def test_own_account_asks_for_login(client: Client) -> None:
    answer = client.get(reverse("account_home"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_account_pages_are_in_our_frame_and_in_swedish(client: Client, name: str) -> None:
    html = client.get(reverse(name)).content.decode()
    assert 'class="brand"' in html
    assert "Sign" not in html
    assert "password reset" not in html.lower()


def test_a_failed_login_keeps_the_address_and_says_what_is_wrong(client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": "nagon@example.org", "password": ""})
    html = answer.content.decode()
    assert 'value="nagon@example.org"' in html
    assert "En sak behöver rättas" in html


def test_a_missing_page_says_so_without_telling_which(client: Client) -> None:
    answer = client.get("/hjalp/finns-inte/")
    assert answer.status_code == 404
    assert "Sidan finns inte, eller så får du inte se den" in answer.content.decode()


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post(reverse("help")).status_code == 405


def test_scripts_and_styles_come_from_here_only(client: Client) -> None:
    policy = client.get(reverse("help"))["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy


def test_practice_logins_are_small_forms_that_need_no_script(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    logins = [{"role": "enhetschef", "email": "chef@demo.example", "password": "ord <1>"}]
    monkeypatch.setattr("hjulet.organisation.web.views.account.demo_logins", lambda: logins)
    html = client.get(reverse("account_login")).content.decode()
    assert f'<form method="post" action="{reverse("demo_login")}">' in html
    assert '<input type="hidden" name="email" value="chef@demo.example">' in html
    assert "ord &lt;1&gt;" in html
    monkeypatch.setattr("hjulet.organisation.web.views.account.demo_logins", list)
    assert reverse("demo_login") not in client.get(reverse("account_login")).content.decode()
