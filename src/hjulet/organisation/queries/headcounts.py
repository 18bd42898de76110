"""Reading how many were employed in each unit."""

from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.models import Headcount
from hjulet.organisation.types import Node, Tree


def headcounts(*years: int) -> dict[tuple[int, int], int]:
    """Employees by (unit id, year); a unit without a number is not there. One query."""
    rows = Headcount.objects.filter(year__in=years).order_by()
    return {
        (unit_id, year): number
        for unit_id, year, number in rows.values_list("unit_id", "year", "employees")
    }


def years_with_headcounts() -> list[int]:
    """The years that have any, the latest first."""
    return list(Headcount.objects.order_by("-year").values_list("year", flat=True).distinct())


def staffed(tree: Tree) -> tuple[Node, ...]:
    """Where employees are counted: units, and teams that stand in none, in the order of the tree.

    Reports are counted there too. A department has those of its units.
    """
    return tuple(
        node
        for _, node in tree.walk()
        if node.kind == UnitKind.UNIT
        or (node.kind == UnitKind.TEAM and tree.nearest(node.id, UnitKind.UNIT) is None)
    )
