"""A list of what may go: made when the time is out, once a month, or when somebody asks."""

from datetime import date, datetime

from django.db import transaction

from hjulet.calendar import operations as calendar
from hjulet.calendar.rules import add_months
from hjulet.kernel.clock import at, local_date
from hjulet.kernel.locks import serialise
from hjulet.organisation.types import SYSTEM, Actor
from hjulet.retention import access, record_kinds
from hjulet.retention.kinds import OPEN, Outcome
from hjulet.retention.models import DisposalItem, DisposalList, RetentionRule
from hjulet.retention.operations.common import RETENTION_LOCK, note, start_clock
from hjulet.retention.operations.faults import AlreadyOpen, NothingDue
from hjulet.retention.queries.in_force import holds_at, own_rule
from hjulet.retention.queries.ready import due
from hjulet.retention.rules import (
    AGAIN_AFTER_MONTHS,
    HELD,
    LIST_MOST,
    HoldFacts,
    ended_by,
    held,
    kept_until,
)


@transaction.atomic
def propose(*, actor: Actor, now: datetime, board_id: int, kind: str) -> DisposalList:
    """A list of the oldest records whose time is out, at most `LIST_MOST`, and a clock for it.

    Only by a rule that the board has decided itself: Hjulet's own proposal disposes of nothing.
    What is held or was taken off lately is left out. Raises NotAllowed, UnknownKind,
    AlreadyOpen, NothingDue.
    """
    access.require_knows(actor, kind, board_id, "retention.dispose")
    serialise(RETENTION_LOCK)
    today = local_date(now)
    record = record_kinds.kind(kind)
    opened = DisposalList.objects.filter(board_id=board_id, kind=kind, status__in=sorted(OPEN))
    if (earlier := opened.order_by("pk").first()) is not None:
        raise AlreadyOpen(earlier.reference)
    rule = own_rule(kind, board_id, today)
    if rule is None or rule.keep_months is None:
        raise NothingDue("Nämnden har ingen regel som säger att detta ska gallras.")
    holds = holds_at(board_id, today)
    if held(holds, kind, None, today):
        raise NothingDue(HELD)
    without = left_out(board_id, kind, today, holds)
    last = ended_by(today, rule.keep_months)
    found = due(record, board_id, last, LIST_MOST, without)
    if not found:
        raise NothingDue("Det finns inget att gallra nu.")
    made: DisposalList = DisposalList.objects.create(
        reference=calendar.next_reference("disposal", today.year),
        board_id=board_id,
        kind=kind,
        basis=rule.basis,
        keep_months=rule.keep_months,
        made_at=now,
    )
    DisposalItem.objects.bulk_create(
        DisposalItem(
            disposal=made,
            key=one.key,
            reference=one.reference,
            unit_id=one.unit_id,
            started_on=one.started_on,
            ended_on=one.ended_on,
            kept_until=kept_until(one.ended_on, rule.keep_months),
        )
        for one in found
    )
    start_clock(made, now)
    keys: dict[str, object] = {"board": board_id, "kind": kind, "records": len(found)}
    note(actor, now, "propose", ("disposal_list", made.pk), keys, kind=kind)
    return made


def propose_all(now: datetime) -> list[DisposalList]:
    """What the worker does every night: a list for each board and kind that got none this month.

    Also for a board that has ended: what it left behind is still to go.
    Each in a transaction of its own, so that one that fails stops no other.
    """
    today = local_date(now)
    month = at(today.replace(day=1), 0)
    wanted = {
        (one.board_id, one.kind)
        for one in RetentionRule.objects.on(today).filter(
            board__isnull=False, keep_months__isnull=False
        ).order_by("pk")
    }  # fmt: skip
    had = set(
        DisposalList.objects.filter(made_at__gte=month)
        .order_by("pk")
        .values_list("board_id", "kind")
    )
    known = {one.key for one in record_kinds.kinds()}
    made = []
    for board_id, kind in sorted(wanted - had):
        if kind not in known:
            continue
        try:
            made.append(propose(actor=SYSTEM, now=now, board_id=board_id, kind=kind))
        except (AlreadyOpen, NothingDue):
            continue
    return made


def left_out(board_id: int, kind: str, today: date, holds: list[HoldFacts]) -> frozenset[int]:
    """Keys that are held each by itself, or that somebody took off a list in the last year."""
    lately = at(add_months(today, -AGAIN_AFTER_MONTHS), 0)
    taken_off = DisposalItem.objects.filter(
        disposal__board_id=board_id,
        disposal__kind=kind,
        outcome=Outcome.TAKEN_OFF,
        outcome_at__gte=lately,
    ).order_by("pk")
    own = {one.key for one in holds if one.key is not None and one.covers(kind, one.key, today)}
    return frozenset({*taken_off.values_list("key", flat=True), *own})
