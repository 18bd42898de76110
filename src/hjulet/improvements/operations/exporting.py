"""That a list was taken out of the program."""

from datetime import datetime

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.organisation.types import Actor


@transaction.atomic
def note_export(*, actor: Actor, now: datetime, rows: int) -> None:
    """One event with the number of rows."""
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="improvements.export_list",
        subject=("measure", "list"),
        keys={"rows": rows},
    )
