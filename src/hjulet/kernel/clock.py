"""The time, so that it can be set: operations take `now=`, doors ask `now()`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_fixed: ContextVar[datetime | None] = ContextVar("fixed_now", default=None)


def now() -> datetime:
    """The time now, with zone Europe/Stockholm; the fixed time inside `fixed_at`."""
    return _fixed.get() or datetime.now(tz=STOCKHOLM)


def today() -> date:
    """The date in Sweden, which is another than UTC's for an hour or two each night."""
    return now().astimezone(STOCKHOLM).date()


def local_date(moment: datetime) -> date:
    """The Swedish date of an aware moment."""
    return moment.astimezone(STOCKHOLM).date()


def at(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """An aware moment on a Swedish day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=STOCKHOLM)


def later(moment: datetime, gap: timedelta) -> datetime:
    """So much real time later, whatever the clocks on the wall do meanwhile (summer time)."""
    return (moment.astimezone(UTC) + gap).astimezone(STOCKHOLM)


def hours_later(moment: datetime, hours: int) -> datetime:
    """So many real hours later, as `later`."""
    return later(moment, timedelta(hours=hours))


def between(first: datetime, last: datetime) -> timedelta:
    """The real time from one aware moment to another; negative when `last` is the earlier.

    Python subtracts what the wall shows when both have the same zone: an hour too much over the
    night when summer time begins, and one too little when it ends.
    """
    return last.astimezone(UTC) - first.astimezone(UTC)


@contextmanager
def fixed_at(moment: datetime) -> Iterator[None]:
    """Stops the clock at `moment` (aware); for tests and the demo year."""
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
