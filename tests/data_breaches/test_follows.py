"""An incident follows its reports to another unit, and they follow it out and to its findings."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests import builders
from tests.data_breaches import scene
from tests.data_breaches.scene import LATER
from tests.reports.house_of_two import House
from tests.rows import row

from hjulet.data_breaches import letter as letters
from hjulet.data_breaches import operations
from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.web.words import state_words
from hjulet.findings.kinds import Handling
from hjulet.findings.kinds import Status as FindingStatus
from hjulet.findings.models import Finding
from hjulet.journal.models import Event
from hjulet.reports import operations as reports
from hjulet.reports.kinds import Status as ReportStatus
from hjulet.reports.models import Report, ReportFinding

pytestmark = pytest.mark.django_db


def moved(house: House, report: Report, number: int = 1) -> None:
    house.assess(report, "data_breach", unit_ids=[house.second.pk], expected_number=number)


def test_it_follows_its_report_to_another_unit(house: House) -> None:
    report = scene.reported(house)
    incident = scene.opened(house, report)
    moved(house, report)
    incident = scene.fresh(incident)
    assert incident.unit_id == house.second.pk
    step = incident.steps.order_by("-pk").first()
    assert (step.verb, step.by_id) == ("move", house.people["quality"].pk)
    assert step.text == "En rapport är bedömd på nytt. Enhet: Åkersenheten, nu Mottagningen."
    assert Event.objects.filter(verb="data_breaches.move").count() == 1


def test_it_stays_where_another_of_its_reports_stands(house: House) -> None:
    first, second = scene.reported(house), scene.reported(house)
    incident = scene.opened(house, first, second)
    moved(house, first)
    assert scene.fresh(incident).unit_id == house.unit.pk
    moved(house, second)
    assert scene.fresh(incident).unit_id == house.second.pk


def test_a_unit_that_somebody_chose_stays(house: House) -> None:
    report = scene.reported(house)
    third = builders.unit(name="Växeln", parent=house.department)
    incident = scene.opened(house, report, unit_id=third.pk)
    moved(house, report)
    assert scene.fresh(incident).unit_id == third.pk


def test_closed_it_stays_until_it_is_opened_again(house: House) -> None:
    report = scene.reported(house)
    incident = scene.closed(house, report)
    moved(house, report)
    assert scene.fresh(incident).unit_id == house.unit.pk
    scene.do(house, "reopen", incident, reason="En sak till.")
    assert scene.fresh(incident).unit_id == house.second.pk


def with_finding(house: House, incident: Incident) -> Finding:
    finding = row(Finding)
    operations.link_finding(
        actor=house.actor("dpo"), now=LATER, finding_id=finding.pk, incident_id=incident.pk
    )
    return finding


def ready(house: House, *given: Report) -> Incident:
    incident = scene.notified(house, *given)
    scene.do(house, "inform", incident, informed="yes", on=LATER.date(), how="Per telefon.")
    return incident


def test_it_is_not_closed_before_its_findings_are_handled(house: House) -> None:
    report = scene.reported(house)
    incident = ready(house, report)
    finding = with_finding(house, incident)
    Finding.objects.filter(pk=finding.pk).update(handling=Handling.OPEN)
    with pytest.raises(operations.InvalidIncident) as refused:
        scene.do(house, "close", incident, outcome="Klart.")
    assert [fault.field for fault in refused.value.faults] == ["findings"]
    assert finding.reference in refused.value.faults[0].message
    Finding.objects.filter(pk=finding.pk).update(
        status=FindingStatus.RELEASED, released_at=LATER, handling=Handling.NONE_NEEDED
    )
    scene.do(house, "close", incident, outcome="Klart.")
    report.refresh_from_db()
    assert report.status == ReportStatus.CLOSED
    assert ReportFinding.objects.filter(report=report, finding=finding).exists()


def test_a_finding_of_a_closed_incident_is_tied_to_its_reports(house: House) -> None:
    report = scene.reported(house)
    finding = with_finding(house, scene.closed(house, report))
    assert ReportFinding.objects.filter(report=report, finding=finding).exists()


def test_the_page_names_the_findings_that_are_left(house: House, browse: Any) -> None:
    incident = ready(house, scene.reported(house))
    finding = with_finding(house, incident)
    Finding.objects.filter(pk=finding.pk).update(handling=Handling.OPEN)
    address = reverse("breach_close", args=[incident.number])
    page = browse("dpo").get(address).content.decode()
    assert f"Fynd {finding.reference} är inte klart" in page


def test_a_report_that_leaves_was_not_notified_after_all(house: House) -> None:
    report, stays = scene.reported(house), scene.reported(house)
    incident = scene.notified(house, report, stays)
    scene.do(house, "remove_report", incident, report_id=report.pk, reason="Den gällde annat.")
    report.refresh_from_db()
    stays.refresh_from_db()
    assert (report.notified_imy, report.notified_imy_on) == (False, None)
    assert stays.notified_imy
    rows = report.corrections.order_by("pk").values_list("field", "before", "after")
    day = LATER.date().isoformat()
    assert list(rows) == [("notified_imy", "", day), ("notified_imy", day, "")]


def test_what_was_noted_by_somebody_else_stays(house: House) -> None:
    report, stays = scene.reported(house), scene.reported(house)
    incident = scene.notified(house, report, stays)
    day = LATER.date() + timedelta(days=2)
    reports.note_notification(
        actor=house.actor("quality"), now=LATER + timedelta(days=3), report_id=report.pk,
        authority="imy", on=day,
    )  # fmt: skip
    scene.do(house, "remove_report", incident, report_id=report.pk, reason="Den gällde annat.")
    report.refresh_from_db()
    assert report.notified_imy_on == day


def test_nobody_has_said_that_nothing_is_planned(house: House) -> None:
    lines = dict(letters.known(scene.opened(house)))
    assert lines["Vad ska vi göra?"] == "Inte besvarat ännu."
    assert lines["Personuppgiftsbiträde"] == "Inte besvarat ännu."
    assert lines["Vad hände?"] == "Vi vet inte ännu."


def test_the_page_has_every_date_and_the_hours_it_took(house: House, browse: Any) -> None:
    incident = scene.notified(house, complete=False)
    Incident.objects.filter(pk=incident.pk).update(severity=3)
    scene.do(house, "inform", incident, informed="planned", on=LATER.date() + timedelta(days=2))
    page = browse("dpo").get(reverse("breach_page", args=[incident.number])).content.decode()
    page = page.replace("\u00a0", " ")
    assert "Komplettera anmälan till IMY</dt><dd>11 november 2025" in page
    assert "Informera dem som det gäller</dt><dd>16 oktober 2025" in page
    assert "2 dagar kvar" in page
    assert "2 timmar efter upptäckten" in page


def test_the_last_day_is_told_in_hours(house: House) -> None:
    incident = scene.opened(house)
    now = incident.discovered_at + timedelta(hours=62)
    assert state_words(incident, now) == ("soon", "10\u00a0timmar kvar")
