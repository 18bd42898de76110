"""What the rows of one unit change in its placements. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from hjulet.files.tabular_cells import RowFault, fault
from hjulet.organisation.imports.identity import Body, Standing, period
from hjulet.organisation.imports.lines import Line
from hjulet.organisation.rules import day_before, overlap


@dataclass(frozen=True, slots=True)
class Written:
    """A placement to write: `replaces` is the id of the one it corrects, None for a new one."""

    line: Line
    parent: Body | None
    replaces: int | None


@dataclass(slots=True)
class Change:
    """What one unit of the file means for Hjulet."""

    body: Body
    same: list[Line] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    ended: list[tuple[int, date]] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)

    @property
    def new(self) -> bool:
        return self.body.unit_id is None

    @property
    def first_day(self) -> date:
        """From which day the tree becomes another."""
        days = [item.line.first or date.min for item in self.written]
        days += [day for _, day in self.ended]
        replaced = {item.replaces for item in self.written}
        days += [item.first or date.min for item in self.body.standings if item.id in replaced]
        return min(days, default=date.max)


def change_of(body: Body) -> Change:
    """Compares the unit's rows with its placements. What the file does not speak of stays."""
    change = Change(body)
    left = list(body.standings)
    waiting: list[tuple[Line, Body | None]] = []
    for line, parent in body.lines:
        twin = next((item for item in left if _equal(item, line, parent)), None)
        if twin is not None:
            left.remove(twin)
            change.same.append(line)
        else:
            waiting.append((line, parent))
    for line, parent in waiting:
        old = _corrected(left, line, parent)
        if old is not None:
            left.remove(old)
        change.written.append(Written(line, parent, old.id if old else None))
    for item in left:
        _make_room(change, item, body.lines)
    return change


def _equal(item: Standing, line: Line, parent: Body | None) -> bool:
    return (
        item.span == line.span
        and item.parent_id == (parent.unit_id if parent else None)
        and (parent is None or parent.unit_id is not None)
        and (item.name, item.area, item.basis) == (line.name, line.area, line.basis)
    )


def _corrected(left: Sequence[Standing], line: Line, parent: Body | None) -> Standing | None:
    """The placement that the row says anew: the same first day, or the same parent and time."""
    for item in left:
        if item.first == line.first:
            return item
    for item in left:
        if overlap(item.span, line.span) and item.parent_id == (parent.unit_id if parent else None):
            return item
    return None


def _make_room(change: Change, item: Standing, lines: Sequence[tuple[Line, Body | None]]) -> None:
    """An older placement that runs into a row of the file ends the day before the row begins."""
    meets = [line for line, _ in lines if overlap(line.span, item.span)]
    if not meets:
        return
    first = min(meets, key=lambda line: line.first or date.min)
    if first.first and (item.first is None or item.first < first.first):
        change.ended.append((item.id, day_before(first.first)))
        return
    change.faults.append(
        fault(
            first.row,
            "från",
            period(first.span),
            f"perioden krockar med {period(item.span)} som redan står i Hjulet för samma enhet. "
            "Ändra den i Hjulet, eller skriv in den i filen också.",
        )
    )
