"""What a measure's page shows."""

from datetime import date, datetime
from typing import Any

from hjulet.calendar import queries as calendar
from hjulet.calendar.kinds import ChaseStep
from hjulet.findings import queries as findings
from hjulet.improvements import effect as effects
from hjulet.improvements import operations, queries, rules
from hjulet.improvements.kinds import Level, Status
from hjulet.improvements.models import EffectCheck, Measure
from hjulet.improvements.web.forms import (
    Core,
    DecideForm,
    DoneForm,
    EffectForm,
    HandOverForm,
    PostponeForm,
    RejectForm,
    StartForm,
)
from hjulet.improvements.web.words import next_words, outcome_words, state_of
from hjulet.kernel import clock
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor


def movable(measure: Measure) -> tuple[str, ...]:
    """The days of the measure that may still be moved."""
    return rules.MOVABLE[measure.status]


def people_for(measure: Measure) -> list[tuple[int, str]]:
    """Who may answer for the measure."""
    return queries.able(measure.board_id, clock.today(), also=measure.responsible_id)


def steps_for(actor: Actor, measure: Measure, now: datetime) -> list[str]:
    """The steps that the actor may take now, by the name of their form."""
    follows = operations.may_follow(actor, measure, clock.local_date(now))
    decides = operations.may_decide(actor, measure)
    found = []
    if measure.status == Status.PROPOSED and decides:
        found += ["decide", "reject"]
    if follows and measure.status == Status.DECIDED:
        found.append("start")
    if follows and measure.status in (Status.DECIDED, Status.STARTED):
        found.append("done")
    if follows and measure.status == Status.DONE:
        found.append("check")
    if measure.status in rules.OPEN and (follows or decides):
        found.append("postpone")
    if measure.status in rules.OPEN and follows:
        found.append("hand_over")
    return found


def context_of(
    actor: Actor, measure: Measure, now: datetime, given: dict[str, Any]
) -> dict[str, Any]:
    """The whole page; `given` holds forms that were sent back with faults."""
    today = clock.local_date(now)
    step = rules.next_step(
        measure.status, {name: getattr(measure, name) for name in rules.DAY_WORDS}
    )
    next_on = step.day if step else None
    steps = steps_for(actor, measure, now)
    checked = EffectCheck.objects.filter(measure=measure).select_related("by").first()
    links = measure.finding_links.order_by("pk").values_list("finding_id", flat=True)
    context: dict[str, Any] = {
        "measure": measure,
        "today": today,
        "state": state_of(measure.status, measure.effect, next_on, today),
        "next_words": next_words(measure.status, next_on, today),
        "late": next_on is not None and next_on < today,
        "level": Level(measure.level).label,
        "findings": findings.briefs(actor, links),
        "finding_count": len(links),
        "outcome": outcome_words(measure.outcome),
        "checked": checked,
        "evidence": list(measure.evidence.select_related("file").order_by("pk")),
        "steps": steps,
        "chain": queries.chain_of(measure),
        "history": list(measure.steps.select_related("by", "was").order_by("-at", "-pk")),
        "chases": _chases(measure),
        "is_open": measure.status in rules.OPEN,
        "may_propose": may(actor, "measure.propose"),
        "figure_label": effects.label_of(measure, now) if measure.figure_key else "",
        "open_form": next((name for name in steps if name in given), ""),
    }
    context["seen"] = _seen(measure, checked, now)
    return context | _forms(measure, steps, given)


def _seen(measure: Measure, checked: EffectCheck | None, now: datetime) -> dict[str, Any] | None:
    """The figure before and after: as it was stored, else as it stands now."""
    if checked is not None:
        if checked.before is None:
            return None
        found: Any = checked
    else:
        found = effects.seen(measure, now)
        if found is None:
            return None
    return {
        "before": _with_days(found.before),
        "after": _with_days(found.after),
        "comment": found.comment,
    }


def _with_days(stored: dict[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(stored[name]) for name in ("first", "last")}
    return {**stored, **days}


def _chases(measure: Measure) -> list[dict[str, Any]]:
    """Who has been reminded of the step that waits, latest first, at most six."""
    kind = rules.CLOCKS.get(measure.status)
    if kind is None:
        return []
    rows = [
        row
        for row in calendar.chases_of(kind, measure.pk)
        if row.step in (ChaseStep.LATE, ChaseStep.RAISED)
    ]
    return [
        {"day": row.day, "name": row.name, "raised": row.step == ChaseStep.RAISED}
        for row in rows[:6]
    ]


def _forms(measure: Measure, steps: list[str], given: dict[str, Any]) -> dict[str, Any]:
    people = people_for(measure) if {"hand_over", "check"} & set(steps) else []
    today = clock.today().isoformat()
    make: dict[str, Any] = {
        "decide": lambda auto: DecideForm(auto_id=auto),
        "reject": lambda auto: RejectForm(auto_id=auto),
        "start": lambda auto: StartForm(auto_id=auto),
        "done": lambda auto: DoneForm(auto_id=auto, initial={"done_on": today}),
        "check": lambda auto: EffectForm(auto_id=auto),
        "postpone": lambda auto: PostponeForm(movable=movable(measure), auto_id=auto),
        "hand_over": lambda auto: HandOverForm(people=people, auto_id=auto),
    }
    found: dict[str, Any] = {
        f"{name}_form": given.get(name) or make[name](f"id_{name}_%s") if name in steps else None
        for name in make
    }
    found["new_form"] = None
    found["open_new"] = given.get("new") is not None
    if "check" in steps:
        found["new_form"] = given.get("new") or Core(
            people=people,
            prefix="new",
            auto_id="id_%s",
            initial={
                "responsible": measure.responsible_id,
                "expected_effect": measure.expected_effect,
                "seen_by": measure.seen_by,
            },
        )
    return found
