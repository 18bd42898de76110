"""Giving and ending roles. A role holds for a unit and everything below it, during a period."""

from datetime import date, datetime

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.kernel.clock import local_date
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Account, RoleAssignment, Unit
from hjulet.organisation.operations.faults import (
    AlreadyHasRole,
    LastAdmin,
    NotFound,
    OwnRole,
    RoleNeedsUnit,
    WrongPeriod,
)
from hjulet.organisation.queries import admins_on
from hjulet.organisation.rules import day_after, overlap, require
from hjulet.organisation.types import Actor


@transaction.atomic
def give_role(
    *,
    actor: Actor,
    now: datetime,
    account_id: int,
    role: str,
    unit_id: int | None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> RoleAssignment:
    """Gives the account a role for a unit. Only systemförvaltare may be given without a unit,
    since the first one is there before the organisation.

    Nobody gives a role to herself: who lays up accounts reads no cases (OSL 26 kap.). The command
    line can, since whoever runs the installation has the database anyway.

    Raises NotAllowed, OwnRole, NotFound, RoleNeedsUnit, WrongPeriod, AlreadyHasRole.
    """
    require(actor, "people.edit")
    if account_id == actor.account_id:
        raise OwnRole(
            "role",
            "Du kan inte ge dig själv en roll. Be en annan systemförvaltare, eller den som sköter "
            "driften av Hjulet.",
        )
    if not Account.objects.filter(pk=account_id).exists():
        raise NotFound(f"account {account_id}")
    if unit_id is None and role != Role.SYSTEM_ADMIN:
        raise RoleNeedsUnit("unit", "Välj vilken del av organisationen rollen gäller.")
    if unit_id is not None and not Unit.objects.filter(pk=unit_id).exists():
        raise NotFound(f"unit {unit_id}")
    if valid_from and valid_to and valid_to < valid_from:
        raise WrongPeriod("valid_to", "Sista dagen ligger före den första.")
    held = RoleAssignment.objects.filter(account_id=account_id, role=Role(role))
    same = held.filter(unit__isnull=True) if unit_id is None else held.filter(unit_id=unit_id)
    if any(
        overlap(span, (valid_from, valid_to)) for span in same.values_list("valid_from", "valid_to")
    ):
        raise AlreadyHasRole("role", "Personen har redan den rollen där under den tiden.")
    assignment = RoleAssignment.objects.create(
        account_id=account_id,
        role=Role(role),
        unit_id=unit_id,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.give_role",
        subject=("account", account_id),
        keys={"assignment": assignment.pk, "role": str(role), "unit": unit_id},
    )
    return assignment


@transaction.atomic
def end_role(*, actor: Actor, now: datetime, assignment_id: int, last_day: date) -> RoleAssignment:
    """Ends a role after `last_day`, never later than it ends already: more time is a new role,
    given with `give_role`. Raises NotAllowed, NotFound, WrongPeriod, LastAdmin.
    """
    require(actor, "people.edit")
    assignment = RoleAssignment.objects.filter(pk=assignment_id).first()
    if assignment is None:
        raise NotFound(f"role {assignment_id}")
    if assignment.valid_from and last_day < assignment.valid_from:
        raise WrongPeriod("last_day", "Dagen ligger före rollens första dag.")
    if assignment.valid_to and last_day > assignment.valid_to:
        raise WrongPeriod(
            "last_day", "Rollen slutar redan innan. Ge en ny roll för tiden efter den."
        )
    assignment.valid_to = last_day
    assignment.save(update_fields=["valid_to"])
    ended_admin = assignment.role == Role.SYSTEM_ADMIN
    if ended_admin and not admins_on(max(day_after(last_day), local_date(now))):
        # Raised after the change and undone by the transaction: the question is what is left.
        raise LastAdmin("last_day", "Då finns ingen systemförvaltare kvar. Utse en till först.")
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.end_role",
        subject=("account", assignment.account_id),
        keys={"assignment": assignment.pk, "last_day": str(last_day)},
    )
    return assignment
