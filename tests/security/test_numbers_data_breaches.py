"""The forms of incidents refuse the number of a person, beside the field."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.data_breaches import scene
from tests.security.city import NOW, City
from tests.security.test_stored_numbers import NUMBERS, complaints, is_stored

from hjulet.kernel import clock

Browse = Callable[..., Client]
WRITTEN = ("what_happened", "discovered_how", "groups_text", "data_text", "consequences",
           "measures_taken", "measures_planned", "processor", "contact")  # fmt: skip
AT = "2025-10-14T11:00"


def breach_forms(town: City, n: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """(name, field, address, what is sent)."""
    house = town.house
    report = scene.reported(house)
    begun, ready = scene.filled(house, report), scene.decided(house)
    sent, done = scene.notified(house), scene.closed(house)

    def at(name: str, *args: Any) -> str:
        return reverse(name, args=args)

    new = {"unit": house.unit.pk, "discovered_at": "2025-10-14T09:12"}
    yield "breach_new", "discovered_how", at("breach_new"), new | {"discovered_how": n}
    version = {"version": begun.version}
    for field in WRITTEN:
        yield "breach_edit", field, at("breach_edit", begun.number), version | {field: n}
    deeds: tuple[tuple[str, str, Any, dict[str, Any]], ...] = (
        ("breach_decide", "reason", begun, {"notify": "ja"}),
        ("breach_notify", "imy_reference", ready, {"sent_at": AT, "complete": "ja"}),
        ("breach_notify", "delay_reason", ready, {"sent_at": AT, "complete": "ja"}),
        ("breach_complement", "imy_reference", sent, {"sent_at": AT, "complete": "ja"}),
        ("breach_reference", "imy_reference", sent, {}),
        ("breach_inform", "how", begun, {"informed": "yes", "on": "2025-10-14"}),
        ("breach_inform", "reason", begun, {"informed": "no", "ground": "averted"}),
        ("breach_close", "outcome", begun, {}),
        ("breach_reopen", "reason", done, {}),
        ("breach_correct", "reason", begun, {"discovered_at": "2025-10-14T08:00"}),
    )
    for name, field, incident, given in deeds:
        held = {"version": incident.version}
        yield name, field, at(name, incident.number), given | held | {field: n}
    out = at("breach_remove_report", begun.number, report.pk)
    yield "breach_remove_report", "reason", out, {"reason": n}


@pytest.mark.parametrize("number", NUMBERS)
def test_forms_say_it_beside_the_field(town: City, browse: Browse, number: str) -> None:
    with clock.fixed_at(scene.LATER):
        for name, field, address, sent in breach_forms(town, number):
            answer = browse("dpo").post(address, sent)
            assert answer.status_code == 200, (name, field)
            assert "nummer" in complaints(answer, field), (name, field)
            assert not is_stored(number), (name, field)
    assert scene.LATER > NOW
