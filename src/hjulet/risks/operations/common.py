"""What the verbs share: the analysis under lock, its clock, and the journal."""

from datetime import date, datetime

from django.urls import reverse

from hjulet.calendar import operations as calendar
from hjulet.calendar.kinds import Ended
from hjulet.journal import operations as journal
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor
from hjulet.risks.kinds import Status
from hjulet.risks.models import RiskAnalysis
from hjulet.risks.operations.faults import NotDraft
from hjulet.risks.rules import Function

CLOCK = "risk.reassess"


def locked(actor: Actor, analysis_id: int) -> RiskAnalysis:
    """The analysis, for who may change it. Raises RiskAnalysis.DoesNotExist, NotAllowed."""
    rows = RiskAnalysis.objects.visible_to(actor).select_for_update()
    found: RiskAnalysis = rows.get(pk=analysis_id)
    require(actor, "risk.write", found.unit_id)
    return found


def locked_draft(actor: Actor, analysis_id: int) -> RiskAnalysis:
    """As `locked`, and NotDraft when it is done."""
    found = locked(actor, analysis_id)
    if found.status != Status.DRAFT:
        raise NotDraft(found.reference)
    return found


def functions_of(analysis: RiskAnalysis) -> list[Function]:
    """Who was needed and who took part, in the order they were written."""
    return [
        Function(row.function, row.required, row.took_part)
        for row in analysis.participants.order_by("pk")
    ]


def start_clock(analysis: RiskAnalysis, now: datetime, due_on: date | None = None) -> None:
    """By its own day, or by `due_on` for a draft that makes another anew."""
    calendar.start(
        now=now,
        kind=CLOCK,
        subject_id=analysis.pk,
        reference=analysis.reference,
        path=reverse("risk_page", args=[analysis.reference]),
        board_id=analysis.board_id,
        unit_id=analysis.unit_id,
        responsible_id=analysis.responsible_id,
        due_on=due_on or analysis.reassess_on,
    )


def stop_clock(analysis: RiskAnalysis, now: datetime, ended: Ended = Ended.DONE) -> None:
    calendar.stop(now=now, kind=CLOCK, subject_id=analysis.pk, ended=ended)


def note(
    actor: Actor, now: datetime, verb: str, analysis_id: int, keys: dict[str, object] | None = None
) -> None:
    """One line in the journal about the analysis."""
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb=f"risks.{verb}",
        subject=("risk_analysis", analysis_id),
        keys=keys,
    )
