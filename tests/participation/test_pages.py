"""The list of units, the page to show at the meeting, and noting that it was held."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.improvements.town import DAY, NOW, Town
from tests.participation.scene import closed_case, measure, met

from hjulet.findings.lists import Cause
from hjulet.findings.models import Finding, FindingUnit
from hjulet.improvements.models import Measure, MeasureFinding
from hjulet.organisation.models import Unit
from hjulet.participation.models import Meeting, MeetingItem

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]
# Planted in every text of a report. No living person has the number.
PLANTED = "Beda Planterad"
NUMBER = "19121212-1212"


def page(town: Town, unit: Unit | None = None, **query: str) -> str:
    return reverse("apt_page", args=[(unit or town.unit).pk], query=query)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_page_tells_what_happened_what_is_done_and_whether_it_helped(
    town: Town, browse: Browse
) -> None:
    cause = Cause.objects.create(name="Adressen var skyddad")
    finding = town.finding(text="Adressen ändras sent i registret.", cause=cause)
    answer = measure(town, "started", title="Läs adressen högt")
    MeasureFinding.objects.create(measure=answer, finding=finding)
    town.finding(
        title="Ett eget fynd", handling="none_needed", handling_reason="Det var en engångshändelse."
    )
    measure(town, "closed", title="Dubbelkoll")
    report = closed_case(town, finding)
    shown = words(browse("staff").get(page(town)))
    for word in (
        "Det här har vi lärt oss", "Åkersenheten", "De senaste tre månaderna",
        "Adressen ändras sent", "Adressen var skyddad", "Läs adressen högt", "(pågår)",
        "Det var en engångshändelse.", "Kan det hända hos oss?", "Nej, det hjälpte inte.",
        "Lika många brev gick fel.", "Skillnaden är inte större än slumpen.", report.reference,
    ):  # fmt: skip
        assert word in shown, word
    assert shown.count("Prata om:") == 2
    assert "Notera träffen" not in shown
    assert "Notera träffen" in words(browse("manager").get(page(town)))
    assert "Kim manager" not in words(browse("staff").get(page(town)))


def test_nothing_of_a_report_reaches_the_page(town: Town, browse: Browse) -> None:
    secret = f"{PLANTED} {NUMBER}"
    finding = town.finding()
    for restricted in (False, True):
        closed_case(
            town, finding, restricted=restricted, what_happened=secret, done_at_once=secret,
            occurred_text=secret, commissioned_by=secret, reference=f"2025-77{int(restricted)}",
            reporter=builders.account(None, None, name=PLANTED),
        )  # fmt: skip
    for who in ("staff", "manager", "quality"):
        for query in ({}, {"skarm": "1"}):
            shown = words(browse(who).get(page(town, **query)))
            assert PLANTED not in shown
            assert NUMBER not in shown
            assert "2025-770" in shown
            assert "2025-771" not in shown


def test_on_a_screen_there_is_no_menu_and_no_form(town: Town, browse: Browse) -> None:
    town.finding()
    met(town, note="Vi läser högt", held_on=DAY - timedelta(days=40))
    shown = words(browse("manager").get(page(town, skarm="1")))
    assert 'data-size="lg"' in shown
    assert 'class="rail"' not in shown
    assert "Notera träffen" not in shown
    assert "Stäng skärmläget" in shown
    assert "Vi läser högt" not in shown
    assert "Sedan vi träffades sist" in shown


def test_another_board_gets_nothing(town: Town, browse: Browse) -> None:
    assert browse("other").get(page(town)).status_code == 404
    assert browse("staff").get(page(town, town.second)).status_code == 200
    elsewhere = town.people["other"].home_unit
    assert elsewhere is not None
    assert browse("staff").get(page(town, elsewhere)).status_code == 404
    assert browse("staff").get("/traffar/98765/").status_code == 404
    sent = {"held_on": DAY, "participants": "3"}
    for who in ("other", "staff", "second"):
        noted = browse(who).post(reverse("apt_note", args=[town.unit.pk]), sent)
        assert noted.status_code == 404
    assert not Meeting.objects.exists()
    town.unit.placements.update(valid_to=DAY - timedelta(days=1))
    assert browse("staff").get(page(town)).status_code == 404


def test_the_meeting_is_noted_from_the_page(town: Town, browse: Browse) -> None:
    finding, one = town.finding(), measure(town, "done")
    elsewhere = town.finding()
    FindingUnit.objects.filter(finding=elsewhere).update(unit=town.second)
    client = browse("manager")
    form = client.get(page(town)).context["form"]
    assert form.initial["finding"] == str(finding.pk)
    sent = {
        "held_on": DAY.isoformat(), "participants": "14", "note": "Vi läser högt.",
        "finding": f"{finding.pk} {elsewhere.pk} x {'9' * 5000}", "measure": f"{one.pk}",
    }  # fmt: skip
    answer = client.post(reverse("apt_note", args=[town.unit.pk]), sent, follow=True)
    shown = words(answer)
    assert "Träffen är noterad." in shown
    assert [(one.participants, one.note) for one in answer.context["held"]] == [
        (14, "Vi läser högt.")
    ]
    assert "Inga nya fynd." in shown
    items = MeetingItem.objects.order_by("pk").values_list("finding_id", "measure_id")
    assert list(items) == [(finding.pk, None), (None, one.pk)]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("held_on", "2025-10-15", "har inte varit än"),
        ("held_on", "2025-10-01", "redan noterad"),
        ("held_on", "", "Fyll i dag"),
        ("participants", "", "Skriv hur många"),
        ("participants", "många", "Skriv ett tal"),
        ("participants", "9" * 30, "från 1 till 500"),
    ],
)
def test_faults_stand_beside_the_field(
    town: Town, browse: Browse, field: str, value: str, message: str
) -> None:
    met(town, held_on=DAY - timedelta(days=13))
    sent = {"held_on": DAY.isoformat(), "participants": "14", "note": "Det här skrev jag."}
    client = browse("manager")
    answer = client.post(reverse("apt_note", args=[town.unit.pk]), sent | {field: value})
    assert answer.status_code == 200
    assert message in " ".join(answer.context["form"].errors[field])
    assert "Det här skrev jag." in words(answer)
    assert Meeting.objects.count() == 1


def test_the_list_has_her_own_first_and_when_each_met(town: Town, browse: Browse) -> None:
    met(town, "second", unit_id=town.second.pk)
    answer = browse("second").get(reverse("apt_list"))
    assert [place.name for place in answer.context["own"]] == ["Björkenheten"]
    assert "Åkersenheten" in [place.name for place in answer.context["others"]]
    assert "Äldrenämnden" not in words(answer)
    assert "träffades" in words(answer)
    assert "ingen träff noterad" in words(answer)
    assert reverse("apt_list") in words(browse("staff").get("/"))


def test_no_more_questions_with_hundreds_of_findings(
    town: Town, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    given: dict[str, Any] = {"board": town.board, "origin": "report", "found_on": DAY}
    findings = Finding.objects.bulk_create(
        Finding(
            reference=f"F-{n}", title=f"Fynd {n}", status="released", written_at=NOW,
            released_at=NOW, **given,
        )
        for n in range(300)
    )  # fmt: skip
    FindingUnit.objects.bulk_create(FindingUnit(finding=one, unit=town.unit) for one in findings)
    for number, status in enumerate(["closed", "done", "started", "decided"] * 12):
        one: Measure = measure(town, status)
        MeasureFinding.objects.create(measure=one, finding=findings[-1 - number % 5])
    for one_finding in findings[:40]:
        closed_case(town, one_finding)
    for n in range(40):
        Meeting.objects.create(
            unit=town.unit, held_on=DAY - timedelta(days=100 + n), participants=3, noted_at=NOW
        )
    client = browse("quality")
    client.get(page(town))
    with django_assert_max_num_queries(32):
        answer = client.get(page(town))
    assert answer.context["agenda"].number == 300
    assert words(answer).count("Prata om:") == 6
    assert "Det finns 282 till." in words(answer)
    for n in range(120):
        builders.unit(name=f"Enhet {n}", parent=town.department)
    with django_assert_max_num_queries(18):
        client.get(reverse("apt_list"))
