from decimal import Decimal

import pytest

from hjulet.stats.numbers import number, percent


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1234, "1\u202f234"),
        (1234567.0, "1\u202f234\u202f567"),
        (12.5, "12,5"),
        (-3, "\u22123"),
        (-0.04, "0,0"),
        (Decimal("0.25"), "0,3"),
    ],
)
def test_number(value: float | Decimal, text: str) -> None:
    assert number(value) == text


def test_decimals_can_be_chosen() -> None:
    assert number(1234.567, decimals=2) == "1\u202f234,57"
    assert number(12, decimals=1) == "12,0"


def test_percent() -> None:
    assert percent(87 / 101) == "86\u00a0%"
    assert percent(0.0714, decimals=1) == "7,1\u00a0%"
    assert percent(0.285) == "29\u00a0%"
