"""What the verbs of measures share: the right, the step in the history, clock and findings."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from hjulet.calendar import operations as calendar
from hjulet.calendar.kinds import Ended
from hjulet.findings import operations as findings
from hjulet.findings.kinds import Handling
from hjulet.improvements import rules
from hjulet.improvements.kinds import Level, Verb
from hjulet.improvements.models import EffectCheck, Measure, Step
from hjulet.improvements.operations.faults import InvalidMeasure, WrongStatus
from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault, length_faults, stop_numbers
from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.rules import NotAllowed, may, require
from hjulet.organisation.types import Actor

MAX_TEXT = 4000
MAX_TITLE = 160
_KINDS = {
    Level.UNIT: UnitKind.UNIT,
    Level.DEPARTMENT: UnitKind.DEPARTMENT,
    Level.ADMINISTRATION: UnitKind.ADMINISTRATION,
    Level.BOARD: UnitKind.BOARD,
}


def locked(actor: Actor, measure_id: int) -> Measure:
    """The measure, held until the transaction ends. Raises Measure.DoesNotExist."""
    return Measure.objects.visible_to(actor).select_for_update().get(pk=measure_id)


def require_status(measure: Measure, verb: Verb) -> None:
    if measure.status not in rules.TRANSITIONS[verb]:
        raise WrongStatus(verb, measure.status)


def may_follow(actor: Actor, measure: Measure, today: date) -> bool:
    """Whether the actor answers for the measure: herself, for somebody away, or as manager."""
    if actor.account_id is not None and actor.account_id == measure.responsible_id:
        return True
    if may(actor, "measure.follow", measure.unit_id):
        return True
    return actor.account_id is not None and measure.responsible_id in organisation.substituting(
        actor.account_id, today
    )


def require_follow(actor: Actor, measure: Measure, today: date) -> None:
    if not may_follow(actor, measure, today):
        raise NotAllowed("measure.follow")


def may_decide(actor: Actor, measure: Measure) -> bool:
    return may(actor, rules.DECIDERS[measure.level][0], measure.unit_id)


def require_decide(actor: Actor, measure: Measure) -> None:
    require(actor, rules.DECIDERS[measure.level][0], measure.unit_id)


def text_faults(texts: Mapping[str, str], needed: Mapping[str, str]) -> list[Fault]:
    """Too long ones, and a sentence for each needed one that is empty; numbers are stopped."""
    titles = {key: text for key, text in texts.items() if key == "title"}
    lines = {key: text for key, text in texts.items() if key in ("dnr", "paragraph")}
    rest = {key: text for key, text in texts.items() if key not in titles and key not in lines}
    faults = [*length_faults(titles, MAX_TITLE), *length_faults(rest, MAX_TEXT)]
    faults += [Fault(key, words) for key, words in needed.items() if not texts[key].strip()]
    return faults


def check(faults: list[Fault], texts: Mapping[str, str]) -> None:
    """Raises InvalidMeasure or NumbersInText."""
    if faults:
        raise InvalidMeasure(faults)
    # A case number may stand where a decision is named, never in what people write.
    stop_numbers({key: text for key, text in texts.items() if key not in ("dnr", "paragraph")})


def level_fault(unit_id: int, level: str, today: date) -> Fault | None:
    """A measure of a department is not decided by a unit."""
    tree = organisation.tree_on(today)
    if unit_id not in tree:
        return Fault("unit", "Enheten finns inte i dag. Välj en annan.")
    if level not in Level.values:
        return Fault("level", "Välj vem som beslutar.")
    if tree.nearest(unit_id, _KINDS[Level(level)]) is None:
        return Fault("level", f"{tree[unit_id].name} har ingen sådan nivå. Välj en annan.")
    return None


def days_of(measure: Measure) -> dict[str, date]:
    return {name: getattr(measure, name) for name in rules.DAY_WORDS}


def note(
    measure: Measure, actor: Actor, now: datetime, verb: Verb, text: str = "", **more: Any
) -> Step:
    """A row in the history."""
    return Step.objects.create(
        measure=measure, verb=verb, at=now, by_id=actor.account_id, text=text.strip(), **more
    )


def finish(
    measure: Measure,
    actor: Actor,
    now: datetime,
    verb: Verb,
    keys: Mapping[str, object] | None = None,
) -> None:
    """The clock, the findings and the journal follow what was done."""
    follow_clock(measure, now)
    follow_findings(measure, actor, now)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb=_VERBS[verb],
        subject=("measure", measure.pk),
        keys={"status": str(measure.status), **(keys or {})},
    )


# Written out, so that the journal's words can be held against the code.
_VERBS = {
    Verb.PROPOSE: "improvements.propose",
    Verb.DECIDE: "improvements.decide",
    Verb.REJECT: "improvements.reject",
    Verb.START: "improvements.start",
    Verb.POSTPONE: "improvements.postpone",
    Verb.HAND_OVER: "improvements.hand_over",
    Verb.NOTE_DONE: "improvements.note_done",
    Verb.CHECK_EFFECT: "improvements.check_effect",
}


def follow_clock(measure: Measure, now: datetime) -> None:
    """Exactly one clock runs while the measure is open: that of its next step."""
    step = rules.next_step(measure.status, days_of(measure))
    for kind in (rules.DECIDE, rules.DO, rules.EFFECT):
        if step is None or kind != step.clock:
            ended = Ended.DONE if step is not None or measure.effect else Ended.CANCELLED
            calendar.stop(now=now, kind=kind, subject_id=measure.pk, ended=ended)
    if step is None:
        return
    by = None if step.by_deciders else measure.responsible_id
    running = calendar.move(
        now=now, kind=step.clock, subject_id=measure.pk, due_on=step.day, responsible_id=by
    )
    if running is None:
        calendar.start(
            now=now,
            kind=step.clock,
            subject_id=measure.pk,
            reference=measure.reference,
            path=reverse("measure_page", args=[measure.reference]),
            board_id=measure.board_id,
            unit_id=measure.unit_id,
            responsible_id=by,
            role=_deciding_role(measure, now) if step.by_deciders else "",
            due_on=step.day,
        )


def _deciding_role(measure: Measure, now: datetime) -> str:
    """The role that is asked: that of the level, else somebody above, else the quality team."""
    today = clock.local_date(now)
    levels = list(Level.values)
    for level in levels[levels.index(measure.level) :]:
        role = rules.DECIDERS[level][1]
        if organisation.holders([role], measure.unit_id, today):
            return role
    return "quality_team"


def follow_findings(measure: Measure, actor: Actor, now: datetime) -> None:
    """Writes down to each finding what its measures now mean to it."""
    for finding_id in measure.finding_links.order_by("pk").values_list("finding_id", flat=True):
        handling, reason = rules.handling_of(_outlooks(finding_id))
        findings.set_handling(
            actor=actor,
            now=now,
            finding_id=finding_id,
            handling=Handling(handling),
            reason=reason,
        )


def _outlooks(finding_id: int) -> list[rules.Outlook]:
    rows = Measure.objects.filter(finding_links__finding_id=finding_id).order_by("pk")
    reasons = dict(
        EffectCheck.objects.filter(measure__in=rows.values("pk"))
        .order_by("pk")
        .values_list("measure_id", "no_more")
    )
    return [
        rules.Outlook(row.status, row.effect, reasons.get(row.pk, ""))
        for row in rows.only("pk", "status", "effect")
    ]
