"""The clock of a report: it runs from intake until the assessment, also for what a file brought."""

from datetime import date, timedelta

import pytest
from tests import builders
from tests.reports.house_of_two import NOW, House

from hjulet.calendar.kinds import Ended
from hjulet.calendar.models import Clock
from hjulet.organisation.kinds import Role
from hjulet.organisation.types import SYSTEM
from hjulet.reports import clocks, operations
from hjulet.reports.kinds import Status
from hjulet.reports.models import Report

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
    assert running() == []


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
