"""The forms of retention refuse the number of a person, beside the field."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.retention import scene
from tests.security.city import NOW, City
from tests.security.test_stored_numbers import NUMBERS, Post, complaints, is_stored

from hjulet.kernel import clock
from hjulet.reports.disposal import KIND
from hjulet.retention import operations

Browse = Callable[..., Client]


def forms(town: City, n: str) -> dict[tuple[str, str], Post]:
    house = town.house
    house.people["registrar"] = builders.account("registrar", house.board, "registrar")
    scene.rule(house, now=NOW)
    scene.plain(house)
    given: dict[str, Any] = {"actor": house.actor("registrar"), "now": NOW}
    hold = operations.place_hold(
        **given, board_id=house.board.pk, kind=KIND, reference=town.open.reference, reason="Tillsyn"
    )
    made = scene.proposed(house, scene.LATER)
    item = made.items.get()
    rule = {"keep": "years", "years": "5", "valid_from": scene.THEN.isoformat()}
    return {
        ("retention_rule", "basis"): (
            "registrar", reverse("retention_rule", args=[house.board.pk, KIND]),
            rule | {"basis": n}),
        ("retention_hold_new", "reason"): (
            "registrar", reverse("retention_hold_new"), {"board": house.board.pk, "reason": n}),
        ("retention_hold_lift", "reason"): (
            "registrar", reverse("retention_hold_lift", args=[hold.pk]), {"reason": n}),
        ("retention_take_off", "reason"): (
            "registrar", reverse("retention_take_off", args=[made.reference, item.pk]),
            {"reason": n}),
        ("retention_withdraw", "reason"): (
            "registrar", reverse("retention_withdraw", args=[made.reference]), {"reason": n}),
    }  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_forms_say_it_beside_the_field(town: City, browse: Browse, number: str) -> None:
    with clock.fixed_at(scene.LATER):
        for (name, field), (who, address, sent) in forms(town, number).items():
            answer = browse(who).post(address, sent)
            assert answer.status_code == 200, (name, field)
            assert "nummer" in complaints(answer, field), (name, field)
            assert not is_stored(number), (name, field)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_hold_names_only_what_there_is(town: City, browse: Browse, number: str) -> None:
    town.house.people["registrar"] = builders.account("registrar", town.house.board, "registrar")
    sent = {"board": town.house.board.pk, "kind": KIND, "reference": number, "reason": "Tillsyn"}
    answer = browse("registrar").post(reverse("retention_hold_new"), sent)
    assert "ingen med den referensen" in complaints(answer, "reference")
    assert not is_stored(number)
