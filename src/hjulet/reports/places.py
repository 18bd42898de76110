"""Where a unit counts in the tree of a day: board, administration, department and unit."""

from bisect import bisect_right
from collections.abc import Collection
from datetime import date
from functools import lru_cache

from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.queries import change_days, tree_during, tree_on
from hjulet.organisation.types import Tree
from hjulet.reports.rules import Place


def place(tree: Tree, unit_id: int) -> Place:
    """A team counts at its unit; what stands directly under a department or board counts there.

    A unit that is not in the tree counts as itself, without department.
    """
    unit = tree.nearest(unit_id, UnitKind.UNIT)
    department = tree.nearest(unit_id, UnitKind.DEPARTMENT)
    administration = tree.nearest(unit_id, UnitKind.ADMINISTRATION)
    board = tree.nearest(unit_id, UnitKind.BOARD)
    top = tree.ancestors(unit_id)
    return Place(
        board_id=board.id if board else (top[-1].id if top else unit_id),
        department_id=department.id if department else 0,
        unit_id=unit.id if unit else unit_id,
        administration_id=administration.id if administration else 0,
    )


class Trees:
    """Remembers trees and places for one bulk change, which asks for the same ones again.

    All days between two changes of the organisation share a tree, so that a year of reports
    costs a handful of queries. Not to be kept longer than the transaction.
    """

    def __init__(self) -> None:
        self._changes: tuple[date, ...] | None = None
        self._tree = lru_cache(maxsize=512)(tree_on)
        self._before = lru_cache(maxsize=64)(lambda day: tree_during(date.min, day))
        self._after = lru_cache(maxsize=64)(lambda day: tree_during(day, date.max))
        self._place = lru_cache(maxsize=65536)(self._find)

    def on(self, day: date) -> Tree:
        """The tree of the day."""
        return self._tree(self._first_day(day))

    def place(self, day: date, unit_id: int) -> Place:
        """Where the unit counts for a report received that day.

        A unit that had ended by then counts where it last stood, one that had not begun where
        it later stands: a late report must not fall out of its department.
        """
        return self._place(self._first_day(day), unit_id)

    def tree_of(self, day: date, unit_id: int) -> Tree:
        """The tree that says where the unit counts for a report received that day; see `place`."""
        first = self._first_day(day)
        trees = (tree(first) for tree in (self._tree, self._before, self._after))
        return next((tree for tree in trees if unit_id in tree), self._tree(first))

    def _change_days(self) -> tuple[date, ...]:
        if self._changes is None:
            self._changes = tuple(day for day in change_days() if day > date.min)
        return self._changes

    def _first_day(self, day: date) -> date:
        changes = self._change_days()
        index = bisect_right(changes, day)
        return changes[index - 1] if index else date.min

    def _find(self, day: date, unit_id: int) -> Place:
        return place(self.tree_of(day, unit_id), unit_id)


def legal_bases(unit_ids: Collection[int], day: date, trees: Trees | None = None) -> list[str]:
    """Which law each unit was run under that day (SOSFS 2011:9 1 kap. 1-2 §§), in the order of
    their keys: its own or that of the nearest above. "" where nothing is said.
    """
    trees = trees or Trees()
    return [
        next(
            (
                node.legal_basis
                for node in trees.tree_of(day, unit_id).ancestors(unit_id)
                if node.legal_basis
            ),
            "",
        )
        for unit_id in sorted(unit_ids)
    ]
