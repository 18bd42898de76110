"""Each month's draw: what was opened, which of it is looked at, and what was known of it then."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from hjulet.journal import queries as journal
from hjulet.journal.types import Read
from hjulet.kernel import clock
from hjulet.log_review import subjects
from hjulet.log_review.models import DrawnOpening, LogReview, SampleSize
from hjulet.log_review.operations.common import note, start_sign_clock
from hjulet.log_review.rules import SIZE, Opening, month_after, months_to_draw, seed
from hjulet.log_review.rules import draw as drawn_of
from hjulet.log_review.subjects import Described
from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import Role
from hjulet.organisation.rules import roles_for
from hjulet.organisation.types import SYSTEM, Tree

GONE = "okänd sak"


@dataclass(frozen=True, slots=True)
class _Held:
    """A role that somebody had: which, where, and the board it belongs to."""

    role: str
    label: str
    unit: str
    board_id: int | None


class _Month:
    """What was opened in a month, by board. Read once, however many boards draw from it."""

    def __init__(self, month: date, begun: Mapping[int, date]) -> None:
        self.first, self.last = month, month_after(month) - timedelta(days=1)
        self.tree = organisation.tree_during(self.first, self.last)
        self.boards = [node.id for node in organisation.boards(self.tree)]
        # With those that had ended before: what they left behind is still opened.
        self.ever = [key for key, first in begun.items() if first <= self.last]
        self.reads = journal.confidential_reads(self.first, self.last)
        self.things = _described(self.reads)
        self.roles = _roles({read.actor_id for read in self.reads if read.actor_id is not None})

    def of(self, board_id: int) -> list[Read]:
        """The openings that the board answers for, oldest first."""
        return [read for read in self.reads if board_id in self._boards_of(read)]

    def _boards_of(self, read: Read) -> Iterable[int]:
        """Nothing escapes: the thing's boards, else the event's, else the person's, else all."""
        thing = self.things.get((read.kind, read.key))
        if thing and thing.board_ids:
            return thing.board_ids
        if said := json.loads(read.keys).get("boards"):
            return list(said)
        own = {held.board_id for held in self.held(read) if held.board_id is not None}
        return own & set(self.ever) or self.boards or self.ever

    def held(self, read: Read) -> list[_Held]:
        """The roles of the person on the day she opened it."""
        day = clock.local_date(read.at)
        return [
            held
            for first, last, held in self.roles.get(read.actor_id or 0, ())
            if first <= day <= last
        ]


def draw(*, now: datetime) -> list[LogReview]:
    """Draws for every board each month that is over and not drawn: the worker does it at night.

    A month without openings gets its review too, as long as the board stands. One that has ended
    draws the months in which somebody opened what it left behind. Run twice it draws once.
    """
    today = clock.local_date(now)
    latest = dict(
        LogReview.objects.order_by("board_id").values_list("board_id").annotate(Max("month"))
    )
    stood = organisation.stood(date.min, today)
    boards = organisation.boards(organisation.tree_during(date.min, today))
    begun = {node.id: stood[node.id][0] for node in boards}
    standing = [node.id for node in boards if stood[node.id][1] == today]
    ended = [node.id for node in boards if node.id not in standing]
    # Those that stand get every month: what is drawn for them has been looked at for the others,
    # which therefore come first.
    done = max((latest[key] for key in standing or ended if key in latest), default=date.min)
    known: dict[date, _Month] = {}
    made = []
    for board_id in (*ended, *standing):
        for month in months_to_draw(latest.get(board_id), today):
            if stood[board_id][1] < month <= done:
                continue
            if month not in known:
                known[month] = _Month(month, begun)
            if board_id in known[month].boards or known[month].of(board_id):
                made += _draw_one(known[month], board_id, now)
    return made


@transaction.atomic
def _draw_one(month: _Month, board_id: int, now: datetime) -> list[LogReview]:
    reads = month.of(board_id)
    size = SampleSize.objects.filter(board_id=board_id).values_list("size", flat=True).first()
    start = seed(month.first, board_id, len(reads))
    review, made = LogReview.objects.get_or_create(
        board_id=board_id,
        month=month.first,
        defaults={
            "drawn_at": now,
            "population": len(reads),
            "people": len({read.actor_id for read in reads}),
            "size": size or SIZE,
            "seed": start,
        },
    )
    if not made:  # another worker was first
        return []
    chosen = set(drawn_of([Opening(read.seq, read.actor_id) for read in reads], review.size, start))
    DrawnOpening.objects.bulk_create(
        _opening(review, month, read) for read in reads if read.seq in chosen
    )
    start_sign_clock(review, now)
    note(SYSTEM, now, "draw", review.pk, {"population": len(reads), "drawn": len(chosen)})
    return [review]


def _opening(review: LogReview, month: _Month, read: Read) -> DrawnOpening:
    subject = subjects.subject(read.kind)
    thing = month.things.get((read.kind, read.key)) or Described("", GONE)
    held = [one for one in month.held(read) if one.board_id in (review.board_id, None)]
    opens = roles_for(subject.right) if subject else frozenset[Role]()
    return DrawnOpening(
        review=review,
        seq=read.seq,
        opener_id=read.actor_id,
        at=read.at,
        verb=read.verb,
        subject_kind=read.kind,
        label=thing.label,
        reference=thing.reference,
        roles="; ".join(f"{one.label}, {one.unit}" if one.unit else one.label for one in held)[
            :300
        ],
        by_role=any(one.role in opens for one in held),
        grant=_grant(subject, read)[:200],
    )


def _grant(subject: subjects.Subject | None, read: Read) -> str:
    if subject is None or read.actor_id is None or not read.key.isdigit():
        return ""
    return subject.grant(int(read.key), read.actor_id, read.at)


def _described(reads: Iterable[Read]) -> dict[tuple[str, str], Described]:
    """What the rooms say of the things, by (kind, key). A few queries a kind."""
    keys: dict[str, set[int]] = {}
    for read in reads:
        if read.key.isdigit():
            keys.setdefault(read.kind, set()).add(int(read.key))
    return {
        (kind, str(key)): thing
        for kind, wanted in sorted(keys.items())
        if (subject := subjects.subject(kind)) is not None
        for key, thing in subject.describe(wanted).items()
    }


def _roles(account_ids: set[int]) -> Mapping[int, list[tuple[date, date, _Held]]]:
    """Everything that these people have been, with first and last day. Two queries."""
    ever: Tree = organisation.tree_during(date.min, date.max)
    found: dict[int, list[tuple[date, date, _Held]]] = {}
    for key, rows in organisation.roles_of(account_ids).items():
        for row in rows:
            board = None
            if row.unit_id is not None and row.unit_id in ever:
                board = organisation.board_of(ever, row.unit_id)
            held = _Held(
                row.role,
                str(row.get_role_display()).split(" (")[0],
                row.unit.name if row.unit else "",
                board.id if board else None,
            )
            span = (row.valid_from or date.min, row.valid_to or date.max)
            found.setdefault(key, []).append((*span, held))
    return found
