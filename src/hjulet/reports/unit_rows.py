"""The rows of T1: the organisation of the period, silent units too, with what was counted."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from hjulet.kernel.swedish import fold, sort_key
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.queries import names, tree_during
from hjulet.organisation.types import Node, Tree
from hjulet.reports.counts import Cells, Counts, Selection
from hjulet.reports.rules import Place


@dataclass(frozen=True, slots=True)
class Line:
    """A department, a unit in it, or a unit that stands without one (then `level` department).

    `place` has department 0 without one; the same unit has one line for each place it stood in.
    """

    key: str
    label: str
    level: str
    place: Place

    @property
    def unit_id(self) -> int:
        return self.place.unit_id

    @property
    def is_unit(self) -> bool:
        return self.place.unit_id != self.place.department_id


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` in order; `direct` are (name, reports) of what stands at no unit but higher up."""

    rows: tuple[tuple[Line, Cells], ...]
    direct: tuple[tuple[str, int], ...] = ()


def build(selection: Selection, counts: Counts) -> Table:
    """All units that stood some time in the period, and those that the facts name besides."""
    node = selection.node
    if node is not None and node.kind == UnitKind.TEAM:
        line = Line(f"unit-{node.id}", node.name, "unit", Place(0, 0, node.id))
        return Table(((line, counts.whole),))
    tree = selection.tree
    lines, direct = _layout(tree, node, *_besides(tree, counts), frozenset(counts.units))
    return Table(
        tuple((line, _cells(line.place, counts)) for line in lines),
        tuple((name, counts.units[place].total) for name, place in direct),
    )


def _besides(tree: Tree, counts: Counts) -> tuple[tuple[tuple[int, str], ...], ...]:
    """(unit, name) and (unit, kind) of what was counted but did not stand in the period."""
    named = {unit_id for place in counts.units for unit_id in place.ids if unit_id not in tree}
    if not named:
        return (), ()
    ever = tree_during(date.min, date.max)
    kinds = ((unit_id, ever[unit_id].kind) for unit_id in named if unit_id in ever)
    return tuple(sorted(names(named).items())), tuple(sorted(kinds))


@lru_cache(maxsize=64)
def _layout(
    tree: Tree,
    node: Node | None,
    names: tuple[tuple[int, str], ...],
    kinds: tuple[tuple[int, str], ...],
    counted: frozenset[Place],
) -> tuple[tuple[Line, ...], tuple[tuple[str, Place], ...]]:
    """The lines in order, and (name, place) of what was counted higher up than a unit.

    Remembered, since the same organisation is laid out for every figure, and that takes longer
    than to count. Whatever it depends on is given.
    """
    known = {one.id: one.name for one in tree.nodes} | dict(names)
    kind_of = {one.id: one.kind for one in tree.nodes} | dict(kinds)
    places = _standing(tree, node.id if node is not None else None)
    only_unit = node is not None and node.kind == UnitKind.UNIT
    direct = []
    for place in sorted(counted):
        if place.unit_id == place.department_id or kind_of.get(place.unit_id) in _ABOVE:
            direct.append((known.get(place.unit_id, ""), place))
            if not place.department_id:
                continue
        places.add(place)
    if not only_unit:
        places |= {Place(p.board_id, p.department_id, p.department_id) for p in places
                   if p.department_id}  # fmt: skip
    ordered = sorted(places, key=lambda place: _order(place, known))
    moved = Counter(place.unit_id for place in ordered)
    labels = _labels(ordered, known)
    lines = tuple(
        Line(_key(place, moved), label, _level(place, only_unit), place)
        for place, label in zip(ordered, labels, strict=True)
    )
    return lines, tuple(direct)


_ABOVE = frozenset({UnitKind.BOARD, UnitKind.ADMINISTRATION})


def _standing(tree: Tree, top: int | None) -> set[Place]:
    """Units of the period below `top` (teams only where they stand without a unit)."""
    below = tree.below(top) if top is not None else None
    found: set[Place] = set()
    for node in tree.nodes:
        if below is not None and node.id not in below:
            continue
        board = tree.nearest(node.id, UnitKind.BOARD)
        department = tree.nearest(node.id, UnitKind.DEPARTMENT)
        board_id = board.id if board else tree.ancestors(node.id)[-1].id
        if node.kind == UnitKind.DEPARTMENT:
            found.add(Place(board_id, node.id, node.id))
        elif node.kind == UnitKind.UNIT or (
            node.kind == UnitKind.TEAM and tree.nearest(node.id, UnitKind.UNIT) is None
        ):
            found.add(Place(board_id, department.id if department else 0, node.id))
    return found


def _order(place: Place, known: dict[int, str]) -> tuple[object, ...]:
    """By board; units without a department, then each department before its units."""

    def name(unit_id: int) -> tuple[str, int]:
        return (sort_key(known.get(unit_id, "")), unit_id)

    own = place.unit_id == place.department_id
    return (
        name(place.board_id),
        name(place.department_id) if place.department_id else ("", 0),
        not own,
        name(place.unit_id),
    )


def _labels(places: list[Place], known: dict[int, str]) -> list[str]:
    """Names; `Avdelning > Enhet` for those that share one, with the board if that is not enough."""

    def path(place: Place, *, board: bool) -> str:
        parts = [place.department_id, place.unit_id]
        if place.unit_id == place.department_id or not place.department_id:
            parts = [place.unit_id]
        if board:
            parts = [place.board_id, *parts]
        return " > ".join(known.get(unit_id, "") for unit_id in parts)

    labels = [known.get(place.unit_id, "") for place in places]
    for board in (False, True):
        seen = Counter(fold(label) for label in labels)
        labels = [
            path(place, board=board) if seen[fold(label)] > 1 else label
            for place, label in zip(places, labels, strict=True)
        ]
    return labels


def _key(place: Place, moved: Counter[int]) -> str:
    if place.unit_id == place.department_id:
        key = f"department-{place.unit_id}"
        return f"{key}-{place.board_id}" if moved[place.unit_id] > 1 else key
    if moved[place.unit_id] > 1:
        return f"unit-{place.unit_id}-{place.department_id or place.board_id}"
    return f"unit-{place.unit_id}"


def _level(place: Place, only_unit: bool) -> str:
    if place.unit_id == place.department_id:
        return "department"
    return "unit" if place.department_id or only_unit else "department"


def _cells(place: Place, counts: Counts) -> Cells:
    if place.unit_id == place.department_id:
        return counts.departments.get((place.board_id, place.department_id), Cells())
    return counts.units.get(place, Cells())
