"""The sums per month and year: any period of them and of facts holds each day once."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests import builders

from hjulet.calendar.rules import free
from hjulet.figures.types import Scope
from hjulet.organisation.kinds import UnitKind
from hjulet.reports import counts, fact_check, facts, sums
from hjulet.reports.models import ReportFact, ReportSum, ReportType

DAYS = st.dates(date(2021, 11, 1), date(2024, 3, 31))
EDGES = DAYS | st.sampled_from(
    [date(2022, 1, 1), date(2022, 12, 31), date(2023, 2, 1), date(2023, 6, 30), date(2024, 2, 29)]
)


def _days(span: str) -> set[date]:
    year, month = int(span[:4]), int(span[5:] or 0)
    day, days = date(year, month or 1, 1), set()
    while day.year == year and (not month or day.month == month):
        days.add(day)
        day += timedelta(days=1)
    return days


@given(EDGES, EDGES)
def test_parts_hold_every_day_once(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    held = Counter[date]()
    for part in sums.parts(free(first, last)):
        days = {part.first + timedelta(days=n) for n in range((part.last - part.first).days + 1)}
        assert not part.span or days == _days(part.span)
        for day in days:
            held[day] += part.sign
    asked = {first + timedelta(days=n) for n in range((last - first).days + 1)}
    assert {day: n for day, n in held.items() if n} == dict.fromkeys(asked, 1)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), "2023"),
        (date(2024, 11, 1), date(2025, 1, 31), "2024-11 2024-12 2025-01"),
        (date(2022, 12, 1), date(2024, 1, 31), "2022-12 2023 2024-01"),
        (date(2023, 2, 2), date(2023, 3, 30), "2023-02 -1 2023-03 -1"),
        (date(2023, 3, 15), date(2023, 3, 20), "6"),
        (date(2023, 1, 1), date(2023, 12, 29), "2023 -2"),
        (date(2022, 4, 3), date(2023, 12, 31), "2022 -2022-01 -2022-02 -2022-03 -2 2023"),
        (date(9999, 1, 1), date.max, "9999"),
    ],
)  # fmt: skip
def test_parts_are_as_few_as_can_be(first: date, last: date, expected: str) -> None:
    """Years and months by name, days by how many; with a minus those that are taken away."""
    found = [(part.sign, part.span or str(part.cost)) for part in sums.parts(free(first, last))]
    assert " ".join("-" * (sign < 0) + name for sign, name in found) == expected


class Sums(TestCase):
    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        reports=st.lists(
            st.tuples(EDGES, st.none() | EDGES, st.integers(1, 3), st.integers(1, 3)), max_size=8
        ),
        periods=st.lists(st.tuples(EDGES, EDGES), min_size=1, max_size=4),
    )
    def test_any_period_is_a_set_count(
        self,
        reports: list[tuple[date, date | None, int, int]],
        periods: list[tuple[date, date]],
    ) -> None:
        board = builders.board("Nämnden")
        admin = builders.unit(UnitKind.ADMINISTRATION, "Förvaltningen", board)
        units = [
            builders.unit(UnitKind.UNIT, "a", builders.department(admin, "A")),
            builders.unit(UnitKind.UNIT, "b", builders.department(admin, "B")),
        ]
        types = list(builders.types().values())[1:3]
        for received, closed, some_units, some_types in reports:
            builders.report(
                board=board,
                units=[unit for bit, unit in enumerate(units) if some_units >> bit & 1],
                types=[kind for bit, kind in enumerate(types) if some_types >> bit & 1],
                received_on=received,
                closed_on=closed,
            )
        for one, other in periods:
            period = free(min(one, other), max(one, other))
            for count in ("received", "closed"):
                inside = [row for row in reports if (row[count == "closed"] or date.max) in period]
                for unit in (None, board, admin, units[0]):
                    here = [row for row in inside if unit != units[0] or row[2] & 1]
                    scope = Scope(period, unit.pk if unit else None, count=count)
                    found = counts.by_unit_and_type(scope, counts.select(scope))
                    assert found.whole.total == len(here)
                    assert found.open == sum(row[1] is None for row in here)
                    for bit, kind in enumerate(types):
                        number = sum(row[3] >> bit & 1 for row in here)
                        assert found.whole.by_type.get(kind.pk, 0) == number
                    assert counts.whole(scope, counts.select(scope)).whole.total == len(here)
        assert fact_check.verify() == []


def _one() -> int:
    board = builders.board("Nämnden")
    unit = builders.unit(UnitKind.UNIT, "a", builders.department(board, "A"))
    made = builders.report(
        board=board, units=[unit], types=[builders.types()["deviation"]],
        received_on=date(2023, 5, 4),
    )  # fmt: skip
    return int(made.pk)


@pytest.mark.django_db
def test_a_wrong_sum_is_found_and_made_anew() -> None:
    _one()
    assert fact_check.verify() == []
    ReportSum.objects.filter(span="2023-05").update(f_all=7)
    (found,) = fact_check.verify()
    assert "2023-05" in str(found)
    facts.rebuild()
    assert fact_check.verify() == []


@pytest.mark.django_db
def test_a_report_without_types_leaves_no_sum_behind() -> None:
    report_id = _one()
    ReportType.objects.filter(report_id=report_id).delete()
    facts.refresh([report_id])
    assert not ReportFact.objects.exists()
    assert {row.n for row in ReportSum.objects.all()} == {0}
    assert fact_check.verify() == []
