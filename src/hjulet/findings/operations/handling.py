"""What is done about a finding: written down by improvements, or decided that nothing is needed."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from hjulet.findings import sources
from hjulet.findings.kinds import Handling, Status
from hjulet.findings.models import Finding, HandlingChange
from hjulet.findings.operations import texts as words
from hjulet.findings.operations.faults import WrongStatus
from hjulet.journal import operations as journal
from hjulet.kernel.free_text import Fault, Invalid, length_faults, stop_numbers
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import Actor


@transaction.atomic
def set_handling(
    *, actor: Actor, now: datetime, finding_id: int, handling: Handling, reason: str = ""
) -> None:
    """Writes down what is done about the finding; nothing happens when it stands so already.

    Called by the room that knows (improvements) within its own transaction, whose journal event
    tells of it. `reason` is needed for NONE_NEEDED.
    """
    finding = Finding.objects.select_for_update().get(pk=finding_id)
    if finding.handling == handling and finding.handling_reason == reason:
        return
    HandlingChange.objects.create(
        finding=finding,
        at=now,
        by_id=actor.account_id,
        before=finding.handling,
        after=handling,
        reason=reason,
    )
    Finding.objects.filter(pk=finding_id).update(handling=handling, handling_reason=reason)


@transaction.atomic
def need_nothing(
    *,
    actor: Actor,
    now: datetime,
    finding_id: int,
    reason: str,
    kept: Collection[str] = (),
    removed: Collection[str] = (),
) -> None:
    """Decides that no measure is needed, and why. Only who may write the finding.

    The reason stands open to all like the finding: `kept` and `removed` as in `release`.
    Raises NotAllowed, WrongStatus (a draft), Invalid, NumbersInText, UnansweredNames.
    """
    finding = Finding.objects.select_for_update().get(pk=finding_id)
    if not Finding.objects.filter(pk=finding_id).writable_by(actor).exists():
        raise NotAllowed("finding.write")
    if finding.status != Status.RELEASED:
        raise WrongStatus(finding.status)
    reason = reason.strip()
    faults = length_faults({"reason": reason}, 2000)
    if not reason:
        faults.append(Fault("reason", "Skriv varför ingen åtgärd behövs."))
    if faults:
        raise Invalid(faults)
    stop_numbers({"reason": reason})
    texts = sources.texts_of(finding_id)
    reason = words.answered({"reason": reason}, texts, kept=kept, removed=removed)["reason"]
    set_handling(
        actor=actor,
        now=now,
        finding_id=finding_id,
        handling=Handling.NONE_NEEDED,
        reason=reason,
    )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="findings.need_nothing",
        subject=("finding", finding_id),
    )
