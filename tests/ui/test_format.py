"""Numbers and dates as Swedes write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.ui import format as swedish

NOW = datetime(2025, 10, 14, 7, 40, tzinfo=UTC)  # 9.40 in Sweden


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, None, "0"),
        (1234567, None, "1\u202f234\u202f567"),
        (-3, None, "\u22123"),
        (3.14159, None, "3,1"),
        (2.0, None, "2"),
        (Decimal("61.4"), None, "61,4"),
        (0.05, 1, "0,1"),
        (-0.04, 1, "0,0"),
        (1500.5, 2, "1\u202f500,50"),
        (None, None, ""),
    ],
)
def test_number(value: float | None, decimals: int | None, text: str) -> None:
    assert swedish.number(value, decimals) == text


@given(st.integers(-(10**12), 10**12))
def test_a_number_reads_back(value: int) -> None:
    text = swedish.number(value).replace("\u202f", "").replace("\u2212", "-")
    assert int(text) == value


def test_share_and_change() -> None:
    assert swedish.percent(0.104) == "10\u00a0%"
    assert swedish.percent(Decimal("0.0695"), 1) == "7,0\u00a0%"
    assert swedish.percent(None) == ""
    assert [swedish.signed(value) for value in (16, -3, 0)] == ["+16", "\u22123", "0"]


def test_zero_is_a_dash_and_nothing_else_is() -> None:
    assert swedish.zero(0) == "\u2013"
    assert swedish.zero(1) == "1"
    assert swedish.zero(None) == ""


def test_words_and_plural() -> None:
    assert [swedish.in_words(value) for value in (0, 3, 12, 13)] == ["noll", "tre", "tolv", "13"]
    assert swedish.plural(1, "rapport", "rapporter") == "1\u00a0rapport"
    assert swedish.plural(0, "rapport", "rapporter") == "0\u00a0rapporter"


def test_dates() -> None:
    day = date(2025, 10, 14)
    assert swedish.date_long(day) == "tisdag 14 oktober 2025"
    assert swedish.date_plain(day) == "14 oktober 2025"
    assert swedish.date_short(day) == "14 okt 2025"
    assert swedish.date_short(day, NOW) == "14 okt"
    assert swedish.date_iso(day) == "2025-10-14"
    assert swedish.date_time(NOW) == "14 oktober 2025 kl.\u00a09.40"
    assert swedish.date_long(None) == swedish.date_time(None) == swedish.date_iso(None) == ""


def test_a_moment_is_shown_on_its_swedish_day() -> None:
    late = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert swedish.date_iso(late) == "2026-01-01"
    assert swedish.time_of_day(late) == "0.30"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2025, 10, 14, 7, 12, tzinfo=UTC), "I dag 9.12"),
        (date(2025, 10, 14), "I dag"),
        (datetime(2025, 10, 13, 21, 59, tzinfo=UTC), "I går"),
        (datetime(2025, 10, 13, 22, 5, tzinfo=UTC), "I dag 0.05"),
        (date(2025, 10, 15), "I morgon"),
        (date(2025, 10, 10), "10 okt"),
        (date(2024, 10, 10), "10 okt 2024"),
        (None, ""),
    ],
)
def test_when(moment: date | None, words: str) -> None:
    assert swedish.when(moment, NOW) == words
