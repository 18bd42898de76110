"""A count in proportion to what it could have come from: reports per 100 employees.

Reports are taken to come independently of each other (Poisson), as in `counts`.
"""

from dataclasses import dataclass

from hjulet.stats.counts import LEVEL, Interval
from hjulet.stats.distributions import gamma_quantile

PER = 100


@dataclass(frozen=True)
class Rate:
    """`events` among `size` (employees, or employees times days); size is above zero."""

    events: int
    size: float

    def __post_init__(self) -> None:
        if self.events < 0 or self.size <= 0:
            raise ValueError("events cannot be negative, and the size must be above zero")

    @property
    def per_hundred(self) -> float:
        return self.events / self.size * PER


def poisson_interval(events: int, *, level: float = LEVEL) -> Interval:
    """The exact interval of the mean behind a count (Garwood 1936), as R's `poisson.test`."""
    if events < 0:
        raise ValueError("a count cannot be negative")
    tail = (1 - level) / 2
    low = gamma_quantile(events, tail) if events else 0.0
    return Interval(low, gamma_quantile(events + 1, 1 - tail))


def interval(rate: Rate, *, level: float = LEVEL) -> Interval:
    """The exact interval of the rate, per 100."""
    found = poisson_interval(rate.events, level=level)
    return Interval(found.low / rate.size * PER, found.high / rate.size * PER)


def is_low(rate: Rate, usual: Rate) -> bool:
    """Whether the rate lies under the usual one also with chance counted in: its whole interval."""
    return interval(rate).high < usual.per_hundred
