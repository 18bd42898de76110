"""The forms of action plans refuse the number of a person, beside the field."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.security.city import NOW, City
from tests.security.test_stored_numbers import NUMBERS, Post, complaints, is_stored

from hjulet.improvements.models import ActionPlan

Browse = Callable[..., Client]


def plan_forms(town: City, n: str) -> dict[tuple[str, str], Post]:
    house = town.house
    plan = ActionPlan.objects.create(board=house.board, unit=house.unit, year=2024, made_at=NOW)
    head = {"unit": house.unit.pk, "year": 2025}
    return {
        ("plan_new", "aim"): ("manager", reverse("plan_new"), head | {"aim": n}),
        ("plan_edit", "aim"): ("manager", reverse("plan_edit", args=[plan.pk]), {"aim": n}),
    }


@pytest.mark.parametrize("number", NUMBERS)
def test_forms_say_it_beside_the_field(town: City, browse: Browse, number: str) -> None:
    for (name, field), (who, address, sent) in plan_forms(town, number).items():
        answer = browse(who).post(address, sent)
        assert answer.status_code == 200, (name, field)
        assert "nummer" in complaints(answer, field), (name, field)
        assert not is_stored(number), (name, field)
