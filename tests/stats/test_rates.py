"""Reports per 100 employees: exact intervals as R's, and what may be said of a change."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.stats import rates
from hjulet.stats.rate_words import changed_among, compare_rates
from hjulet.stats.rates import Rate, is_low, poisson_interval

# poisson.test(x)$conf.int of R 4.3.
R = [
    (0, 0.0, 3.688879454113936),
    (1, 0.02531780798428988, 5.571643390938898),
    (5, 1.6234864, 11.6683320),
    (10, 4.7953886, 18.3903560),
]


@pytest.mark.parametrize(("events", "low", "high"), R)
def test_the_interval_is_that_of_r(events: int, low: float, high: float) -> None:
    found = poisson_interval(events)
    assert found.low == pytest.approx(low, rel=1e-7)
    assert found.high == pytest.approx(high, rel=1e-7)


@given(st.integers(0, 60))
def test_the_ends_are_where_the_tails_hold_two_and_a_half_per_cent(events: int) -> None:
    """By the sum of Poisson probabilities itself, nothing from scipy."""

    def at_most(number: int, mean: float) -> float:
        return sum(
            math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(number + 1)
        )

    found = poisson_interval(events)
    assert at_most(events, found.high) == pytest.approx(0.025, rel=1e-6)
    if events:
        assert 1 - at_most(events - 1, found.low) == pytest.approx(0.025, rel=1e-6)


def test_a_rate_has_a_size() -> None:
    assert Rate(3, 12).per_hundred == 25
    assert rates.interval(Rate(0, 50)).high == pytest.approx(7.37776, rel=1e-5)
    for events, size in ((-1, 10), (1, 0), (1, -2)):
        with pytest.raises(ValueError, match="size"):
            Rate(events, size)
    with pytest.raises(ValueError, match="negative"):
        poisson_interval(-1)


def test_low_is_low_also_with_chance_counted_in() -> None:
    """At 20 per 100, twenty employees give 4: none has the upper end 18.4, one 27.9 per 100."""
    usual = Rate(200, 1000)
    assert is_low(Rate(0, 20), usual)
    assert not is_low(Rate(0, 18), usual)
    assert not is_low(Rate(1, 20), usual)


@pytest.mark.parametrize(
    ("now", "before", "headline", "sentence"),
    [
        (Rate(40, 200), Rate(36, 180), "Vi kan inte säga att", "20,0 mot 20,0 rapporter per 100"),
        (Rate(90, 200), Rate(40, 200), "har ökat.", "45,0 mot 20,0"),
        (Rate(40, 200), Rate(90, 200), "har minskat.", "mindre än slump brukar ge"),
        (Rate(1, 200), Rate(1, 200), "för få rapporter", "för få för att säga något"),
        (Rate(0, 200), Rate(0, 100), "Inga rapporter", "inget att jämföra"),
        (Rate(4, 20), None, "inget tidigare värde", "20,0 rapporter per 100 anställda."),
    ],
)
def test_what_is_said(now: Rate, before: Rate | None, headline: str, sentence: str) -> None:
    found = compare_rates(now=now, before=before)
    assert headline in found.headline
    assert sentence in found.sentence
    assert found.headline.endswith(".")
    assert found.sentence.endswith(".")
    assert found.differs == ("har ökat" in headline or "har minskat" in headline)


def test_more_employees_and_as_many_reports_is_less_per_employee() -> None:
    found = compare_rates(now=Rate(200, 400), before=Rate(200, 200))
    assert found.headline == "Rapporteringen per anställd har minskat."
    assert "färre per 100 anställda" in found.sentence


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 900), st.integers(1, 900))
def test_the_words_say_no_more_than_the_limits(
    now: int, before: int, size_now: int, size_before: int
) -> None:
    found = compare_rates(now=Rate(now, size_now), before=Rate(before, size_before))
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.high
    assert found.differs == (found.cause != "")
    if found.differs:
        assert found.low * found.high > 0
        assert ("ökat" in found.headline) == (found.low > 0)


def test_one_unit_among_many_is_not_claimed_for_chance_alone() -> None:
    alone = (Rate(19, 50), Rate(7, 50))
    assert changed_among([alone]) == [True]
    quiet = [(Rate(10, 50), Rate(10, 50))] * 19
    assert changed_among([alone, *quiet])[0] is False
    assert changed_among([(Rate(60, 50), Rate(7, 50)), *quiet])[0] is True
    assert changed_among([(Rate(0, 50), Rate(0, 50))]) == [False]
    assert changed_among([]) == []
