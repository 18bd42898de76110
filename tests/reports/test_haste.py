"""What hurries is known at once: data that may have gone astray, and what may be serious."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.reports.house_of_two import NOW, House

from hjulet.calendar import operations as calendar
from hjulet.calendar.kinds import Span
from hjulet.calendar.models import Clock, Deadline
from hjulet.calendar.queries import waiting_for
from hjulet.notices.models import Notice
from hjulet.reports import operations
from hjulet.reports.kinds import (
    ASSESS_CLOCK,
    ASTRAY_CLOCK,
    POSSIBLE_BREACH_CLOCK,
    SERIOUS_CLOCK,
)
from hjulet.reports.operations import InvalidReport
from hjulet.reports.queries import open_report
from hjulet.reports.rules import assess_clock, imy_due

pytestmark = pytest.mark.django_db


def told(house: House, who: str) -> list[str]:
    own = Notice.objects.filter(account=house.people[who]).order_by("pk")
    return list(own.values_list("words", flat=True))


def running() -> dict[str, Any]:
    rows = Clock.objects.filter(ended_at__isnull=True).order_by("pk")
    return dict(rows.values_list("kind", "due_at"))


@pytest.mark.parametrize("answer", ["yes", "unknown"])
def test_what_may_be_a_breach_runs_in_hours_for_both(house: House, answer: str) -> None:
    report = house.submit(data_astray=answer)
    assert running() == {
        ASTRAY_CLOCK: NOW + timedelta(hours=24),
        POSSIBLE_BREACH_CLOCK: imy_due(NOW),
    }
    assert report.assess_by == date(2025, 10, 15)
    for who, kind in (("quality", ASTRAY_CLOCK), ("dpo", POSSIBLE_BREACH_CLOCK)):
        assert [one.kind for one in waiting_for(house.actor(who), NOW)] == [kind]
    words = [f"Rapport {report.reference} kan vara en personuppgiftsincident"]
    assert told(house, "dpo") == words
    calendar.chase(now=NOW + timedelta(minutes=1))
    assert told(house, "dpo") == words  # once is enough


def test_the_officer_opens_it_until_it_turns_out_to_be_none(house: House) -> None:
    report, other = house.submit(data_astray="yes"), house.submit(data_astray="no")
    assert open_report(house.actor("dpo"), other.reference) is None
    seen = open_report(house.actor("dpo"), report.reference)
    assert seen is not None
    assert seen.sight == "whole"
    house.assess(report, "deviation")
    assert set(running()) == {ASSESS_CLOCK, "report.investigate"}  # of the other one too
    assert open_report(house.actor("dpo"), report.reference) is None


def test_found_to_be_a_breach_it_has_the_hours_that_are_left(house: House) -> None:
    report = house.submit(data_astray="yes")
    house.assess(report, "data_breach")
    assert running() == {"report.data_breach": imy_due(report.received_at)}


@pytest.mark.parametrize(
    ("amount", "span", "hours"),
    [(6, Span.HOURS, 6), (200, Span.HOURS, 72), (10, Span.WORKING_DAYS, 72)],
)
def test_the_board_sets_the_hours_but_never_more_than_the_law_gives(
    house: House, amount: int, span: Span, hours: int
) -> None:
    Deadline.objects.create(kind=ASTRAY_CLOCK, board=house.board, amount=amount, span=span)
    house.submit(data_astray="unknown")
    assert running()[ASTRAY_CLOCK] == NOW + timedelta(hours=hours)


@pytest.mark.parametrize(("answer", "sas"), [("yes", True), ("unknown", False), ("no", False)])
def test_what_may_be_serious_is_assessed_sooner_and_sas_told(
    house: House, answer: str, sas: bool
) -> None:
    report = house.submit(may_be_serious=answer)
    sooner = answer != "no"
    assert set(running()) == {SERIOUS_CLOCK if sooner else ASSESS_CLOCK}
    assert report.assess_by == date(2025, 10, 15 if sooner else 21)
    words = f"Rapport {report.reference} kan vara lex Sarah"
    assert told(house, "sas") == ([words] if sas else [])
    house.assess(report, "deviation")
    assert set(running()) == {"report.investigate"}


def test_the_board_sets_the_time_of_what_may_be_serious(house: House) -> None:
    Deadline.objects.create(kind=SERIOUS_CLOCK, board=house.board, amount=3, span=Span.WORKING_DAYS)
    assert house.submit(may_be_serious="yes").assess_by == date(2025, 10, 17)


def test_a_corrected_day_moves_the_hours_too(house: House) -> None:
    report = house.submit(data_astray="yes")
    day = date(2025, 10, 13)
    operations.correct_date(
        actor=house.actor("quality"), now=NOW, report_id=report.pk, field="received_on", on=day
    )
    assert running() == {
        ASTRAY_CLOCK: NOW,
        POSSIBLE_BREACH_CLOCK: NOW + timedelta(hours=48),
    }
    report.refresh_from_db()
    assert report.assess_by == date(2025, 10, 14)


def test_what_nobody_could_have_answered_is_refused(house: House) -> None:
    with pytest.raises(InvalidReport):
        house.submit(data_astray="kanske")


def test_the_gravest_answer_decides() -> None:
    assert assess_clock("yes", "yes") == ASTRAY_CLOCK
    assert assess_clock("unknown", "") == SERIOUS_CLOCK
    assert assess_clock("", "no") == ASSESS_CLOCK


def test_the_form_asks_and_the_page_shows(house: House, browse: Any) -> None:
    client = browse("staff")
    page = client.get(reverse("report_new")).content.decode()
    assert "Kan uppgifter om någon ha hamnat fel?" in page
    report = house.submit(data_astray="unknown")
    shown = browse("quality").get(reverse("report_page", args=[report.reference])).content.decode()
    assert "Kan uppgifter ha hamnat fel</dt><dd>Jag vet inte" in shown


def test_the_answer_stays_in_a_draft(house: House) -> None:
    draft = operations.save_draft(
        actor=house.actor("staff"), now=NOW, fields={"data_astray": "yes", "affected": "nej"}
    )
    assert draft.fields == {"data_astray": "yes", "affected": ""}


def test_without_an_officer_it_is_management(house: House) -> None:
    house.people["dpo"].assignments.all().delete()
    house.submit(data_astray="yes")
    assert Clock.objects.get(kind=POSSIBLE_BREACH_CLOCK).role == "administration_lead"
