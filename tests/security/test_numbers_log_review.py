"""The forms of log control refuse the number of a person, beside the field."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.log_review import scene
from tests.security.city import City
from tests.security.test_stored_numbers import NUMBERS, is_stored

Browse = Callable[..., Client]


@pytest.fixture
def openings(town: City) -> City:
    """Three openings by the SAS in October, and a reviewer."""
    scene.opened(town.house, town.secret, times=3)
    return town


@pytest.mark.parametrize("number", NUMBERS)
def test_verdicts_signature_and_follow_up(openings: City, browse: Browse, number: str) -> None:
    house, client = openings.house, browse("dpo")
    review = scene.drawn(house)
    first = review.openings.order_by("seq")[0]
    for field in ("comment", "done"):
        sent = {f"o{first.pk}-{name}": "Ord" for name in ("comment", "done")}
        sent |= {f"o{first.pk}-verdict": "unjustified", f"o{first.pk}-{field}": number}
        answer = client.post(reverse("log_review_judge", args=[review.pk]), sent)
        assert answer.status_code == 200
        form = answer.context["verdicts"].by_opening[first.pk]
        assert "nummer" in str(form.errors[field])
        assert not is_stored(number)
    scene.judged(house, review, "unjustified")
    answer = client.post(reverse("log_review_sign", args=[review.pk]), {"summary": number})
    assert "nummer" in str(answer.context["sign_form"].errors["summary"])
    assert not is_stored(number)
    client.post(reverse("log_review_sign", args=[review.pk]), {"summary": "En."})
    address = reverse("log_review_follow_up", args=[review.pk, first.pk])
    answer = client.post(address, {"follow_up": number})
    assert "nummer" in str(answer.context["faulty"].errors["follow_up"])
    assert not is_stored(number)
