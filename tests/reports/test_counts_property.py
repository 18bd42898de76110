"""Every cell and total of T1 equals a set count made by hand, whatever is reported and reassessed.

The organisation has two boards, two administrations, departments with units and teams, a unit
without department and one that has ended. In the middle of the year a department goes from one
administration to the other and a unit from one department to the other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests import builders

from hjulet.calendar.rules import calendar_year
from hjulet.figures.types import Scope
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.models import Placement, Unit
from hjulet.reports import counts, fact_check, facts, unit_rows
from hjulet.reports.kinds import Status, TypeKind
from hjulet.reports.models import DeviationType, Report, ReportType, ReportUnit

MOVE = date(2023, 7, 1)
BEFORE = date(2023, 6, 30)
DAYS = [date(2022, 11, 30), date(2023, 1, 1), BEFORE, MOVE, date(2023, 12, 31)]
CLOSED = [None, date(2022, 12, 31), date(2023, 3, 1), date(2023, 12, 31), date(2024, 2, 1)]
PLACES = [
    "a1", "a2", "a1-team", "b1", "b2", "c1", "alone", "moving", "ended", "A", "C", "board", "admin",
]  # fmt: skip
# Where each place counts: board, administration, department ("" is none), unit.
HOME = {
    "a1": ("board", "admin", "A", "a1"),
    "a2": ("board", "admin", "A", "a2"),
    "a1-team": ("board", "admin", "A", "a1"),
    "c1": ("other", "", "C", "c1"),
    "alone": ("board", "admin", "", "alone"),
    "ended": ("board", "admin", "A", "ended"),
    "A": ("board", "admin", "A", "A"),
    "C": ("other", "", "C", "C"),
    "board": ("board", "", "", "board"),
    "admin": ("board", "admin", "", "admin"),
}


def home(place: str, received: date) -> tuple[str, str, str, str]:
    above_b = "admin" if received < MOVE else "admin2"
    if place == "moving":
        department = ("admin", "A") if received < MOVE else (above_b, "B")
        return ("board", *department, "moving")
    if place in ("b1", "b2"):
        return ("board", above_b, "B", place)
    return HOME[place]


@dataclass
class Made:
    """A report as the test knows it."""

    received: date
    closed: date | None
    types: set[str]
    places: set[str]
    row: Report = field(repr=False, default=None)  # type: ignore[assignment]

    def homes(self) -> set[tuple[str, str, str, str]]:
        return {home(place, self.received) for place in self.places}


ONE_TYPE = st.sampled_from(
    [TypeKind.LEX_SARAH, TypeKind.DATA_BREACH, TypeKind.FEEDBACK, TypeKind.DEVIATION]
)
TYPE_SETS = st.just({TypeKind.NOT_DEVIATION}) | st.sets(ONE_TYPE, min_size=1, max_size=3)
PLACE_SETS = st.sets(st.sampled_from(PLACES), min_size=1, max_size=3)
REPORTS = st.lists(
    st.builds(
        Made,
        received=st.sampled_from(DAYS),
        closed=st.sampled_from(CLOSED),
        types=TYPE_SETS,
        places=PLACE_SETS,
    ),
    max_size=8,
)
CHANGES = st.lists(
    st.tuples(st.integers(0, 7), TYPE_SETS, PLACE_SETS, st.sampled_from(CLOSED)), max_size=4
)


def organisation() -> dict[str, Unit]:
    units = {"board": builders.board("Nämnd ett"), "other": builders.board("Nämnd två")}
    units["admin"] = builders.unit(UnitKind.ADMINISTRATION, "Förvaltningen", units["board"])
    units["A"] = builders.department(units["admin"], "A")
    units["admin2"] = builders.unit(UnitKind.ADMINISTRATION, "Den andra", units["board"])
    units["B"] = builders.unit(UnitKind.DEPARTMENT, "B", units["admin"], last=BEFORE)
    Placement.objects.create(unit=units["B"], name="B", parent=units["admin2"], valid_from=MOVE)
    units["C"] = builders.department(units["other"], "C")
    for name in ("a1", "a2", "b1", "b2", "c1"):
        units[name] = builders.unit(UnitKind.UNIT, name, units[name[0].upper()])
    units["a1-team"] = builders.unit(UnitKind.TEAM, "team", units["a1"])
    units["alone"] = builders.unit(UnitKind.UNIT, "alone", units["admin"])
    units["ended"] = builders.unit(UnitKind.UNIT, "ended", units["A"], last=date(2022, 6, 30))
    units["moving"] = builders.unit(UnitKind.UNIT, "moving", units["A"], last=BEFORE)
    Placement.objects.create(
        unit=units["moving"], name="moving", parent=units["B"], valid_from=MOVE
    )
    return units


def change(one: Made, units: dict[str, Unit], kinds: dict[str, DeviationType]) -> None:
    """A reassessment: the links are replaced and the facts follow."""
    report = one.row
    ReportType.objects.filter(report=report).delete()
    ReportUnit.objects.filter(report=report).delete()
    ReportType.objects.bulk_create(ReportType(report=report, type=kinds[k]) for k in one.types)
    ReportUnit.objects.bulk_create(ReportUnit(report=report, unit=units[p]) for p in one.places)
    report.closed_on = one.closed
    report.status = Status.CLOSED if one.closed else Status.ASSESSED
    report.save()
    facts.refresh([report.pk])


def counted_by_hand(
    reports: Iterable[Made], belongs: Callable[[tuple[str, str, str, str]], bool]
) -> tuple[int, dict[str, int]]:
    """Different reports with a place that belongs, in all and by type: sets, nothing else."""
    ids: set[int] = set()
    by_type: dict[str, set[int]] = {}
    for one in reports:
        if any(belongs(place) for place in one.homes()):
            ids.add(id(one))
            for kind in one.types:
                by_type.setdefault(kind, set()).add(id(one))
    return len(ids), {kind: len(found) for kind, found in by_type.items()}


class T1(TestCase):
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(reports=REPORTS, changes=CHANGES)
    def test_every_cell_is_a_set_count(
        self, reports: list[Made], changes: list[tuple[int, set[str], set[str], date | None]]
    ) -> None:
        units, kinds = organisation(), builders.types()
        for one in reports:
            one.row = builders.report(
                board=units["board"],
                units=[units[place] for place in one.places],
                types=[kinds[kind] for kind in one.types],
                received_on=one.received,
                closed_on=one.closed,
            )
        for number, types, places, closed in changes:
            if number < len(reports):
                one = reports[number]
                one.types, one.places, one.closed = types, places, closed
                change(one, units, kinds)
        assert fact_check.verify() == []
        for count in ("received", "closed"):
            for scope in (None, "board", "other", "admin", "admin2", "A", "B", "a1", "moving",
                          "a1-team"):  # fmt: skip
                self.compare(reports, units, kinds, count, scope)

    def compare(
        self,
        reports: list[Made],
        units: dict[str, Unit],
        kinds: dict[str, DeviationType],
        count: str,
        name: str | None,
    ) -> None:
        period = calendar_year(2023)
        inside = [
            one
            for one in reports
            if (one.received if count == "received" else one.closed or date.max) in period
        ]
        scope = Scope(period, units[name].pk if name else None, count=count)
        selection = counts.select(scope)
        found = counts.by_unit_and_type(scope, selection)
        names = {row.pk: key for key, row in units.items()}
        kind_of = {row.pk: kind for kind, row in kinds.items()}

        def numbers(cells: counts.Cells) -> tuple[int, dict[str, int]]:
            return cells.total, {kind_of[pk]: n for pk, n in cells.by_type.items() if n}

        if name == "a1-team":
            inside = [one for one in inside if "a1-team" in one.places]
            assert numbers(found.whole) == counted_by_hand(inside, lambda place: True)
            return
        level = {"board": 0, "other": 0, "admin": 1, "admin2": 1, "A": 2, "B": 2, "a1": 3,
                 "moving": 3}.get(name)  # fmt: skip

        def within(place: tuple[str, str, str, str]) -> bool:
            return level is None or place[level] == name

        label = (count, name)
        assert numbers(found.whole) == counted_by_hand(inside, within), label
        table = unit_rows.build(selection, found)
        for row, cells in table.rows:
            unit, department = names[row.unit_id], names.get(row.place.department_id, "")
            if not row.is_unit:
                expected = counted_by_hand(
                    inside, lambda place, d=department: within(place) and place[2] == d
                )
            else:
                expected = counted_by_hand(
                    inside,
                    lambda place, d=department, u=unit: within(place) and place[2:] == (d, u),
                )
            assert numbers(cells) == expected, (*label, row.label)
        shown = {(row.place.department_id, row.unit_id) for row, _ in table.rows}
        for one in inside:
            for place in one.homes():
                if within(place) and place[3] not in ("board", "admin"):
                    department = units[place[2]].pk if place[2] else 0
                    assert (department, units[place[3]].pk) in shown, (*label, place)
        assert found.open == len(
            {id(one) for one in inside if not one.closed and any(map(within, one.homes()))}
        )


@pytest.mark.django_db
def test_a_drifting_flag_is_found() -> None:
    board = builders.board()
    unit = builders.unit(parent=builders.department(board))
    kinds = builders.types()
    report = builders.report(
        board=board, units=[unit], types=[kinds[TypeKind.LEX_SARAH], kinds[TypeKind.DEVIATION]]
    )
    assert fact_check.verify() == []
    report.facts.filter(f_all=1).update(f_all=0)
    found = [str(one) for one in fact_check.verify()]
    assert any("f_all" in line for line in found)
    assert any(f"rapport {report.pk}" in line for line in found)
    assert facts.rebuild() == 2
    assert fact_check.verify() == []
