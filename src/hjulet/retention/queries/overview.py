"""What is due when at a board: rule, holds, open lists, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q

from hjulet.organisation.queries import boards, boards_for, trees_until
from hjulet.organisation.types import Actor, Node
from hjulet.retention import access, record_kinds
from hjulet.retention.kinds import UNSIGNED, ListStatus, Outcome
from hjulet.retention.models import DisposalList, Hold, RetentionRule
from hjulet.retention.queries.in_force import holds_at, rule_for
from hjulet.retention.queries.ready import count_due, earliest, has_any
from hjulet.retention.record_kinds import RecordKind
from hjulet.retention.rules import ended_by, held, kept_until


@dataclass(frozen=True, slots=True)
class Standing:
    """A kind at a board today. `decided`: the rule is the board's own, not Hjulet's proposal.

    `due` is how many have been kept long enough, `next_on` the last day that the oldest one must
    be kept when none is due. Both None when the kind is kept for ever.
    """

    kind: RecordKind
    rule: RetentionRule | None
    coming: RetentionRule | None
    decided: bool
    held: bool
    due: int | None
    next_on: date | None
    open_list: Any


def followed(actor: Actor, today: date, action: str = "retention.read") -> list[Node]:
    """The boards where the actor has the right: those that stand today, and after them those that
    have ended and left records behind (docs/adr/0008), with their name and that they have ended.

    One query, and for each that has ended one a kind.
    """
    tree, ever = trees_until(today)
    own = boards_for(actor, action)
    seen = [board for board in boards(ever) if actor.system or board.id in own]
    ended = [board for board in seen if board.id not in tree]
    left = [
        replace(board, name=f"{board.name} (har upphört)")
        for board in ended
        if any(has_any(kind, board.id) for kind in record_kinds.kinds())
    ]
    return [*(board for board in seen if board.id in tree), *left]


def standing_of(actor: Actor, board_id: int, today: date) -> list[Standing]:
    """Each kind that the actor may know of at the board. Two queries, and five for each kind."""
    holds = holds_at(board_id, today)
    open_lists = {one.kind: one for one in open_at(actor, [board_id])}
    return [
        _standing(one, board_id, today, held(holds, one.key, None, today), open_lists.get(one.key))
        for one in record_kinds.kinds()
        if access.knows(actor, one.key, board_id)
    ]


def _standing(
    kind: RecordKind, board_id: int, today: date, stopped: bool, open_list: Any
) -> Standing:
    rule = rule_for(kind.key, board_id, today)
    coming = (
        RetentionRule.objects.filter(kind=kind.key, board_id=board_id, valid_from__gt=today)
        .order_by("valid_from", "pk")
        .first()
    )
    due, next_on = None, None
    if rule is not None and rule.keep_months is not None:
        due = count_due(kind, board_id, ended_by(today, rule.keep_months))
        if not due and (ended := earliest(kind, board_id)):
            next_on = kept_until(ended, rule.keep_months)
    decided = rule is not None and rule.board_id is not None
    return Standing(kind, rule, coming, decided, stopped, due, next_on, open_list)


def open_at(actor: Actor, board_ids: Sequence[int]) -> list[Any]:
    """Lists that are not done at the boards, the oldest first, with how many records. One query."""
    rows = DisposalList.objects.visible_to(actor).filter(
        board_id__in=list(board_ids),
        status__in=[ListStatus.PROPOSED, ListStatus.SIGNED, ListStatus.DECIDED],
    )
    return list(_counted(rows).order_by("made_at", "pk"))


def done_at(actor: Actor, board_ids: Sequence[int], limit: int = 10) -> list[Any]:
    """The latest lists that are done or taken back. One query."""
    rows = DisposalList.objects.visible_to(actor).filter(
        board_id__in=list(board_ids),
        status__in=[ListStatus.EXECUTED, ListStatus.WITHDRAWN],
    )
    return list(_counted(rows).order_by("-made_at", "-pk")[:limit])


def _counted(rows: Any) -> Any:
    return rows.select_related("board", "first_by", "second_by").annotate(
        waiting=Count("items", filter=Q(items__outcome=Outcome.WAITING)),
        gone=Count("items", filter=Q(items__outcome=Outcome.DISPOSED)),
        kept=Count("items", filter=Q(items__outcome__in=[Outcome.KEPT, Outcome.TAKEN_OFF])),
    )


def holds_in_force(actor: Actor, board_ids: Sequence[int], today: date) -> list[Any]:
    """Holds that are not lifted and not over, of kinds that the actor may know of. One query."""
    rows = Hold.objects.filter(
        Q(last=None) | Q(last__gte=today), board_id__in=list(board_ids), lifted_at=None
    ).select_related("board", "placed_by")
    return [
        one
        for one in rows.order_by("placed_at", "pk")
        if not one.kind or access.knows(actor, one.kind, one.board_id)
    ]


def waiting_count(actor: Actor) -> int:
    """How many lists the actor may sign now. One query, none for who signs nothing."""
    own = boards_for(actor, "retention.dispose")
    if actor.system or not own:
        return 0
    rows = DisposalList.objects.visible_to(actor).filter(
        board_id__in=own, status__in=sorted(UNSIGNED)
    )
    return int(rows.exclude(first_by_id=actor.account_id or 0).count())
