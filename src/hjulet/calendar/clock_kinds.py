"""What the clocks of the rooms are: words, default times, and who is told.

A room registers its kinds in apps.py. The work list, chasing and the digest know clocks only by
these and by the rows of `Clock`; they never ask the room itself for anything but a title.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hjulet.calendar.kinds import Span
from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class Described:
    """What the work list shows of a thing to the one who may see it."""

    title: str
    meta: str = ""


Describe = Callable[[Actor, Sequence[int]], Mapping[int, Described]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockKind:
    """One kind of clock.

    `noun` begins the reference ("Åtgärd 2025-31"), `task` says what to do ("besluta om
    åtgärden"), `late` what should have been ("skulle ha beslutats"). `amount`, `span`,
    `warn_before`, `raise_after` (working days) and `basis` hold until the board has a Deadline
    of its own; a clock that is started with a day of its own uses only the last three.
    `describe(actor, subject_ids)` leaves out what the actor may not see. Those who have a role in
    `informs` at the unit are told when it lands, though they need not act. `name` is the noun where
    letters do not go: "Lex Sarah-ärende", of which a letter says "Ärende".
    """

    key: str
    noun: str
    task: str
    late: str
    stage: str
    amount: int
    describe: Describe
    span: Span = Span.WORKING_DAYS
    warn_before: int = 3
    raise_after: int = 5
    basis: str = "lokalt mål"
    informs: frozenset[str] = frozenset()
    name: str = ""

    @property
    def heading(self) -> str:
        """What it is called where its times are set, and no thing of its kind is named."""
        return f"{self.name or self.noun}: {self.task}"


class UnknownClock(LookupError):
    """No room has registered that kind."""


_kinds: dict[str, ClockKind] = {}


def register(kind: ClockKind) -> None:
    """Called from a room's apps.py. The same key again replaces the earlier one."""
    _kinds[kind.key] = kind


def kind(key: str) -> ClockKind:
    """Raises UnknownClock."""
    try:
        return _kinds[key]
    except KeyError:
        raise UnknownClock(key) from None


def kinds() -> tuple[ClockKind, ...]:
    """All kinds, by key."""
    return tuple(_kinds[key] for key in sorted(_kinds))


def unregister(key: str) -> None:
    """Take a kind away again. For tests."""
    _kinds.pop(key, None)
