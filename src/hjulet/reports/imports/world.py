"""What the rows of a file speak of: units of the day, types, categories and causes."""

from collections.abc import Iterable
from datetime import date

from hjulet.calendar.operations import deadline
from hjulet.findings.lists import Cause
from hjulet.kernel import clock
from hjulet.kernel.swedish import fold
from hjulet.organisation.imports.identity import nearest_name
from hjulet.organisation.imports.operations import stamp as organisation_stamp
from hjulet.organisation.imports.operations import times_of
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.queries import AmbiguousUnit, UnknownUnit, find_unit
from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor, Node, Tree
from hjulet.reports import clocks
from hjulet.reports.kinds import TypeKind
from hjulet.reports.models import Category, DeviationType
from hjulet.reports.places import Trees

# The names that every installation starts with: a renamed type is still found by them.
FIRST_NAMES = {
    "ej avvikelse": TypeKind.NOT_DEVIATION,
    "lex sarah": TypeKind.LEX_SARAH,
    "personuppgiftsincident": TypeKind.DATA_BREACH,
    "synpunkt/klagomål": TypeKind.FEEDBACK,
    "övrig avvikelse": TypeKind.DEVIATION,
}


class Unclear(LookupError):
    """A name that cannot be tied to one thing; `str()` says why, in Swedish."""


def stamp() -> tuple[object, ...]:
    """Organisation and lists as a value: equal as long as nobody has changed them. Four queries."""
    return (
        organisation_stamp(),
        *(
            tuple(model._default_manager.order_by("id").values_list("id", "name"))
            for model in (DeviationType, Category, Cause)
        ),
    )


class World:
    """One snapshot, with everything looked up once. Not to be kept longer than one check."""

    def __init__(self, actor: Actor) -> None:
        self.stamp = stamp()
        self.trees = Trees()
        types = list(DeviationType.objects.order_by("order", "id"))
        self.kinds = {item.pk: item.kind for item in types}
        self.type_names = {item.pk: item.name for item in types}
        self._types = _by_first_name(types) | {fold(item.name): item.pk for item in types}
        self.categories = _by_name(Category.objects.order_by("-id").values_list("name", "id"))
        self.causes = _by_name(Cause.objects.order_by("-id").values_list("name", "id"))
        self._boards = None if actor.system else units_for(actor, "report.import")
        self._units: dict[tuple[int, str], int | Unclear] = {}
        self._ever: dict[str, bool] = {}
        self._kept: list[Tree] = []
        self._bases: dict[tuple[int, int], str] = {}
        self._assess_days: dict[int, int] = {}

    def type_id(self, name: str) -> int:
        """Raises Unclear."""
        found = self._types.get(fold(name))
        if found is None:
            near = nearest_name(name, self.type_names.values())
            more = f"Menar du ”{near}”?" if near else f"Typerna är {_listed(self.type_names)}."
            raise Unclear(f"okänd typ. {more}")
        return found

    def unit_id(self, day: date, text: str) -> int:
        """The unit called so ("Enhet" or "Avdelning > Enhet") in the tree of the day.

        Raises Unclear when there is none, several, or the actor may not import for its board.
        """
        tree = self.trees.on(day)
        key = (id(tree), text)
        if key not in self._units:
            self._kept.append(tree)  # an id is only good while the tree lives
            try:
                self._units[key] = self._find(tree, day, text)
            except Unclear as problem:
                self._units[key] = problem
        found = self._units[key]
        if isinstance(found, Unclear):
            raise Unclear(str(found))
        return found

    def ever_known(self, text: str) -> bool:
        """Whether a unit is or was called so, for a row whose day cannot be read."""
        last = text.rsplit(">", 1)[-1].strip()
        if last not in self._ever:
            self._ever[last] = bool(times_of(last))
        return self._ever[last]

    def board_id(self, day: date, unit_id: int) -> int:
        return self.trees.place(day, unit_id).board_id

    def basis(self, day: date, unit_id: int) -> str:
        """The law that the unit is run under that day, its own or the nearest above."""
        tree = self.trees.on(day)
        key = (id(tree), unit_id)
        if key not in self._bases:
            self._kept.append(tree)
            above = tree.ancestors(unit_id)
            self._bases[key] = next((node.legal_basis for node in above if node.legal_basis), "")
        return self._bases[key]

    def assess_days(self, board_id: int) -> int:
        if board_id not in self._assess_days:
            limit = deadline(clocks.ASSESS, board_id, clock.today())
            self._assess_days[board_id] = limit.amount
        return self._assess_days[board_id]

    def _find(self, tree: Tree, day: date, text: str) -> int:
        try:
            node = find_unit(tree, text)
        except UnknownUnit as error:
            raise Unclear(self._unknown(tree, day, text)) from error
        except AmbiguousUnit as error:
            only = _only_unit(tree, text)
            if only is None:
                paths = " eller ".join(f"”{path}”" for path in error.paths[:4])
                raise Unclear(f"flera enheter heter så. Skriv {paths}.") from error
            node = only
        board = tree.nearest(node.id, UnitKind.BOARD)
        if board is None:
            raise Unclear(
                f"hör inte till någon nämnd {day.isoformat()}. Rätta organisationen först."
            )
        if self._boards is not None and board.id not in self._boards:
            raise Unclear(f"hör till {board.name}. Du får inte föra in rapporter där.")
        return node.id

    def _unknown(self, tree: Tree, day: date, text: str) -> str:
        last = text.rsplit(">", 1)[-1].strip()
        here = [node for node in tree.nodes if fold(node.name) == fold(last)]
        if here:
            paths = " eller ".join(f"”{tree.path(node.id) or node.name}”" for node in here[:4])
            return f"finns inte på den platsen i organisationen. Menar du {paths}?"
        if times := times_of(last):
            return f"fanns inte {day.isoformat()}. Enheten finns {times}."
        near = nearest_name(last, (node.name for node in tree.nodes))
        return (
            f"okänd enhet. Menar du ”{near}”?" if near else "okänd enhet. Den finns inte i Hjulet."
        )


def _only_unit(tree: Tree, text: str) -> Node | None:
    """A lone name that a department and one unit share is the unit."""
    named = [node for node in tree.nodes if fold(node.name) == fold(text)]
    units = [node for node in named if node.kind == UnitKind.UNIT]
    teams = [node for node in named if node.kind == UnitKind.TEAM]
    return units[0] if len(units) == 1 and not teams else None


def _by_first_name(types: Iterable[DeviationType]) -> dict[str, int]:
    """Types that have been renamed, by the name they were born with, where no doubt is possible."""
    of_kind: dict[str, list[int]] = {}
    for item in types:
        of_kind.setdefault(item.kind, []).append(item.pk)
    return {
        name: of_kind[kind][0]
        for name, kind in FIRST_NAMES.items()
        if len(of_kind.get(kind, ())) == 1
    }


def _by_name(rows: Iterable[tuple[str, int]]) -> dict[str, tuple[int, str]]:
    """Folded name -> (id, name). Two that differ only in case: the older."""
    return {fold(name): (key, name) for name, key in rows}


def _listed(names: dict[int, str]) -> str:
    return ", ".join(f"”{name}”" for name in names.values())
