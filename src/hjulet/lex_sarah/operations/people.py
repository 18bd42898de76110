"""Who investigates a case, and who answers for it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault
from hjulet.lex_sarah.kinds import StepKind
from hjulet.lex_sarah.models import Case, Investigator
from hjulet.lex_sarah.operations.common import let_read, managed, stop_reading, take
from hjulet.lex_sarah.operations.faults import InvalidCase, check
from hjulet.lex_sarah.operations.independence import name_of, reporter_faults
from hjulet.lex_sarah.queries import may_answer, may_investigate, path_of
from hjulet.notices import operations as notices
from hjulet.organisation.types import Actor


@transaction.atomic
def assign(*, actor: Actor, now: datetime, case_id: int, account_id: int) -> Investigator:
    """Lets an account into the case and its reports. Assigned twice is assigned once.

    Raises NotAllowed, WrongStatus, InvalidCase (who may not be chosen, or reported the event).
    """
    case = managed(actor, case_id, "assign")
    if account_id not in may_investigate(case, clock.local_date(now)):
        raise InvalidCase([Fault("account", "Välj någon som är utredare i nämnden.")])
    check(reporter_faults(case, account_id, "account", "Välj någon annan som utreder."), {})
    there = case.investigators.filter(account_id=account_id, withdrawn_at__isnull=True).first()
    if there is not None:
        return there
    made = Investigator.objects.create(
        case=case, account_id=account_id, assigned_at=now, assigned_by_id=actor.account_id
    )
    let_read(case, actor, now, account_id)
    take(
        case,
        actor,
        now,
        "assign",
        StepKind.ASSIGNED,
        about=name_of(account_id),
        keys={"account": account_id},
    )
    if account_id != actor.account_id:
        notices.tell(
            now=now,
            account_ids=[account_id],
            kind="lex_sarah.assigned",
            words=f"Du är utredare i ärende {case.reference}",
            path=path_of(case.reference),
            once=f"lex_sarah:{case.pk}:assigned:{made.pk}",
        )
    return made


@transaction.atomic
def withdraw(*, actor: Actor, now: datetime, case_id: int, account_id: int) -> None:
    """The account no longer investigates, and reads neither case nor reports.

    What it answered for, the SAS answers for. Raises NotAllowed, Investigator.DoesNotExist.
    """
    case = managed(actor, case_id, "withdraw")
    own = case.investigators.get(account_id=account_id, withdrawn_at__isnull=True)
    own.withdrawn_at = now
    own.save(update_fields=["withdrawn_at"])
    if case.decider_id != account_id:
        stop_reading(case, actor, now, account_id)
    answers = case.responsible_id == account_id and actor.account_id is not None
    changes: dict[str, Any] = {"responsible_id": actor.account_id} if answers else {}
    take(
        case,
        actor,
        now,
        "withdraw",
        StepKind.WITHDRAWN,
        about=name_of(account_id),
        keys={"account": account_id},
        handed_over=answers,
        **changes,
    )


@transaction.atomic
def hand_over(*, actor: Actor, now: datetime, case_id: int, account_id: int) -> Case:
    """Another SAS, or one of the investigators, answers for the case; its clocks follow.

    Raises NotAllowed, WrongStatus, InvalidCase (as `assign`).
    """
    case = managed(actor, case_id, "hand_over")
    if account_id not in may_answer(case, clock.local_date(now)):
        raise InvalidCase([Fault("account", "Välj någon som är SAS eller utredare i ärendet.")])
    check(reporter_faults(case, account_id, "account", "Välj någon annan som ansvarar."), {})
    if account_id != case.responsible_id:
        take(
            case,
            actor,
            now,
            "hand_over",
            StepKind.HANDED_OVER,
            about=name_of(account_id),
            keys={"account": account_id},
            handed_over=True,
            responsible_id=account_id,
        )
    return case
