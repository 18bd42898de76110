"""When those who answer for a clock are told: when it lands, before it is due, and after. Pure.

What is to be told follows from the clock, the moment and what has been told already. A run that
was missed therefore loses nothing: the next one tells what holds then, once, and not one time
for each day that went by.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hjulet.calendar.kinds import ChaseStep, Span
from hjulet.calendar.rules import is_working_day, working_days_after
from hjulet.kernel.clock import between

# A clock that is due at a moment warns when so many hours are left, and then twice a day and
# night: 72 hours after a personal data breach do not wait for Monday (GDPR art. 33).
HOURS_LEFT = (1, 6, 24)
HOURS_LATE = 12
LEVELS = 3

Told = tuple[str, str]  # (step, slot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules need to know of a clock. `raise_after` is in working days, and in days and
    nights when it is due at a moment."""

    started_on: date
    warn_on: date | None
    due_on: date | None
    due_at: datetime | None = None
    raise_after: int = 5
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Tell:
    """One thing to tell now. `level` 0 is who answers, 1-3 the managers above, nearest first."""

    step: ChaseStep
    slot: str
    level: int = 0


def warned_before(amount: int, span: str, warn_before: int) -> tuple[int, ...]:
    """How long before it is due somebody is reminded: hours for what is counted in hours, else
    one number of working days. Never longer than the time itself: () is at once."""
    if span == Span.HOURS:
        return tuple(hours for hours in reversed(HOURS_LEFT) if hours < amount)
    shorter = span == Span.MONTHS or warn_before < amount
    return (warn_before,) if shorter else ()


def to_tell(facts: Facts, now: datetime, today: date, told: Collection[Told]) -> tuple[Tell, ...]:
    """What is to be told now and has not been; `today` is the Swedish day of the aware `now`."""
    if facts.ended:
        return ()
    found = [Tell(ChaseStep.LANDED, "")]
    found += _moment(facts.due_at, now) if facts.due_at is not None else _day(facts, today)
    found += _raised(facts, now, today)
    return tuple(tell for tell in found if (tell.step, tell.slot) not in told)


def _day(facts: Facts, today: date) -> list[Tell]:
    if facts.due_on is None:
        return []
    if today > facts.due_on:
        return [Tell(ChaseStep.LATE, today.isoformat())] if is_working_day(today) else []
    # Whoever got it today has just read which day it is due.
    warned = facts.warn_on is not None and max(facts.warn_on, facts.started_on) <= today
    return [Tell(ChaseStep.SOON, "")] if warned and facts.started_on < today else []


def _moment(due: datetime, now: datetime) -> list[Tell]:
    late = between(due, now)
    if late > timedelta(0):
        times = late // timedelta(hours=HOURS_LATE)
        return [Tell(ChaseStep.LATE, f"+{times * HOURS_LATE}")]
    for hours in HOURS_LEFT:
        if -late <= timedelta(hours=hours):
            return [Tell(ChaseStep.SOON, f"-{hours}")]
    return []


def _raised(facts: Facts, now: datetime, today: date) -> list[Tell]:
    """To the nearest manager above from `raise_after` days, then one level more each.

    Working days, and only on those; for what is due at a moment days and nights of 24 hours
    after it, every day: management hears on a Saturday too.
    """
    if facts.due_at is not None:
        late = between(facts.due_at, now) // timedelta(days=1)
    elif facts.due_on is not None and today > facts.due_on and is_working_day(today):
        late = working_days_after(facts.due_on, today)
    else:
        return []
    reached = min(LEVELS, late // facts.raise_after)
    return [
        Tell(ChaseStep.RAISED, f"{today.isoformat()}/{level}", level)
        for level in range(1, reached + 1)
    ]


def above(levels: Sequence[Collection[int]], accounts: Collection[int]) -> list[set[int]]:
    """The levels of managers above these accounts, nearest first.

    Whoever is a manager herself is not raised to her own level, nor to one below her.
    """
    own = max((at for at, level in enumerate(levels) if set(level) & set(accounts)), default=-1)
    return [set(level) - set(accounts) for level in levels[own + 1 :]]


def days_left(due: date, today: date) -> int:
    """Working days until `due`; negative when it has passed."""
    return working_days_after(today, due) if today <= due else -working_days_after(due, today)
