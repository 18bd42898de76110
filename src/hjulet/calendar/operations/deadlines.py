"""A board's own times for a kind of clock."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from hjulet.calendar import clock_kinds
from hjulet.calendar.kinds import Span
from hjulet.calendar.models import Deadline
from hjulet.journal import operations as journal
from hjulet.kernel.clock import local_date
from hjulet.kernel.free_text import Fault, Invalid, length_faults, stop_numbers
from hjulet.organisation.rules import day_before, require
from hjulet.organisation.types import Actor

MOST = 500


@transaction.atomic
def set_deadline(
    *,
    actor: Actor,
    now: datetime,
    board_id: int,
    kind: str,
    amount: int,
    span: Span,
    warn_before: int,
    raise_after: int,
    basis: str,
    valid_from: date,
) -> Deadline:
    """The board's own time for a kind from a day; what held before ends the day before.

    Clocks that already run keep their day. Raises NotAllowed, UnknownClock, Invalid,
    NumbersInText.
    """
    require(actor, "deadlines.edit", board_id)
    clock_kinds.kind(kind)
    basis = " ".join(basis.split())
    stop_numbers({"basis": basis})
    faults = length_faults({"basis": basis}, 200)
    if not 1 <= amount <= MOST:
        faults.append(Fault("amount", f"Ange ett antal mellan 1 och {MOST}."))
    if not 0 <= warn_before <= MOST:
        faults.append(Fault("warn_before", f"Ange ett antal mellan 0 och {MOST}."))
    elif span in (Span.WORKING_DAYS, Span.DAYS) and warn_before >= amount >= 1:
        words = f"Påminnelsen kan inte komma före tiden själv. Ange högst {amount - 1}."
        faults.append(Fault("warn_before", words))
    if not 1 <= raise_after <= MOST:
        faults.append(Fault("raise_after", f"Ange ett antal mellan 1 och {MOST}."))
    if not basis:
        faults.append(Fault("basis", "Skriv vilken lag eller vilket beslut tiden bygger på."))
    if valid_from < local_date(now):
        faults.append(Fault("valid_from", "Välj i dag eller en senare dag."))
    if faults:
        raise Invalid(faults)
    own = Deadline.objects.select_for_update().filter(board_id=board_id, kind=kind)
    # What was to begin that day or later is replaced; what holds ends the day before.
    own.filter(valid_from__gte=valid_from).delete()
    own.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from)).update(
        valid_to=day_before(valid_from)
    )
    made: Deadline = Deadline.objects.create(
        kind=kind,
        board_id=board_id,
        amount=amount,
        span=span,
        warn_before=warn_before,
        raise_after=raise_after,
        basis=basis,
        valid_from=valid_from,
    )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="calendar.set_deadline",
        subject=("deadline", made.pk),
        keys={
            "board": board_id,
            "kind": kind,
            "amount": amount,
            "span": str(span),
            "warn_before": warn_before,
            "raise_after": raise_after,
            "from": valid_from.isoformat(),
        },
    )
    return made
