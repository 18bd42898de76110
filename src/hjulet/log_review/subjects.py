"""Where a room whose things are opened under secrecy says what they are.

The journal holds only a kind and a key. To be reviewed an opening must belong to a board and be
called something, without the reviewer seeing what the case holds.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Described:
    """A thing as the reviewer gets it: "2025-31", "rapport", and the boards it belongs to.

    Without boards the event itself says them in its keys (`boards`), else the roles of the
    person who opened it do.
    """

    reference: str
    label: str
    board_ids: tuple[int, ...] = ()


def no_grant(_subject_id: int, _account_id: int, _at: datetime) -> str:
    """For things that nobody is let into one by one."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A kind of thing as the journal names it.

    `right` is the action (organisation.rules.RIGHTS) whose roles open it. `describe(ids)` leaves
    out what it does not know. `grant(id, account, at)` says in Swedish what had let just that
    person in at that moment ("släppt in av SAS 3 mars 2025", "utredare sedan ..."), "" for nothing.
    """

    kind: str
    right: str
    describe: Callable[[Collection[int]], Mapping[int, Described]]
    grant: Callable[[int, int, datetime], str] = no_grant


_subjects: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Called from a room's apps.py. The same kind again replaces the earlier one."""
    _subjects[subject.kind] = subject


def unregister(kind: str) -> None:
    """Take a kind away again. For tests."""
    _subjects.pop(kind, None)


def subject(kind: str) -> Subject | None:
    return _subjects.get(kind)
