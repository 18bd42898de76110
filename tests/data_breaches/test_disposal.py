"""An incident that is gone: its words and reports went, and the register counts as before."""

from typing import Any

import pytest
from django.urls import reverse
from tests.data_breaches import scene
from tests.reports.house_of_two import House

from hjulet.calendar.rules import parse_period
from hjulet.data_breaches import disposal, operations
from hjulet.figures import catalogue
from hjulet.figures.types import Scope
from hjulet.reports.disposal import KIND as REPORT
from hjulet.retention import operations as retention
from hjulet.retention.record_kinds import StillNeeded

pytestmark = pytest.mark.django_db


def figures() -> list[Any]:
    return [
        (one.key, catalogue.compute(one.key, Scope(parse_period("2025")), scene.LATER).rows)
        for one in catalogue.definitions()
    ]


def test_the_words_go_and_the_register_counts_as_before(house: House, browse: Any) -> None:
    report = scene.reported(house)
    incident = scene.closed(house, report)
    before = figures()
    gone = disposal.dispose(house.actor("registrar"), scene.LATER, incident.pk)
    assert gone.rows["texter"] > 3
    assert figures() == before
    incident.refresh_from_db()
    report.refresh_from_db()
    assert incident.disposed_on == report.disposed_on == scene.LATER.date()
    assert (incident.what_happened, incident.decision_reason, report.what_happened) == ("", "", "")
    assert (incident.kind, incident.persons) == ("wrong_receiver", 2)
    assert not disposal.ready().exists()
    page = browse("dpo").get(reverse("breach_page", args=[incident.number])).content.decode()
    assert "Det här står kvar" in page
    assert "Brevet är hämtat" not in page
    with pytest.raises(StillNeeded):
        disposal.dispose(house.actor("registrar"), scene.LATER, incident.pk)
    with pytest.raises(operations.WrongStatus):
        scene.do(house, "reopen", incident, reason="Mer har kommit fram.")


def test_an_open_incident_stays(house: House) -> None:
    incident = scene.filled(house, scene.reported(house))
    assert not disposal.ready().exists()
    with pytest.raises(StillNeeded):
        disposal.dispose(house.actor("registrar"), scene.LATER, incident.pk)


def test_a_hold_on_its_report_stops_it(house: House) -> None:
    report = scene.reported(house)
    incident = scene.closed(house, report)
    act: dict[str, Any] = {"actor": house.actor("registrar"), "now": scene.LATER}
    retention.place_hold(
        **act, board_id=house.board.pk, kind=REPORT, reference=report.reference, reason="tillsyn"
    )
    with pytest.raises(StillNeeded, match="Gallringen är stoppad"):
        disposal.dispose(act["actor"], scene.LATER, incident.pk)
    assert scene.fresh(incident).what_happened
    report.refresh_from_db()
    assert report.what_happened
