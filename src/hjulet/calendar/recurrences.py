"""Jobs that come back: a room registers its own in apps.py, the worker runs those whose time it is.

A run that was missed is made up by the next one. Jobs must stand being run twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from hjulet.calendar.rules import is_working_day
from hjulet.kernel.clock import STOCKHOLM

NIGHT_HOUR = 2
MORNING_HOUR = 7


class Every(Enum):
    """How often."""

    RUN = "run"  # each time the worker looks, about once a minute
    NIGHT = "night"
    WORKING_MORNING = "working_morning"


class RecurrenceFailed(Exception):
    """The job says what went wrong, in Swedish and without content: it is shown as it is."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """`run` gets the time; what it gives back is not used."""

    key: str
    every: Every
    run: Callable[[datetime], object]


_jobs: dict[str, Recurring] = {}


def register(key: str, every: Every, run: Callable[[datetime], object]) -> None:
    """The same key again replaces the earlier job. They run in the order of registration."""
    _jobs[key] = Recurring(key, every, run)


def unregister(key: str) -> None:
    """Take a job away again. For tests."""
    _jobs.pop(key, None)


def jobs() -> tuple[Recurring, ...]:
    return tuple(_jobs.values())


def slot(every: Every, now: datetime) -> str | None:
    """Which occasion `now` belongs to; "" for every run, None when there is nothing to do.

    A night that was missed is made up before the next; a morning that was missed is not, since
    the next working morning holds the same and more.
    """
    local = now.astimezone(STOCKHOLM)
    if every == Every.RUN:
        return ""
    if every == Every.NIGHT:
        return (local - timedelta(hours=NIGHT_HOUR)).date().isoformat()
    morning = is_working_day(local.date()) and local.hour >= MORNING_HOUR
    return local.date().isoformat() if morning else None
