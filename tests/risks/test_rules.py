"""The matrix, who was missing, and when an analysis is done: without a database."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.risks.kinds import Level
from hjulet.risks.rules import (
    Function,
    finish_faults,
    function_faults,
    last_day,
    level,
    missing,
)

SCALE = st.integers(1, 4)
DAY = date(2025, 10, 14)
ORDER = list(Level)


@pytest.mark.parametrize(
    ("probability", "consequence", "expected"),
    [
        (1, 1, "low"), (1, 2, "low"), (1, 3, "moderate"), (2, 2, "moderate"), (4, 1, "moderate"),
        (2, 3, "high"), (4, 2, "high"), (3, 3, "critical"), (3, 4, "critical"), (4, 4, "critical"),
    ],
)  # fmt: skip
def test_the_matrix(probability: int, consequence: int, expected: str) -> None:
    assert level(probability, consequence) == expected


@given(SCALE, SCALE, SCALE)
def test_worse_is_never_a_lower_level(one: int, other: int, third: int) -> None:
    low, high = sorted((one, other))
    assert ORDER.index(level(low, third)) <= ORDER.index(level(high, third))
    assert level(one, other) == level(other, one)


def test_who_was_missing() -> None:
    functions = [
        Function("jurist", True, False),
        Function("it", False, False),
        Function("SAS", True, True),
        Function("skyddsombud", True, False),
    ]
    assert missing(functions) == ("jurist", "skyddsombud")


def test_faults_of_functions_name_their_place() -> None:
    given_functions = [
        Function("it", True, True),
        Function(" ", True, True),
        Function("x" * 81, True, True),
        Function("It", True, False),
        Function("SAS", False, False),
    ]
    assert [fault.field for fault in function_faults(given_functions)] == ["1", "2", "3", "4"]


def faults(**changed: Any) -> list[str]:
    given_values: dict[str, Any] = {
        "held_on": DAY, "today": DAY, "trigger": "routine", "occasion": "", "risk_count": 1,
        "functions": [Function("SAS", True, True)], "reassess_on": DAY + timedelta(days=300),
        "missing_reason": "",
    }  # fmt: skip
    return [fault.field for fault in finish_faults(**(given_values | changed))]


def test_what_an_analysis_needs() -> None:
    assert faults() == []
    assert faults(risk_count=0) == ["risks"]
    assert faults(functions=[Function("SAS", True, False)], missing_reason="Sjuk.") == [
        "participants"
    ]
    assert faults(trigger="other") == ["occasion"]
    assert faults(trigger="other", occasion="En flytt.") == []
    assert faults(held_on=DAY + timedelta(days=1)) == ["held_on"]


def test_a_missing_function_needs_a_reason() -> None:
    both = [Function("SAS", True, True), Function("jurist", True, False)]
    assert faults(functions=both) == ["missing_reason"]
    assert faults(functions=both, missing_reason="Tjänsten är vakant.") == []
    assert faults(functions=[both[0], Function("it", False, False)]) == []


@pytest.mark.parametrize(
    ("days", "fine"), [(0, False), (-1, False), (1, True), (730, True), (731, False)]
)
def test_made_anew_within_two_years(days: int, fine: bool) -> None:
    assert (faults(reassess_on=DAY + timedelta(days=days)) == []) is fine
    assert faults(reassess_on=None) == ["reassess_on"]


def test_a_leap_day() -> None:
    assert last_day(date(2024, 2, 29)) == date(2026, 2, 28)
