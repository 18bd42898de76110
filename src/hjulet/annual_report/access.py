"""Which boards' reports an actor may read, write and decide on.

A manager covers her own unit only, but the report is the whole board's: a role counts for the
board that it stands under (`organisation.queries.boards_for`).
"""

from hjulet.organisation.queries import boards_for
from hjulet.organisation.rules import NotAllowed, require
from hjulet.organisation.types import Actor

READ, WRITE, DECIDE = "annual_report.read", "annual_report.write", "annual_report.decide"


def may_on(actor: Actor, action: str, board_id: int) -> bool:
    return actor.system or board_id in boards_for(actor, action)


def require_on(actor: Actor, action: str, board_id: int) -> None:
    """Raises NotAllowed unless the actor has the right in the board's reports."""
    require(actor, action)
    if not may_on(actor, action, board_id):
        raise NotAllowed(action)
