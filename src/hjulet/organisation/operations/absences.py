"""Being away, with a substitute: what lands on somebody meanwhile must not lie."""

from datetime import date, datetime

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.kernel.clock import local_date
from hjulet.organisation.models import Absence, Account
from hjulet.organisation.operations.faults import NotFound, NotPossible, WrongPeriod
from hjulet.organisation.queries import may_substitute
from hjulet.organisation.rules import day_before, require
from hjulet.organisation.types import Actor


@transaction.atomic
def set_absence(
    *,
    actor: Actor,
    now: datetime,
    account_id: int,
    first: date,
    last: date,
    substitute_id: int | None = None,
) -> Absence:
    """Notes that somebody is away from `first` through `last`, and who stands in for her.

    Everybody notes her own; others need people.edit. The substitute is an active account of the
    same board. Raises NotAllowed, NotFound, WrongPeriod, NotPossible.
    """
    _allowed(actor, account_id)
    # Locked, so that two absences written at the same time cannot lie over each other.
    if not Account.objects.select_for_update().filter(pk=account_id).exists():
        raise NotFound(f"account {account_id}")
    if last < first:
        raise WrongPeriod("last", "Sista dagen ligger före första dagen. Rätta en av dem.")
    if last < local_date(now):
        raise WrongPeriod("last", "De dagarna har varit. Ange dagar från i dag.")
    if Absence.objects.filter(account_id=account_id, first__lte=last, last__gte=first).exists():
        raise WrongPeriod(
            "first", "Det finns redan en frånvaro de dagarna. Ta bort den först, eller ändra dagar."
        )
    if substitute_id is not None and substitute_id not in {
        one.pk for one in may_substitute(account_id, local_date(now))
    }:
        raise NotPossible("substitute", "Välj någon annan i samma nämnd som har ett konto.")
    absence = Absence.objects.create(
        account_id=account_id, first=first, last=last, substitute_id=substitute_id
    )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.set_absence",
        subject=("account", account_id),
        keys={
            "absence": absence.pk,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "substitute": substitute_id,
        },
    )
    return absence


@transaction.atomic
def end_absence(*, actor: Actor, now: datetime, absence_id: int) -> None:
    """She is back today: an absence that has begun ends yesterday, one to come is taken away.

    Raises NotAllowed, NotFound.
    """
    absence = Absence.objects.select_for_update().filter(pk=absence_id).first()
    if absence is None:
        raise NotFound(f"absence {absence_id}")
    _allowed(actor, absence.account_id)
    today = local_date(now)
    if absence.first < today <= absence.last:
        absence.last = day_before(today)
        absence.save(update_fields=["last"])
    elif absence.first >= today:
        absence.delete()
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.end_absence",
        subject=("account", absence.account_id),
        keys={"absence": absence_id},
    )


def _allowed(actor: Actor, account_id: int) -> None:
    if actor.account_id != account_id:
        require(actor, "people.edit")
