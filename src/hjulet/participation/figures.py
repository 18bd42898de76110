"""The figure of the room: how often each unit meets to talk about what has been learnt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hjulet.calendar.rules import previous
from hjulet.figures.catalogue import Definition, register, register_data_days
from hjulet.figures.types import Bar, Column, Figure, Row, Scope, counted_at
from hjulet.kernel import clock
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.queries import tree_during
from hjulet.organisation.types import Tree
from hjulet.participation.models import Meeting
from hjulet.ui.format import date_plain, date_time, plural

MEETINGS = "participation.meetings"
MOST_BARS = 15
_UNITS = (UnitKind.UNIT, UnitKind.TEAM)


@dataclass(slots=True)
class _Cells:
    """Meetings of a unit in the period, or of several together; `last` also before it."""

    meetings: int = 0
    participants: int = 0
    last: date | None = None

    def add(self, other: "_Cells") -> None:
        self.meetings += other.meetings
        self.participants += other.participants
        if other.last is not None:
            self.last = max(self.last or other.last, other.last)

    def cells(self, until: date) -> tuple[int | None, ...]:
        days = None if self.last is None else (until - self.last).days
        return (self.meetings, self.participants, days)


def register_all() -> None:
    """Called once when the application starts."""
    register(
        Definition(
            MEETINGS,
            "Arbetsplatsträffar om det vi har lärt oss",
            "Hur många gånger varje enhet har träffats för att prata om fynd och åtgärder, och "
            "hur länge sedan det var.",
            meetings,
            order=80,
        )
    )
    register_data_days(data_days)


def data_days() -> tuple[date, date] | None:
    """From the first meeting to the last."""
    days = Meeting.objects.order_by("held_on").values_list("held_on", flat=True)
    first, last = days.first(), days.last()
    return None if first is None or last is None else (first, last)


def meetings(scope: Scope, now: datetime) -> Figure:
    """Meetings held in the period, a unit a row, also those with none. Two queries.

    SOSFS 2011:9 6 kap. 2-3 §§: the staff take part in the quality work. A department has its own
    meetings and those of its units. Days since the last are counted to the end of the period,
    or to today while it goes on; None where there has been none.
    """
    tree = tree_during(scope.period.first, scope.period.last)
    until = min(scope.period.last, clock.local_date(now))
    counted = _counted(scope, tree, until)
    total = _Cells()
    for cells in counted.values():
        total.add(cells)
    rows = _rows(scope, tree, counted, until)
    units = [row for row in rows if row.level == "unit"]
    silent = sum(row.cells[0] == 0 for row in units)
    bars = tuple(Bar(row.label, float(row.cells[0] or 0)) for row in units)
    shown = 1 < len(bars) <= MOST_BARS and total.meetings > 0
    return Figure(
        key=MEETINGS,
        title="Arbetsplatsträffar om det vi har lärt oss",
        period_key=scope.period.key,
        period_label=scope.period.label,
        unit_id=scope.unit_id,
        unit_name=scope.unit_name,
        count=scope.count,
        counted_at=counted_at(now),
        previous_label=previous(scope.period).label,
        row_heading="enhet",
        columns=(
            Column("meetings", "träffar", definition="Träffar som är noterade i Hjulet."),
            Column(
                "participants",
                "deltagare",
                definition="Deltagarna på alla träffar tillsammans. Den som var med två gånger "
                "räknas två gånger.",
            ),
            Column("since", "dagar sedan den senaste"),
        ),
        rows=(*rows, Row("total", "Totalt", "total", total.cells(until), scope.unit_id)),
        notes=_notes(scope, now, until),
        comment=(
            "Att en träff inte är noterad betyder inte att den inte har hållits. "
            "Antalet säger inget om hur bra samtalet var."
        ),
        source=f"Räknat {date_time(now)} på träffar som är noterade i Hjulet.",
        bars=bars if shown else (),
        chart="bars" if shown else "",
        chart_title="Träffar per enhet",
        chart_unit="träffar",
        lede=_lede(scope, total, len(units), silent),
    )


def _counted(scope: Scope, tree: Tree, until: date) -> Mapping[int, _Cells]:
    """Cells of each unit's own meetings until that day."""
    rows = Meeting.objects.filter(held_on__lte=until)
    if scope.unit_id is not None:
        found = tree if scope.unit_id in tree else tree_during(date.min, date.max)
        rows = rows.filter(unit__in=found.below(scope.unit_id))
    counted: dict[int, _Cells] = {}
    for unit_id, held_on, participants in rows.order_by("held_on", "pk").values_list(
        "unit_id", "held_on", "participants"
    ):
        cells = counted.setdefault(unit_id, _Cells())
        cells.last = held_on
        if held_on >= scope.period.first:
            cells.meetings += 1
            cells.participants += participants
    return counted


def _rows(scope: Scope, tree: Tree, counted: Mapping[int, _Cells], until: date) -> list[Row]:
    """A row for each unit below the scope, in the order of the tree; the unit itself when it
    has none below.
    """
    nodes = [node for _, node in tree.walk(scope.unit_id)]
    if not nodes and scope.unit_id in tree:
        nodes = [tree[scope.unit_id]] if scope.unit_id is not None else []
    rows = []
    for node in nodes:
        together = _Cells()
        for unit_id in tree.below(node.id):
            together.add(counted.get(unit_id, _Cells()))
        level = "unit" if node.kind in _UNITS else "department"
        rows.append(Row(f"unit-{node.id}", node.name, level, together.cells(until), node.id))
    return rows


def _notes(scope: Scope, now: datetime, until: date) -> tuple[str, ...]:
    notes = [
        "En avdelnings rad har med träffarna i dess enheter. Enheter utan träff har också en rad.",
        f"Dagarna är räknade till och med {date_plain(until)}. Där dagarna saknas har enheten "
        "aldrig noterat någon träff.",
    ]
    if scope.period.first <= clock.local_date(now) < scope.period.last:
        notes.append("Perioden pågår: siffrorna är till och med i dag.")
    return tuple(notes)


def _lede(scope: Scope, total: _Cells, units: int, silent: int) -> str:
    period = scope.period
    when = (
        f"från {date_plain(period.first)} till {date_plain(period.last)}"
        if ".." in period.key
        else f"under {period.label}"
    )
    if not total.meetings:
        return f"Ingen träff om det vi har lärt oss är noterad {when}."
    held = f"{plural(total.meetings, 'träff', 'träffar')} hölls {when}."
    if not units:
        return held
    if not silent:
        return f"{held} Alla enheter har träffats."
    return f"{held} {silent} av {plural(units, 'enhet', 'enheter')} har inte noterat någon träff."
