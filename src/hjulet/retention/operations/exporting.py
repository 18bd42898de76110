"""The register of what is gone leaves the house as a file."""

from datetime import datetime

from hjulet.journal import operations as journal
from hjulet.organisation.types import Actor


def note_export(*, actor: Actor, now: datetime, rows: int) -> None:
    """Somebody fetched the register: how many rows."""
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="retention.export",
        subject=("tombstone_list", actor.account_id or 0),
        keys={"rows": rows},
    )
