"""The free text of deadlines refuses the number of a person, in the page and in the operation."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.clock_town import MONDAY, Town, actor, at, kind, town

from hjulet.calendar import operations
from hjulet.calendar.kinds import Span
from hjulet.calendar.models import Deadline
from hjulet.kernel import clock
from hjulet.kernel.free_text import NumbersInText

__all__ = ["kind", "town"]


@pytest.mark.parametrize("number", ["19121212-1212", "701063-2391"])
def test_deadline_edit(town: Town, number: str) -> None:
    client = Client()
    client.force_login(town.team)
    answer = client.post(
        reverse("deadline_edit", args=[town.board.pk, "test.thing"]),
        {
            "amount": 5, "span": "days", "warn_before": 1, "raise_after": 2,
            "basis": f"beslut om {number}", "valid_from": clock.today().isoformat(),
        },
    )  # fmt: skip
    assert answer.status_code == 200
    assert "Texten innehåller" in answer.content.decode()
    with pytest.raises(NumbersInText):
        operations.set_deadline(
            actor=actor(town.team), now=at(MONDAY), board_id=town.board.pk, kind="test.thing",
            amount=5, span=Span.DAYS, warn_before=1, raise_after=2, basis=number,
            valid_from=date(2025, 12, 1),
        )  # fmt: skip
    assert not Deadline.objects.exists()
