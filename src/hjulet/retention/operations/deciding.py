"""The board's own rule for a kind, from its document plan."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from hjulet.kernel.clock import local_date
from hjulet.kernel.free_text import Fault, stop_numbers
from hjulet.organisation.rules import day_before
from hjulet.organisation.types import Actor
from hjulet.retention import access, record_kinds
from hjulet.retention.models import RetentionRule
from hjulet.retention.operations.common import note
from hjulet.retention.operations.faults import InvalidRetention, basis_faults
from hjulet.retention.rules import MOST_MONTHS


@transaction.atomic
def set_rule(
    *,
    actor: Actor,
    now: datetime,
    board_id: int,
    kind: str,
    keep_months: int | None,
    basis: str,
    valid_from: date,
) -> RetentionRule:
    """The board's own rule from a day; what held before ends the day before.

    `keep_months` None is kept for ever. Lists that are open are looked at once more by the new
    rule before anything goes. Raises NotAllowed, UnknownKind, InvalidRetention, NumbersInText.
    """
    record_kinds.kind(kind)
    access.require_knows(actor, kind, board_id, "retention.edit")
    basis = " ".join(basis.split()).rstrip(".")  # it stands inside sentences
    faults = basis_faults(basis)
    if keep_months is not None and not 1 <= keep_months <= MOST_MONTHS:
        faults.append(Fault("years", f"Ange ett antal år mellan 1 och {MOST_MONTHS // 12}."))
    if valid_from < local_date(now):
        faults.append(Fault("valid_from", "Välj i dag eller en senare dag."))
    if faults:
        raise InvalidRetention(faults)
    stop_numbers({"basis": basis})
    own = RetentionRule.objects.select_for_update().filter(board_id=board_id, kind=kind)
    # What was to begin that day or later is replaced; what holds ends the day before.
    own.filter(valid_from__gte=valid_from).delete()
    own.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from)).update(
        valid_to=day_before(valid_from)
    )
    made: RetentionRule = RetentionRule.objects.create(
        kind=kind,
        board_id=board_id,
        keep_months=keep_months,
        basis=basis,
        valid_from=valid_from,
        set_by_id=actor.account_id,
        set_at=now,
    )
    keys = {"board": board_id, "kind": kind, "months": keep_months, "from": valid_from.isoformat()}
    note(actor, now, "set_rule", ("retention_rule", made.pk), keys)
    return made
