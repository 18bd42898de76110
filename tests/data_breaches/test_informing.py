"""Those concerned are told, or not: what may be answered, and what is asked anew (art. 34 GDPR)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.data_breaches import scene
from tests.data_breaches.scene import FULL, LATER
from tests.data_breaches.test_operations import faults
from tests.data_breaches.test_pages import address, text
from tests.reports.house_of_two import House

from hjulet.data_breaches import operations
from hjulet.data_breaches.models import Notification
from hjulet.data_breaches.rules import CLOSE, INFORM, NOTIFY

Browse = Callable[..., Client]
pytestmark = pytest.mark.django_db


def test_high_risk_asks_for_information(house: House) -> None:
    incident = scene.notified(house)
    grave = replace(FULL, severity=3)
    scene.do(house, "save", incident, contents=grave)
    assert set(scene.running(incident)) == {INFORM}
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "inform", incident, informed="no", ground="no_high_risk", reason="Nej.")
    assert faults(error) == {"ground"}
    day = LATER.date() + timedelta(days=4)
    scene.do(house, "inform", incident, informed="planned", on=day)
    assert scene.running(incident) == {INFORM: (day, None)}
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "close", incident, outcome="Klart.")
    assert faults(error) == {"information"}
    scene.do(house, "inform", incident, informed="yes", on=LATER.date(), how="Per brev.")
    assert set(scene.running(incident)) == {CLOSE}
    assert scene.fresh(incident).informed_how == "Per brev."


def test_that_the_risk_is_not_high_is_answered_anew_when_it_is(house: House) -> None:
    incident = scene.opened(house)
    no = {"informed": "no", "ground": "no_high_risk", "reason": "Ingen skada."}
    scene.do(house, "inform", incident, **no)
    grave = replace(FULL, severity=4)
    scene.do(house, "save", incident, contents=grave)
    assert set(scene.running(incident)) == {NOTIFY, INFORM}
    scene.do(house, "decide", incident, notify=True, reason="Risk.")
    scene.do(house, "notify", incident, sent_at=LATER, complete=True)
    assert ["Har de fått veta?", "Det är inte bestämt ännu."] in Notification.objects.get().contents
    assert set(scene.running(incident)) == {INFORM}
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "close", incident, outcome="Klart.")
    assert faults(error) == {"information"}
    # Not so grave after all: the answer holds again.
    scene.do(house, "save", incident, contents=FULL)
    assert set(scene.running(incident)) == {CLOSE}
    scene.do(house, "save", incident, contents=grave)
    # Another ground does not speak of the risk.
    scene.do(house, "inform", incident, **no | {"ground": "averted"})
    scene.do(house, "close", incident, outcome="Klart.")
    assert scene.fresh(incident).status == "closed"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"informed": "yes", "how": "Brev."}, "on"),
        ({"informed": "yes", "on": date(2025, 10, 15), "how": "Brev."}, "on"),
        ({"informed": "yes", "on": date(2025, 10, 14)}, "how"),
        ({"informed": "planned", "on": date(2025, 12, 1)}, "on"),
        ({"informed": "no", "reason": "Nej."}, "ground"),
        ({"informed": "no", "ground": "averted"}, "reason"),
        ({"informed": "kanske"}, "informed"),
    ],
)
def test_half_answers_about_information(house: House, given: dict[str, Any], field: str) -> None:
    incident = scene.opened(house)
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "inform", incident, **given)
    assert faults(error) == {field}


def test_an_answer_that_no_longer_holds_is_asked_anew(house: House, browse: Browse) -> None:
    incident, client = scene.notified(house), browse("dpo")
    scene.do(house, "inform", incident, informed="no", ground="no_high_risk", reason="Ofarligt.")
    scene.do(house, "save", incident, contents=scene.changed(severity=3))
    page = client.get(address("page", incident.number))
    assert page.context["next"].view == "breach_inform"
    assert "Ni svarade att risken inte är hög" in text(page)
    assert "Det är inte bestämt ännu." in text(page)
    form = client.get(address("inform", incident.number)).context["form"]
    assert (form.initial["informed"], form.initial["ground"]) == (None, "")
    assert form.initial["reason"] == "Ofarligt."
