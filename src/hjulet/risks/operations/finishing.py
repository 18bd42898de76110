"""An analysis is done and gets a clock; later it is made anew."""

from datetime import date, datetime

from django.db import transaction

from hjulet.calendar import operations as calendar
from hjulet.kernel import clock
from hjulet.organisation.types import Actor
from hjulet.risks.kinds import Status, Trigger
from hjulet.risks.models import Participant, Risk, RiskAnalysis
from hjulet.risks.operations.common import (
    CLOCK as CLOCK,
)
from hjulet.risks.operations.common import (
    functions_of,
    locked,
    locked_draft,
    note,
    start_clock,
    stop_clock,
)
from hjulet.risks.operations.faults import AlreadyReassessed, NotFinished, check
from hjulet.risks.rules import finish_faults, missing


@transaction.atomic
def finish(
    *,
    actor: Actor,
    now: datetime,
    analysis_id: int,
    reassess_on: date | None,
    missing_reason: str = "",
) -> RiskAnalysis:
    """The draft is done and sealed; a clock tells when it must be made anew.

    A needed function that did not take part asks for `missing_reason`. Raises NotAllowed,
    NotDraft, InvalidRisk (fields also "risks", "participants", "held_on", "occasion"),
    NumbersInText.
    """
    analysis = locked_draft(actor, analysis_id)
    functions, reason = functions_of(analysis), missing_reason.strip()
    faults = finish_faults(
        held_on=analysis.held_on,
        today=clock.local_date(now),
        trigger=analysis.trigger,
        occasion=analysis.occasion,
        risk_count=analysis.risks.count(),
        functions=functions,
        reassess_on=reassess_on,
        missing_reason=reason,
    )
    check(faults, {"missing_reason": reason})
    analysis.status, analysis.finished_at = Status.FINISHED, now
    analysis.reassess_on = reassess_on
    analysis.missing_reason = reason if missing(functions) else ""
    analysis.save()
    # The clock that chased this draft, because it makes another anew, has reached its end.
    stop_clock(analysis, now)
    start_clock(analysis, now)
    note(actor, now, "finish", analysis.pk, {"missing": len(missing(functions))})
    return analysis


@transaction.atomic
def reassess(
    *, actor: Actor, now: datetime, analysis_id: int, held_on: date | None = None
) -> RiskAnalysis:
    """A new draft that starts from a done analysis: its functions as needed, and its risks.

    The clock moves to the draft with the same day, so that a new analysis that never becomes done
    is still chased. Raises NotAllowed, NotFinished, AlreadyReassessed.
    """
    before = locked(actor, analysis_id)
    if before.status != Status.FINISHED:
        raise NotFinished(before.reference)
    follower = before.next_analyses.order_by("pk").first()
    if follower is not None:
        raise AlreadyReassessed(follower.reference)
    today = clock.local_date(now)
    analysis = RiskAnalysis.objects.create(
        reference=calendar.next_reference("risk", today.year),
        board_id=before.board_id,
        unit_id=before.unit_id,
        title=before.title,
        trigger=Trigger.RECURRING,
        held_on=held_on or today,
        responsible_id=before.responsible_id,
        begun_at=now,
        previous=before,
    )
    Participant.objects.bulk_create(
        Participant(analysis=analysis, function=one.function, required=True, took_part=False)
        for one in functions_of(before)
    )
    Risk.objects.bulk_create(
        Risk(
            analysis=analysis,
            description=risk.description,
            leads_to=risk.leads_to,
            today=risk.today,
            probability=risk.probability,
            consequence=risk.consequence,
            order=risk.order,
        )
        for risk in before.risks.order_by("order", "pk")
    )
    stop_clock(before, now)
    start_clock(analysis, now, before.reassess_on)
    note(actor, now, "reassess", analysis.pk, {"previous": before.pk})
    return analysis
