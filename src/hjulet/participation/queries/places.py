"""The units that have a page for their workplace meeting, as an actor finds them."""

from dataclasses import dataclass
from datetime import date

from hjulet.organisation.kinds import Role, UnitKind
from hjulet.organisation.queries import board_of, tree_on
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor, Tree
from hjulet.participation.queries.meetings import last_met

_OWN = (Role.UNIT_MANAGER, Role.DEPARTMENT_MANAGER)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of today; `below` is what it stands under, "" right under the board.

    `met_on` is the day of its last meeting, `own` whether the actor works there or leads it.
    """

    id: int
    name: str
    below: str
    board_id: int
    board_name: str
    met_on: date | None
    own: bool


def place_of(actor: Actor, unit_id: int, today: date) -> Place | None:
    """The unit, if it stands today in a board where the actor may read. Two queries."""
    tree = tree_on(today)
    if not may(actor, "meeting.read") or unit_id not in tree:
        return None
    board = board_of(tree, unit_id)
    if board is None or board.id not in actor.board_ids:
        return None
    return _place(actor, tree, unit_id, last_met([unit_id]).get(unit_id))


def places(actor: Actor, today: date) -> list[Place]:
    """All units of the actor's boards but the boards themselves, her own first. Two queries."""
    if not may(actor, "meeting.read"):
        return []
    tree = tree_on(today)
    standing = [
        node.id
        for board_id in sorted(actor.board_ids)
        if board_id in tree
        for _, node in tree.walk(board_id)
        if node.kind != UnitKind.BOARD
    ]
    met = last_met(standing)
    found = [_place(actor, tree, unit_id, met.get(unit_id)) for unit_id in standing]
    return sorted(found, key=lambda place: (not place.own, place.id != actor.home_unit_id))


def _place(actor: Actor, tree: Tree, unit_id: int, met_on: date | None) -> Place:
    node, *above = tree.ancestors(unit_id)
    names = [one.name for one in reversed(above) if one.kind != UnitKind.BOARD]
    board = board_of(tree, unit_id) or node
    return Place(
        id=unit_id,
        name=node.name,
        below=" > ".join(names),
        board_id=board.id,
        board_name=board.name,
        met_on=met_on,
        own=unit_id == actor.home_unit_id or unit_id in actor.units_for(*_OWN),
    )
