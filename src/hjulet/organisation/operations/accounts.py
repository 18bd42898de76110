"""Laying up, changing and closing accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.kernel.clock import local_date
from hjulet.organisation.models import Account, Unit
from hjulet.organisation.operations.faults import EmailTaken, LastAdmin, NotFound, stop_persons
from hjulet.organisation.queries import admins_on
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor


@transaction.atomic
def add_account(
    *,
    actor: Actor,
    now: datetime,
    email: str,
    name: str,
    home_unit_id: int | None = None,
    password: str | None = None,
) -> Account:
    """Lays up an account. Without a password she chooses one through a link (`passwords.link`).

    Raises NotAllowed, NumberOfPerson, EmailTaken, NotFound (the unit).
    """
    require(actor, "people.edit")
    stop_persons(name=name, email=email)
    _check(email, home_unit_id, None)
    account = Account.objects.create_user(
        email.strip(),
        password,
        name=" ".join(name.split()),
        home_unit_id=home_unit_id,
        created_at=now,
    )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.add_account",
        subject=("account", account.pk),
        keys={"home_unit": home_unit_id},
    )
    return account


@transaction.atomic
def change_account(
    *,
    actor: Actor,
    now: datetime,
    account_id: int,
    email: str,
    name: str,
    home_unit_id: int | None = None,
) -> Account:
    """Changes name, address or home unit.

    Raises NotAllowed, NotFound, NumberOfPerson, EmailTaken.
    """
    require(actor, "people.edit")
    account = _account(account_id)
    stop_persons(name=name, email=email)
    _check(email, home_unit_id, account_id)
    before = (account.email, account.name, account.home_unit_id)
    account.email = Account.objects.normalize_email(email.strip()).lower()
    account.name = " ".join(name.split())
    account.home_unit_id = home_unit_id
    account.save(update_fields=["email", "name", "home_unit"])
    if account.email != before[0]:
        # allauth remembers addresses that once logged in, and would let the old one in.
        EmailAddress.objects.filter(user=account).delete()
    after = (account.email, account.name, account.home_unit_id)
    changed = [
        field
        for field, old, new in zip(("email", "name", "home_unit"), before, after, strict=True)
        if old != new
    ]
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.change_account",
        subject=("account", account.pk),
        keys={"fields": changed},
    )
    return account


@transaction.atomic
def deactivate_account(*, actor: Actor, now: datetime, account_id: int) -> Account:
    """Closes the account: she is logged out and cannot log in. What she did stays hers.

    Raises NotAllowed, NotFound, LastAdmin.
    """
    require(actor, "people.edit")
    account = _account(account_id)
    if admins_on(local_date(now)) == {account.pk}:
        raise LastAdmin("account", "Det är den enda systemförvaltaren. Utse en till först.")
    return _set_active(actor, now, account, False)


@transaction.atomic
def reactivate_account(*, actor: Actor, now: datetime, account_id: int) -> Account:
    """Opens a closed account again. Raises NotAllowed, NotFound."""
    require(actor, "people.edit")
    return _set_active(actor, now, _account(account_id), True)


def _set_active(actor: Actor, now: datetime, account: Account, active: bool) -> Account:
    account.is_active = active
    account.save(update_fields=["is_active"])
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb=f"organisation.{'reactivate' if active else 'deactivate'}_account",
        subject=("account", account.pk),
    )
    return account


def _account(account_id: int) -> Account:
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        raise NotFound(f"account {account_id}")
    return account


def _check(email: str, home_unit_id: int | None, own_id: int | None) -> None:
    taken = Account.objects.filter(email__iexact=email.strip()).values_list("pk", flat=True)
    if set(taken) - {own_id}:
        raise EmailTaken("email", "Det finns redan ett konto med den e-postadressen.")
    if home_unit_id is not None and not Unit.objects.filter(pk=home_unit_id).exists():
        raise NotFound(f"unit {home_unit_id}")
