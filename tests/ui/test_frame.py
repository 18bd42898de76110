"""Slots, the context of the frame, and the frame itself."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from tests.ui.rendering import render

from hjulet.ui import menu, slots
from hjulet.ui.context import frame, initials
from hjulet.ui.web import errors

ANNA = SimpleNamespace(
    name="Hanna Maria Åberg",
    home_unit_name="Utredningsenhet 2",
    home_department_name="Barn & unga",
    board_name="Socialnämnden",
)


def fragment(actor: Any, obj: Any, request: HttpRequest | None) -> str:
    return f"<b>{actor.name} ser {obj}</b>" if actor else ""


@pytest.fixture
def filled_slot() -> Iterator[None]:
    slots.register("test.slot", fragment)
    slots.register("test.slot", fragment)
    yield
    slots.unregister("test.slot", fragment)


def request_of(actor: Any, path: str = "/hjalp/") -> HttpRequest:
    request = RequestFactory().get(path)
    request.actor = actor  # type: ignore[attr-defined]
    return request


def test_a_slot_shows_what_was_registered_once(filled_slot: None) -> None:
    html = render('{% slot "test.slot" thing %}', {"thing": 7}, request=request_of(ANNA))
    assert html == "<b>Hanna Maria Åberg ser 7</b>"


def test_an_empty_slot_shows_nothing(filled_slot: None) -> None:
    assert render('{% slot "test.nobody" %}', request=request_of(ANNA)) == ""
    assert render('{% slot "test.slot" %}', request=request_of(None)) == ""


@pytest.mark.parametrize(
    ("name", "letters"), [("Hanna Maria Åberg", "HÅ"), ("bo", "B"), ("", ""), ("  ", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_frame_reads_the_actor_and_stands_without_one() -> None:
    known = frame(request_of(ANNA))["frame"]
    assert (known["unit"], known["board"], known["initials"]) == (
        "Utredningsenhet 2",
        "Socialnämnden",
        "HÅ",
    )
    unknown = frame(request_of(None))
    assert unknown["frame"]["signed_in"] is False
    assert list(unknown["menu"]) == []


def test_the_page_names_the_unit_and_escapes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_items", {})  # the other rooms' items ask for a whole Actor
    html = render_to_string("page.html", request=request_of(ANNA))
    assert "<b>Utredningsenhet 2</b>Barn &amp; unga" in html
    assert 'lang="sv"' in html
    assert '<a class="skip" href="#main">' in html
    assert 'id="main"' in html


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "413", "429", "500"])
def test_error_pages_need_neither_request_nor_database(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert html.count("<h1>") == 1
    assert 'lang="sv"' in html


def test_the_last_error_page_stands_even_when_its_files_do_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(template: str) -> str:
        raise ValueError("no manifest")

    monkeypatch.setattr(errors, "render_to_string", missing)
    answer = errors.server_error(request_of(None))
    assert answer.status_code == 500
    assert "Felet är vårt" in answer.content.decode()


def test_too_much_sent_is_said_as_that() -> None:
    request = request_of(None)
    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413
    assert errors.bad_request(request, ValueError()).status_code == 400
