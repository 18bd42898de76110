"""The first password: a link that its owner chooses it with. A changed way to log in."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse

from hjulet.journal import operations as journal
from hjulet.organisation import followers
from hjulet.organisation.kinds import LoginChange
from hjulet.organisation.models import Account
from hjulet.organisation.operations.faults import AlreadyLoggedIn, NotFound
from hjulet.organisation.rules import NotAllowed, require
from hjulet.organisation.types import Actor


@transaction.atomic
def make_password_link(*, actor: Actor, now: datetime, account_id: int) -> str:
    """The path of a page where a new account chooses its first password.

    Works once and for a few days. Only for one who has never logged in: otherwise whoever runs
    the system could enter as somebody who reads cases; all others ask for a new password by mail.
    Raises NotAllowed, NotFound, AlreadyLoggedIn.
    """
    require(actor, "people.edit")
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        raise NotFound(f"account {account_id}")
    if account.last_login is not None:
        raise AlreadyLoggedIn(
            "account",
            "Personen har redan loggat in. Be henne eller honom välja ”Jag har glömt lösenordet”.",
        )
    key = default_token_generator.make_token(account)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(account), "key": key},
    )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.make_password_link",
        subject=("account", account.pk),
    )
    return path


@transaction.atomic
def note_login_change(*, account_id: int, now: datetime, change: LoginChange) -> None:
    """Notes that somebody who was in as the account changed its second factor or its password.

    Its owner is told (`followers`): it could be whoever got hold of a password or a mailbox.
    """
    followers.login_changed(account_id, change, now)
    journal.record(
        actor_id=account_id,
        now=now,
        verb=(
            "organisation.change_password"
            if change == LoginChange.PASSWORD
            else "organisation.change_second_factor"
        ),
        subject=("account", account_id),
        keys={"change": str(change)},
    )


@transaction.atomic
def remove_second_factor(*, actor: Actor, now: datetime, account_id: int) -> int:
    """Takes away the second factor of somebody who has lost it; how many kinds she had.

    Only from the server, by who knows that it is she who asks: together with a mailbox that
    somebody else reads it would open everything that she may. She is told.
    Raises NotAllowed, NotFound.
    """
    if not actor.system:
        raise NotAllowed("people.edit")
    if not Account.objects.filter(pk=account_id).exists():
        raise NotFound(f"account {account_id}")
    removed, _ = Authenticator.objects.filter(user_id=account_id).delete()
    if removed:
        followers.login_changed(account_id, LoginChange.OFF, now)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.remove_second_factor",
        subject=("account", account_id),
        keys={"removed": removed},
    )
    return removed
