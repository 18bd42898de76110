"""Looking through a list: take something off, try it out, sign it first, or take it back."""

from datetime import datetime

from django.db import transaction

from hjulet.calendar.kinds import Ended
from hjulet.kernel.clock import local_date
from hjulet.organisation.types import Actor
from hjulet.retention.kinds import UNSIGNED, ListStatus, Outcome
from hjulet.retention.models import DisposalItem, DisposalList
from hjulet.retention.operations.common import items_left, locked, note, stop_clock
from hjulet.retention.operations.faults import InvalidRetention, NotInThisState, check_reason
from hjulet.retention.operations.trying import try_out
from hjulet.retention.queries.in_force import own_rule
from hjulet.retention.rules import first_faults


@transaction.atomic
def take_off(
    *, actor: Actor, now: datetime, list_id: int, item_id: int, reason: str
) -> DisposalItem:
    """The record is kept for now; it comes in a proposal again after a year.

    What the dry run said no longer holds. Once signed the list stands as it was signed: take it
    back instead. Raises NotAllowed, NotInThisState, InvalidRetention, NumbersInText.
    """
    made = locked(actor, list_id)
    _require(made, {ListStatus.PROPOSED}, "Listan är underskriven. Ta tillbaka den i stället.")
    item: DisposalItem = made.items.select_for_update().get(pk=item_id)
    if item.outcome != Outcome.WAITING:
        return item
    item.reason = check_reason(reason, "Skriv varför den ska undantas.")
    item.outcome, item.outcome_at, item.outcome_by_id = Outcome.TAKEN_OFF, now, actor.account_id
    item.save()
    _forget_trial(made)
    keys: dict[str, object] = {"item": item.pk, "key": item.key}
    note(actor, now, "take_off", ("disposal_list", made.pk), keys, kind=made.kind)
    return item


def dry_run(*, actor: Actor, now: datetime, list_id: int) -> DisposalList:
    """Does all of it and rolls it back: what is told is what the real thing would do.

    Keeps the answer on the list, so that the second person sees what the first one saw.
    Raises NotAllowed, NotInThisState.
    """
    with transaction.atomic():
        made = locked(actor, list_id)
        _require(made, UNSIGNED, "Listan är redan gallrad eller återtagen.")
        left = items_left(made)
    found = try_out(made, actor, now)
    with transaction.atomic():
        made = locked(actor, list_id)
        _require(made, UNSIGNED, "Listan är redan gallrad eller återtagen.")
        if items_left(made) != left:
            raise NotInThisState("Någon ändrade listan under tiden. Provkör igen.")
        made.tried, made.tried_at, made.tried_by_id = found, now, actor.account_id
        made.save(update_fields=["tried", "tried_at", "tried_by"])
        keys = {"going": found["going"], "staying": len(found["stops"])}
        note(actor, now, "dry_run", ("disposal_list", made.pk), keys, kind=made.kind)
    return made


@transaction.atomic
def sign_first(*, actor: Actor, now: datetime, list_id: int) -> DisposalList:
    """The first of two signatures. Raises NotAllowed, InvalidRetention."""
    made = locked(actor, list_id)
    faults = first_faults(
        status=made.status,
        tried=made.tried_at is not None,
        going=made.tried.get("going", 0),
        decided=own_rule(made.kind, made.board_id, local_date(now)) is not None,
    )
    if faults:
        raise InvalidRetention(faults)
    made.status, made.first_at, made.first_by_id = ListStatus.SIGNED, now, actor.account_id
    made.save(update_fields=["status", "first_at", "first_by"])
    keys: dict[str, object] = {"records": items_left(made)}
    note(actor, now, "sign_first", ("disposal_list", made.pk), keys, kind=made.kind)
    return made


@transaction.atomic
def withdraw(*, actor: Actor, now: datetime, list_id: int, reason: str) -> DisposalList:
    """Nothing on the list goes. What is still due comes in the next list.

    Raises NotAllowed, NotInThisState, InvalidRetention, NumbersInText.
    """
    made = locked(actor, list_id)
    _require(made, UNSIGNED, "Listan är redan gallrad eller återtagen.")
    made.withdraw_reason = check_reason(reason, "Skriv varför listan tas tillbaka.")
    made.status = ListStatus.WITHDRAWN
    made.withdrawn_at, made.withdrawn_by_id = now, actor.account_id
    made.save()
    stop_clock(made, now, Ended.CANCELLED)
    note(actor, now, "withdraw", ("disposal_list", made.pk), kind=made.kind)
    return made


def _require(made: DisposalList, statuses: frozenset[str] | set[ListStatus], words: str) -> None:
    if made.status not in statuses:
        raise NotInThisState(words)


def _forget_trial(made: DisposalList) -> None:
    made.tried, made.tried_at, made.tried_by_id = {}, None, None
    made.save(update_fields=["tried", "tried_at", "tried_by"])
