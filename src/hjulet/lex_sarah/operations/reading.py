"""Reading that leaves a trace (10 § lagen (2001:454): log control)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.organisation.types import Actor


def opened(*, actor: Actor, now: datetime, case_id: int) -> None:
    """Somebody opened a case, its document or what the manager gets to know of it."""
    journal.opened(actor_id=actor.account_id, now=now, subject=("lex_sarah_case", case_id))


@transaction.atomic
def note_export(*, actor: Actor, now: datetime, rows: int, boards: Collection[int]) -> None:
    """Somebody took the list of cases out: how many, and of which boards."""
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="read.exported",
        subject=("lex_sarah_list", actor.account_id or 0),
        keys={"rows": rows, "boards": sorted(boards)},
        confidential=True,
    )
