"""The forms of investigations and of handing over refuse the number of a person, by the field."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.reports.investigating import deviation, do, opened
from tests.security.city import City
from tests.security.test_stored_numbers import NUMBERS, Post, complaints, is_stored

from hjulet.reports import operations
from hjulet.reports.models import ScaleStep

Browse = Callable[..., Client]


def forms(town: City, n: str) -> dict[tuple[str, str], Post]:
    house = town.house
    draft, done = opened(house), opened(house)
    do(house, "finish", done)
    accepted, closed = opened(house), opened(house)
    for found in (accepted, closed):
        do(house, "finish", found)
        do(house, "accept", found, "quality")
    do(house, "close", closed)
    waiting = deviation(house)

    def at(name: str, *args: Any) -> str:
        return reverse(name, args=args)

    found: dict[tuple[str, str], Post] = {}
    save = at("investigation_save", draft.reference)
    for field in ("course", "why", "earlier_events", "told_reporter"):
        for do_what in ("draft", "finish"):
            found[f"investigation_save {do_what}", field] = (
                "manager", save, {"draft": draft.version, "do": do_what, field: n},
            )  # fmt: skip
    for name, one, who in (
        ("return", done, "quality"), ("close", accepted, "manager"), ("reopen", closed, "manager"),
    ):  # fmt: skip
        address = at(f"investigation_{name}", one.reference)
        found[f"investigation_{name}", "reason"] = who, address, {"reason": n}
    report = draft.report_links.get().report_id
    found["investigation_remove", "reason"] = (
        "manager", at("investigation_remove", draft.reference), {"report": report, "reason": n}
    )  # fmt: skip
    hand: dict[str, dict[str, Any]] = {
        "enhet": {"unit": house.second.pk, "text": "Skäl."},
        "namnd": {"unit": house.other_unit.pk, "text": "Text.", "ground": "duty"},
        "utanfor": {"body_kind": "region", "body": "Regionen", "text": "Text.", "ground": "duty"},
    }
    for to, given in hand.items():
        fields = ("text", "body", "their_reference") if to == "utanfor" else ("text",)
        for field in fields:
            address = at("report_hand_over", waiting.reference, to)
            found[f"hand_over {to}", field] = (
                "manager", address, {"expected": 0, **given, field: n}
            )  # fmt: skip
    row = operations.hand_over_outside(
        actor=house.actor("manager"), now=waiting.received_at, report_ids=[report], expected=0,
        body_kind="region", body="Regionen", text="Text.", ground="duty",
    )[0]  # fmt: skip
    for field in ("answer", "their_reference"):
        sent = {"answered_on": "2025-10-14", "answer": "Svar.", field: n}
        found["handover_answer", field] = "manager", at("handover_answer", row.pk), sent
    step = ScaleStep.objects.order_by("pk")[0]
    for field in ("name", "description"):
        sent = {"name": "Liten", "description": "Ord.", field: n}
        found["scale_change", field] = "quality", at("scale_change", step.pk), sent
    return found


@pytest.mark.parametrize("number", NUMBERS)
def test_forms_say_it_beside_the_field(town: City, browse: Browse, number: str) -> None:
    for (name, field), (who, address, sent) in forms(town, number).items():
        answer = browse(who).post(address, sent)
        assert answer.status_code == 200, (name, field)
        if name == "scale_change":
            forms_shown = [row[1] for _, rows in answer.context["groups"] for row in rows]
            words = " ".join(str(one.errors.get(field, "")) for one in forms_shown)
        else:
            words = complaints(answer, field)
        assert "nummer" in words, (name, field)
        assert not is_stored(number), (name, field)
