"""One record goes, for real or for trial: the same code for both."""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hjulet.kernel.clock import local_date
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import Actor
from hjulet.retention import record_kinds
from hjulet.retention.kinds import Outcome
from hjulet.retention.models import DisposalItem, DisposalList, Tombstone
from hjulet.retention.queries.in_force import holds_at, own_rule
from hjulet.retention.queries.ready import as_it_stands
from hjulet.retention.record_kinds import Gone, StillNeeded
from hjulet.retention.rules import HELD, held, joined, kept_until

log = logging.getLogger(__name__)

NO_RULE = "Nämnden har ingen regel längre som säger att den ska gallras."
NEEDED = "Den är öppnad igen, hör till ett annat ärende eller är redan gallrad."
NOT_DUE = "Tiden är inte ute enligt den regel som gäller nu."
NOT_ALLOWED = "Den som skrev under har inte längre rätt att gallra."


@dataclass(frozen=True, slots=True)
class Tried:
    """What went, or in Swedish why the record stays."""

    gone: Gone
    stays: str = ""


def dispose_of(item: DisposalItem, made: DisposalList, actor: Actor, now: datetime) -> Tried:
    """Everything about one record within the caller's transaction; a failure undoes its part.

    Looks once more whether it is held and due: much can happen between a proposal and its end.
    """
    today = local_date(now)
    if stays := _stays(item, made, today):
        return Tried(Gone(), stays)
    try:
        with transaction.atomic():
            gone = record_kinds.kind(made.kind).dispose(actor, now, item.key)
            if made.first_by_id is not None and made.second_by_id is not None:
                _tell(item, made, now, gone, (made.first_by_id, made.second_by_id))
    except StillNeeded as told:
        return Tried(Gone(), str(told)[:300])
    except NotAllowed:
        return Tried(Gone(), NOT_ALLOWED)
    except Exception as error:
        log.exception("disposal of %s %s failed", made.kind, item.key)
        return Tried(Gone(), f"Det gick inte, och felet är vårt ({type(error).__name__}).")
    return Tried(gone)


def try_out(made: DisposalList, actor: Actor, now: datetime) -> dict[str, Any]:
    """Disposes of each record that is left on the list and rolls it back; see `tried` of the list.

    One at a time, so that nobody who writes meanwhile has to wait for the whole list; but those
    that share something together, since it goes with the last of them.
    """
    total, stops, going = Gone(), dict[str, str](), 0
    items = {one.key: one for one in made.items.filter(outcome=Outcome.WAITING).order_by("pk")}
    for keys in joined(list(items), record_kinds.kind(made.kind).shares(list(items))):
        with transaction.atomic():
            tried = [(key, dispose_of(items[key], made, actor, now)) for key in keys]
            transaction.set_rollback(True)
        for key, found in tried:
            if found.stays:
                stops[str(items[key].pk)] = found.stays
            else:
                going += 1
                total = total + found.gone
    return {
        "rows": dict(total.rows), "files": len(total.files), "going": going, "stops": stops,
    }  # fmt: skip


def _stays(item: DisposalItem, made: DisposalList, today: date) -> str:
    """Why the record may not go, in Swedish; "" when it may."""
    rule = own_rule(made.kind, made.board_id, today)
    if rule is None or rule.keep_months is None:
        return NO_RULE
    if held(holds_at(made.board_id, today), made.kind, item.key, today):
        return HELD
    now_is = as_it_stands(record_kinds.kind(made.kind), item.key)
    if now_is is None:
        return NEEDED
    return NOT_DUE if kept_until(now_is.ended_on, rule.keep_months) >= today else ""


def _tell(
    item: DisposalItem, made: DisposalList, now: datetime, gone: Gone, signers: tuple[int, int]
) -> None:
    """The tombstone. Its counts hold numbers only."""
    counts = dict(gone.rows)
    if gone.files:
        counts["filer"] = len(gone.files)
    Tombstone.objects.create(
        kind=made.kind,
        key=item.key,
        reference=item.reference,
        board_id=made.board_id,
        unit_id=item.unit_id,
        started_on=item.started_on,
        ended_on=item.ended_on,
        disposed_at=now,
        disposal=made,
        first_by_id=signers[0],
        second_by_id=signers[1],
        basis=made.basis,
        keep_months=made.keep_months,
        counts=counts,
    )
