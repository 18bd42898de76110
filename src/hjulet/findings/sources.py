"""Where a room above that findings come from registers itself.

Findings point at no source. A source room keeps its own link table and registers here, so that
the page where a finding is written can show the source, compare words with it, and tie the two
together in the same transaction. The room of the measures says here which answer a finding.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source tells the writer of a finding.

    `key` is the id in its own room, `label` "Rapport 2025-12", `texts` all that is written there
    (compared with the finding, never copied), `origin` a value of `findings.kinds.Origin`.
    """

    kind: str
    key: int
    label: str
    path: str
    board_id: int
    found_on: date
    origin: str
    texts: tuple[str, ...]
    unit_ids: tuple[int, ...] = ()
    cause_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRoom:
    """A kind of source.

    `find(actor, key)` answers None when the actor may not read it. `link(actor, now, finding_id,
    key)` ties them within the caller's transaction; twice is once. `texts(finding_id)` gives all
    that is written in every linked source, whoever asks: to compare words with before a release.
    """

    kind: str
    find: Callable[[Actor, int], SourceInfo | None]
    link: Callable[[Actor, datetime, int, int], None]
    texts: Callable[[int], tuple[str, ...]]


Answers = Callable[[Collection[int]], Mapping[int, tuple[str, ...]]]

_rooms: dict[str, SourceRoom] = {}
_answers: list[Answers] = []


def register(room: SourceRoom) -> None:
    """Called from a room's apps.py. The same kind again replaces the earlier one."""
    _rooms[room.kind] = room


def room(kind: str) -> SourceRoom | None:
    return _rooms.get(kind)


def find(actor: Actor, kind: str, key: int) -> SourceInfo | None:
    """The source, if its room knows it and the actor may read it."""
    found = _rooms.get(kind)
    return found.find(actor, key) if found else None


def texts_of(finding_id: int) -> tuple[str, ...]:
    """All that is written in every source of the finding."""
    return tuple(text for one in _rooms.values() for text in one.texts(finding_id))


def register_answers(answers: Answers) -> None:
    """For the room of the measures: the titles of those that answer each finding."""
    _answers[:] = [answers]


def answers_to(finding_ids: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """Titles of what is to be done about each finding, whoever asks: for figures. One query."""
    return _answers[0](finding_ids) if _answers and finding_ids else {}
