"""Shares and their differences: Wilson and Newcombe intervals, Fisher's exact test.

Wilson and Newcombe (1998, method 10, without continuity correction) stay inside 0-1, also for
0 of n and n of n, where the textbook interval collapses to a point.
"""

import math
from dataclasses import dataclass

from hjulet.stats.counts import LEVEL, Interval
from hjulet.stats.distributions import hypergeometric_two_sided, normal_quantile


@dataclass(frozen=True)
class Share:
    """`part` of `whole`. Raises ValueError unless 0 <= part <= whole."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise ValueError("the part must lie between 0 and the whole")

    @property
    def value(self) -> float | None:
        """The share between 0 and 1; None when there is nothing to take a share of."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True)
class ShareComparison:
    """What two shares say together; `difference` is now minus before, between -1 and 1.

    `decidable` is False when even none against all of so few could have been chance.
    """

    p: float
    difference: float
    difference_interval: Interval
    decidable: bool
    differs: bool


def wilson(share: Share, *, level: float = LEVEL) -> Interval:
    """The Wilson score interval. An empty whole gives (0, 1): nothing is known."""
    n = share.whole
    if n == 0:
        return Interval(0.0, 1.0)
    z = normal_quantile(1 - (1 - level) / 2)
    p = share.part / n
    centre = p + z * z / (2 * n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    low = 0.0 if share.part == 0 else (centre - half) / scale
    high = 1.0 if share.part == n else (centre + half) / scale
    return Interval(low, high)


def newcombe(now: Share, before: Share, *, level: float = LEVEL) -> Interval:
    """Newcombe's interval of the difference now - before. An empty whole gives (-1, 1)."""
    if now.value is None or before.value is None:
        return Interval(-1.0, 1.0)
    a, b = wilson(now, level=level), wilson(before, level=level)
    difference = now.value - before.value
    return Interval(
        difference - math.hypot(now.value - a.low, b.high - before.value),
        difference + math.hypot(a.high - now.value, before.value - b.low),
    )


def fisher_test(now: Share, before: Share) -> float:
    """Fisher's exact two-sided p-value that the two shares are equal (1.0 without data)."""
    return hypergeometric_two_sided(
        now.part, now.part + before.part, now.whole, now.whole + before.whole
    )


def compare(now: Share, before: Share, *, level: float = LEVEL) -> ShareComparison:
    """Compare two shares of different persons or cases (not the same ones measured twice).

    `differs` asks both Fisher's test and the interval, and claims nothing when they disagree.
    Raises ValueError when either whole is empty.
    """
    if now.value is None or before.value is None:
        raise ValueError("a share of nothing cannot be compared")
    p = fisher_test(now, before)
    interval = newcombe(now, before, level=level)
    extreme = fisher_test(Share(now.whole, now.whole), Share(0, before.whole))
    return ShareComparison(
        p=p,
        difference=now.value - before.value,
        difference_interval=interval,
        decidable=extreme < 1 - level,
        differs=p < 1 - level and 0 not in interval,
    )
