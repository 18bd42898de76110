"""What figures write: a line in the journal when one is taken out of the program."""

from datetime import datetime

from django.db import transaction

from hjulet.figures.types import Scope
from hjulet.journal.operations import record
from hjulet.organisation.types import Actor


@transaction.atomic
def note_export(*, actor: Actor, now: datetime, key: str, scope: Scope, form: str) -> None:
    """One event, `figures.exported`, with the key of the figure and of what was chosen."""
    record(
        actor_id=actor.account_id,
        now=now,
        verb="figures.exported",
        subject=("figure", key),
        keys={
            "period": scope.period.key,
            "unit": scope.unit_id,
            "count": scope.count,
            "form": form,
        },
    )
