"""Who may see which reviews: those who control the log of the board."""

from django.db.models import Q

from hjulet.organisation.queries import boards_for
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import Actor

RIGHT = "read_log.review"


def reviewable(actor: Actor) -> Q:
    """The reviews of the boards where the actor controls the log."""
    return Q() if actor.system else Q(board_id__in=boards_for(actor, RIGHT))


def may_review(actor: Actor, board_id: int) -> bool:
    """Whether the actor controls the log of the board."""
    return actor.system or board_id in boards_for(actor, RIGHT)


def require_review(actor: Actor, board_id: int) -> None:
    """Raises NotAllowed unless `may_review`."""
    if not may_review(actor, board_id):
        raise NotAllowed(RIGHT)
