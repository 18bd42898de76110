"""Causes that come back: by hand, as a plain recount, and the same however many reports."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests import builders
from tests.reports import rate_town
from tests.reports.rate_town import Town

from hjulet.findings.lists import Cause
from hjulet.reports.models import Report, ReportCause, ReportUnit

pytestmark = pytest.mark.django_db
RECURRENCE = "recurrence"


@pytest.fixture
def town(db: None) -> Town:
    Cause.objects.all().delete()
    return rate_town.make()


@pytest.fixture
def causes(town: Town) -> tuple[Cause, Cause, Cause]:
    """Stress: two units in 2025, of them one in 2024. Routine: another unit each year.

    Rooms: never. A report at the department itself is at no unit, and what was no deviation does
    not count.
    """
    stress, routine, rooms = (
        Cause.objects.create(name=name) for name in ("Stress", "Rutin", "Lokaler")
    )
    town.report(town.reception, on=date(2025, 5, 1), causes=[stress, routine])
    town.report(town.reception, town.homes, on=date(2025, 5, 2), causes=[stress])
    town.report(town.children, on=date(2025, 5, 3), causes=[stress])
    town.report(town.silent, on=date(2025, 5, 4), kind="not_deviation", causes=[stress])
    town.reports(3, town.reception, first=date(2024, 5, 1), causes=[stress])
    town.report(town.children, on=date(2024, 5, 3), causes=[stress])
    town.report(town.silent, on=date(2024, 5, 4), causes=[routine, stress])
    return stress, routine, rooms


def test_every_number_by_hand(town: Town, causes: tuple[Cause, Cause, Cause]) -> None:
    found = town.figure(RECURRENCE)
    assert [(row.label, row.cells[:3]) for row in found.rows] == [
        ("Stress", (3, 5, 1)),
        ("Rutin", (1, 1, 0)),
        ("Lokaler", (0, 0, 0)),
        ("Totalt", (3, 5, 1)),
    ]
    assert found.lede.replace("\xa0", " ") == (
        "”Stress” kom tillbaka i 1 enhet, både 2024 och 2025."
    )
    code_the_rest(town)
    assert [(bar.label, bar.value, bar.previous) for bar in town.figure(RECURRENCE).bars] == [
        ("Övrigt", 17, 14), ("Stress", 3, 5), ("Rutin", 1, 1), ("Lokaler", 0, 0),
    ]  # fmt: skip


def code_the_rest(town: Town) -> None:
    """Every deviation of the town has a cause, so that the causes can be compared."""
    other = Cause.objects.create(name="Övrigt")
    rest = Report.objects.filter(cause_links__isnull=True).order_by("pk")
    for pk in rest.values_list("pk", flat=True):
        ReportCause.objects.create(report_id=pk, cause=other)


@pytest.mark.parametrize("missing", [0, 1, 4])
def test_causes_are_compared_only_when_they_are_coded(
    town: Town, causes: tuple[Cause, Cause, Cause], missing: int
) -> None:
    code_the_rest(town)
    links = ReportCause.objects.filter(
        report__received_on__year=2025, cause__name="Övrigt"
    ).order_by("pk")
    ReportCause.objects.filter(pk__in=links.values("pk")[:missing]).delete()
    found = town.figure(RECURRENCE)
    told = [row.cells[3] for row in found.rows]
    if missing <= 1:
        assert all(told)
        assert "mot" in found.comment
        return
    assert told == [None] * len(found.rows)
    assert found.comment.replace("\xa0", " ") == (
        "Orsakerna 2025 går inte att jämföra än. 4 av 20 avvikelser har ingen orsak än."
    )
    assert all(bar.previous is None for bar in found.bars)


def test_a_year_under_way_without_causes_is_no_fall(
    town: Town, causes: tuple[Cause, Cause, Cause]
) -> None:
    town.reports(2, town.homes, first=date(2026, 1, 2))
    builders.report(board=town.board, units=[town.homes], types=[], received_on=date(2026, 1, 3))
    found = town.figure(RECURRENCE, "2026")
    assert found.comment.replace("\xa0", " ") == (
        "Orsakerna 2026 går inte att jämföra än. 2 av 2 avvikelser har ingen orsak än. "
        "1 rapport är inte bedömd. 2026 pågår, och orsakerna kommer först med utredningarna."
    )
    assert found.lede.startswith("2 av 3 inkomna rapporter är bedömda. Ingen avvikelse under 2026")
    assert not found.bars
    assert {row.cells[3] for row in found.rows} == {None}


def test_the_words_are_honest(town: Town, causes: tuple[Cause, Cause, Cause]) -> None:
    code_the_rest(town)
    found = town.figure(RECURRENCE)
    assert found.cell(f"cause-{causes[0].pk}", "comment") == (
        "3 mot 5: kan inte skiljas från slump."
    )
    assert found.cell(f"cause-{causes[1].pk}", "comment") == (
        "1 mot 1: för få för att säga något om skillnaden."
    )
    assert "20 mot 19: kan inte skiljas från slump" in found.comment
    town.reports(30, town.homes, first=date(2025, 6, 1), causes=[causes[0]])
    assert "fler än slump brukar ge" in str(
        town.figure(RECURRENCE).cell(f"cause-{causes[0].pk}", "comment")
    )


def test_numbers_are_those_of_the_causes(town: Town, causes: tuple[Cause, Cause, Cause]) -> None:
    plain, found = town.figure("causes"), town.figure(RECURRENCE)
    for cause in causes:
        row = f"cause-{cause.pk}"
        assert found.cell(row, "reports") == plain.cell(row, "count")


def test_one_department_and_closed(town: Town, causes: tuple[Cause, Cause, Cause]) -> None:
    adults = town.figure(RECURRENCE, unit=town.adults)
    assert adults.cell("total", "previous") == 1
    assert adults.cell("total", "units") == 0
    assert adults.lede == (
        "Ingen avvikelse under 2025 har en orsak, så det går inte att se om någon orsak kommer "
        "tillbaka."
    )
    assert town.figure(RECURRENCE, count="closed").cell("total", "reports") == 0


def test_before_the_first_report_nothing_is_said_of_change(
    town: Town, causes: tuple[Cause, Cause, Cause]
) -> None:
    found = town.figure(RECURRENCE, "2024")
    assert {row.cells[1:] for row in found.rows} == {(None, None, None)}
    assert found.lede == "Det finns inga rapporter från 2023 att jämföra med."


def test_a_cause_no_longer_used_stands_as_long_as_it_is_counted(
    town: Town, causes: tuple[Cause, Cause, Cause]
) -> None:
    Cause.objects.update(active=False)
    assert [row.label for row in town.figure(RECURRENCE).rows] == ["Stress", "Rutin", "Totalt"]


def test_it_is_a_plain_recount_of_the_links(town: Town, causes: tuple[Cause, Cause, Cause]) -> None:
    dice = random.Random(7)
    units = [town.reception, town.homes, town.adult_unit, town.silent]
    for number in range(80):
        town.report(
            *dice.sample(units, dice.choice((1, 2))),
            on=date(2024 + number % 2, 1, 1) + timedelta(days=dice.randrange(365)),
            causes=dice.sample(causes, dice.choice((0, 1, 2))),
        )

    def stood(cause: Cause, year: int) -> tuple[int, set[int]]:
        links = ReportCause.objects.filter(cause=cause, report__received_on__year=year)
        reports = set(
            links.exclude(report__type_links__type=town.types["not_deviation"])
            .order_by()
            .values_list("report_id", flat=True)
        )
        places = ReportUnit.objects.filter(report_id__in=reports).order_by()
        return len(reports), set(places.values_list("unit_id", flat=True)) - {town.children.pk}

    found = town.figure(RECURRENCE)
    again: set[int] = set()
    for cause in causes:
        (now, here), (before, there) = stood(cause, 2025), stood(cause, 2024)
        row = next(row for row in found.rows if row.key == f"cause-{cause.pk}")
        assert row.cells[:3] == (now, before, len(here & there))
        again |= here & there
    assert found.cell("total", "units") == len(again)


def test_it_costs_the_same_with_ten_thousand(
    town: Town, causes: tuple[Cause, Cause, Cause], django_assert_num_queries: Callable
) -> None:
    with django_assert_num_queries(13):
        town.figure(RECURRENCE, unit=town.board)
    more = [builders.unit(name=f"Enhet {number}", parent=town.adults) for number in range(30)]
    rate_town.many(town, 10_000, more, causes)
    with django_assert_num_queries(13):
        assert town.figure(RECURRENCE, unit=town.board).cell("total", "reports") == 10_003
