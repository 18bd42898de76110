"""Reading that leaves a trace (10 § lagen (2001:454): log control)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.organisation.types import Actor


def opened(*, actor: Actor, now: datetime, report_id: int) -> None:
    """Somebody opened a restricted report or one of its attachments."""
    journal.opened(actor_id=actor.account_id, now=now, subject=("report", report_id))


def opened_investigation(*, actor: Actor, now: datetime, investigation_id: int) -> None:
    """Somebody opened an investigation that has become secret."""
    journal.opened(actor_id=actor.account_id, now=now, subject=("investigation", investigation_id))


@transaction.atomic
def note_export(
    *, actor: Actor, now: datetime, rows: int, restricted: int, boards: Collection[int] = ()
) -> None:
    """Somebody took a list out: how many reports, how many of them secret, of which boards."""
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="read.exported",
        subject=("report_list", actor.account_id or 0),
        keys={"rows": rows, "restricted": restricted, "boards": sorted(boards)},
        confidential=restricted > 0,
    )
