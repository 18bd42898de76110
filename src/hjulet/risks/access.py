"""Who may read risk analyses: finished ones the staff of the board, begun ones who writes there."""

from django.db.models import Q

from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor
from hjulet.risks.kinds import Status

NOTHING = Q(pk__in=[])


def readable(actor: Actor) -> Q:
    """The analyses that the actor may open."""
    if actor.system:
        return Q()
    condition = NOTHING
    if units_for(actor, "risk.read"):
        condition |= Q(status=Status.FINISHED, board_id__in=actor.board_ids)
    return condition | writable(actor)


def writable(actor: Actor) -> Q:
    """The analyses that the actor may change."""
    if actor.system:
        return Q()
    units = units_for(actor, "risk.write")
    if not units:
        return NOTHING
    return Q(board_id__in=actor.board_ids, unit_id__in=units)
