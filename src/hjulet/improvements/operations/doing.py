"""A measure is started, postponed, handed over and done."""

from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from hjulet.improvements import rules
from hjulet.improvements.kinds import Outcome, Status, Verb
from hjulet.improvements.models import Measure
from hjulet.improvements.operations import common
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault
from hjulet.organisation.types import Actor


@transaction.atomic
def start(*, actor: Actor, now: datetime, measure_id: int, text: str = "") -> Measure:
    """Work has begun. Raises NotAllowed, WrongStatus, InvalidMeasure, NumbersInText."""
    measure = _mine(actor, now, measure_id, Verb.START)
    texts = {"text": text.strip()}
    common.check(common.text_faults(texts, {}), texts)
    measure.status, measure.started_on = Status.STARTED, clock.local_date(now)
    measure.save()
    common.note(measure, actor, now, Verb.START, text)
    common.finish(measure, actor, now, Verb.START)
    return measure


@transaction.atomic
def postpone(
    *,
    actor: Actor,
    now: datetime,
    measure_id: int,
    which: str,
    to: date,
    obstacle: str,
    text: str,
) -> Measure:
    """Moves the day to decide, to be done or to check the effect, and says what was in the way.

    Deciders may move too. Moving the day to be done past the effect check moves that as far.
    Raises NotAllowed, WrongStatus, InvalidMeasure, NumbersInText.
    """
    measure = common.locked(actor, measure_id)
    today = clock.local_date(now)
    if not common.may_decide(actor, measure):
        common.require_follow(actor, measure, today)
    common.require_status(measure, Verb.POSTPONE)
    texts = {"text": text.strip()}
    faults = [*common.text_faults(texts, {}), *rules.obstacle_faults(obstacle, text)]
    if which not in rules.MOVABLE[measure.status]:
        faults.append(Fault("which", "Välj vilket datum som flyttas."))
        common.check(faults, texts)
    before = getattr(measure, which)
    if to == before:
        faults.append(Fault("to", "Det är den dag som redan står. Välj en annan."))
    days = {**common.days_of(measure), which: to}
    if which == "due_on" and days["effect_on"] < to:
        days["effect_on"] = to + (measure.effect_on - measure.due_on)
    faults += [
        Fault("to" if fault.field == which else fault.field, fault.message)
        for fault in rules.day_faults(days, [which], today)
    ]
    common.check(faults, texts)
    measure.decide_by, measure.due_on = days["decide_by"], days["due_on"]
    measure.effect_on = days["effect_on"]
    measure.save()
    common.note(
        measure, actor, now, Verb.POSTPONE, text,
        moved=which, moved_from=before, moved_to=to, obstacle=obstacle,
    )  # fmt: skip
    common.finish(measure, actor, now, Verb.POSTPONE, {"moved": which, "obstacle": str(obstacle)})
    return measure


@transaction.atomic
def hand_over(
    *, actor: Actor, now: datetime, measure_id: int, to_id: int, text: str = ""
) -> Measure:
    """Somebody else answers for the measure from now on. Raises as `start`."""
    measure = _mine(actor, now, measure_id, Verb.HAND_OVER)
    texts = {"text": text.strip()}
    faults = common.text_faults(texts, {})
    was = measure.responsible_id
    if to_id == was:
        faults.append(Fault("to", "Hon ansvarar redan. Välj någon annan."))
    elif not get_user_model().objects.filter(pk=to_id, is_active=True).exists():
        faults.append(Fault("to", "Välj någon som kan logga in i Hjulet."))
    common.check(faults, texts)
    measure.responsible_id = to_id
    measure.save()
    common.note(measure, actor, now, Verb.HAND_OVER, text, was_id=was)
    common.finish(measure, actor, now, Verb.HAND_OVER, {"from": was, "to": to_id})
    return measure


@transaction.atomic
def note_done(
    *,
    actor: Actor,
    now: datetime,
    measure_id: int,
    outcome: str,
    text: str,
    done_on: date | None = None,
) -> Measure:
    """Answers whether it was done. The measure stays open until its effect is answered too.

    Raises NotAllowed, WrongStatus, InvalidMeasure, NumbersInText.
    """
    measure = _mine(actor, now, measure_id, Verb.NOTE_DONE)
    today = clock.local_date(now)
    day = done_on or today
    texts = {"text": text.strip()}
    faults = [*common.text_faults(texts, {}), *rules.done_faults(outcome, text)]
    first = measure.decided_on or measure.proposed_on
    if not first <= day <= today:
        faults.append(Fault("done_on", "Välj en dag mellan beslutet och i dag."))
    common.check(faults, texts)
    measure.status, measure.outcome, measure.done_on = Status.DONE, Outcome(outcome), day
    measure.save()
    common.note(measure, actor, now, Verb.NOTE_DONE, text)
    common.finish(measure, actor, now, Verb.NOTE_DONE, {"outcome": str(outcome)})
    return measure


def _mine(actor: Actor, now: datetime, measure_id: int, verb: Verb) -> Measure:
    measure = common.locked(actor, measure_id)
    common.require_follow(actor, measure, clock.local_date(now))
    common.require_status(measure, verb)
    return measure
