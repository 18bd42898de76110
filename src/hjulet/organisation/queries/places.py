"""Reading the tree: the organisation at a time, and units by name."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from hjulet.kernel.swedish import fold, sort_key
from hjulet.organisation.kinds import LEVELS, UnitKind
from hjulet.organisation.models import BoardSettings, Placement, Unit
from hjulet.organisation.types import Node, Tree


class UnknownUnit(LookupError):
    """No unit has that name in that time."""


class AmbiguousUnit(LookupError):
    """Several units have that name; `paths` tells them apart."""

    def __init__(self, name: str, paths: list[str]) -> None:
        super().__init__(name)
        self.paths = paths


def tree_on(day: date) -> Tree:
    """The organisation as it stood on one day. One query."""
    return tree_during(day, day)


def tree_during(first: date, last: date) -> Tree:
    """Every unit that stood at some time in the period, in its latest place there. One query."""
    return _tree(_placed(first, last))


def trees_until(day: date) -> tuple[Tree, Tree]:
    """The tree of the day, and one of every unit that has stood until then. One query."""
    placed = _placed(date.min, day)
    standing = [row for row in placed if row.valid_to is None or row.valid_to >= day]
    return _tree(standing), _tree(placed)


def _placed(first: date, last: date) -> list[Any]:
    """The placements of the period as rows, earliest first."""
    rows = (
        Placement.objects.during(first, last)
        .order_by("id")
        .values_list(
            "unit_id", "name", "unit__kind", "parent_id", "service_area", "legal_basis",
            "valid_from", "valid_to", named=True,
        )
    )  # fmt: skip
    return sorted(rows, key=lambda row: row.valid_from or date.min)


def _tree(placed: Iterable[Any]) -> Tree:
    """Each unit in the last of its rows."""
    return _grown(tuple({row.unit_id: row[:6] for row in placed}.values()))


@lru_cache(maxsize=64)
def _grown(rows: tuple[tuple[Any, ...], ...]) -> Tree:
    """The same rows make the same tree, and almost every page asks for it."""
    return Tree(tuple(sorted((Node(*row) for row in rows), key=_order)))


def _order(node: Node) -> tuple[int, str, int]:
    return (LEVELS.index(UnitKind(node.kind)), sort_key(node.name), node.id)


def find_unit(tree: Tree, name: str) -> Node:
    """The unit called `name` ("Enhet" or "Avdelning > Enhet", in any case) in the tree.

    Raises UnknownUnit or AmbiguousUnit.
    """
    hits = _called(tree, name)
    if not hits:
        raise UnknownUnit(name)
    if len(hits) > 1:
        raise AmbiguousUnit(name, [way_to(tree, node) for node in hits])
    return hits[0]


def find_unit_during(first: date, last: date, name: str) -> Node:
    """The unit called `name` some time in the period, as it last stood there.

    A unit that was moved or renamed in the period is found by where and what it was before, too:
    tables have a row for each place. Raises UnknownUnit or AmbiguousUnit.
    """
    tree = tree_during(first, last)
    try:
        return find_unit(tree, name)
    except UnknownUnit:
        for day in (*(day for day in reversed(change_days()) if first < day <= last), first):
            if hits := _called(earlier := tree_on(day), name):
                if len(hits) == 1:
                    return tree[hits[0].id]
                raise AmbiguousUnit(name, [way_to(earlier, node) for node in hits]) from None
        raise


def _called(tree: Tree, name: str) -> list[Node]:
    """All units that `name` fits; when one has exactly that path above it, only that."""
    parts = [fold(part) for part in name.split(">") if part.strip()]
    hits = [node for node in tree.nodes if fold(node.name) == parts[-1]] if parts else []
    for depth, part in enumerate(reversed(parts[:-1]), start=1):
        hits = [
            node
            for node in hits
            if any(fold(above.name) == part for above in tree.ancestors(node.id)[depth:])
        ]
    if len(hits) > 1 and len(parts) > 1:
        # "Nämnden > Unga" is the department, not the unit Unga in it.
        exact = [node for node in hits if _path(tree, node)[-len(parts) :] == parts]
        hits = exact or hits
    return hits


def _path(tree: Tree, node: Node) -> list[str]:
    return [fold(above.name) for above in reversed(tree.ancestors(node.id))]


def way_to(tree: Tree, node: Node) -> str:
    """How to write the unit so that only it is meant: its path, from the board when that helps."""
    short = tree.path(node.id) or node.name
    if len(_called(tree, short)) == 1:
        return short
    return " > ".join(above.name for above in reversed(tree.ancestors(node.id)))


def boards(tree: Tree) -> tuple[Node, ...]:
    return tuple(node for node in tree.nodes if node.kind == UnitKind.BOARD)


def board_of(tree: Tree, unit_id: int) -> Node | None:
    return tree.nearest(unit_id, UnitKind.BOARD)


def settings_for(board_id: int | None) -> BoardSettings:
    """The board's own choices, or the defaults when it has made none."""
    found = BoardSettings.objects.filter(board_id=board_id).first()
    return found or BoardSettings(board_id=board_id)  # type: ignore[misc]


def names(unit_ids: Iterable[int]) -> dict[int, str]:
    """Latest names by id."""
    return dict(Unit.objects.filter(id__in=set(unit_ids)).values_list("id", "name"))


def stood(first: date, last: date) -> dict[int, tuple[date, date]]:
    """By unit id, the first and the last day that it stood within the period. One query."""
    found: dict[int, tuple[date, date]] = {}
    rows = Placement.objects.during(first, last).order_by()
    for unit_id, begun, ended in rows.values_list("unit_id", "valid_from", "valid_to"):
        own = (max(begun or first, first), min(ended or last, last))
        before = found.get(unit_id, own)
        found[unit_id] = (min(before[0], own[0]), max(before[1], own[1]))
    return found


def change_days() -> tuple[date, ...]:
    """The days on which the tree became another than the day before, in order. One query."""
    days: set[date] = set()
    for first, last in Placement.objects.order_by().values_list("valid_from", "valid_to"):
        if first is not None:
            days.add(first)
        if last is not None and last < date.max:
            days.add(last + timedelta(days=1))
    return tuple(sorted(days))


def placements_of(unit_id: int) -> list[Placement]:
    """Where the unit has stood, oldest first, with what it stood under."""
    rows = Placement.objects.filter(unit_id=unit_id).select_related("parent")
    return sorted(rows, key=lambda row: row.valid_from or date.min)
