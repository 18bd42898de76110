"""T5 and the other figures of measures: what is counted, and how it is said."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests.improvements.town import DAY, NOW, Town

from hjulet.calendar.rules import calendar_year, free
from hjulet.figures import catalogue
from hjulet.figures.types import Figure, Scope
from hjulet.improvements import figure_words, operations
from hjulet.improvements.models import Measure
from hjulet.kernel.clock import at

pytestmark = pytest.mark.django_db
KEYS = ("follow_up", "planned", "summary", "obstacles")


def multiply(one: Measure, times: int) -> None:
    """More measures like this one."""
    columns = {
        field.attname: getattr(one, field.attname)
        for field in Measure._meta.concrete_fields
        if not field.primary_key
    }
    Measure.objects.bulk_create(
        (Measure(**{**columns, "reference": f"2024-{number}"}) for number in range(times)),
        batch_size=500,
    )


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


@pytest.mark.parametrize("key", KEYS)
def test_it_costs_the_same_with_ten_thousand(
    town: Town, key: str, django_assert_max_num_queries: Callable
) -> None:
    multiply(town.decided(), 10_000)
    with django_assert_max_num_queries(4):
        assert figure(key, 2025, town).rows


def test_a_table_that_is_cut_says_so_and_counts_all(town: Town) -> None:
    multiply(town.done(), 250)
    found = figure("follow_up", 2026, town)
    assert len(found.rows) == 200
    assert found.lede.startswith("251 åtgärder att följa upp. 251 är genomförda, ingen gav")
    assert "de 200 första av 251" in found.notes[-1]


def test_one_is_said_as_one(town: Town) -> None:
    town.done()
    assert figure("follow_up", 2026, town).lede == (
        "En åtgärd att följa upp. En är genomförd, ingen gav den effekt som var tänkt."
    )
    summary = figure("summary", 2025, town)
    assert summary.lede.replace("\xa0", " ") == (
        "1 åtgärd skulle vara klar under 2025. 1 är genomförd och 0 har fått effekten kontrollerad."
    )


def test_no_median_when_fewer_than_half_are_done(town: Town) -> None:
    town.done()
    multiply(town.decided(), 2)
    assert "färre än hälften är klara" in figure("summary", 2025, town).notes[1]


def test_what_is_planned_is_said_as_it_was_when_the_period_ended(town: Town) -> None:
    measure = town.decided()
    Measure.objects.filter(pk=measure.pk).update(
        proposed_on=date(2024, 11, 1), decided_on=date(2025, 2, 1), started_on=date(2025, 3, 1),
        due_on=date(2025, 9, 1), status="started",
    )  # fmt: skip
    assert figure("planned", 2024, town).rows[0].cells[3] == "föreslagen"
    assert figure("planned", 2025, town).rows[0].cells[3] == "påbörjad, försenad"


def test_the_days_with_something_to_count_do_not_reach_into_the_future(town: Town) -> None:
    assert figure_words.data_days() is None
    measure = town.decided(due_on=DAY + timedelta(days=900), effect_on=DAY + timedelta(days=999))
    Measure.objects.filter(pk=measure.pk).update(proposed_on=date(2024, 5, 1))
    assert figure_words.data_days() == (date(2024, 5, 1), DAY)


def test_a_year_under_way_is_not_compared_before_it_is_due(town: Town) -> None:
    town.done()
    assert "andelen genomförda" not in figure("summary", 2025, town).comment
    measure = town.done()
    Measure.objects.filter(pk=measure.pk).update(due_on=date(2024, 6, 1))
    assert "Andelen genomförda" in figure("summary", 2024, town).comment.replace(
        "andelen", "Andelen"
    )


def test_no_name_stands_in_a_figure(town: Town) -> None:
    town.done()
    for key in KEYS:
        assert "Kim" not in str(figure(key, 2025, town).as_json())
