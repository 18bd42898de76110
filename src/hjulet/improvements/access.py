"""Who may read measures: all staff of the board, since measures hold no personal data."""

from django.db.models import Q

from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor

NOTHING = Q(pk__in=[])


def readable(actor: Actor) -> Q:
    """The measures (or plans) of the boards where the actor works."""
    if actor.system:
        return Q()
    if not units_for(actor, "measure.read"):
        return NOTHING
    return Q(board_id__in=actor.board_ids)
