"""Every form of measures, plans and meetings refuses the number of a person, beside the field."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.improvements.conftest import browse, town
from tests.improvements.town import DAY, Town
from tests.security.test_stored_numbers import NUMBERS, complaints, is_stored

from hjulet.improvements.models import Measure
from hjulet.improvements.operations import plans

__all__ = ["browse", "town"]  # fixtures of the room
pytestmark = pytest.mark.django_db


def asked(town: Town) -> list[tuple[str, str, str, dict[str, Any]]]:
    """(name of the address, what it is of, the field, what else is sent)."""
    later = (DAY + timedelta(days=60)).isoformat()
    new = {
        "title": "Kontrollera", "what": "Lista.", "why": "Brev.", "expected_effect": "Inga fel.",
        "seen_by": "Antal.", "responsible": town.people["manager"].pk, "unit": town.unit.pk,
        "level": "unit", "due_on": later, "effect_on": later,
    }  # fmt: skip
    moved = {"which": "due_on", "to": later, "obstacle": "no_time"}
    found = [
        ("measure_new", "", field, new)
        for field in ("title", "what", "why", "expected_effect", "seen_by", "revises_routine")
    ]
    return [
        *found,
        *(("measure_decide", "proposed", field, {}) for field in ("text", "dnr", "paragraph")),
        ("measure_reject", "proposed", "reason", {}),
        ("measure_start", "decided", "text", {}),
        ("measure_postpone", "decided", "text", moved),
        ("measure_hand_over", "decided", "text", {"to": town.people["second"].pk}),
        ("measure_done", "decided", "text", {"outcome": "done"}),
        ("measure_check", "done", "evidence", {"effect": "yes"}),
        ("measure_check", "done", "no_more", {"effect": "no", "evidence": "x", "next": "none"}),
        ("plan_new", "", "aim", {"unit": town.unit.pk, "year": 2025}),
        ("plan_edit", "plan", "aim", {}),
        ("apt_note", "unit", "note", {"held_on": DAY.isoformat(), "participants": 5}),
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_forms_say_it_beside_the_field(
    town: Town, browse: Callable[[str], Client], number: str
) -> None:
    of: dict[str, list[Any]] = {
        "": [],
        "proposed": [town.propose().reference],
        "decided": [town.decided().reference],
        "done": [town.done().reference],
        "unit": [town.unit.pk],
        "plan": [
            plans.open_plan(
                actor=town.actor("manager"), now=town.now, unit_id=town.unit.pk, year=2026
            ).pk
        ],
    }
    client = browse("manager")
    for name, what, field, more in asked(town):
        answer = client.post(reverse(name, args=of[what]), {**more, field: f"Om {number}"[-20:]})
        assert answer.status_code == 200, (name, field)
        assert "nummer" in complaints(answer, field), (name, field)
        assert not is_stored(number), (name, field)
    assert Measure.objects.count() == 3
