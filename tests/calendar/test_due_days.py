"""Deadlines as the law counts them: calendar months, working days, days off at the end."""

from datetime import UTC, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.calendar import rules
from hjulet.calendar.kinds import Span
from hjulet.kernel import clock

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
SOME = st.integers(1, 60)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2025, 10, 31), 4, date(2026, 2, 28)),
        (date(2023, 10, 31), 4, date(2024, 2, 29)),
        (date(2025, 1, 15), 1, date(2025, 2, 15)),
        (date(2025, 12, 31), 6, date(2026, 6, 30)),
    ],
)
def test_calendar_months(start: date, months: int, expected: date) -> None:
    assert rules.add_months(start, months) == expected


@pytest.mark.parametrize(
    ("start", "amount", "span", "expected"),
    [
        # 24 December 2025 to 6 January 2026 has few working days: the eves count as days off.
        (date(2025, 12, 22), 3, Span.WORKING_DAYS, date(2025, 12, 30)),
        (date(2025, 12, 17), 1, Span.MONTHS, date(2026, 1, 19)),  # the 17th is a Saturday
        (date(2025, 6, 6), 14, Span.DAYS, date(2025, 6, 23)),  # Midsummer Eve and the weekend
        (date(2025, 10, 14), 10, Span.DAYS, date(2025, 10, 24)),
    ],
)
def test_an_end_on_a_day_off_moves_on(start: date, amount: int, span: Span, expected: date) -> None:
    assert rules.due_day(start, amount, span) == expected


@given(DAYS, SOME, st.sampled_from([Span.WORKING_DAYS, Span.DAYS, Span.MONTHS]))
def test_a_time_ends_on_a_working_day_after_it_began(start: date, amount: int, span: Span) -> None:
    end = rules.due_day(start, amount, span)
    assert end > start
    assert rules.is_working_day(end)
    assert rules.due_day(start, amount + 1, span) >= end


@given(DAYS, SOME)
def test_working_days_are_counted_the_same_both_ways(start: date, number: int) -> None:
    end = rules.add_working_days(start, number)
    assert rules.working_days_after(start, end) == number
    assert rules.subtract_working_days(end + timedelta(days=1), 1) == end


@given(DAYS, st.integers(1, 24))
def test_months_keep_the_number_of_the_day_or_end_the_month(start: date, months: int) -> None:
    end = rules.add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


@given(DAYS, st.integers(0, 23), st.integers(1, 100))
def test_hours_are_real_hours(day: date, hour: int, hours: int) -> None:
    """Also through the nights when the clocks are moved."""
    begun = clock.at(day, hour)
    ended = clock.hours_later(begun, hours)
    assert ended.astimezone(UTC) - begun.astimezone(UTC) == timedelta(hours=hours)
