"""Which boards' reports an actor may read, write and decide on."""

from hjulet.kernel import clock
from hjulet.organisation.queries import board_of, tree_on
from hjulet.organisation.rules import NotAllowed, may, require, roles_for
from hjulet.organisation.types import Actor

READ, WRITE, DECIDE = "annual_report.read", "annual_report.write", "annual_report.decide"


def boards_for(actor: Actor, action: str) -> frozenset[int]:
    """The boards where a role of the actor gives `action`; not meaningful for the system.

    A manager covers her own unit only, but the report is the whole board's, so the role counts
    for the board it stands under. Somebody with roles under two boards has the right only where
    the role that gives it stands. No query for those with one board.
    """
    if not may(actor, action):
        return frozenset()
    if len(actor.board_ids) <= 1:
        return actor.board_ids
    tree = tree_on(clock.today())
    roles = roles_for(action)
    found = (
        board_of(tree, item.unit_id)
        for item in actor.assignments
        if item.role in roles and item.unit_id is not None
    )
    return frozenset(board.id for board in found if board is not None)


def may_on(actor: Actor, action: str, board_id: int) -> bool:
    return actor.system or board_id in boards_for(actor, action)


def require_on(actor: Actor, action: str, board_id: int) -> None:
    """Raises NotAllowed unless the actor has the right in the board's reports."""
    require(actor, action)
    if not may_on(actor, action, board_id):
        raise NotAllowed(action)
