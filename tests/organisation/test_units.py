"""Units over time: history is kept, nothing overlaps, nothing hangs in the air."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.journal.models import Event
from hjulet.kernel import clock
from hjulet.organisation import followers, operations, queries
from hjulet.organisation.models import Placement, Unit
from hjulet.organisation.rules import NotAllowed, covers, may_stand_under, overlap
from hjulet.organisation.types import SYSTEM, Actor

NOW = clock.at(date(2025, 3, 1))


def add(name: str, kind: str, parent: Unit | None = None, **more: object) -> Unit:
    return operations.add_unit(
        actor=SYSTEM,
        now=NOW,
        name=name,
        kind=kind,
        parent_id=parent.pk if parent else None,
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def board(db: None) -> Unit:
    return add("Socialnämnden", "board")


@pytest.fixture
def departments(board: Unit) -> tuple[Unit, Unit]:
    return add("Barn och unga", "department", board), add("Vuxna", "department", board)


def move(unit: Unit, parent: Unit | None, day: date) -> Placement:
    return operations.move_unit(
        actor=SYSTEM,
        now=NOW,
        unit_id=unit.pk,
        parent_id=parent.pk if parent else None,
        from_day=day,
    )


def end(unit: Unit, day: date, with_below: bool = False) -> int:
    return operations.end_unit(
        actor=SYSTEM, now=NOW, unit_id=unit.pk, last_day=day, with_below=with_below
    )


def test_moved_unit_stands_in_the_tree_of_each_time(departments: tuple[Unit, Unit]) -> None:
    children, adults = departments
    unit = add("Enhet 1", "unit", children)
    move(unit, adults, date(2024, 1, 1))
    assert queries.tree_on(date(2023, 12, 31))[unit.pk].parent_id == children.pk
    assert queries.tree_on(date(2024, 1, 1))[unit.pk].parent_id == adults.pk


def test_one_event_for_each_change(departments: tuple[Unit, Unit]) -> None:
    unit = add("Enhet 1", "unit", departments[0])
    before = Event.objects.count()
    move(unit, departments[1], date(2024, 1, 1))
    end(unit, date(2024, 6, 30))
    assert list(Event.objects.order_by("seq").values_list("verb", flat=True))[before:] == [
        "organisation.move_unit",
        "organisation.end_unit",
    ]


def test_renamed_unit_keeps_its_old_name_before(departments: tuple[Unit, Unit]) -> None:
    unit = add("Enhet 1", "unit", departments[0])
    operations.change_unit(
        actor=SYSTEM, now=NOW, unit_id=unit.pk, name="Mottagningen", from_day=date(2024, 5, 1)
    )
    unit.refresh_from_db()
    assert unit.name == "Mottagningen"
    assert queries.tree_on(date(2024, 4, 30))[unit.pk].name == "Enhet 1"
    assert queries.tree_on(date(2024, 5, 1))[unit.pk].name == "Mottagningen"


def test_a_department_and_its_unit_of_the_same_name_can_both_be_named(board: Unit) -> None:
    department = add("Unga", "department", board)
    unit = add("Unga", "unit", department)
    tree = queries.tree_on(date(2025, 3, 1))
    with pytest.raises(queries.AmbiguousUnit) as refused:
        queries.find_unit(tree, "unga")
    assert refused.value.paths == ["Socialnämnden > Unga", "Unga > Unga"]
    assert [queries.find_unit(tree, path).id for path in refused.value.paths] == [
        department.pk,
        unit.pk,
    ]


def test_two_boards_with_the_same_departments_can_be_told_apart(board: Unit) -> None:
    units = [
        add("Mottagning", "unit", add("Familj", "department", top))
        for top in (board, add("Annan nämnd", "board"))
    ]
    tree = queries.tree_on(date(2025, 3, 1))
    with pytest.raises(queries.AmbiguousUnit) as refused:
        queries.find_unit(tree, "Familj > Mottagning")
    found = {queries.find_unit(tree, path).id for path in refused.value.paths}
    assert found == {unit.pk for unit in units}


def test_a_moved_or_renamed_unit_is_found_by_what_it_was_in_the_period(
    departments: tuple[Unit, Unit],
) -> None:
    children, adults = departments
    unit = add("Enhet 1", "unit", children)
    move(unit, adults, date(2024, 3, 1))
    operations.change_unit(
        actor=SYSTEM, now=NOW, unit_id=unit.pk, name="Mottagningen", from_day=date(2024, 5, 1)
    )

    def found(first: date, last: date, name: str) -> str:
        node = queries.find_unit_during(first, last, name)
        assert node.id == unit.pk
        return node.name

    year = date(2024, 1, 1), date(2024, 12, 31)
    for name in (
        "Mottagningen",
        "Barn och unga > Enhet 1",
        "Vuxna > Enhet 1",
        "Vuxna > Mottagningen",
    ):
        assert found(*year, name) == "Mottagningen"
    assert found(date(2023, 1, 1), date(2023, 12, 31), "Enhet 1") == "Enhet 1"
    for first, name in ((date(2023, 1, 1), "Mottagningen"), (date(2024, 6, 1), "Enhet 1")):
        with pytest.raises(queries.UnknownUnit):
            queries.find_unit_during(first, first, name)


def test_correction_leaves_no_second_placement(departments: tuple[Unit, Unit]) -> None:
    unit = add("Ehnet 1", "unit", departments[0])
    operations.change_unit(actor=SYSTEM, now=NOW, unit_id=unit.pk, name="Enhet 1")
    assert list(unit.placements.values_list("name", flat=True)) == ["Enhet 1"]


def test_unit_with_something_below_is_not_ended_unasked(departments: tuple[Unit, Unit]) -> None:
    unit = add("Enhet 1", "unit", departments[0])
    team = add("Team A", "team", unit)
    with pytest.raises(operations.StillStands) as refusal:
        end(departments[0], date(2024, 6, 30))
    assert refusal.value.names == ("Enhet 1", "Team A")
    assert end(departments[0], date(2024, 6, 30), with_below=True) == 3
    assert unit.pk not in queries.tree_on(date(2024, 7, 1))
    assert team.pk in queries.tree_on(date(2024, 6, 30))


def test_what_was_moved_away_does_not_hinder_the_end(departments: tuple[Unit, Unit]) -> None:
    unit = add("Enhet 1", "unit", departments[0])
    move(unit, departments[1], date(2024, 1, 1))
    assert end(departments[0], date(2023, 12, 31)) == 1
    assert unit.pk in queries.tree_on(date(2024, 2, 1))


@pytest.mark.parametrize("kind", ["board", "department"])
def test_nothing_stands_under_its_own_level(departments: tuple[Unit, Unit], kind: str) -> None:
    with pytest.raises(operations.WrongLevel):
        add("Fel", kind, departments[0])


def test_unit_may_not_outlive_what_it_stands_under(board: Unit) -> None:
    short = add(
        "Projekt", "department", board, valid_from=date(2024, 1, 1), valid_to=date(2024, 12, 31)
    )
    with pytest.raises(operations.ParentNotThere):
        add("Enhet", "unit", short, valid_from=date(2023, 6, 1))
    with pytest.raises(operations.ParentNotThere):
        add("Enhet", "unit", short, valid_to=date(2025, 6, 1))
    assert add("Enhet", "unit", short).pk


def test_same_name_beside_is_refused_whatever_the_case(departments: tuple[Unit, Unit]) -> None:
    add("Äldre", "unit", departments[0])
    with pytest.raises(operations.NameTaken):
        add("ÄLDRE", "unit", departments[0])
    assert add("Äldre", "unit", departments[1]).pk


def test_move_on_a_day_when_it_was_not_there(departments: tuple[Unit, Unit]) -> None:
    unit = add("Enhet 1", "unit", departments[0], valid_from=date(2024, 1, 1))
    with pytest.raises(operations.NotThere):
        move(unit, departments[1], date(2023, 5, 1))


def test_refused_change_leaves_nothing(departments: tuple[Unit, Unit]) -> None:
    unit = add("Enhet 1", "unit", departments[0])
    add("Enhet 1", "unit", departments[1])
    before = (Event.objects.count(), Placement.objects.count())
    with pytest.raises(operations.NameTaken):
        move(unit, departments[1], date(2024, 1, 1))
    assert (Event.objects.count(), Placement.objects.count()) == before


def test_without_a_role_nothing_is_changed(board: Unit) -> None:
    with pytest.raises(NotAllowed):
        operations.add_unit(
            actor=Actor(account_id=1, name="Ingen"),
            now=NOW,
            name="X",
            kind="department",
            parent_id=board.pk,
        )


def test_followers_hear_of_the_first_day_that_changes(departments: tuple[Unit, Unit]) -> None:
    heard: list[date] = []
    followers.register(heard.append)
    try:
        unit = add("Enhet 1", "unit", departments[0])
        move(unit, departments[1], date(2024, 1, 1))
        end(unit, date(2024, 6, 30))
    finally:
        followers.unregister(heard.append)
    assert heard == [date.min, date(2024, 1, 1), date(2024, 7, 1)]


DAYS = st.integers(0, 20).map(lambda number: date(2024, 1, 1 + number))
SPAN = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))


def days(span: tuple[date, date]) -> set[int]:
    return set(range(span[0].toordinal(), span[1].toordinal() + 1))


@given(SPAN, SPAN)
def test_overlap_is_sharing_a_day(a: tuple[date, date], b: tuple[date, date]) -> None:
    assert overlap(a, b) == bool(days(a) & days(b))


@given(st.lists(SPAN, max_size=5), SPAN)
def test_covers_is_holding_every_day(
    spans: list[tuple[date, date]], wanted: tuple[date, date]
) -> None:
    held = set().union(*(days(span) for span in spans))
    assert covers(spans, wanted) == (days(wanted) <= held)


def test_levels_descend() -> None:
    kinds = ["board", "administration", "department", "unit", "team"]
    for high, upper in enumerate(kinds):
        for low, lower in enumerate(kinds):
            assert may_stand_under(lower, upper) == (high < low)
