"""The forms of risk analyses refuse the number of a person, beside the field."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.risks import scene
from tests.security.city import City
from tests.security.test_stored_numbers import NUMBERS, Post, complaints, is_stored

Browse = Callable[..., Client]
RISK = {"description": "En nyckel", "probability": "2", "consequence": "3"}


def risk_forms(town: City, n: str) -> dict[tuple[str, str], Post]:
    house = town.house
    analysis = scene.filled(house)
    risk = analysis.risks.get()
    ref = analysis.reference
    head = {
        "unit": house.unit.pk, "title": "Nycklar", "trigger": "routine", "held_on": "2025-10-14",
        "responsible": house.people["manager"].pk,
    }  # fmt: skip
    found: dict[tuple[str, str], Post] = {
        ("risk_participants", "f0"): (
            "manager", reverse("risk_participants", args=[ref]), {"f0": n, "r0": "on"}),
    }  # fmt: skip
    for name, args in (("risk_new", []), ("risk_edit", [ref])):
        for field in ("title", "occasion"):
            found[name, field] = "manager", reverse(name, args=args), head | {field: n}
    for name, more in (("risk_item_new", []), ("risk_item_edit", [risk.pk])):
        for field in ("description", "leads_to", "today"):
            found[name, field] = "manager", reverse(name, args=[ref, *more]), RISK | {field: n}
    return found


@pytest.mark.parametrize("number", NUMBERS)
def test_forms_say_it_beside_the_field(town: City, browse: Browse, number: str) -> None:
    for (name, field), (who, address, sent) in risk_forms(town, number).items():
        answer = browse(who).post(address, sent)
        assert answer.status_code == 200, (name, field)
        assert "nummer" in complaints(answer, field), (name, field)
        assert not is_stored(number), (name, field)


@pytest.mark.parametrize("number", NUMBERS)
def test_why_a_function_was_missing(town: City, browse: Browse, number: str) -> None:
    house = town.house
    analysis = scene.filled(house, functions=(("jurist", True, False), ("it", True, True)))
    sent: dict[str, Any] = {"reassess_on": scene.LATER.isoformat(), "missing_reason": number}
    answer = browse("manager").post(reverse("risk_finish", args=[analysis.reference]), sent)
    assert "nummer" in complaints(answer, "missing_reason")
    assert not is_stored(number)
