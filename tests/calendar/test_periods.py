"""Periods as they are written, what comes before them, and working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.calendar.rules import (
    UnknownPeriod,
    add_working_days,
    calendar_year,
    is_working_day,
    months,
    parse_period,
    previous,
    quality_year,
    selectable,
    tertial,
)

WRITTEN = {
    "2023": (date(2023, 1, 1), date(2023, 12, 31)),
    "kv2025": (date(2024, 9, 1), date(2025, 8, 31)),
    "KV2025": (date(2024, 9, 1), date(2025, 8, 31)),
    "2023T1": (date(2023, 1, 1), date(2023, 4, 30)),
    "2023T2": (date(2023, 5, 1), date(2023, 8, 31)),
    "2023t3": (date(2023, 9, 1), date(2023, 12, 31)),
    "2023-02-01..2023-06-30": (date(2023, 2, 1), date(2023, 6, 30)),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_period_is_read_as_written(text: str) -> None:
    period = parse_period(text)
    assert (period.first, period.last) == WRITTEN[text]
    assert parse_period(period.key) == period


@pytest.mark.parametrize(
    "text", ["", "23", "2023T4", "kv", "2023-02-30..2023-03-01", "2023-05-01..2023-04-01",
             "0001-01-01..0001-12-31", "2023..2024", "9999-01-01..9999-12-31"],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UnknownPeriod):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "before"),
    [("2023", "2022"), ("kv2025", "kv2024"), ("2023T1", "2022T1"),
     ("2024-02-29..2024-03-31", "2023-02-28..2023-03-31"),
     ("2023-01-01..2023-12-31", "2022-01-01..2022-12-31"),
     ("2022-11-15..2024-03-17", "2020-11-15..2022-03-17"),
     ("2023-01-01..2024-01-01", "2021-01-01..2022-01-01")],
)  # fmt: skip
def test_the_period_before_is_a_year_earlier(text: str, before: str) -> None:
    assert previous(parse_period(text)).key == before


@given(st.integers(1901, 2098))
def test_tertials_and_years_join_without_gap(year: int) -> None:
    parts = [tertial(year, number) for number in (1, 2, 3)]
    assert parts[0].first == calendar_year(year).first
    assert parts[-1].last == calendar_year(year).last
    assert parts[0].day_after == parts[1].first
    assert parts[1].day_after == parts[2].first
    assert quality_year(year).day_after == quality_year(year + 1).first
    assert len(months(quality_year(year))) == 12


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 900))
def test_the_periods_to_choose_cover_every_day_with_data(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    for periods in selectable(first, last).values():
        assert any(first in one for one in periods)
        assert any(last in one for one in periods)
        assert all(one.last >= first and one.first <= last for one in periods)
        assert [one.first for one in periods] == sorted((p.first for p in periods), reverse=True)


def test_working_days_pass_christmas() -> None:
    assert add_working_days(date(2025, 12, 23), 2) == date(2025, 12, 30)
    assert not is_working_day(date(2025, 6, 20))
    assert is_working_day(date(2025, 6, 18))
