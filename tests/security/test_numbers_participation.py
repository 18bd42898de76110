"""The form of the workplace meeting refuses the number of a person, beside the field."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.security.city import NOW, City
from tests.security.test_stored_numbers import NUMBERS, complaints, is_stored

from hjulet.kernel import clock

Browse = Callable[..., Client]


@pytest.mark.parametrize("number", NUMBERS)
def test_forms_say_it_beside_the_field(town: City, browse: Browse, number: str) -> None:
    address = reverse("apt_note", args=[town.house.unit.pk])
    sent = {
        "held_on": clock.local_date(NOW).isoformat(), "participants": "8", "note": f"Om {number}",
    }  # fmt: skip
    answer = browse("manager").post(address, sent)
    assert answer.status_code == 200
    assert "nummer" in complaints(answer, "note")
    assert not is_stored(number)
