"""Two counts: is the difference more than chance?

The model is that reports arrive independently at a steady rate (Poisson). Given the two counts
together, the first is then binomial with share t1 / (t1 + t2), where t is the length of each
period: the exact conditional test, as R's `poisson.test`. Everything here rests on that one share
and its Clopper-Pearson interval, so ratio and difference always agree about the direction.
Reports that come in bunches vary more than this model; the answer is then too sure, never too shy.
"""

import math
from dataclasses import dataclass

from hjulet.stats.distributions import beta_quantile, binomial_two_sided

LEVEL = 0.95


@dataclass(frozen=True)
class Interval:
    """A confidence interval. `high` may be `math.inf`."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True)
class CountComparison:
    """What two counts say together.

    `ratio` is the rate now by the rate before (None when nothing happened before). `difference`
    is in events over a period as long as the present one: now minus before. `decidable` is False
    when not even the most lopsided split of so few events could have been told from chance.
    """

    p: float
    ratio: float | None
    ratio_interval: Interval
    difference: float
    difference_interval: Interval
    decidable: bool
    differs: bool


def compare(
    now: int,
    before: int,
    *,
    time_now: float = 1,
    time_before: float = 1,
    level: float = LEVEL,
) -> CountComparison:
    """Compare two counts of events, the periods being `time_now` and `time_before` long.

    Any unit of time, the same for both. Raises ValueError for negative counts and for periods
    that are not longer than zero. `differs` asks both the test and the interval: for periods of
    different length the two can disagree at the border, and then nothing is claimed.
    """
    _check(now, before, time_now, time_before)
    p = poisson_test(now, before, time_now=time_now, time_before=time_before)
    difference = difference_interval(
        now, before, time_now=time_now, time_before=time_before, level=level
    )
    return CountComparison(
        p=p,
        ratio=(now / time_now) / (before / time_before) if before else None,
        ratio_interval=ratio_interval(
            now, before, time_now=time_now, time_before=time_before, level=level
        ),
        difference=now - before * time_now / time_before,
        difference_interval=difference,
        decidable=_decidable(now + before, time_now / (time_now + time_before), level),
        differs=p < 1 - level and 0 not in difference,
    )


def poisson_test(now: int, before: int, *, time_now: float = 1, time_before: float = 1) -> float:
    """The exact conditional two-sided p-value that the two rates are equal."""
    _check(now, before, time_now, time_before)
    return binomial_two_sided(now, now + before, time_now / (time_now + time_before))


def ratio_interval(
    now: int,
    before: int,
    *,
    time_now: float = 1,
    time_before: float = 1,
    level: float = LEVEL,
) -> Interval:
    """The exact interval of the rate now divided by the rate before (`high` may be infinite)."""
    _check(now, before, time_now, time_before)
    share = clopper_pearson(now, now + before, level=level)
    scale = time_before / time_now
    high = math.inf if share.high == 1 else share.high / (1 - share.high) * scale
    return Interval(share.low / (1 - share.low) * scale, high)


def difference_interval(
    now: int,
    before: int,
    *,
    time_now: float = 1,
    time_before: float = 1,
    level: float = LEVEL,
) -> Interval:
    """The interval of now minus before, in events over a period of length `time_now`.

    The total is held fixed, as in the test: a share p of n events gives n p now and n (1 - p)
    before, the latter scaled to the present length. Zero lies inside exactly when 1 lies inside
    the ratio's interval.
    """
    _check(now, before, time_now, time_before)
    total = now + before
    share = clopper_pearson(now, total, level=level)
    scale = time_now / time_before
    low, high = (total * p - total * (1 - p) * scale for p in (share.low, share.high))
    return Interval(low, high)


def clopper_pearson(successes: int, trials: int, *, level: float = LEVEL) -> Interval:
    """The exact interval of a share. No trials give (0, 1): nothing is known."""
    _check_share(successes, trials)
    tail = (1 - level) / 2
    low = beta_quantile(successes, trials - successes + 1, tail) if successes else 0.0
    high = beta_quantile(successes + 1, trials - successes, 1 - tail) if successes < trials else 1.0
    return Interval(low, high)


def _decidable(total: int, share: float, level: float) -> bool:
    return min(share**total, (1 - share) ** total) < (1 - level) / 2


def _check(now: int, before: int, time_now: float, time_before: float) -> None:
    if now < 0 or before < 0:
        raise ValueError("a count cannot be negative")
    if time_now <= 0 or time_before <= 0:
        raise ValueError("a period must be longer than zero")


def _check_share(successes: int, trials: int) -> None:
    if not 0 <= successes <= trials:
        raise ValueError("successes must lie between 0 and trials")
