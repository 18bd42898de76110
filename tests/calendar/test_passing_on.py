"""Who has left a role no longer answers for what came with it."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import builders
from tests.clock_town import MONDAY, Town, actor, at

from hjulet.calendar import operations, queries
from hjulet.calendar.models import Chase, Clock
from hjulet.calendar.operations.passing_on import pass_on
from hjulet.notices.models import Notice
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account, RoleAssignment
from hjulet.organisation.queries import directory

DUE = date(2025, 10, 1)


def leave(account: Account) -> None:
    """Her role ended on Sunday; she still logs in."""
    RoleAssignment.objects.filter(account=account).update(valid_to=date(2025, 10, 5))


def waits_for(account: Account) -> list[str]:
    return [row.reference for row in queries.waiting_for(actor(account), at(MONDAY, 10))]


@pytest.fixture
def other_sas(town: Town) -> Account:
    return builders.account(Role.SAS, town.board, "Solveig Sas")


def secret(town: Town, **given: Any) -> Clock:
    fields = {"responsible_id": town.sas.pk, "role": Role.SAS, "confidential": True, "due_on": DUE}
    return town.start(**(fields | given))


def test_a_secret_case_goes_to_those_who_hold_the_role_now(town: Town, other_sas: Account) -> None:
    one = secret(town)
    leave(town.sas)
    operations.chase(now=at(MONDAY, 10))
    assert waits_for(town.sas) == []
    assert waits_for(other_sas) == [one.reference]
    assert not Notice.objects.filter(account=town.sas).exists()
    assert Chase.objects.filter(account=other_sas, step="late").exists()
    now = Clock.objects.get(subject_id=one.subject_id, ended_at__isnull=True)
    assert (now.due_on, now.confidential, now.role) == (DUE, True, Role.SAS)
    operations.chase(now=at(MONDAY, 11))
    assert Clock.objects.filter(subject_id=one.subject_id).count() == 2


def test_it_stays_while_she_holds_the_role_or_decides(town: Town, other_sas: Account) -> None:
    own = secret(town)
    decides = secret(town, responsible_id=town.head.pk)
    operations.chase(now=at(MONDAY, 10))
    assert waits_for(town.sas) == [own.reference]
    assert waits_for(town.head) == [decides.reference]
    leave(town.head)
    operations.chase(now=at(MONDAY, 11))
    assert waits_for(town.head) == []
    assert decides.reference in waits_for(other_sas)


def test_what_is_secret_stays_when_nobody_has_the_role(town: Town) -> None:
    one = secret(town)
    leave(town.sas)
    operations.chase(now=at(MONDAY, 10))
    assert Clock.objects.get(subject_id=one.subject_id).ended_at is None


def test_what_is_not_secret_goes_to_management_then(town: Town) -> None:
    officer = builders.account(Role.DATA_PROTECTION_OFFICER, town.board, "Dag Ombud")
    moment = at(date(2025, 10, 8), 9)
    one = town.start(
        role=Role.DATA_PROTECTION_OFFICER, responsible_id=officer.pk, due_at=moment,
        unit_id=town.board.pk,
    )  # fmt: skip
    leave(officer)
    operations.chase(now=at(MONDAY, 10))
    assert waits_for(officer) == []
    assert waits_for(town.lead) == [one.reference]
    now = Clock.objects.get(subject_id=one.subject_id, ended_at__isnull=True)
    assert now.due_at == moment


def test_a_task_of_her_own_stays_hers(town: Town) -> None:
    """A measure is hers whatever role she has."""
    one = town.start(due_on=DUE)
    leave(town.worker)
    operations.chase(now=at(MONDAY, 10))
    assert waits_for(town.worker) == [one.reference]


def test_looking_costs_one_query(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    found = directory(MONDAY)
    with django_assert_num_queries(3):  # with the savepoint around it
        assert pass_on(at(MONDAY, 10), found) == 0


def test_an_investigator_of_the_board_keeps_what_sas_gave_her(
    town: Town, other_sas: Account
) -> None:
    """Wherever in the board her role stands: the case lets her in."""
    investigator = builders.account(Role.INVESTIGATOR, town.other, "Ines Utredare")
    one = secret(town, responsible_id=investigator.pk)
    operations.chase(now=at(MONDAY, 10))
    assert waits_for(investigator) == [one.reference]
    assert one.reference not in waits_for(other_sas)
