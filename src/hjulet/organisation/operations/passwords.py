"""The first password: a link that its owner chooses it with."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from hjulet.journal import operations as journal
from hjulet.organisation.models import Account
from hjulet.organisation.operations.faults import AlreadyLoggedIn, NotFound
from hjulet.organisation.rules import require
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
