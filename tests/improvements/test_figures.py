"""T5 and the other figures of measures: what is counted, and how it is said."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests.improvements.town import DAY, NOW, Town

from hjulet.calendar.rules import calendar_year, free
from hjulet.figures import catalogue
from hjulet.figures.types import Figure, Scope
from hjulet.improvements import operations
from hjulet.improvements.models import Measure
from hjulet.kernel.clock import at

pytestmark = pytest.mark.django_db


def figure(key: str, year: int, town: Town, unit: int | None = None) -> Figure:
    scope = Scope(calendar_year(year), unit or town.board.pk, "Nämnden")
    return catalogue.compute(f"improvements.{key}", scope, NOW)


def test_last_years_measures_are_followed_up_one_by_one(town: Town) -> None:
    measure = town.done(title="Kontrollera adressen")
    other = town.decided(title="Boka samtalet")
    town.propose(title="Bara ett förslag")
    operations.check_effect(
        actor=town.actor("manager"), now=NOW, measure_id=measure.pk, effect="no",
        evidence="Lika många.", no_more="Räcker.",
    )  # fmt: skip
    found = figure("follow_up", 2026, town)
    assert [(row.label, row.cells) for row in found.rows] == [
        (f"{measure.reference} Kontrollera adressen", ("Åkersenheten", "genomfört", "nej")),
        (f"{other.reference} Boka samtalet", ("Åkersenheten", "pågår", "inte kontrollerad")),
    ]
    assert found.lede.startswith("Två åtgärder att följa upp.")
    # Closed this year: it stands in this year's table too.
    assert [row.cells[1] for row in figure("follow_up", 2025, town).rows] == ["genomfört"]
    planned = figure("planned", 2025, town)
    assert [row.cells[3] for row in planned.rows] == ["beslutad", "föreslagen"]


def test_it_counts_the_unit_and_what_is_below(town: Town) -> None:
    town.done()
    assert len(figure("follow_up", 2026, town, town.department.pk).rows) == 1
    assert figure("follow_up", 2026, town, town.second.pk).rows[0].key == "none"


def test_shares_are_of_what_was_due(town: Town) -> None:
    first, second = town.done(), town.done()
    town.decided()
    given = {"actor": town.actor("manager"), "now": NOW, "evidence": "Granskat."}
    operations.check_effect(**given, measure_id=first.pk, effect="yes")
    operations.check_effect(**given, measure_id=second.pk, effect="no", no_more="Räcker.")
    found = figure("summary", 2025, town)
    assert [row.cells[:2] for row in found.rows] == [
        (3, None), (2, 66.7), (2, 66.7), (1, 50.0),
    ]  # fmt: skip
    assert "En åtgärd som inte är klar är med i beräkningen" in found.notes[1]


def test_obstacles_are_counted_each_time_and_by_measure(town: Town) -> None:
    measure = town.decided()
    for days in (40, 50):
        operations.postpone(
            actor=town.actor("manager"), now=NOW, measure_id=measure.pk, which="due_on",
            to=DAY + timedelta(days=days), obstacle="no_time", text="Mycket nu.",
        )  # fmt: skip
    found = figure("obstacles", 2025, town)
    assert found.cell("no_time", "count") == 2
    assert found.cell("no_time", "measures") == 1
    assert found.cell("total", "measures") == 1
    assert figure("obstacles", 2024, town).cell("total", "count") == 0


def test_a_free_period_ends_with_its_last_day(town: Town) -> None:
    measure = town.decided()
    operations.postpone(
        actor=town.actor("manager"), now=at(DAY, 23), measure_id=measure.pk, which="due_on",
        to=DAY + timedelta(days=40), obstacle="waits", text="Väntar.",
    )  # fmt: skip
    scope = Scope(free(date(2025, 10, 1), DAY), town.board.pk, "Nämnden")
    assert catalogue.compute("improvements.obstacles", scope, NOW).cell("total", "count") == 1


@pytest.mark.parametrize("key", ["follow_up", "planned", "summary", "obstacles"])
def test_it_costs_the_same_with_ten_thousand(
    town: Town, key: str, django_assert_max_num_queries: Callable
) -> None:
    one = town.decided()
    columns = {
        field.attname: getattr(one, field.attname)
        for field in Measure._meta.concrete_fields
        if not field.primary_key
    }
    Measure.objects.bulk_create(
        (Measure(**{**columns, "reference": f"2024-{number}"}) for number in range(10_000)),
        batch_size=500,
    )
    with django_assert_max_num_queries(4):
        assert figure(key, 2025, town).rows
