"""Which boards and units an actor may open figures of.

Figures count everything in their board whoever asks; this decides which boards that is.
"""

from datetime import date

from hjulet.figures.types import Scope
from hjulet.organisation.queries import board_of, boards, tree_during
from hjulet.organisation.rules import may, roles_for
from hjulet.organisation.types import Actor, Node, Tree


class OutOfReach(Exception):
    """The unit does not exist or belongs to a board that the actor has no role in."""


def ever() -> Tree:
    """Every unit that ever stood, in its latest place. One query."""
    return tree_during(date.min, date.max)


def open_boards(actor: Actor, tree: Tree) -> frozenset[int]:
    """The boards whose figures the actor may open; `tree` holds all units there ever were."""
    if actor.system:
        return frozenset(board.id for board in boards(tree))
    if not may(actor, "figures.read"):
        return frozenset()
    roles = roles_for("figures.read")
    return frozenset(
        board.id
        for item in actor.assignments
        if item.role in roles
        and item.unit_id is not None
        and (board := board_of(tree, item.unit_id)) is not None
    )


def may_open_all(actor: Actor, tree: Tree) -> bool:
    """Whether the actor reaches every board, so that nothing needs to be left out."""
    return {board.id for board in boards(tree)} <= open_boards(actor, tree)


def units(actor: Actor, tree: Tree, period_tree: Tree) -> tuple[tuple[int, Node], ...]:
    """(depth, unit) of the period, board by board, that the actor may choose among."""
    reached = open_boards(actor, tree)
    return tuple(
        entry
        for board in boards(period_tree)
        if board.id in reached
        for entry in (
            (0, board),
            *((depth + 1, node) for depth, node in period_tree.walk(board.id)),
        )
    )


def require(actor: Actor, scope: Scope, tree: Tree | None = None) -> None:
    """Raises OutOfReach unless the actor may open figures of the scope's unit, or of everything."""
    tree = tree or ever()
    reached = open_boards(actor, tree)
    if not reached:
        raise OutOfReach
    if scope.unit_id is None:
        if not may_open_all(actor, tree):
            raise OutOfReach
        return
    board = board_of(tree, scope.unit_id)
    if board is None or board.id not in reached:
        raise OutOfReach
