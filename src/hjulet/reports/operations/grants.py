"""SAS lets somebody read one restricted report, and takes the right back."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor
from hjulet.reports.models import AccessGrant, Report


class UnknownAccount(LookupError):
    """Nobody who can log in has that account."""


@transaction.atomic
def grant_access(
    *, actor: Actor, now: datetime, report_id: int, account_id: int, for_case: bool = False
) -> AccessGrant:
    """Lets the account read the restricted report. Granted twice is granted once.

    `for_case` is for the room of a case, which takes back only what it gave; what is given by hand,
    before or after, stays when the case lets her go. Raises NotAllowed unless the actor is SAS of
    the board, and UnknownAccount.
    """
    report = Report.objects.select_for_update().get(pk=report_id)
    require(actor, "report.read_restricted", report.board_id)
    if not get_user_model().objects.filter(pk=account_id, is_active=True).exists():
        raise UnknownAccount(str(account_id))
    grant, _ = AccessGrant.objects.get_or_create(
        report=report,
        account_id=account_id,
        defaults={"granted_at": now, "granted_by_id": actor.account_id, "for_case": for_case},
    )
    if grant.for_case and not for_case:
        grant.for_case = False
        grant.save(update_fields=["for_case"])
    _note(report, actor, now, "reports.grant_access", account_id)
    return grant


@transaction.atomic
def withdraw_access(*, actor: Actor, now: datetime, report_id: int, account_id: int) -> None:
    """Takes the right back. Raises NotAllowed, AccessGrant.DoesNotExist."""
    report = Report.objects.select_for_update().get(pk=report_id)
    require(actor, "report.read_restricted", report.board_id)
    AccessGrant.objects.get(report=report, account_id=account_id).delete()
    _note(report, actor, now, "reports.withdraw_access", account_id)


def _note(report: Report, actor: Actor, now: datetime, verb: str, account_id: int) -> None:
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb=verb,
        subject=("report", report.pk),
        keys={"account": account_id},
        confidential=True,
    )
