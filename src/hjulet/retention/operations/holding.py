"""Disposal is stopped while something goes on, for example a supervision, and let go again."""

from datetime import date, datetime

from django.db import transaction

from hjulet.kernel.clock import local_date
from hjulet.kernel.free_text import Fault
from hjulet.kernel.locks import serialise
from hjulet.organisation.types import Actor
from hjulet.retention import access, record_kinds
from hjulet.retention.models import Hold
from hjulet.retention.operations.common import RETENTION_LOCK, note
from hjulet.retention.operations.faults import InvalidRetention, check_reason
from hjulet.retention.queries.ready import find


@transaction.atomic
def place_hold(
    *,
    actor: Actor,
    now: datetime,
    board_id: int,
    reason: str,
    kind: str = "",
    reference: str = "",
    last: date | None = None,
) -> Hold:
    """Stops disposal at the board from now: of everything, of a kind, or of one record.

    Nothing that it covers goes after this has been saved, also of lists that are signed.
    Raises NotAllowed, UnknownKind, InvalidRetention, NumbersInText.
    """
    if kind:
        access.require_knows(actor, kind, board_id, "retention.edit")
    else:
        access.require_at(actor, "retention.edit", board_id)
    reference, today = reference.strip(), local_date(now)
    faults = []
    key = None
    if reference and not kind:
        faults.append(Fault("kind", "Välj vilket slag referensen gäller."))
    elif reference:
        key = find(record_kinds.kind(kind), board_id, reference)
        if key is None:
            faults.append(Fault("reference", "Det finns ingen med den referensen i nämnden."))
    if last is not None and last < today:
        faults.append(Fault("last", "Välj i dag eller en senare dag, eller lämna tomt."))
    if faults:
        raise InvalidRetention(faults)
    words = check_reason(reason, "Skriv varför gallringen ska stoppas.")
    serialise(RETENTION_LOCK)
    hold: Hold = Hold.objects.create(
        board_id=board_id,
        kind=kind,
        key=key,
        reference=reference,
        reason=words,
        first=today,
        last=last,
        placed_at=now,
        placed_by_id=actor.account_id,
    )
    keys: dict[str, object] = {"board": board_id, "kind": kind, "key": key}
    note(actor, now, "place_hold", ("hold", hold.pk), keys, kind=kind)
    return hold


@transaction.atomic
def lift_hold(*, actor: Actor, now: datetime, hold_id: int, reason: str) -> Hold:
    """Disposal may go on. Lifted twice is lifted once, with the first reason.

    Raises NotAllowed, InvalidRetention, NumbersInText, Hold.DoesNotExist.
    """
    hold: Hold = Hold.objects.select_for_update().get(pk=hold_id)
    if hold.kind:
        access.require_knows(actor, hold.kind, hold.board_id, "retention.edit")
    else:
        access.require_at(actor, "retention.edit", hold.board_id)
    if hold.lifted_at is not None:
        return hold
    hold.lift_reason = check_reason(reason, "Skriv varför gallringen får fortsätta.")
    hold.lifted_at, hold.lifted_by_id = now, actor.account_id
    hold.save()
    note(actor, now, "lift_hold", ("hold", hold.pk), {"board": hold.board_id}, kind=hold.kind)
    return hold
