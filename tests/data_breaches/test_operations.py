"""From a discovery to a closed incident, and what stops each step."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.data_breaches import scene
from tests.data_breaches.scene import FULL, LATER
from tests.reports.house_of_two import NOW, House
from tests.rows import row

from hjulet.calendar.models import Clock
from hjulet.data_breaches import operations
from hjulet.data_breaches.models import Incident, Notification, Step
from hjulet.data_breaches.rules import CLOSE, COMPLEMENT, NOTIFY, Contents
from hjulet.findings.models import Finding
from hjulet.journal.models import Event
from hjulet.kernel.clock import hours_later
from hjulet.kernel.free_text import NumbersInText
from hjulet.organisation.rules import NotAllowed
from hjulet.reports import operations as reports
from hjulet.reports.models import ReportCase, ReportFinding

pytestmark = pytest.mark.django_db


def faults(error: Any) -> set[str]:
    return {one.field for one in error.value.faults}


def test_opened_from_a_report_the_clock_goes_on(house: House) -> None:
    report = scene.reported(house)
    incident = scene.opened(house, report)
    assert incident.reference == "PUI 2025-1"
    due = hours_later(NOW, 72)
    assert scene.running(incident) == {NOTIFY: (due.date(), due)}
    assert not Clock.objects.filter(kind="report.data_breach", ended_at__isnull=True).exists()
    case = ReportCase.objects.get()
    assert (case.report_id, case.kind, case.reference, case.path) == (
        report.pk, "data_breach", "PUI 2025-1", "/personuppgiftsincidenter/2025-1/",
    )  # fmt: skip
    running = Clock.objects.get(kind=NOTIFY)
    assert running.role == "data_protection_officer"
    assert running.unit_id == house.board.pk
    assert Event.objects.get(verb="data_breaches.open").subject_id == str(incident.pk)


def test_opened_from_nothing(house: House) -> None:
    incident = scene.opened(house)
    assert incident.board_id == house.board.pk
    assert incident.report_links.count() == 0


def test_an_earlier_discovery_moves_the_clock_and_a_later_needs_a_reason(house: House) -> None:
    earlier = NOW - timedelta(hours=40)
    incident = scene.opened(house, scene.reported(house), discovered_at=earlier)
    assert scene.running(incident)[NOTIFY][1] == hours_later(earlier, 72)
    later = NOW + timedelta(hours=1)
    with pytest.raises(operations.InvalidIncident) as error:
        scene.opened(house, scene.reported(house), discovered_at=later)
    assert faults(error) == {"discovered_how"}
    scene.opened(house, scene.reported(house), discovered_at=later, discovered_how="Vi såg det då.")


def test_what_cannot_be_opened(house: House) -> None:
    with pytest.raises(operations.InvalidIncident) as error:
        scene.opened(house, discovered_at=LATER + timedelta(minutes=1))
    assert faults(error) == {"discovered_at"}
    for report in (
        house.submit(),  # nobody has assessed it
        scene.reported(house, "deviation"),  # not readable by the dataskyddsombud
    ):
        with pytest.raises(operations.InvalidIncident) as error:
            scene.opened(house, report)
        assert faults(error) == {"report"}
    taken = scene.reported(house)
    scene.opened(house, taken)
    with pytest.raises(operations.InvalidIncident, match="PUI 2025-1"):
        scene.opened(house, taken)
    assert Incident.objects.count() == 1


@pytest.mark.parametrize("who", ["staff", "manager", "quality", "sas", "registrar", "other_dpo"])
def test_who_may_not(house: House, who: str) -> None:
    with pytest.raises(NotAllowed):
        scene.opened(house, who=who)
    incident = scene.decided(house)
    for verb, given in (
        ("save", {"contents": FULL}),
        ("decide", {"notify": False, "reason": "Nej."}),
        ("notify", {"sent_at": LATER, "complete": True}),
        ("correct_discovered", {"discovered_at": NOW - timedelta(hours=1), "reason": "Fel."}),
    ):
        with pytest.raises((NotAllowed, Incident.DoesNotExist)):
            scene.do(house, verb, incident, who=who, **given)


def test_a_draft_may_be_incomplete_but_not_impossible(house: House) -> None:
    incident = scene.opened(house)
    scene.do(house, "save", incident, contents=Contents(what_happened=" Något  "))
    assert scene.fresh(incident).what_happened == "Något"
    wrong = Contents(
        persons=3, persons_unknown=True, occurred_from=date(2025, 10, 15), kind="x",
        groups=("y",), data_text="a" * 201,
    )  # fmt: skip
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "save", incident, contents=wrong)
    assert faults(error) == {"persons", "occurred_from", "kind", "groups", "data_text"}
    with pytest.raises(NumbersInText):
        scene.do(house, "save", incident, contents=Contents(consequences="19121212-1212"))


def test_two_who_write_at_once_lose_nothing(house: House) -> None:
    incident = scene.opened(house)
    seen = incident.version
    scene.do(house, "save", incident, contents=FULL, version=seen)
    for verb, given in (
        ("save", {"contents": Contents()}),
        ("decide", {"notify": True, "reason": "Ja."}),
        ("inform", {"informed": "no", "ground": "averted", "reason": "Hämtat."}),
    ):
        with pytest.raises(operations.StaleIncident) as error:
            scene.do(house, verb, incident, version=seen, **given)
        assert error.value.version == seen + 1
    assert scene.fresh(incident).contents == FULL


def test_not_to_notify_asks_for_what_the_register_holds(house: House) -> None:
    incident = scene.opened(house)
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "decide", incident, notify=False, reason="")
    assert faults(error) == {
        "kind", "what_happened", "consequences", "severity", "measures_taken", "reason",
    }  # fmt: skip
    scene.do(house, "save", incident, contents=FULL)
    scene.do(house, "decide", incident, notify=False, reason="Brevet var oöppnat.")
    assert set(scene.running(incident)) == {CLOSE}
    step = Step.objects.get(verb="decide_no")
    assert ["Vad hände?", FULL.what_happened] in step.contents
    assert scene.fresh(incident).status == "decided"
    # Something new comes up: it is decided anew, and the 72 hours are what they were.
    scene.do(house, "decide", incident, notify=True, reason="Brevet var öppnat.")
    assert scene.running(incident)[NOTIFY][1] == hours_later(NOW, 72)


def test_a_complete_notification_says_everything(house: House) -> None:
    incident = scene.opened(house)
    scene.do(house, "decide", incident, notify=True, reason="Risk.")
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "notify", incident, sent_at=LATER, complete=True)
    assert faults(error) == {
        "kind", "what_happened", "breached", "groups", "persons", "data_kinds", "consequences",
        "severity", "measures_taken",
    }  # fmt: skip
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "notify", incident, sent_at=LATER, complete=False)
    assert faults(error) == {"kind", "what_happened"}


def test_notified_seals_what_was_told_and_marks_the_reports(house: House) -> None:
    report = scene.reported(house)
    incident = scene.notified(house, report)
    sent = Notification.objects.get()
    assert (sent.number, sent.sent_at, sent.delay_reason) == (1, LATER, "")
    assert ["Ungefär hur många personer?", "2"] in sent.contents
    report.refresh_from_db()
    assert (report.notified_imy, report.notified_imy_on) == (True, LATER.date())
    scene.do(house, "save", incident, contents=Contents(what_happened="Annat."))
    sent.refresh_from_db()
    assert ["Vad hände?", FULL.what_happened] in sent.contents
    for verb, given in (
        ("decide", {"notify": False, "reason": "Nej."}),
        ("notify", {"sent_at": LATER, "complete": True}),
        ("correct_discovered", {"discovered_at": NOW - timedelta(hours=1), "reason": "Fel."}),
    ):
        with pytest.raises(operations.WrongStatus):
            scene.do(house, verb, incident, **given)


def test_later_than_72_hours_says_why(house: House) -> None:
    incident = scene.decided(house)
    now = hours_later(NOW, 80)
    late = {"sent_at": now, "complete": True, "now": now}
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "notify", incident, **late)
    assert faults(error) == {"delay_reason"}
    sent = scene.do(house, "notify", incident, delay_reason="Det var svårt att förstå.", **late)
    assert sent.delay_reason == "Det var svårt att förstå."
    assert ["Varför kommer anmälan senare än 72 timmar?", sent.delay_reason] in sent.contents


def test_at_the_very_end_of_the_72nd_hour_it_is_in_time(house: House) -> None:
    incident = scene.decided(house)
    now = hours_later(NOW, 72)
    scene.do(house, "notify", incident, sent_at=now, complete=True, now=now)
    assert Notification.objects.get().delay_reason == ""


def test_in_phases_within_four_weeks(house: House) -> None:
    incident = scene.notified(house, complete=False)
    due = LATER.date() + timedelta(days=28)
    assert scene.running(incident) == {COMPLEMENT: (due, None)}
    week = LATER + timedelta(days=7)
    scene.do(house, "complement", incident, sent_at=week, complete=False, now=week)
    assert scene.running(incident) == {COMPLEMENT: (due, None)}
    two = week + timedelta(days=7)
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "complement", incident, sent_at=NOW, complete=True, now=two)
    assert faults(error) == {"sent_at"}
    scene.do(house, "complement", incident, sent_at=two, complete=True, now=two,
             imy_reference="IMY-2025-1234")  # fmt: skip
    assert set(scene.running(incident)) == {CLOSE}
    assert [one.number for one in incident.notifications.order_by("number")] == [1, 2, 3]
    assert scene.fresh(incident).imy_reference == "IMY-2025-1234"


def test_closed_closes_its_reports_and_reopened_opens_them(house: House) -> None:
    report = scene.reported(house)
    incident = scene.closed(house, report)
    assert scene.running(incident) == {}
    report.refresh_from_db()
    assert report.status == "closed"
    assert report.status_changes.get().reason == "Vi har ändrat rutinen."
    for verb, given in (
        ("save", {"contents": FULL}),
        ("close", {"outcome": "Igen."}),
        ("inform", {"informed": "no", "ground": "averted", "reason": "Nej."}),
    ):
        with pytest.raises(operations.WrongStatus):
            scene.do(house, verb, incident, **given)
    scene.do(house, "reopen", incident, reason="Det kom mer.")
    report.refresh_from_db()
    assert (report.status, scene.fresh(incident).status) == ("investigating", "notified")
    assert set(scene.running(incident)) == {CLOSE}
    with pytest.raises(operations.WrongStatus):
        scene.do(house, "reopen", incident, reason="Igen.")


def test_not_closed_before_its_time(house: House) -> None:
    incident = scene.opened(house)
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "close", incident, outcome="")
    assert {"decision", "information", "outcome", "what_happened"} <= faults(error)
    scene.do(house, "save", incident, contents=FULL)
    scene.do(house, "decide", incident, notify=True, reason="Risk.")
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "close", incident, outcome="Klart.")
    assert faults(error) == {"notification", "information"}
    scene.do(house, "notify", incident, sent_at=LATER, complete=False)
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "close", incident, outcome="Klart.")
    assert faults(error) == {"complement", "information"}


def test_a_report_with_a_finding_that_waits_stays_open(house: House) -> None:
    report = scene.reported(house)
    ReportFinding.objects.create(report=report, finding=row(Finding))
    incident = scene.decided(house, report, notify=False)
    scene.do(house, "inform", incident, informed="no", ground="averted", reason="Hämtat.")
    left = scene.do(house, "close", incident, outcome="Klart.")
    assert left == [report.reference]
    assert Clock.objects.get(ended_at__isnull=True).kind == "report.close"


def test_reports_are_added_and_taken_out(house: House) -> None:
    first, second = scene.reported(house), scene.reported(house)
    incident = scene.notified(house, first)
    scene.do(house, "add_report", incident, reference=second.reference)
    second.refresh_from_db()
    assert second.notified_imy
    scene.do(house, "remove_report", incident, report_id=second.pk, reason="Något annat.")
    assert list(incident.report_links.values_list("report_id", flat=True)) == [first.pk]
    assert Clock.objects.filter(kind="report.data_breach", ended_at__isnull=True).count() == 1
    with pytest.raises(operations.InvalidIncident):
        scene.do(house, "remove_report", incident, report_id=first.pk, reason=" ")
    with pytest.raises(operations.InvalidIncident):
        scene.do(house, "add_report", incident, reference="finns-inte")


def test_a_report_that_came_after_the_notification_keeps_its_day(house: House) -> None:
    incident = scene.notified(house)
    tomorrow = NOW + timedelta(days=1)
    report = scene.reported(house, now=tomorrow)
    scene.do(house, "add_report", incident, reference=report.reference,
             now=tomorrow + timedelta(hours=2))  # fmt: skip
    report.refresh_from_db()
    assert report.notified_imy_on == tomorrow.date()


def test_the_discovery_is_corrected_and_what_stood_is_kept(house: House) -> None:
    incident = scene.opened(house)
    earlier = NOW - timedelta(hours=30)
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "correct_discovered", incident, discovered_at=NOW, reason="")
    assert faults(error) == {"discovered_at", "reason"}
    scene.do(house, "correct_discovered", incident, discovered_at=earlier, reason="Hon såg det då.")
    assert scene.running(incident)[NOTIFY][1] == hours_later(earlier, 72)
    step = Step.objects.get(verb="correct")
    assert (step.moved_from, step.moved_to, step.text) == (NOW, earlier, "Hon såg det då.")


def test_handed_over_the_clocks_keep_their_time(house: House) -> None:
    incident = scene.opened(house)
    before = scene.running(incident)
    scene.do(house, "hand_over", incident, responsible_id=house.people["lead"].pk)
    assert scene.running(incident) == before
    assert Clock.objects.get(kind=NOTIFY, ended_at__isnull=True).responsible.name == "lead"
    with pytest.raises(operations.InvalidIncident) as error:
        scene.do(house, "hand_over", incident, responsible_id=house.people["quality"].pk)
    assert faults(error) == {"responsible"}
    scene.do(house, "save", incident, contents=FULL)
    scene.do(house, "decide", incident, notify=False, reason="Nej.")
    close = scene.running(incident)
    scene.do(house, "hand_over", incident, responsible_id=house.people["dpo"].pk,
             now=LATER + timedelta(days=3))  # fmt: skip
    assert scene.running(incident) == close
    assert Clock.objects.get(kind=CLOSE, ended_at__isnull=True).responsible.name == "dpo"


def test_without_a_dataskyddsombud_management_answers(house: House) -> None:
    house.people["dpo"].is_active = False
    house.people["dpo"].save()
    scene.opened(house, who="lead")
    assert Clock.objects.get().role == "administration_lead"


def test_imy_gives_its_number_later(house: House) -> None:
    incident = scene.decided(house)
    with pytest.raises(operations.WrongStatus):
        scene.do(house, "note_reference", incident, imy_reference="IMY-1")
    scene.do(house, "notify", incident, sent_at=LATER, complete=True)
    for wrong in (" ", "x" * 61, "19121212-1212"):
        with pytest.raises(operations.InvalidIncident):
            scene.do(house, "note_reference", incident, imy_reference=wrong)
    scene.do(house, "note_reference", incident, imy_reference="IMY-1")
    assert scene.fresh(incident).imy_reference == "IMY-1"


def test_what_a_secret_incident_came_to_is_not_kept_for_the_reporter(house: House) -> None:
    report = scene.reported(house, "lex_sarah", "data_breach")
    incident = scene.notified(house, report)
    scene.do(house, "inform", incident, informed="yes", on=LATER.date(), how="Per telefon.")
    assert scene.do(house, "close", incident, outcome="Om kvicksilver.") == [report.reference]
    assert ReportCase.objects.get(kind="data_breach").outcome == ""


def test_a_deviation_is_not_closed_with_the_incident(house: House) -> None:
    """The unit has still to investigate it, or the quality team to say why it need not."""
    report = scene.reported(house, "deviation", "data_breach")
    incident = scene.notified(house, report)
    scene.do(house, "inform", incident, informed="yes", on=LATER.date(), how="Per telefon.")
    assert scene.do(house, "close", incident, outcome="Klart.") == [report.reference]
    assert Clock.objects.get(ended_at__isnull=True).kind == "report.investigate"
    assert ReportCase.objects.get().outcome == "Klart."
    scene.do(house, "reopen", incident, reason="Det kom mer.")
    assert ReportCase.objects.get().outcome == ""  # it is not what it came to any more
    scene.do(house, "close", incident, outcome="Helt klart.")
    reports.close(
        actor=house.actor("quality"), now=LATER, report_id=report.pk, reason="Utredd i incidenten."
    )
    report.refresh_from_db()
    assert report.status == "closed"
    assert not Clock.objects.filter(ended_at__isnull=True).exists()
