"""Who sees rules, lists and tombstones: retention.read at the board, and what the kind asks.

A head of an administration covers what stands below it, but what is kept is the whole board's: a
role counts for the board that it stands under.
"""

from django.db.models import Q

from hjulet.organisation.queries import boards_for
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import Actor
from hjulet.retention import record_kinds


def may_at(actor: Actor, action: str, board_id: int) -> bool:
    """Whether the actor has the right at the board."""
    return actor.system or board_id in boards_for(actor, action)


def require_at(actor: Actor, action: str, board_id: int) -> None:
    """Raises NotAllowed unless `may_at`."""
    if not may_at(actor, action, board_id):
        raise NotAllowed(action)


def of_kind(actor: Actor) -> Q:
    """Rows of the boards whose retention the actor follows, of kinds that she may know of there."""
    if actor.system:
        return Q()
    condition = Q(kind__in=[one.key for one in record_kinds.kinds() if not one.right])
    for one in record_kinds.kinds():
        if one.right:
            condition |= Q(kind=one.key, board_id__in=boards_for(actor, one.right))
    return condition & Q(board_id__in=boards_for(actor, "retention.read"))


def knows(actor: Actor, kind: str, board_id: int, action: str = "retention.read") -> bool:
    """Whether the actor has the right at the board and may know of the kind. Raises UnknownKind."""
    own = record_kinds.kind(kind).right
    return may_at(actor, action, board_id) and (not own or may_at(actor, own, board_id))


def require_knows(actor: Actor, kind: str, board_id: int, action: str) -> None:
    """Raises NotAllowed unless `knows`."""
    if not knows(actor, kind, board_id, action):
        raise NotAllowed(action)
