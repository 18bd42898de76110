"""An analysis begins, is changed while it is a draft, gets its participants, or is thrown away."""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from hjulet.calendar import operations as calendar
from hjulet.calendar.kinds import Ended
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault
from hjulet.organisation.queries import actor_for, board_of, tree_on
from hjulet.organisation.rules import may, require
from hjulet.organisation.types import Actor
from hjulet.risks.kinds import Trigger
from hjulet.risks.models import Participant, RiskAnalysis
from hjulet.risks.operations.common import (
    CLOCK,
    locked,
    locked_draft,
    note,
    start_clock,
    stop_clock,
)
from hjulet.risks.operations.faults import InvalidRisk, check, text_faults
from hjulet.risks.rules import Function, function_faults

MAX_TITLE = 160


@transaction.atomic
def begin(
    *,
    actor: Actor,
    now: datetime,
    unit_id: int,
    title: str,
    trigger: str,
    held_on: date,
    responsible_id: int,
    occasion: str = "",
) -> RiskAnalysis:
    """A draft for a unit (or department, or board) that stands today; it may be incomplete.

    `responsible_id` is somebody who may make risk analyses there. Raises NotAllowed, InvalidRisk,
    NumbersInText.
    """
    require(actor, "risk.write", unit_id)
    today = clock.local_date(now)
    texts = {"title": " ".join(title.split()), "occasion": occasion.strip()}
    faults = _faults(texts, trigger, unit_id, responsible_id, today)
    board = board_of(tree_on(today), unit_id)
    if board is None:
        raise InvalidRisk([*faults, Fault("unit", "Enheten finns inte längre. Välj en annan.")])
    check(faults, texts)
    analysis = RiskAnalysis.objects.create(
        reference=calendar.next_reference("risk", today.year),
        board_id=board.id,
        unit_id=unit_id,
        trigger=trigger,
        held_on=held_on,
        responsible_id=responsible_id,
        begun_at=now,
        **texts,
    )
    note(actor, now, "begin", analysis.pk, {"unit": unit_id, "trigger": trigger})
    return analysis


@transaction.atomic
def change(
    *,
    actor: Actor,
    now: datetime,
    analysis_id: int,
    title: str,
    trigger: str,
    held_on: date,
    responsible_id: int,
    occasion: str = "",
) -> RiskAnalysis:
    """Changes what stands at the top of a draft. Raises as `begin`, and NotDraft."""
    analysis = locked_draft(actor, analysis_id)
    texts = {"title": " ".join(title.split()), "occasion": occasion.strip()}
    today = clock.local_date(now)
    check(_faults(texts, trigger, analysis.unit_id, responsible_id, today), texts)
    handed_over = responsible_id != analysis.responsible_id
    analysis.title, analysis.occasion = texts["title"], texts["occasion"]
    analysis.trigger, analysis.held_on = trigger, held_on
    analysis.responsible_id = responsible_id
    analysis.save()
    if handed_over:
        _move_clock(analysis, now)
    note(actor, now, "change", analysis.pk)
    return analysis


@transaction.atomic
def hand_over(
    *, actor: Actor, now: datetime, analysis_id: int, responsible_id: int
) -> RiskAnalysis:
    """Somebody else answers for the analysis, done or not; its clock follows.

    Raises NotAllowed, InvalidRisk.
    """
    analysis = locked(actor, analysis_id)
    check(_responsible_faults(analysis.unit_id, responsible_id, clock.local_date(now)), {})
    analysis.responsible_id = responsible_id
    analysis.save(update_fields=["responsible"])
    _move_clock(analysis, now)
    note(actor, now, "hand_over", analysis.pk, {"responsible": responsible_id})
    return analysis


@transaction.atomic
def set_participants(
    *,
    actor: Actor,
    now: datetime,
    analysis_id: int,
    functions: Sequence[tuple[str, bool, bool]],
) -> None:
    """The functions of a draft become these: (function, needed, took part), in this order.

    The field of a fault is the place in the list ("0" is the first). Raises NotAllowed, NotDraft,
    InvalidRisk, NumbersInText.
    """
    analysis = locked_draft(actor, analysis_id)
    given = [Function(" ".join(name.split()), required, was) for name, required, was in functions]
    check(function_faults(given), {str(place): one.function for place, one in enumerate(given)})
    analysis.participants.all().delete()
    Participant.objects.bulk_create(
        Participant(
            analysis=analysis,
            function=one.function,
            required=one.required,
            took_part=one.took_part,
        )
        for one in given
    )
    note(actor, now, "set_participants", analysis.pk, {"functions": len(given)})


@transaction.atomic
def discard(*, actor: Actor, now: datetime, analysis_id: int) -> None:
    """Throws a draft away; when it made another anew, the clock of that one runs again.

    Raises NotAllowed, NotDraft.
    """
    analysis = locked_draft(actor, analysis_id)
    stop_clock(analysis, now, Ended.CANCELLED)
    previous = analysis.previous
    keys: dict[str, object] = {"risks": analysis.risks.count()}
    analysis.delete()
    if previous is not None:
        start_clock(previous, now)
    note(actor, now, "discard", analysis_id, keys)


def _faults(
    texts: dict[str, str], trigger: str, unit_id: int, responsible_id: int, today: date
) -> list[Fault]:
    faults = text_faults(texts, {"title": MAX_TITLE})
    if not texts["title"]:
        faults.append(Fault("title", "Skriv kort vad som analyseras."))
    if trigger not in Trigger.values:
        faults.append(Fault("trigger", "Välj en av anledningarna i listan."))
    return [*faults, *_responsible_faults(unit_id, responsible_id, today)]


def _responsible_faults(unit_id: int, responsible_id: int, today: date) -> list[Fault]:
    account = get_user_model().objects.filter(pk=responsible_id, is_active=True).first()
    if account is None or not may(actor_for(account, today), "risk.write", unit_id):
        return [Fault("responsible", "Välj någon som får göra riskanalyser för enheten.")]
    return []


def _move_clock(analysis: RiskAnalysis, now: datetime) -> None:
    calendar.move(
        now=now,
        kind=CLOCK,
        subject_id=analysis.pk,
        responsible_id=analysis.responsible_id,
    )
