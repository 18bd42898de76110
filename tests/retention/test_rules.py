"""When the time is out, and who may sign. No database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.retention.kinds import ListStatus
from hjulet.retention.rules import (
    HoldFacts,
    ended_by,
    first_faults,
    held,
    kept_until,
    second_faults,
)

DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))
MONTHS = st.integers(1, 240)


@given(DAYS, DAYS, MONTHS)
def test_the_last_day_to_have_ended_agrees_with_how_long_it_is_kept(
    today: date, ended: date, months: int
) -> None:
    assert (ended <= ended_by(today, months)) == (kept_until(ended, months) < today)


@given(DAYS, MONTHS)
def test_around_the_edge(today: date, months: int) -> None:
    last = ended_by(today, months)
    assert kept_until(last, months) < today <= kept_until(last + timedelta(days=1), months)


def test_five_years_are_kept_whole() -> None:
    assert kept_until(date(2026, 2, 3), 60) == date(2031, 2, 3)
    assert ended_by(date(2031, 2, 3), 60) == date(2026, 2, 2)
    assert ended_by(date(2031, 2, 4), 60) == date(2026, 2, 3)


@pytest.mark.parametrize(
    ("hold", "covers"),
    [
        (HoldFacts("", None, date(2031, 1, 1), None), True),
        (HoldFacts("report", None, date(2031, 1, 1), None), True),
        (HoldFacts("report", 7, date(2031, 1, 1), None), True),
        (HoldFacts("report", 8, date(2031, 1, 1), None), False),
        (HoldFacts("case", None, date(2031, 1, 1), None), False),
        (HoldFacts("", None, date(2031, 2, 1), None), False),
        (HoldFacts("", None, date(2030, 1, 1), date(2031, 1, 9)), False),
        (HoldFacts("", None, date(2030, 1, 1), date(2031, 1, 10)), True),
    ],
)
def test_what_a_hold_covers(hold: HoldFacts, covers: bool) -> None:
    assert held([hold], "report", 7, date(2031, 1, 10)) is covers


def test_a_hold_of_one_record_does_not_stop_the_kind() -> None:
    hold = HoldFacts("report", 7, date(2031, 1, 1), None)
    assert not held([hold], "report", None, date(2031, 1, 10))


@pytest.mark.parametrize(
    ("status", "tried", "going", "decided", "faults"),
    [
        ("proposed", True, 1, True, 0),
        ("proposed", False, 0, True, 1),
        ("proposed", True, 0, True, 1),
        ("proposed", True, 1, False, 1),
        ("signed", True, 1, True, 1),
        ("executed", True, 1, True, 1),
    ],
)
def test_the_first_signature(
    status: str, tried: bool, going: int, decided: bool, faults: int
) -> None:
    found = first_faults(status=status, tried=tried, going=going, decided=decided)
    assert len(found) == faults


@given(st.sampled_from(ListStatus.values), st.integers(1, 3), st.integers(1, 3))
def test_nobody_signs_twice(status: str, first: int, account: int) -> None:
    may = not second_faults(status=status, first_by=first, account_id=account)
    assert may == (status == ListStatus.SIGNED and first != account)
    assert second_faults(status=status, first_by=first, account_id=None)
