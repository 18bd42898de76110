"""The clock of a report: it runs from intake until the assessment, also for what a file brought."""

from datetime import date, timedelta

import pytest
from tests import builders
from tests.reports.house_of_two import NOW, House

from hjulet.calendar import operations as calendar
from hjulet.calendar.kinds import ChaseStep, Ended
from hjulet.calendar.models import Chase, Clock
from hjulet.calendar.queries import waiting_for
from hjulet.kernel.clock import at
from hjulet.organisation.kinds import Role
from hjulet.organisation.types import SYSTEM
from hjulet.reports import clocks, operations
from hjulet.reports.kinds import Status
from hjulet.reports.models import Report
from hjulet.reports.rules import imy_due

pytestmark = pytest.mark.django_db


def running() -> list[tuple[str, date | None]]:
    rows = Clock.objects.filter(ended_at__isnull=True).order_by("pk")
    return list(rows.values_list("reference", "due_on"))


def test_it_runs_from_intake_until_assessed(house: House) -> None:
    report = house.submit()
    clock = Clock.objects.get()
    assert (clock.kind, clock.subject_id, clock.role) == (
        clocks.ASSESS,
        report.pk,
        Role.QUALITY_TEAM,
    )
    assert clock.due_on == report.assess_by
    assert clock.path == f"/rapporter/{report.reference}/"
    house.assess(report, "deviation")
    clock.refresh_from_db()
    assert clock.ended == Ended.DONE
    after = Clock.objects.get(ended_at__isnull=True)
    assert (after.kind, after.role) == (clocks.INVESTIGATE, Role.UNIT_MANAGER)


def test_each_kind_has_its_own_next_step(house: House) -> None:
    report = house.submit()

    def steps() -> set[tuple[str, str, bool]]:
        rows = Clock.objects.filter(ended_at__isnull=True).order_by("pk")
        return set(rows.values_list("kind", "role", "confidential"))

    house.assess(report, "data_breach", "deviation")
    assert steps() == {
        (clocks.DATA_BREACH, Role.DATA_PROTECTION_OFFICER, False),
        (clocks.INVESTIGATE, Role.UNIT_MANAGER, False),
    }
    breach = Clock.objects.get(kind=clocks.DATA_BREACH)
    assert breach.due_at == report.received_at + timedelta(hours=72)
    house.assess(report, "data_breach", "lex_sarah", who="sas", expected_number=1)
    assert steps() == {
        (clocks.DATA_BREACH, Role.DATA_PROTECTION_OFFICER, True),
        (clocks.LEX_SARAH, Role.SAS, True),
    }
    moved = Clock.objects.get(kind=clocks.DATA_BREACH, ended_at__isnull=True)
    assert moved.due_at == breach.due_at
    house.assess(report, "not_deviation", who="sas", expected_number=2)
    assert steps() == {(clocks.CLOSE_CLOCK, Role.QUALITY_TEAM, False)}


def test_without_a_dataskyddsombud_management_takes_the_breach_up(house: House) -> None:
    lead = builders.account(Role.ADMINISTRATION_LEAD, house.board, "lead")
    house.people["lead"] = lead
    house.people["dpo"].is_active = False
    house.people["dpo"].save()
    report = house.submit()
    house.assess(report, "data_breach")
    clock = Clock.objects.get(kind=clocks.DATA_BREACH)
    assert (clock.role, clock.unit_id) == (Role.ADMINISTRATION_LEAD, house.board.pk)
    assert [one.reference for one in waiting_for(house.actor("lead"), NOW)] == [report.reference]
    calendar.chase(now=NOW + timedelta(hours=2))
    assert Chase.objects.get(clock=clock).account_id == lead.pk


def test_a_breach_that_nobody_takes_up_is_raised_to_management_the_next_day(house: House) -> None:
    lead = builders.account(Role.ADMINISTRATION_LEAD, house.board, "lead")
    house.assess(house.submit(), "data_breach")
    raised = Chase.objects.filter(step=ChaseStep.RAISED)
    calendar.chase(now=at(date(2025, 10, 17), 10))  # a Friday, and the hours are out
    assert not raised.exists()
    calendar.chase(now=at(date(2025, 10, 20), 10))
    assert raised.get().account_id == lead.pk


def test_a_closed_report_that_is_a_data_breach_after_all_is_open_again(house: House) -> None:
    report = house.submit()
    house.assess(report, "feedback")
    given = {"actor": house.actor("quality"), "now": NOW + timedelta(hours=2)}
    operations.close(**given, report_id=report.pk, reason="Besvarad.")
    house.assess(report, "deviation", expected_number=1)
    assert Report.objects.get(pk=report.pk).status == Status.CLOSED
    house.assess(report, "data_breach", expected_number=2)
    assert Report.objects.get(pk=report.pk).status == Status.ASSESSED
    assert Clock.objects.get(ended_at__isnull=True).kind == clocks.DATA_BREACH
    change = report.status_changes.latest("pk")
    assert change.reason == "Bedömd på nytt som personuppgiftsincident."
    before = builders.report(
        board=house.board, units=[house.unit], types=[house.types["lex_sarah"]],
        closed_on=date(2025, 10, 1), received_on=date(2025, 9, 1), restricted=True,
    )  # fmt: skip
    house.assess(before, "lex_sarah", "deviation", who="sas")
    assert Report.objects.get(pk=before.pk).status == Status.CLOSED


def test_a_report_opened_again_without_assessment_waits_again(house: House) -> None:
    report = builders.report(
        board=house.board,
        units=[house.unit],
        closed_on=date(2025, 10, 1),
        received_on=date(2025, 9, 1),
        assess_by=date(2025, 9, 8),
    )
    operations.reopen(
        actor=house.actor("quality"), now=NOW, report_id=report.pk, reason="Det kom mer."
    )
    assert running() == [(report.reference, date(2025, 9, 8))]


def test_what_many_rows_changed_is_caught_up_once(house: House) -> None:
    waiting = builders.report(board=house.board, units=[house.unit], assess_by=date(2025, 10, 20))
    builders.report(board=house.board, units=[house.unit], types=[house.types["deviation"]])
    for _ in range(2):
        clocks.catch_up(NOW)
        assert running() == [(waiting.reference, date(2025, 10, 20))]
    Report.objects.filter(pk=waiting.pk).update(status=Status.ASSESSED)
    clocks.catch_up(NOW + timedelta(days=1))
    assert running() == []


def test_the_title_is_shown_only_to_who_may_read(house: House) -> None:
    report = house.submit(what_happened="Dörren stod öppen. Mer text.")
    assert clocks.describe(SYSTEM, [report.pk])[report.pk].title == "Dörren stod öppen"
    assert clocks.describe(house.actor("quality"), [report.pk])
    stranger = builders.account(Role.QUALITY_TEAM, house.other)
    house.people["stranger"] = stranger
    assert clocks.describe(house.actor("stranger"), [report.pk]) == {}


def open_clock(report: Report) -> Clock:
    return Clock.objects.get(subject_id=report.pk, ended_at__isnull=True)


def correct(house: House, report: Report, on: date) -> None:
    operations.correct_date(
        actor=house.actor("quality"), now=NOW, report_id=report.pk, field="received_on", on=on
    )


def test_a_report_that_came_in_earlier_is_to_be_assessed_earlier(house: House) -> None:
    report = house.submit()
    before = open_clock(report).due_on
    correct(house, report, date(2025, 10, 7))
    now = open_clock(report)
    report.refresh_from_db()
    assert now.due_on == report.assess_by == date(2025, 10, 14)
    assert before == date(2025, 10, 21)


def test_the_hours_of_a_data_breach_follow_a_corrected_day(house: House) -> None:
    report = house.submit()
    house.assess(report, "data_breach")
    before = open_clock(report)
    correct(house, report, date(2025, 10, 13))
    now = open_clock(report)
    assert now.due_at == imy_due(Report.objects.get(pk=report.pk).received_at)
    assert before.due_at and now.due_at
    assert before.due_at - now.due_at == timedelta(days=1)
