"""From an assessed deviation to a closed investigation: what is asked, who may, what follows."""

from datetime import date, timedelta

import pytest
from tests import builders
from tests.reports.house_of_two import DAY, House
from tests.reports.investigating import (
    LATER,
    accepted,
    cause,
    content,
    deviation,
    do,
    finding,
    head,
    opened,
)

from hjulet.calendar.models import Clock
from hjulet.findings.models import Finding
from hjulet.journal.models import Event
from hjulet.kernel.free_text import Invalid, NumbersInText
from hjulet.notices.models import Notice
from hjulet.organisation.rules import NotAllowed
from hjulet.reports import fact_check, operations
from hjulet.reports.investigation_rules import Content
from hjulet.reports.kinds import InvestigationStatus, Status
from hjulet.reports.models import (
    Investigation,
    InvestigationStep,
    InvestigationVersion,
    Report,
    ReportCase,
    ReportCause,
    ReportFinding,
)
from hjulet.reports.operations.investigation_common import current_ids

pytestmark = pytest.mark.django_db


def running(subject: int, begins: str = "investigation.") -> list[tuple[str, int | None, str]]:
    rows = Clock.objects.filter(
        subject_id=subject, kind__startswith=begins, ended_at__isnull=True
    ).order_by("kind")
    return list(rows.values_list("kind", "responsible_id", "role"))


def status_of(report: Report) -> str:
    return Report.objects.values_list("status", flat=True).get(pk=report.pk)


def test_the_manager_opens_it_and_the_clock_is_hers(house: House) -> None:
    report = deviation(house)
    found = opened(house, report)
    assert (found.reference, found.unit_id) == ("2025-1", house.unit.pk)
    assert status_of(report) == Status.INVESTIGATING
    case = ReportCase.objects.get(report=report)
    assert (case.reference, case.path) == ("utredning 2025-1", "/rapporter/utredningar/2025-1/")
    manager = house.people["manager"].pk
    assert running(found.pk) == [("investigation.finish", manager, "")]
    assert running(report.pk, "report.") == []
    assert Notice.objects.get(words__contains="utreds").account_id == house.people["staff"].pk
    event = Event.objects.get(verb="reports.open_investigation")
    assert (event.subject_kind, event.subject_id) == ("investigation", str(found.pk))


@pytest.mark.parametrize(
    "who", ["staff", "second_manager", "sas", "dpo", "admin", "member", "other_quality", "nobody"]
)
def test_others_do_not_open_it(house: House, who: str) -> None:
    with pytest.raises(NotAllowed):
        opened(house, deviation(house), who=who)
    assert not Investigation.objects.exists()


def test_only_assessed_deviations_are_opened(house: House) -> None:
    waiting = house.submit()
    with pytest.raises(operations.WrongStatus):
        opened(house, waiting)
    house.assess(waiting, "feedback")
    with pytest.raises(operations.WrongKind):
        opened(house, waiting)
    secret = house.submit()
    house.assess(secret, "lex_sarah")
    for who in ("manager", "quality", "sas"):
        with pytest.raises(NotAllowed):
            opened(house, secret, who=who)
    report = deviation(house)
    opened(house, report)
    with pytest.raises(operations.AlreadyTakenUp, match="utredning 2025-"):
        opened(house, report, who="quality")


def test_a_draft_may_be_unfinished_and_done_may_not(house: House) -> None:
    found = opened(house)
    do(house, "save", found, content=Content(course="Halvt"), expected=0)
    assert (found.course, found.version, found.status) == ("Halvt", 1, "draft")
    do(house, "save", found, content=Content(course="Halvt "), expected=1)
    assert found.version == 1
    with pytest.raises(Invalid) as refused:
        do(house, "finish", found, content=Content(course="Halvt"))
    assert {fault.field for fault in refused.value.faults} == {
        "why", "causes", "consequence", "likelihood", "police_report", "told_reporter",
    }  # fmt: skip
    assert found.status == "draft"
    do(house, "finish", found)
    assert found.status == "done"
    assert running(found.pk) == [("investigation.accept", None, "quality_team")]
    sealed = InvestigationVersion.objects.get()
    assert sealed.fields["course"] == found.course
    assert sealed.report_ids == current_ids(found.pk)
    with pytest.raises(operations.WrongStep):
        do(house, "save", found)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"police_report": True}, "police_on"),
        ({"police_report": True, "police_on": DAY + timedelta(days=1)}, "police_on"),
        ({"consequence": 5}, "consequence"),
        ({"course": "x" * 20_001}, "course"),
        ({"cause_ids": (987_654,)}, "causes"),
        ({"cause_unknown": True}, "cause_unknown"),
    ],
)
def test_what_cannot_stand_there(house: House, changed: dict[str, object], field: str) -> None:
    found = opened(house)
    with pytest.raises(Invalid) as refused:
        do(house, "finish", found, content=content(**changed))
    assert field in {fault.field for fault in refused.value.faults}


def test_an_unknown_cause_needs_no_analysis(house: House) -> None:
    found = opened(house)
    do(house, "finish", found, content=content(cause_unknown=True, cause_ids=(), why=""))
    assert found.status == "done"


def test_numbers_are_stopped(house: House) -> None:
    found = opened(house)
    with pytest.raises(NumbersInText):
        do(house, "save", found, content=content(why="Gäller 19121212-1212"))
    assert found.version == 0


def test_who_saves_what_somebody_else_has_saved_is_told(house: House) -> None:
    found = opened(house)
    do(house, "save", found, "quality", expected=0)
    with pytest.raises(operations.StaleInvestigation) as told:
        do(house, "save", found, content=content(course="Mitt"), expected=0)
    assert (told.value.version, told.value.name) == (1, "quality")
    assert found.course != "Mitt"


def test_returned_with_a_reason_and_accepted(house: House) -> None:
    report = deviation(house)
    found = opened(house, report)
    do(house, "finish", found)
    for verb in ("return", "accept"):
        with pytest.raises(NotAllowed):
            do(house, verb, found)
    with pytest.raises(Invalid, match="Skriv vad som"):
        do(house, "return", found, "quality", reason=" ")
    do(house, "return", found, "quality", reason="Skriv mer om orsaken.")
    assert running(found.pk)[0][0] == "investigation.finish"
    do(house, "finish", found)
    do(house, "accept", found, "quality")
    assert list(found.versions.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert running(found.pk) == [("investigation.close", house.people["manager"].pk, "")]
    causes = ReportCause.objects.filter(report=report).values_list("cause__name", flat=True)
    assert list(causes) == ["Rutinen saknas"]
    steps = InvestigationStep.objects.order_by("pk").values_list("verb", flat=True)
    assert list(steps) == ["opened", "done", "returned", "done", "accepted"]


def test_closing_asks_the_findings(house: House) -> None:
    report = deviation(house)
    found = accepted(house, report)
    made, of_report = finding(found), finding(found, handling="none_needed")
    ReportFinding.objects.create(report=report, finding=of_report)
    with pytest.raises(Invalid, match=made.reference):
        do(house, "close", found)
    Finding.objects.filter(pk=made.pk).update(handling="effect_shown")
    Finding.objects.filter(pk=of_report.pk).update(handling="under_way", handling_reason="")
    with pytest.raises(Invalid, match=of_report.reference):
        do(house, "close", found)
    Finding.objects.filter(pk=of_report.pk).update(handling="effect_shown")
    assert do(house, "close", found, reason="Kod på skrivaren.") == []
    assert status_of(report) == Status.CLOSED
    assert found.status == InvestigationStatus.CLOSED
    assert running(found.pk) == running(report.pk, "report.") == []
    assert report.status_changes.get().reason == "Kod på skrivaren."
    assert not fact_check.verify()


def test_a_data_breach_goes_on_when_the_investigation_closes(house: House) -> None:
    report = house.submit()
    house.assess(report, "deviation", "data_breach")
    found = accepted(house, report)
    assert do(house, "close", found) == [report.reference]
    assert running(report.pk, "report.")[0][0] == "report.data_breach"


def test_reopening_needs_a_reason_and_opens_the_report(house: House) -> None:
    report = deviation(house)
    found = accepted(house, report)
    do(house, "close", found)
    with pytest.raises(Invalid, match="varför utredningen öppnas"):
        do(house, "reopen", found, reason="")
    do(house, "reopen", found, reason="Det hände igen.")
    assert (found.status, status_of(report)) == ("draft", Status.INVESTIGATING)
    assert running(found.pk)[0][0] == "investigation.finish"
    assert report.status_changes.count() == 2
    assert not fact_check.verify()


def test_what_is_no_deviation_any_more_is_not_opened_again(house: House) -> None:
    one, two = deviation(house), deviation(house)
    found = accepted(house, one, two)
    do(house, "close", found)
    house.assess(one, "feedback", expected_number=2)
    do(house, "reopen", found)
    assert current_ids(found.pk) == [two.pk]
    do(house, "finish", found)
    do(house, "accept", found, "quality")
    do(house, "close", found)
    house.assess(two, "feedback", expected_number=2)
    with pytest.raises(Invalid, match="Ingen rapport hör till"):
        do(house, "reopen", found)


def test_several_reports_together(house: House) -> None:
    one, two = deviation(house), deviation(house)
    elsewhere = house.submit()
    house.assess(elsewhere, "deviation", unit_ids=[house.second.pk])
    found = opened(house, one)
    given = {"now": LATER, "investigation_id": found.pk}
    operations.add_report(actor=house.actor("manager"), report_id=two.pk, **given)
    with pytest.raises(NotAllowed):
        operations.add_report(actor=house.actor("manager"), report_id=elsewhere.pk, **given)
    operations.add_report(actor=head(house), report_id=elsewhere.pk, **given)
    assert current_ids(found.pk) == [one.pk, two.pk, elsewhere.pk]
    remove = {"actor": house.actor("manager"), "reason": "En annan sak.", **given}
    operations.remove_report(report_id=two.pk, **remove)
    assert status_of(two) == Status.ASSESSED
    assert running(two.pk, "report.")[0][0] == "report.investigate"
    with pytest.raises(Report.DoesNotExist):
        operations.remove_report(report_id=two.pk, **remove)
    assert opened(house, two).reference == "2025-2"
    operations.remove_report(report_id=one.pk, **remove)
    operations.remove_report(report_id=elsewhere.pk, **remove)
    found.refresh_from_db()
    assert found.status == "closed"
    assert running(found.pk) == []


def test_the_quality_team_takes_a_report_out_before_it_judges_anew(house: House) -> None:
    report = deviation(house)
    found = opened(house, report)
    with pytest.raises(Invalid, match=r"hör till utredning 2025-1\. Ta ut den"):
        house.assess(report, "not_deviation", expected_number=1)
    operations.remove_report(
        actor=house.actor("sas"), now=LATER, investigation_id=found.pk, report_id=report.pk,
        reason="Inte en avvikelse.",
    )  # fmt: skip
    house.assess(report, "not_deviation", expected_number=1)
    assert running(report.pk, "report.")[0][0] == "report.close"


def test_somebody_else_is_responsible_and_reads_while_she_is(house: House) -> None:
    report = deviation(house)
    found = opened(house, report)
    worker = builders.account("staff", house.unit, "worker", house.unit)
    house.people["worker"] = worker
    seen = Report.objects.visible_to(house.actor("worker"))
    assert not seen.exists()
    for wrong in ("member", "other_staff", "admin", "nobody"):
        with pytest.raises(Invalid, match="arbetar på enheten"):
            do(house, "assign", found, responsible_id=house.people[wrong].pk)
    do(house, "assign", found, responsible_id=worker.pk)
    assert seen.all().get() == report
    assert running(found.pk) == [("investigation.finish", worker.pk, "")]
    do(house, "save", found, "worker")
    other = deviation(house)
    assert not seen.filter(pk=other.pk).exists()
    do(house, "assign", found, "quality", responsible_id=house.people["manager"].pk)
    assert not seen.all().exists()
    with pytest.raises(Investigation.DoesNotExist):
        do(house, "save", found, "worker")


def test_earlier_reports_that_one_does_not_read_stay_ticked(house: House) -> None:
    earlier, hidden = deviation(house), house.submit()
    house.assess(hidden, "deviation", unit_ids=[house.second.pk])
    found = opened(house, deviation(house))
    do(house, "save", found, "quality", content=content(earlier_ids=(earlier.pk, hidden.pk)))
    do(house, "save", found, content=content(earlier_ids=()))
    kept = found.earlier_links.order_by("pk").values_list("report_id", flat=True)
    assert list(kept) == [hidden.pk]
    other = builders.report(board=house.other, units=[house.other_unit])
    do(house, "save", found, content=content(earlier_ids=(other.pk,)))
    assert not found.earlier_links.filter(report=other).exists()


def test_a_cause_that_is_no_longer_used_may_stay(house: House) -> None:
    found = opened(house)
    do(house, "save", found)
    old = cause()
    old.active = False
    old.save()
    do(house, "save", found, content=content(course="Mer."))
    assert found.course == "Mer."


def test_a_year_later_it_has_a_number_of_that_year(house: House) -> None:
    report = deviation(house)
    house.people["later"] = builders.account("unit_manager", house.unit, "later", house.unit)
    found = operations.open_investigation(
        actor=house.actor("later", date(2026, 1, 5)),
        now=LATER + timedelta(days=90),
        report_ids=[report.pk],
    )
    assert found.reference == "2026-1"
