"""What somebody writes of an incident that is closed or decided meanwhile is shown back to her."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from tests.data_breaches import scene
from tests.reports.house_of_two import House

from hjulet.data_breaches.web.forms import ContentsForm, DecideForm

Browse = Callable[..., Client]
TEXT = "Brevet låg öppet i två dagar."
HEADING = "<h1>Det går inte att spara här längre</h1>"


def address(name: str, number: Any) -> str:
    return reverse(f"breach_{name}", args=[number])


def test_what_is_written_of_a_closed_incident_is_shown_back(house: House, browse: Browse) -> None:
    incident, client = scene.closed(house), browse("dpo")
    sent = {"version": incident.version - 1, "kind": "wrong_receiver", "what_happened": TEXT,
            "contact": "Kim"}  # fmt: skip
    answer = client.post(address("edit", incident.number), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert HEADING in page
    assert "Incidenten är avslutad." in page
    for name in ("what_happened", "contact"):
        assert f"{ContentsForm.base_fields[name].label}</h3>" in page
    assert TEXT in page
    assert "<p>Kim</p>" in page
    assert "wrong_receiver" not in page
    assert f'href="{address("page", incident.number)}" target="_blank"' in page
    assert scene.fresh(incident).what_happened == incident.what_happened


def test_a_step_that_came_too_late_is_shown_back(house: House, browse: Browse) -> None:
    incident, client = scene.notified(house), browse("dpo")
    sent = {"version": "1", "notify": "nej", "reason": TEXT}
    answer = client.post(address("decide", incident.number), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Det går inte att göra med incidenten nu." in page
    assert f"{DecideForm.base_fields['reason'].label}</h3>" in page
    assert TEXT in page


def test_who_may_not_write_there_gets_her_words_and_nothing_else(
    house: House, browse: Browse
) -> None:
    incident, client = scene.filled(house), browse("other_dpo")
    answer = client.post(address("edit", incident.number), {"what_happened": TEXT})
    assert answer.status_code == 404
    assert TEXT in answer.content.decode()
    assert incident.reference not in answer.content.decode()
    never = client.post(address("edit", "2019-77"), {"what_happened": TEXT})
    assert (never.status_code, never.content) == (404, answer.content)
