"""Frozen values that other rooms may hold: Actor and Tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role that holds today: `covers` is the unit and everything below it, with what has ended.

    `unit_id` is None for a systemförvaltare of the whole installation.
    """

    role: str
    unit_id: int | None
    covers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account with the roles that hold today, or the system itself.

    `system` is set for the command line and jobs: it is not a person and passes every right.
    `second_factor` is False when what is under secrecy asks for a second factor that she has not
    shown in this session: then lists hold nothing of what it says either.
    """

    account_id: int | None
    name: str
    assignments: tuple[Assignment, ...] = ()
    home_unit_id: int | None = None
    home_unit_name: str = ""
    home_department_name: str = ""
    board_id: int | None = None
    board_name: str = ""
    board_ids: frozenset[int] = frozenset()
    system: bool = False
    second_factor: bool = True

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(item.role for item in self.assignments)

    def units_for(self, *roles: str) -> frozenset[int]:
        """All units that the actor covers in any of these roles."""
        covered: set[int] = set()
        for item in self.assignments:
            if item.role in roles:
                covered |= item.covers
        return frozenset(covered)


SYSTEM = Actor(account_id=None, name="Hjulet", system=True)


@dataclass(frozen=True, slots=True)
class Node:
    """A unit as it stood in the tree at one time."""

    id: int
    name: str
    kind: str
    parent_id: int | None
    service_area: str = ""
    legal_basis: str = ""


@dataclass(frozen=True)
class Tree:
    """The organisation at one time; nodes in the order of the tree, by Swedish name."""

    nodes: tuple[Node, ...]
    _by_id: dict[int, Node] = field(init=False, repr=False, compare=False)
    _children: dict[int | None, tuple[Node, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {node.id: node for node in self.nodes}
        children: dict[int | None, list[Node]] = {}
        for node in self.nodes:
            parent = node.parent_id if node.parent_id in by_id else None
            children.setdefault(parent, []).append(node)
        object.__setattr__(self, "_by_id", by_id)
        object.__setattr__(
            self, "_children", {key: tuple(value) for key, value in children.items()}
        )

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self._by_id

    def __getitem__(self, unit_id: int) -> Node:
        """The node; KeyError when the unit was not there."""
        return self._by_id[unit_id]

    def children(self, unit_id: int | None) -> tuple[Node, ...]:
        return self._children.get(unit_id, ())

    def ancestors(self, unit_id: int) -> tuple[Node, ...]:
        """From the unit itself up to the top."""
        chain: list[Node] = []
        current: int | None = unit_id
        while current is not None and current in self._by_id:
            node = self._by_id[current]
            chain.append(node)
            current = node.parent_id
        return tuple(chain)

    def below(self, unit_id: int) -> frozenset[int]:
        """The unit and everything under it."""
        found: set[int] = set()
        waiting = [unit_id]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting.extend(child.id for child in self.children(current))
        return frozenset(found)

    def nearest(self, unit_id: int, kind: str) -> Node | None:
        """The nearest of `kind` at or above the unit."""
        return next((node for node in self.ancestors(unit_id) if node.kind == kind), None)

    def path(self, unit_id: int) -> str:
        """ "Avdelning > Enhet", without the board."""
        names = [node.name for node in self.ancestors(unit_id) if node.kind not in ("board",)]
        return " > ".join(reversed(names))

    def walk(self, top: int | None = None, depth: int = 0) -> Iterator[tuple[int, Node]]:
        """(depth, node) in the order of the tree, from below `top`."""
        for child in self.children(top):
            yield depth, child
            yield from self.walk(child.id, depth + 1)
