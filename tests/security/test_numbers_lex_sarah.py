"""The forms of lex Sarah refuse the number of a person, beside the field."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.lex_sarah import scene
from tests.security.city import City
from tests.security.test_stored_numbers import NUMBERS, Post, complaints, is_stored

from hjulet.lex_sarah.models import Case
from hjulet.lex_sarah.rules import INVESTIGATION_FIELDS

Browse = Callable[..., Client]


def forms_of(town: City, n: str) -> dict[tuple[str, str], Post]:
    house = town.house
    scene.let_in(house)
    day = scene.DAY.isoformat()
    found: dict[tuple[str, str], Post] = {}

    def ask(name: str, case: Case, sent: dict[str, Any], *fields: str, more: Any = ()) -> None:
        address = reverse(f"lex_sarah_{name}", args=[case.slug, *more])
        for field in fields:
            found[f"lex_sarah_{name}", field] = ("sas", address, sent | {field: n})

    case = scene.opened(house)
    ask("facts", case, {}, "other_board", "private_provider")
    ask("write_off", case, {}, "reason")
    early = scene.opened(house)
    scene.notify(house, early, with_investigation=False)
    ask("write_off", early, {"reason": "Det var inte lex Sarah."}, "told_ivo")
    ask("leave", case, {}, "reason", more=[case.report_links.get().report_id])
    ask("summary", case, {"summary": "Något.", "remedy_now": ""}, "summary", "remedy_now")
    record = {name: value for name, value in scene.REPORT.items() if name != "received_on"}
    replaced = scene.ready(house)
    again = {"received_on": day, "draft": "1.0", "do": "seal", "reason": "Ändrat."}
    ask("report", replaced, record | again, *(record.keys() - {"service"}), "reason")
    ask("investigation", replaced, scene.INVESTIGATION | again, *INVESTIGATION_FIELDS, "reason")
    ask("send", replaced, {"decider": house.people["head"].pk}, "reason")
    sent = scene.sent(house)
    ask("send_back", sent, {}, "reason")
    decision = {"degree": "none", "decided_on": day, "expected": sent.revision}
    ask("decide", sent, decision, "position")
    decided = scene.decided(house, degree="serious")
    ask("reopen", decided, {}, "reason")
    ask("notify", decided, {"sent_on": day, "what": "Allt.", "reference": ""}, "what", "reference")
    told = {"receiver": "reporter", "way": "phone", "on": day}
    ask("inform", decided, told, "what")
    notification = scene.notify(house, decided)
    ask("answer", decided, {"answered_on": day}, "answer", more=[notification.pk])
    return found


@pytest.mark.parametrize("number", NUMBERS)
def test_forms_say_it_beside_the_field(town: City, browse: Browse, number: str) -> None:
    for (name, field), (who, address, sent) in forms_of(town, number).items():
        answer = browse(who).post(address, sent)
        assert answer.status_code == 200, (name, field)
        found = complaints(answer, field) + _short(answer, name, field)
        assert "nummer" in found, (name, field)
        assert not is_stored(number), (name, field)


def _short(answer: Any, name: str, field: str) -> str:
    """What stands beside the field of one of the short forms of the page."""
    held = answer.context.get("forms") or {}
    form = held.get(name.removeprefix("lex_sarah_")) or answer.context.get("faulty")
    return str(form.errors.get(field, "")) if form else ""


@pytest.mark.parametrize("number", NUMBERS)
def test_a_form_that_saves_itself_keeps_none(town: City, browse: Browse, number: str) -> None:
    scene.let_in(town.house)
    case = scene.opened(town.house)
    sent = {"happened": number, "draft": "0.0", "do": "autosave"}
    answer = browse("sas").post(reverse("lex_sarah_report", args=[case.slug]), sent)
    assert answer.status_code == 422
    assert not is_stored(number)
