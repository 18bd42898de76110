"""Timing that can be compared: the two sides take turns, and the median counts."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds: median, fastest and slowest of `runs`."""

    median: float
    low: float
    high: float
    runs: int

    def __str__(self) -> str:
        return f"{self.median:.1f} ({self.low:.1f}–{self.high:.1f})"


def once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def timing(samples: list[float]) -> Timing:
    return Timing(statistics.median(samples), min(samples), max(samples), len(samples))


def alone(work: Callable[[], object], runs: int = 7) -> Timing:
    once(work)
    return timing([once(work) for _ in range(runs)])


def together(
    one: Callable[[], object], other: Callable[[], object], runs: int = 7
) -> tuple[Timing, Timing]:
    """Both, in turn, after one warm-up each."""
    once(one)
    once(other)
    pairs = [(once(one), once(other)) for _ in range(runs)]
    return timing([a for a, _ in pairs]), timing([b for _, b in pairs])
