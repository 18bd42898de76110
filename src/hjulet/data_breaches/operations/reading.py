"""Reading that leaves a trace (10 § lagen (2001:454): log control)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.operations.common import SUBJECT, is_restricted, note
from hjulet.journal import operations as journal
from hjulet.organisation.types import Actor


def opened(*, actor: Actor, now: datetime, incident: Incident) -> None:
    """Somebody opened an incident with a report under secrecy; others leave no trace."""
    if is_restricted(incident):
        journal.opened(actor_id=actor.account_id, now=now, subject=(SUBJECT, incident.pk))


def note_document(*, actor: Actor, now: datetime, incident: Incident) -> None:
    """Somebody took the text for IMY out as a document."""
    note(actor, now, "export", incident)


@transaction.atomic
def note_export(
    *, actor: Actor, now: datetime, rows: int, restricted: int, boards: Collection[int] = ()
) -> None:
    """Somebody took the register out: how many incidents, how many secret, of which boards."""
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="read.exported",
        subject=("data_breach_list", actor.account_id or 0),
        keys={"rows": rows, "restricted": restricted, "boards": sorted(boards)},
        confidential=restricted > 0,
    )
