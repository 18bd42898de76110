"""Reading that leaves a trace (10 § lagen (2001:454): log control)."""

from datetime import datetime

from hjulet.journal import operations as journal
from hjulet.organisation.types import Actor


def opened(*, actor: Actor, now: datetime, case_id: int) -> None:
    """Somebody opened a case, its document or what the manager gets to know of it."""
    journal.opened(actor_id=actor.account_id, now=now, subject=("lex_sarah_case", case_id))
