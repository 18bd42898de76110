"""One list: its records, what the dry run said, and who may do what with it now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hjulet.kernel.free_text import Fault
from hjulet.organisation.types import Actor
from hjulet.retention import access, record_kinds
from hjulet.retention.kinds import UNSIGNED, ListStatus, Outcome
from hjulet.retention.models import DisposalList
from hjulet.retention.queries.in_force import own_rule
from hjulet.retention.queries.ready import readable
from hjulet.retention.record_kinds import RecordKind
from hjulet.retention.rules import first_faults, second_faults


@dataclass(frozen=True, slots=True)
class Line:
    """A record on the list. `address` is "" when the actor may not open it; `stays` is why the
    dry run left it."""

    item: Any
    address: str
    stays: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything that the page of a list shows.

    `first` and `second` are what stands in the way of each signature, empty when the actor may
    sign. `disposes`: she may sign lists at all at this board.
    """

    made: Any
    kind: RecordKind
    lines: list[Line]
    going: int
    disposes: bool
    may_change: bool
    first: list[Fault]
    second: list[Fault]


def open_list(actor: Actor, reference: str) -> DisposalList | None:
    """The list, or None when there is none for the actor. One query."""
    found: DisposalList | None = (
        DisposalList.objects.visible_to(actor)
        .filter(reference=reference)
        .select_related("board", "first_by", "second_by", "tried_by", "withdrawn_by")
        .first()
    )
    return found


def detail_of(actor: Actor, made: Any, today: date) -> Detail:
    """Four queries, however many records."""
    kind = record_kinds.kind(made.kind)
    items = list(made.items.select_related("unit", "outcome_by").order_by("ended_on", "pk"))
    seen = readable(kind, actor, (one.key for one in items))
    stops = made.tried.get("stops", {})
    disposes = access.knows(actor, made.kind, made.board_id, "retention.dispose")
    first = first_faults(
        status=made.status,
        tried=made.tried_at is not None,
        going=made.tried.get("going", 0),
        decided=own_rule(made.kind, made.board_id, today) is not None,
    )
    second = second_faults(
        status=made.status, first_by=made.first_by_id, account_id=actor.account_id
    )
    return Detail(
        made=made,
        kind=kind,
        lines=[
            Line(
                one,
                kind.address(one.reference) if one.key in seen else "",
                stops.get(str(one.pk), "") if made.status in UNSIGNED else "",
            )
            for one in items
        ],
        going=sum(one.outcome == Outcome.WAITING for one in items),
        disposes=disposes,
        may_change=disposes and made.status == ListStatus.PROPOSED,
        first=first,
        second=second,
    )
