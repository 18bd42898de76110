"""What somebody writes while the case goes on without her is shown back to her, and to nobody else.

Sent to decision, written off, decided, sent back, given to somebody else to decide.
"""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.lex_sarah import scene
from tests.lex_sarah.scene import do, fresh
from tests.reports.house_of_two import DAY, House

from hjulet.lex_sarah.models import Case, Decision, InvestigationRecord
from hjulet.lex_sarah.web.forms import DecideForm, InvestigationForm

Browse = Callable[..., Client]
WRITTEN = {"draft": "1.0", "reason": "Ett vittne hörde av sig."} | scene.INVESTIGATION
HEADING = "<h1>Det går inte att spara här längre</h1>"
POSITION = "Den enskilde fick inte sitt stöd, och det var allvarligt."


def address(name: str, *args: Any) -> str:
    return reverse(f"lex_sarah_{name}", args=args)


def body(answer: Any) -> str:
    return answer.content.decode()


def with_investigator(house: House) -> Case:
    case = scene.ready(house)
    do(house, "assign", case, account_id=house.people["investigator"].pk)
    return fresh(case)


def sent_on(house: House, case: Case) -> None:
    do(house, "send", case, decider_id=house.people["head"].pk)


def written_off(house: House, case: Case) -> None:
    do(house, "write_off", case, reason="Det var något annat.")


@pytest.mark.parametrize(
    ("change", "words"),
    [(sent_on, "Ärendet har gått till beslut."), (written_off, "Ärendet är avskrivet.")],
)
@pytest.mark.parametrize("deed", ["seal", "draft"])
def test_an_investigation_that_comes_too_late_is_shown_back(
    house: House, browse: Browse, change: Any, words: str, deed: str
) -> None:
    case, client = with_investigator(house), browse("investigator")
    assert client.get(address("investigation", case.slug)).status_code == 200
    change(house, case)
    answer = client.post(address("investigation", case.slug), WRITTEN | {"do": deed})
    page = body(answer)
    assert answer.status_code == 409
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert HEADING in page
    assert f"{words} Det du skickade nu är inte sparat." in page
    for name, text in scene.INVESTIGATION.items():
        assert f"{InvestigationForm.base_fields[name].label}</h3>" in page
        assert text in page
    assert f'href="{address("page", case.slug)}" target="_blank"' in page
    assert InvestigationRecord.objects.filter(case=case).count() == 1


def test_a_form_that_saves_itself_is_told_what_has_happened(house: House, browse: Browse) -> None:
    case, client = with_investigator(house), browse("investigator")
    sent_on(house, case)
    answer = client.post(address("investigation", case.slug), WRITTEN | {"do": "autosave"})
    assert answer.status_code == 422
    assert json.loads(answer.content) == {
        "message": "Ärendet har gått till beslut. Kopiera det du vill ha kvar."
    }


def decision(case: Case) -> dict[str, Any]:
    return {"degree": "serious", "position": POSITION, "decided_on": DAY.isoformat(),
            "expected": case.revision}  # fmt: skip


def test_a_decision_after_another_is_shown_back(house: House, browse: Browse) -> None:
    case = scene.sent(house)
    scene.decide(house, case, "misconduct", who="head")
    answer = browse("head").post(address("decide", case.slug), decision(case))
    page = body(answer)
    assert answer.status_code == 409
    assert "Ärendet är beslutat." in page
    assert POSITION in page
    assert f"{DecideForm.base_fields['position'].label}</h3>" in page
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("name", ["decide", "send_back"])
def test_who_no_longer_decides_gets_her_words_and_nothing_of_the_case(
    house: House, browse: Browse, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    case, client = scene.sent(house), browse("head")
    assert client.get(address("decide", case.slug)).status_code == 200
    do(house, "send", case, decider_id=house.people["lead"].pk)
    sent = decision(case) if name == "decide" else {"reason": POSITION}
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address(name, case.slug), sent)
    page = body(answer)
    assert answer.status_code == 404
    assert HEADING in page
    assert POSITION in page
    for hidden in (case.reference, case.slug, "beslut", "nsvar"):
        assert hidden not in page
    assert POSITION not in caplog.text
    never = client.post(address(name, "LS-2019-77"), sent)
    assert (never.status_code, never.content) == (404, answer.content)
    assert not Decision.objects.exists()


def test_what_is_sent_back_meanwhile_keeps_the_words_of_the_decider(
    house: House, browse: Browse
) -> None:
    case, client = scene.sent(house), browse("head")
    do(house, "send_back", case, reason="Fråga natten också.")
    answer = client.post(address("decide", case.slug), decision(case))
    assert answer.status_code in (404, 409)
    assert POSITION in body(answer)


def test_who_no_longer_investigates_gets_her_words(house: House, browse: Browse) -> None:
    case, client = with_investigator(house), browse("investigator")
    do(house, "withdraw", case, account_id=house.people["investigator"].pk)
    place = address("investigation", case.slug)
    answer = client.post(place, WRITTEN | {"do": "seal"})
    assert answer.status_code == 404
    assert scene.INVESTIGATION["causes"] in body(answer)
    assert case.reference not in body(answer)
    quiet = client.post(place, WRITTEN | {"do": "autosave"})
    assert quiet.status_code == 404
    assert "Kopiera det du vill ha kvar." in json.loads(quiet.content)["message"]
    assert client.get(place).status_code == 404
