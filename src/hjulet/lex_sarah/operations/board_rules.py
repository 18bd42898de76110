"""What a board has decided about who outside a case gets to know what of it."""

from datetime import datetime

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.lex_sarah.models import BoardRules
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor


@transaction.atomic
def set_rules(
    *,
    actor: Actor,
    now: datetime,
    board_id: int,
    manager_sees_summary: bool,
    reporter_sees_text: bool,
) -> BoardRules:
    """From now on this holds for all cases of the board. Raises NotAllowed."""
    require(actor, "lex_sarah.work", board_id)
    given = {
        "manager_sees_summary": manager_sees_summary,
        "reporter_sees_text": reporter_sees_text,
    }
    made, _ = BoardRules.objects.update_or_create(
        board_id=board_id,
        defaults={**given, "changed_at": now, "changed_by_id": actor.account_id},
    )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="lex_sarah.set_rules",
        subject=("unit", board_id),
        keys=given,
    )
    return made
