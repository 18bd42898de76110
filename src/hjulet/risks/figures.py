"""The figure of the room: how many analyses were made, and how grave their risks are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from hjulet.calendar.rules import previous
from hjulet.figures.catalogue import Definition, register
from hjulet.figures.types import Column, Figure, Row, Scope, counted_at
from hjulet.kernel import clock
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.queries import tree_during
from hjulet.organisation.types import Tree
from hjulet.risks.kinds import Level, Status
from hjulet.risks.models import Risk, RiskAnalysis
from hjulet.risks.rules import level
from hjulet.ui.format import date_plain, date_time, plural

BY_LEVEL = "risks.by_level"
COMMENT = (
    "Antalet risker säger mer om hur många analyser som har gjorts än om hur farligt det är. "
    "Få risker kan betyda att ingen har letat."
)


@dataclass(slots=True)
class _Cells:
    """Analyses and risks by level of a unit or of several together."""

    analyses: int = 0
    levels: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Level.values, 0))

    def add(self, other: "_Cells") -> None:
        self.analyses += other.analyses
        for key, number in other.levels.items():
            self.levels[key] += number

    @property
    def risks(self) -> int:
        return sum(self.levels.values())

    def cells(self) -> tuple[int, ...]:
        return (self.analyses, *self.levels.values(), self.risks)


def register_all() -> None:
    """Called once when the application starts."""
    register(
        Definition(
            BY_LEVEL,
            "Riskanalyser och risker efter nivå",
            "Hur många riskanalyser som gjordes för varje enhet, och hur många risker av varje "
            "nivå som de kom fram till.",
            by_level,
            order=60,
        )
    )


def by_level(scope: Scope, now: datetime) -> Figure:
    """Finished analyses held in the period, and their risks by level, a unit a row. Three queries.

    An analysis belongs to one unit, so rows of the same level may be added up; a department has
    its own and those of its units (SOSFS 2011:9 5 kap. 1 §, 7 kap. 1 §).
    """
    tree = tree_during(scope.period.first, scope.period.last)
    counted = _counted(scope, tree)
    total = _Cells()
    for cells in counted.values():
        total.add(cells)
    return Figure(
        key=BY_LEVEL,
        title="Riskanalyser och risker efter nivå",
        period_key=scope.period.key,
        period_label=scope.period.label,
        unit_id=scope.unit_id,
        unit_name=scope.unit_name,
        count=scope.count,
        counted_at=counted_at(now),
        previous_label=previous(scope.period).label,
        row_heading="enhet",
        columns=(
            Column("analyses", "analyser", definition="Riskanalyser som är klara."),
            *(Column(f"level-{one.value}", str(one.label), group="risker, nivå") for one in Level),
            Column("total", "risker totalt"),
        ),
        rows=(
            *_rows(scope, tree, counted),
            Row("total", "Totalt", "total", total.cells(), scope.unit_id),
        ),
        notes=_notes(scope, now),
        comment=COMMENT if total.analyses else "",
        source=f"Räknat {date_time(now)} på riskanalyser som är klara.",
        lede=_lede(scope, total),
    )


def _counted(scope: Scope, tree: Tree) -> Mapping[int, _Cells]:
    """Cells of each unit's own analyses."""
    rows = RiskAnalysis.objects.filter(
        status=Status.FINISHED,
        held_on__gte=scope.period.first,
        held_on__lte=scope.period.last,
    )
    if scope.unit_id is not None:
        rows = rows.filter(unit_id__in=_within(scope.unit_id, tree))
    counted: dict[int, _Cells] = defaultdict(_Cells)
    for unit_id in rows.order_by("pk").values_list("unit_id", flat=True):
        counted[unit_id].analyses += 1
    risks = Risk.objects.filter(analysis__in=rows).order_by("pk")
    for unit_id, probability, consequence in risks.values_list(
        "analysis__unit_id", "probability", "consequence"
    ):
        counted[unit_id].levels[level(probability, consequence)] += 1
    return counted


def _within(unit_id: int, tree: Tree) -> frozenset[int]:
    """The unit and what stood below it in the period, or ever when it did not stand then."""
    found = tree if unit_id in tree else tree_during(date.min, date.max)
    return found.below(unit_id)


def _rows(scope: Scope, tree: Tree, counted: Mapping[int, _Cells]) -> list[Row]:
    """A row for each unit below the scope that has something to count, in the order of the tree."""
    rows = []
    for _, node in tree.walk(scope.unit_id):
        together = _Cells()
        for unit_id in tree.below(node.id):
            if unit_id in counted:
                together.add(counted[unit_id])
        if together.analyses:
            kind = "unit" if node.kind in (UnitKind.UNIT, UnitKind.TEAM) else "department"
            rows.append(Row(f"unit-{node.id}", node.name, kind, together.cells(), node.id))
    return rows


def _notes(scope: Scope, now: datetime) -> tuple[str, ...]:
    notes = [
        "Räknat på den dag då analysen hölls. Avdelningens rad har med analyserna i dess enheter.",
        "Nivån är sannolikhet gånger konsekvens: 1–2 låg, 3–4 måttlig, 6–8 hög, 9–16 mycket hög.",
    ]
    if scope.period.first <= clock.local_date(now) < scope.period.last:
        notes.append("Perioden pågår: siffrorna är till och med i dag.")
    return tuple(notes)


def _lede(scope: Scope, total: _Cells) -> str:
    """ "3 riskanalyser gjordes under 2025. De tog upp 14 risker, varav 2 mycket höga." """
    period = scope.period
    when = (
        f"från {date_plain(period.first)} till {date_plain(period.last)}"
        if ".." in period.key
        else f"under {period.label}"
    )
    if not total.analyses:
        return f"Ingen riskanalys gjordes {when}."
    made = f"{plural(total.analyses, 'riskanalys', 'riskanalyser')} gjordes {when}."
    top = total.levels[Level.CRITICAL]
    grave = f", varav {plural(top, 'mycket hög', 'mycket höga')}" if top else ""
    return f"{made} Där finns {plural(total.risks, 'risk', 'risker')}{grave}."
