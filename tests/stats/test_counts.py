"""What must hold for any two counts, whatever the figures."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.stats import counts
from hjulet.stats.distributions import TIE, binomial_two_sided

COUNT = st.integers(0, 400)
DAYS = st.integers(1, 800)


@given(COUNT, COUNT)
def test_swapping_the_periods_turns_the_answer_round(now: int, before: int) -> None:
    forth, back = counts.compare(now, before), counts.compare(before, now)
    assert forth.p == pytest.approx(back.p)
    assert forth.difference == -back.difference
    assert forth.difference_interval.low == pytest.approx(-back.difference_interval.high, abs=1e-6)
    assert (forth.differs, forth.decidable) == (back.differs, back.decidable)


@given(COUNT, COUNT)
def test_test_and_interval_agree_for_periods_of_equal_length(now: int, before: int) -> None:
    answer = counts.compare(now, before)
    assert (answer.p < 0.05) == (1 not in answer.ratio_interval)
    assert (answer.p < 0.05) == answer.differs


@given(COUNT, COUNT, DAYS, DAYS)
def test_ratio_and_difference_agree(now: int, before: int, d_now: int, d_before: int) -> None:
    answer = counts.compare(now, before, time_now=d_now, time_before=d_before)
    assert (answer.ratio_interval.low > 1) == (answer.difference_interval.low > 0)
    assert (answer.ratio_interval.high < 1) == (answer.difference_interval.high < 0)


@given(COUNT, COUNT, DAYS, DAYS)
def test_what_was_seen_lies_in_its_interval(
    now: int, before: int, d_now: int, d_before: int
) -> None:
    answer = counts.compare(now, before, time_now=d_now, time_before=d_before)
    low, high = answer.difference_interval.low, answer.difference_interval.high
    assert low - 1e-6 <= answer.difference <= high + 1e-6
    assert 0 <= answer.p <= 1


@given(st.integers(0, 200), st.integers(0, 100), st.integers(0, 60))
def test_a_wider_gap_is_never_more_like_chance(before: int, gap: int, more: int) -> None:
    near = counts.poisson_test(before + gap, before)
    # The same total, split more unevenly.
    step = min(more, before)
    assert counts.poisson_test(before + gap + step, before - step) <= near + 1e-12


@given(COUNT, COUNT, DAYS, DAYS)
def test_nothing_is_claimed_that_could_not_be_decided(
    now: int, before: int, d_now: int, d_before: int
) -> None:
    answer = counts.compare(now, before, time_now=d_now, time_before=d_before)
    assert answer.decidable or not answer.differs


@given(st.integers(0, 300), st.integers(1, 50))
def test_more_data_narrows_the_share(part: int, times: int) -> None:
    narrow = counts.clopper_pearson(part * (times + 1), 300 * (times + 1))
    wide = counts.clopper_pearson(part, 300)
    assert narrow.high - narrow.low < wide.high - wide.low


@pytest.mark.parametrize(("total", "decidable"), [(5, False), (6, True)])
def test_six_is_the_fewest_that_can_be_told_from_chance(total: int, decidable: bool) -> None:
    assert counts.compare(total, 0).decidable is decidable
    assert counts.compare(total, 0).differs is decidable


def test_large_counts_keep_their_precision() -> None:
    # z = 100 000 against 99 000 in the normal limit: 1 000 / sqrt(199 000), p about 0.025
    assert counts.poisson_test(100_000, 99_000) == pytest.approx(0.02505, abs=2e-4)


def test_nothing_at_all_is_not_a_difference() -> None:
    answer = counts.compare(0, 0)
    assert (answer.p, answer.ratio, answer.differs) == (1.0, None, False)


@pytest.mark.parametrize("figures", [(-1, 2, 1, 1), (1, -2, 1, 1), (1, 2, 0, 1), (1, 2, 1, -3)])
def test_impossible_figures_are_refused(figures: tuple[int, int, int, int]) -> None:
    now, before, time_now, time_before = figures
    with pytest.raises(ValueError, match=r"negative|longer than zero"):
        counts.compare(now, before, time_now=time_now, time_before=time_before)


def test_more_successes_than_trials_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and trials"):
        counts.clopper_pearson(4, 3)


def test_nothing_is_claimed_when_test_and_interval_disagree() -> None:
    answer = counts.compare(5, 8, time_now=2)
    assert answer.p < 0.05
    assert 0 in answer.difference_interval
    assert answer.differs is False


@pytest.mark.parametrize("mean", [2, 8, 25])
@pytest.mark.parametrize("longer", [1, 3])
def test_equal_rates_are_called_different_at_most_once_in_twenty(mean: int, longer: int) -> None:
    """Counted over every outcome that matters, not drawn by lot."""

    def chance(count: int, expected: float) -> float:
        return math.exp(count * math.log(expected) - expected - math.lgamma(count + 1))

    alarm = sum(
        chance(now, mean * longer) * chance(before, mean)
        for now in range(mean * longer * 2 + 15)
        for before in range(mean * 2 + 15)
        if counts.compare(now, before, time_now=longer).differs
    )
    assert 0 < alarm < 0.05


@given(COUNT, COUNT, DAYS, DAYS)
def test_the_two_tails_are_all_outcomes_no_more_likely(
    now: int, before: int, d_now: int, d_before: int
) -> None:
    """Outcome by outcome, as the definition says."""
    total, share = now + before, d_now / (d_now + d_before)
    likely = [
        math.exp(
            math.log(math.comb(total, k)) + k * math.log(share) + (total - k) * math.log1p(-share)
        )
        for k in range(total + 1)
    ]
    expected = math.fsum(one for one in likely if one <= likely[now] * TIE)
    found = binomial_two_sided(now, total, share)
    assert found == pytest.approx(min(1, expected), rel=1e-5, abs=1e-12)
