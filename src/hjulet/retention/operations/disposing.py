"""The second signature, and what follows from it, record by record.

Each record goes in a transaction of its own, which also writes its tombstone and its outcome: a
process that is killed leaves every record either whole or gone. The worker goes on with a list
that was cut short, and removes files whose rows are gone already.
"""

from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction

from hjulet.files.models import StoredFile
from hjulet.files.operations import remove_content
from hjulet.kernel.clock import local_date
from hjulet.kernel.locks import serialise
from hjulet.organisation.queries import actor_for
from hjulet.organisation.types import Actor
from hjulet.retention import access, record_kinds
from hjulet.retention.kinds import ListStatus, Outcome
from hjulet.retention.models import DisposalItem, DisposalList
from hjulet.retention.operations.common import (
    RETENTION_LOCK,
    items_left,
    locked,
    note,
    stop_clock,
)
from hjulet.retention.operations.faults import InvalidRetention, NotInThisState
from hjulet.retention.operations.trying import dispose_of
from hjulet.retention.rules import second_faults


@transaction.atomic
def sign_second(*, actor: Actor, now: datetime, list_id: int) -> DisposalList:
    """Another person than the first signs. From now on the list is carried out, once.

    Call `carry_out` afterwards, outside the transaction; otherwise the worker does within a
    minute. Raises NotAllowed, InvalidRetention, NotInThisState.
    """
    made = locked(actor, list_id)
    faults = second_faults(
        status=made.status, first_by=made.first_by_id, account_id=actor.account_id
    )
    if faults:
        raise InvalidRetention(faults)
    # Of two who sign at the same moment one changes the row; the other finds nothing to change.
    won = DisposalList.objects.filter(pk=made.pk, status=ListStatus.SIGNED).update(
        status=ListStatus.DECIDED, second_at=now, second_by_id=actor.account_id
    )
    if not won:
        raise NotInThisState("Någon annan hann skriva under.")
    made.refresh_from_db()
    keys: dict[str, object] = {"records": items_left(made)}
    note(actor, now, "sign_second", ("disposal_list", made.pk), keys, kind=made.kind)
    return made


def carry_out(*, now: datetime, list_id: int) -> DisposalList:
    """Disposes of what is left on a list with two signatures; again on a done one changes nothing.

    The second signer stands as the one who acts: her right is asked at each record.
    """
    made: DisposalList = DisposalList.objects.get(pk=list_id)
    if made.status != ListStatus.DECIDED or made.second_by_id is None:
        return made
    signer = get_user_model().objects.get(pk=made.second_by_id)
    actor = actor_for(signer, local_date(now))
    waiting = made.items.filter(outcome=Outcome.WAITING).order_by("pk")
    for item_id in list(waiting.values_list("pk", flat=True)):
        _carry_out_one(item_id, made, actor, now)
    _remove_files(made)
    return _finish(made, actor, now)


def go_on(now: datetime) -> None:
    """What the worker does: lists that were cut short, and files that are left."""
    cut_short = DisposalList.objects.filter(status=ListStatus.DECIDED).order_by("pk")
    for list_id in list(cut_short.values_list("pk", flat=True)):
        carry_out(now=now, list_id=list_id)
    left = DisposalItem.objects.exclude(left=[]).order_by("disposal_id")
    for list_id in list(left.values_list("disposal_id", flat=True).distinct()):
        _remove_files(DisposalList.objects.get(pk=list_id))


@transaction.atomic
def _carry_out_one(item_id: int, made: DisposalList, actor: Actor, now: datetime) -> None:
    # Whoever places a hold takes her turn: before this record, and then it stays, or after.
    serialise(RETENTION_LOCK)
    item: DisposalItem = DisposalItem.objects.select_for_update().get(pk=item_id)
    if item.outcome != Outcome.WAITING:
        return
    if access.knows(actor, made.kind, made.board_id, "retention.dispose"):
        found = dispose_of(item, made, actor, now)
        item.reason, item.left = found.stays, list(found.gone.files)
    else:
        item.reason = "Den som skrev under har inte längre rätt att gallra."
    item.outcome = Outcome.KEPT if item.reason else Outcome.DISPOSED
    item.outcome_at = now
    item.save()


def _remove_files(made: DisposalList) -> None:
    """Contents on disk, after the rows have gone for good. Done twice is done once."""
    for item in made.items.exclude(left=[]).order_by("pk"):
        for key in item.left:
            remove_content(StoredFile(key=UUID(key)))
        DisposalItem.objects.filter(pk=item.pk).update(left=[])


def _finish(made: DisposalList, actor: Actor, now: datetime) -> DisposalList:
    record_kinds.kind(made.kind).afterwards()
    with transaction.atomic():
        won = DisposalList.objects.filter(pk=made.pk, status=ListStatus.DECIDED).update(
            status=ListStatus.EXECUTED, executed_at=now
        )
        if won:
            stop_clock(made, now)
            outcomes = list(made.items.order_by("pk").values_list("outcome", flat=True))
            keys: dict[str, object] = {
                "disposed": outcomes.count(Outcome.DISPOSED), "kept": outcomes.count(Outcome.KEPT)
            }  # fmt: skip
            note(actor, now, "carry_out", ("disposal_list", made.pk), keys, kind=made.kind)
    made.refresh_from_db()
    return made
