"""Accounts and roles: who somebody is on a day."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from tests import builders

from hjulet.journal.models import Event
from hjulet.kernel import clock
from hjulet.organisation import operations, queries
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account, RoleAssignment, Unit
from hjulet.organisation.rules import RIGHTS, may
from hjulet.organisation.types import SYSTEM, Actor

NOW = clock.at(date(2025, 3, 1))


@pytest.fixture
def unit(db: None) -> Unit:
    board = operations.add_unit(actor=SYSTEM, now=NOW, name="Nämnden", kind="board", parent_id=None)
    return operations.add_unit(
        actor=SYSTEM, now=NOW, name="Enhet 1", kind="unit", parent_id=board.pk
    )


def account(email: str = "anna@exempel.se") -> Account:
    return operations.add_account(actor=SYSTEM, now=NOW, email=email, name="Anna Ek")


def give(who: Account, role: str, unit_id: int | None, **days: date) -> RoleAssignment:
    return operations.give_role(
        actor=SYSTEM, now=NOW, account_id=who.pk, role=role, unit_id=unit_id, **days
    )


def test_address_is_taken_whatever_the_case(db: None) -> None:
    account()
    with pytest.raises(operations.EmailTaken):
        account("ANNA@Exempel.se")


def test_account_without_password_cannot_log_in(db: None) -> None:
    assert not account().has_usable_password()


def test_role_holds_during_its_period_only(unit: Unit) -> None:
    who = account()
    give(who, Role.UNIT_MANAGER, unit.pk, valid_from=date(2025, 1, 1), valid_to=date(2025, 6, 30))
    assert may(queries.actor_for(who, date(2025, 6, 30)), "report.read_unit", unit.pk)
    assert not may(queries.actor_for(who, date(2025, 7, 1)), "report.read_unit", unit.pk)


def test_same_role_twice_is_refused(unit: Unit) -> None:
    who = account()
    give(who, Role.STAFF, unit.pk)
    with pytest.raises(operations.AlreadyHasRole):
        give(who, Role.STAFF, unit.pk, valid_from=date(2025, 1, 1))


def test_only_systemforvaltare_goes_without_a_unit(unit: Unit) -> None:
    who = account()
    with pytest.raises(operations.RoleNeedsUnit):
        give(who, Role.QUALITY_TEAM, None)
    give(who, Role.SYSTEM_ADMIN, None)
    actor = queries.actor_for(who, date(2025, 3, 1))
    assert may(actor, "people.edit")
    assert may(actor, "organisation.edit", unit.pk)


def test_systemforvaltare_has_no_right_to_cases(unit: Unit) -> None:
    who = account()
    give(who, Role.SYSTEM_ADMIN, None)
    actor = queries.actor_for(who, date(2025, 3, 1))
    readable = [right.action for right in RIGHTS if right.action.startswith("report.read_")]
    assert len(readable) == 5
    assert [action for action in readable if may(actor, action)] == ["report.read_own"]


def test_last_systemforvaltare_stays(unit: Unit) -> None:
    who = account()
    role = give(who, Role.SYSTEM_ADMIN, None)
    with pytest.raises(operations.LastAdmin):
        operations.deactivate_account(actor=SYSTEM, now=NOW, account_id=who.pk)
    with pytest.raises(operations.LastAdmin):
        operations.end_role(
            actor=SYSTEM, now=NOW, assignment_id=role.pk, last_day=date(2025, 12, 31)
        )
    role.refresh_from_db()
    assert role.valid_to is None
    give(account("bo@exempel.se"), Role.SYSTEM_ADMIN, None)
    operations.end_role(actor=SYSTEM, now=NOW, assignment_id=role.pk, last_day=date(2025, 12, 31))


def test_journal_holds_keys_and_no_names(unit: Unit) -> None:
    who = account()
    operations.change_account(
        actor=SYSTEM, now=NOW, account_id=who.pk, email="anna.ek@exempel.se", name="Anna Eklund"
    )
    written = "".join(Event.objects.values_list("keys", flat=True))
    assert "exempel.se" not in written
    assert "Anna" not in written
    assert '"fields":["email","name"]' in written


def test_board_settings_are_checked(unit: Unit) -> None:
    board_id = unit.placements.get().parent_id
    values = {
        "quality_year_starts_in": 9,
        "small_number_limit": 10,
    }
    operations.set_board_settings(actor=SYSTEM, now=NOW, board_id=board_id, **values)
    assert queries.settings_for(board_id).quality_year_starts_in == 9
    with pytest.raises(operations.NotPossible):
        operations.set_board_settings(
            actor=SYSTEM, now=NOW, board_id=board_id, **{**values, "quality_year_starts_in": 13}
        )
    with pytest.raises(operations.NotFound):
        operations.set_board_settings(actor=SYSTEM, now=NOW, board_id=unit.pk, **values)


def test_nobody_gives_herself_a_role(unit: Unit) -> None:
    who = account()
    role = give(who, Role.SYSTEM_ADMIN, None)
    actor = queries.actor_for(who, date(2025, 3, 1))
    for wanted in Role:
        with pytest.raises(operations.OwnRole):
            operations.give_role(
                actor=actor, now=NOW, account_id=who.pk, role=wanted, unit_id=unit.pk
            )
    assert list(RoleAssignment.objects.all()) == [role]
    give(who, Role.QUALITY_TEAM, unit.pk)  # the command line can


def test_ending_a_role_never_prolongs_it(unit: Unit) -> None:
    who = account()
    give(who, Role.SYSTEM_ADMIN, None)
    role = give(who, Role.UNIT_MANAGER, unit.pk, valid_to=date(2025, 1, 31))
    actor = queries.actor_for(who, date(2025, 3, 1))
    given = {"actor": actor, "now": NOW, "assignment_id": role.pk}
    with pytest.raises(operations.WrongPeriod):
        operations.end_role(**given, last_day=date(2025, 12, 31))
    operations.end_role(**given, last_day=date(2025, 1, 15))
    role.refresh_from_db()
    assert role.valid_to == date(2025, 1, 15)


def follower(role: str, unit: Unit) -> Actor:
    return queries.actor_for(builders.account(role, unit), date(2025, 3, 1))


def test_new_readers_are_seen_by_those_who_follow_them(unit: Unit) -> None:
    board = Unit.objects.get(kind="board")
    elsewhere = builders.board("Vårdnämnden")
    admin = builders.account(Role.SYSTEM_ADMIN, None, name="Åsa Admin")
    actor = queries.actor_for(admin, date(2025, 3, 1))
    who = account()
    give(who, Role.STAFF, unit.pk)
    give(who, Role.UNIT_MANAGER, elsewhere.pk)
    give(who, Role.REGISTRAR, board.pk, valid_to=date(2025, 2, 28))
    give(who, Role.DEPARTMENT_MANAGER, unit.pk)
    operations.give_role(actor=actor, now=NOW, account_id=who.pk, role=Role.SAS, unit_id=board.pk)
    for role in Role:
        seen = queries.new_readers(follower(role, board), NOW)
        follows = role in (Role.QUALITY_TEAM, Role.SAS, Role.DATA_PROTECTION_OFFICER)
        assert [(one.name, one.unit, one.given_by) for one in seen] == follows * [
            ("Anna Ek", "Nämnden", "Åsa Admin"),
            ("Anna Ek", "Enhet 1", None),
        ], role
    quality = follower(Role.QUALITY_TEAM, board)
    assert not queries.new_readers(quality, clock.at(date(2025, 4, 2)))


def test_new_readers_take_three_queries(
    unit: Unit, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    actor = follower(Role.SYSTEM_ADMIN, unit)
    for number in range(5):
        operations.give_role(
            actor=actor,
            now=NOW,
            account_id=account(f"person{number}@exempel.se").pk,
            role=Role.UNIT_MANAGER,
            unit_id=unit.pk,
        )
    quality, staff = follower(Role.QUALITY_TEAM, unit), follower(Role.STAFF, unit)
    with django_assert_num_queries(3):
        assert len(queries.new_readers(quality, NOW)) == 5
    with django_assert_num_queries(0):
        queries.new_readers(staff, NOW)
