"""Assessing, closing and the cases of a report at the same moment, on both databases.

Whoever comes first, no update is lost: what the report says of itself afterwards is what one of
the orders would have made, its clocks are those that its state asks for, and its figures agree.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.reports import house_of_two
from tests.reports.house_of_two import NOW, House
from tests.security.test_same_moment import together

from hjulet.calendar.models import Clock
from hjulet.journal.models import Event
from hjulet.journal.queries import verify
from hjulet.reports import fact_check
from hjulet.reports import operations as reports
from hjulet.reports.models import Report, ReportType, ReportUnit, StatusChange
from hjulet.reports.rules import must_have_case, next_steps

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOW + timedelta(hours=3)
# Each meeting is tried so many times: the threads start as one and end as they please.
ROUNDS = range(4)


@pytest.fixture
def house() -> House:
    return house_of_two.build()


def assessed(house: House, *kinds: str) -> Report:
    report = house.submit()
    house.assess(report, *kinds)
    return report


def again(house: House, report: Report, *kinds: str, expected: int = 1) -> Callable[[], Any]:
    return lambda: house.assess(report, *kinds, who="sas", expected_number=expected)


def close(house: House, report: Report) -> Callable[[], Any]:
    return lambda: reports.close(
        actor=house.actor("sas"), now=LATER, report_id=report.pk, reason="Klart."
    )


def take_up(report: Report, kind: str = "deviation") -> Callable[[], Any]:
    return lambda: reports.take_up(
        now=LATER, report_id=report.pk, kind=kind, reference=f"{kind} 1", path="/"
    )


def case_deed(house: House, verb: str, report: Report, kind: str) -> Callable[[], Any]:
    """`settle` or `take_back`, as the room of the case calls it."""
    return lambda: getattr(reports, verb)(
        actor=house.actor("sas"), now=LATER, report_id=report.pk, kind=kind, reason="Klart."
    )


def names(done: list[Any]) -> set[str]:
    return {type(one).__name__ for one in done if isinstance(one, Exception)}


def check(report: Report) -> Report:
    """The report as it is now, when everything about it agrees."""
    report.refresh_from_db()
    sealed = list(report.assessments.order_by("number"))
    assert [one.number for one in sealed] == list(range(1, len(sealed) + 1))
    types = ReportType.objects.filter(report=report)
    assert sorted(types.values_list("type_id", flat=True)) == sealed[-1].type_ids
    units = ReportUnit.objects.filter(report=report).values_list("unit_id", flat=True)
    assert sorted(units) == sealed[-1].unit_ids
    kinds = list(types.values_list("type__kind", flat=True))
    cases = dict(report.cases.values_list("kind", "settled_at"))
    settled = {kind: at is not None for kind, at in cases.items()}
    running = Clock.objects.filter(
        subject_id=report.pk, kind__startswith="report.", ended_at__isnull=True
    )
    assert sorted(running.values_list("kind", flat=True)) == sorted(
        next_steps(report.status, kinds, settled)
    )
    assert (report.status == "closed") == (report.closed_on is not None)
    if report.status == "closed":
        assert all(settled.get(kind) for kind in must_have_case(kinds))
        assert all(settled.values())
    events = Event.objects.filter(subject_kind="report", subject_id=str(report.pk))
    assert events.filter(verb="reports.assess").count() == len(sealed)
    changes = StatusChange.objects.filter(report=report)
    told = events.filter(verb__in=("reports.close", "reports.reopen")).count()
    assert changes.count() == told
    assert verify().broken_at is None
    assert not fact_check.verify()
    return report


@pytest.mark.parametrize("turn", ROUNDS)
def test_of_two_later_assessments_one_is_told(house: House, turn: int) -> None:
    report = assessed(house, "deviation")
    done = together(again(house, report, "feedback"), again(house, report, "data_breach"))
    assert names(done) == {"StaleAssessment"}
    assert check(report).assessments.count() == 2


@pytest.mark.parametrize("turn", ROUNDS)
@pytest.mark.parametrize("kind", ["feedback", "data_breach", "lex_sarah"])
def test_one_closes_while_another_assesses(house: House, kind: str, turn: int) -> None:
    report = assessed(house, "deviation")
    closed, sealed = together(close(house, report), again(house, report, kind))
    assert not isinstance(sealed, Exception)
    # Closed first, or told that what it has become must be handled before.
    assert names([closed]) <= {"InvalidReport"}
    check(report)


@pytest.mark.parametrize("turn", ROUNDS)
def test_two_cases_take_up_one_report(house: House, turn: int) -> None:
    report = assessed(house, "deviation")
    done = together(take_up(report), take_up(report))
    assert names(done) == {"AlreadyTakenUp"}
    assert check(report).cases.count() == 1


@pytest.mark.parametrize("turn", ROUNDS)
def test_each_law_takes_it_up_once(house: House, turn: int) -> None:
    report = assessed(house, "lex_sarah", "data_breach")
    done = together(take_up(report, "lex_sarah"), take_up(report, "data_breach"))
    assert not names(done)
    assert check(report).cases.count() == 2


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_case_takes_it_up_while_another_says_it_is_none(house: House, turn: int) -> None:
    report = assessed(house, "data_breach")
    taken, sealed = together(take_up(report, "data_breach"), again(house, report, "not_deviation"))
    # One of them wins; the other is told why.
    assert (names([taken]), names([sealed])) in (
        ({"WrongKind"}, set()),
        (set(), {"InvalidReport"}),
    )
    check(report)


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_case_takes_it_up_while_another_closes(house: House, turn: int) -> None:
    report = assessed(house, "deviation")
    done = together(take_up(report), close(house, report))
    assert names(done) in ({"WrongStatus"}, {"InvalidReport"})
    check(report)


@pytest.mark.parametrize("turn", ROUNDS)
def test_two_who_settle_close_once(house: House, turn: int) -> None:
    report = assessed(house, "data_breach")
    take_up(report, "data_breach")()
    done = together(*[case_deed(house, "settle", report, "data_breach")] * 2)
    assert sorted(done) == [False, True]
    assert check(report).status == "closed"
    assert StatusChange.objects.filter(report=report).count() == 1


@pytest.mark.parametrize("turn", ROUNDS)
def test_it_is_settled_while_another_finds_that_it_is_more(house: House, turn: int) -> None:
    report = assessed(house, "deviation")
    take_up(report)()
    done = together(
        case_deed(house, "settle", report, "deviation"),
        again(house, report, "deviation", "data_breach"),
    )
    assert not names(done)
    check(report)


@pytest.mark.parametrize("turn", ROUNDS)
def test_it_is_taken_back_while_another_assesses(house: House, turn: int) -> None:
    report = assessed(house, "data_breach")
    take_up(report, "data_breach")()
    assert case_deed(house, "settle", report, "data_breach")()
    done = together(
        case_deed(house, "take_back", report, "data_breach"),
        again(house, report, "data_breach", "deviation"),
    )
    assert not names(done)
    assert check(report).status == "investigating"
    assert report.assessments.count() == 2


@pytest.mark.parametrize("turn", ROUNDS)
def test_one_settles_while_another_takes_back(house: House, turn: int) -> None:
    report = assessed(house, "data_breach")
    take_up(report, "data_breach")()
    done = together(
        case_deed(house, "settle", report, "data_breach"),
        case_deed(house, "take_back", report, "data_breach"),
    )
    assert not names(done)
    assert check(report).status == ("closed" if done[0] and report.closed_on else "investigating")
