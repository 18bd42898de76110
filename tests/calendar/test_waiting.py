"""What waits for whom."""

from datetime import date, timedelta
from typing import Any

from tests import builders
from tests.clock_town import MONDAY, Town, actor, at

from hjulet.calendar import operations, queries
from hjulet.calendar.kinds import ChaseStep
from hjulet.calendar.models import Chase, Clock
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Absence

NOW = at(MONDAY, 10)


def waits(account: Any, now: Any = NOW) -> list[int]:
    found = queries.waiting_for(actor(account), now)
    assert queries.count_for(actor(account), now) == len(found)
    return [one.clock_id for one in found]


def away(account: Any, substitute: Any = None) -> None:
    Absence.objects.create(
        account=account, first=MONDAY, last=MONDAY + timedelta(days=7), substitute=substitute
    )


def test_the_responsible_sees_her_own_until_it_ends(town: Town) -> None:
    one = town.start()
    assert waits(town.worker) == [one.pk]
    assert waits(town.colleague) == waits(town.manager) == waits(town.team) == []
    operations.stop(now=NOW, kind=one.kind, subject_id=one.subject_id)
    assert waits(town.worker) == []


def test_whoever_holds_the_role_at_the_unit(town: Town) -> None:
    one = town.start(role=Role.UNIT_MANAGER)
    elsewhere = builders.account(Role.UNIT_MANAGER, town.other)
    assert waits(town.manager) == [one.pk]
    assert waits(elsewhere) == waits(town.head) == []


def test_the_substitute_while_she_is_away(town: Town) -> None:
    one = town.start()
    away(town.worker, town.colleague)
    assert waits(town.colleague) == [one.pk]
    assert waits(town.colleague, NOW + timedelta(days=30)) == []
    assert waits(town.manager) == []


def test_the_manager_when_she_has_left_or_is_away_alone(town: Town) -> None:
    one = town.start()
    away(town.worker)
    assert waits(town.manager) == [one.pk]
    Absence.objects.all().delete()
    assert waits(town.manager) == []
    town.worker.is_active = False
    town.worker.save()
    assert waits(town.manager) == waits(town.head) == [one.pk]


def test_secrecy_follows_no_manager_and_no_substitute(town: Town) -> None:
    one = town.start(confidential=True)
    away(town.worker, town.colleague)
    town.worker.is_active = False
    town.worker.save()
    assert waits(town.manager) == waits(town.head) == waits(town.colleague) == []
    assert waits(town.sas) == [one.pk]


def test_what_a_row_says(town: Town) -> None:
    even = town.start(subject_id=1000, due_on=date(2025, 10, 10))
    odd = town.start(subject_id=1001, due_on=date(2025, 10, 3))
    Chase.objects.create(
        clock=odd, account=town.worker, step=ChaseStep.LATE, slot="2025-10-06", at=NOW
    )
    first, second = queries.waiting_for(actor(town.worker), NOW)
    assert (first.clock_id, first.title, first.late, first.days_left) == (odd.pk, "", True, -1)
    assert (first.noun, first.reference, first.chased) == ("Sak", odd.reference, 1)
    assert (second.clock_id, second.title, second.meta) == (even.pk, "Saken 1000", "Enheten")
    assert (second.late, second.soon, second.new, second.days_left) == (False, False, True, 4)
    tuesday = queries.waiting_for(actor(town.worker), at(date(2025, 10, 7)))[1]
    assert tuesday.soon


def test_raised_to_the_manager(town: Town) -> None:
    one = town.start(due_on=date(2025, 9, 1))
    Chase.objects.create(
        clock=one, account=town.manager, step=ChaseStep.RAISED, slot="2025-10-06/1", at=NOW
    )
    assert [row.clock_id for row in queries.raised_to(actor(town.manager), NOW)] == [one.pk]
    assert queries.raised_to(actor(town.head), NOW) == []
    operations.stop(now=NOW, kind=one.kind, subject_id=one.subject_id)
    assert queries.raised_to(actor(town.manager), NOW) == []
    told = queries.chases_of(one.kind, one.subject_id)
    assert [(row.day, row.name, row.step) for row in told] == [
        (MONDAY, "Eva Enhetschef", ChaseStep.RAISED)
    ]


def test_ten_thousand_clocks_take_as_many_queries(
    town: Town, django_assert_num_queries: Any
) -> None:
    Clock.objects.bulk_create(
        Clock(
            kind="test.thing", subject_id=number, reference=f"2025-{number}", path="/",
            board=town.board, unit=town.unit,
            responsible=town.manager if number % 2 else None,
            role="" if number % 2 else Role.UNIT_MANAGER,
            started_at=NOW, due_on=MONDAY + timedelta(days=number % 300 - 100),
        )
        for number in range(10_000)
    )  # fmt: skip
    who = actor(town.manager)
    with django_assert_num_queries(3):
        assert len(queries.waiting_for(who, NOW)) == 60
    with django_assert_num_queries(2):
        assert queries.count_for(who, NOW) == 10_000
    with django_assert_num_queries(2):
        assert queries.raised_to(who, NOW) == []


def test_one_pile_never_hides_another(town: Town) -> None:
    """With more late ones than fit, what is new is still shown."""
    for number in range(30):
        town.start(due_on=date(2025, 9, 1 + number % 28), now=at(date(2025, 8, 25)))
    fresh = town.start(due_on=date(2025, 10, 20))
    piles = queries.piles_for(actor(town.worker), NOW, limit=20)
    assert (len(piles.late.rows), piles.late.total) == (20, 30)
    assert [row.clock_id for row in piles.new.rows] == [fresh.pk]
    assert (piles.under_way.rows, piles.under_way.total) == ((), 0)
    assert piles.kinds == {"test.thing"}


def test_a_clock_of_hours_keeps_its_minute_with_somebody_else(town: Town) -> None:
    due = at(MONDAY, 17) + timedelta(minutes=42)
    one = town.start(due_at=due)
    given = {"now": NOW, "kind": one.kind, "subject_id": one.subject_id}
    moved = operations.move(**given, responsible_id=town.colleague.pk)
    assert moved is not None
    assert (moved.due_at, moved.responsible_id) == (due, town.colleague.pk)
    later = operations.move(**given, due_on=MONDAY + timedelta(days=3))
    assert later is not None
    assert (later.due_at, later.due_on) == (None, MONDAY + timedelta(days=3))
