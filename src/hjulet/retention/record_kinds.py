"""Kinds of records that are disposed of: where a room says what of it goes, and how.

A room registers in its apps.py one `RecordKind` for each kind:

    record_kinds.register(
        RecordKind(
            key="lex_sarah.case",
            label="Lex Sarah-ärenden",
            noun="lex Sarah-ärende",
            definite="ärendet",
            ended="avslutades",
            goes="Dokumentationen, utredningen och bilagorna.",
            stays="Grad, enheter och dagar, så att alla siffror är som förut.",
            ready=ready,          # QuerySet: closed, not disposed of, nothing else needs it
            visible=Case.objects.visible_to,
            dispose=dispose,      # (actor, now, key) -> Gone
            columns=Columns(unit="unit_id", started="received_on", ended="closed_on"),
            address=lambda reference: reverse("lex_sarah_page", args=[reference]),
            right="lex_sarah.decide",
            answers=Role.SAS,
        )
    )

Retention asks the queryset, proposes, gathers two signatures, calls `dispose` inside a
transaction of its own for each record, and writes the tombstone. `dispose` must empty the record
and not take it away: what is counted stays. It raises StillNeeded when something has come in the
way since, and records its own event in the journal. How long the kind is kept is data:
`RetentionRule`; a kind without a rule is kept for ever.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hjulet.organisation.kinds import Role
from hjulet.organisation.types import Actor


class StillNeeded(Exception):
    """The record cannot go; the message says in Swedish why, without content."""


class UnknownKind(LookupError):
    """No room has registered that kind."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What a disposal took: how many of what, by Swedish noun in plural, and files on disk.

    `files` are the keys of StoredFile rows that are deleted. Retention removes their content when
    the transaction has been committed, so that one that fails loses nothing.
    """

    rows: Mapping[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    def __add__(self, other: "Gone") -> "Gone":
        rows = dict(self.rows)
        for word, number in other.rows.items():
            rows[word] = rows.get(word, 0) + number
        return Gone(rows, self.files + other.files)


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns (or annotations) of `ready`. `started` and `ended` are days, `board`
    and `unit` ids of units. The time runs from `ended`.
    """

    reference: str = "reference"
    board: str = "board_id"
    unit: str = "unit_id"
    started: str = "received_on"
    ended: str = "closed_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """One kind of record.

    `shares(keys)` are (key, thing) for what goes first with the last of several records, as an
    investigation of two reports: a dry run tries those together, as they would go.

    `ready()` are those that may go once their time is out, of all boards. `visible(actor)` are
    those that the actor may open: only they are links. `label` is plural, `noun` singular,
    `definite` what a sentence calls one ("rapporten"), `ended` the verb of the day that the time
    runs from. `right` is what one must have at the board,
    beside retention.read, to see lists of a kind that not everybody may know of. `answers` is the
    role that gets the list on its work list. `afterwards` is called once when a list is done.
    `unreached(board_id)` says in Swedish what of the kind no rule disposes of and what to do, ""
    for nothing.
    """

    key: str
    label: str
    noun: str
    definite: str
    ended: str
    goes: str
    stays: str
    ready: Callable[[], Any]
    visible: Callable[[Actor], Any]
    dispose: Callable[[Actor, datetime, int], Gone]
    address: Callable[[str], str]
    columns: Columns = field(default_factory=Columns)
    right: str = ""
    answers: Role = Role.REGISTRAR
    note: str = ""
    afterwards: Callable[[], object] = lambda: None
    unreached: Callable[[int], str] = lambda _board_id: ""
    shares: Callable[[Collection[int]], Iterable[tuple[int, object]]] = lambda _keys: ()


_kinds: dict[str, RecordKind] = {}


def register(kind: RecordKind) -> None:
    """Called from a room's apps.py. The same key again replaces the earlier one."""
    _kinds[kind.key] = kind


def unregister(key: str) -> None:
    """Take a kind away again. For tests."""
    _kinds.pop(key, None)


def kind(key: str) -> RecordKind:
    """Raises UnknownKind."""
    try:
        return _kinds[key]
    except KeyError:
        raise UnknownKind(key) from None


def kinds() -> tuple[RecordKind, ...]:
    """All kinds, by label."""
    return tuple(sorted(_kinds.values(), key=lambda one: one.label))
