"""Rules of measures, pure: which step may follow, what comes next, and what it means to a finding.

SOSFS 2011:9 5 kap. 7 §: measures are taken. That one was done and that it helped are two
questions, both answered with words; a measure without an effect check is not closed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hjulet.improvements.kinds import Effect, Level, Obstacle, Outcome, Status, Verb
from hjulet.kernel.free_text import Fault

OPEN = frozenset({Status.PROPOSED, Status.DECIDED, Status.STARTED, Status.DONE})

# From which status each step may be taken.
TRANSITIONS: Mapping[str, frozenset[str]] = {
    Verb.DECIDE: frozenset({Status.PROPOSED}),
    Verb.REJECT: frozenset({Status.PROPOSED}),
    Verb.START: frozenset({Status.DECIDED}),
    Verb.NOTE_DONE: frozenset({Status.DECIDED, Status.STARTED}),
    Verb.CHECK_EFFECT: frozenset({Status.DONE}),
    Verb.POSTPONE: OPEN,
    Verb.HAND_OVER: OPEN,
}

# Which days may still be moved.
MOVABLE: Mapping[str, tuple[str, ...]] = {
    Status.PROPOSED: ("decide_by", "due_on", "effect_on"),
    Status.DECIDED: ("due_on", "effect_on"),
    Status.STARTED: ("due_on", "effect_on"),
    Status.DONE: ("effect_on",),
    Status.CLOSED: (),
    Status.REJECTED: (),
}
DAY_WORDS = {
    "decide_by": "Beslutas senast",
    "due_on": "Klar senast",
    "effect_on": "Effekten kontrolleras",
}

# The kinds of clock that a measure runs through.
DECIDE, DO, EFFECT = "measure.decide", "measure.do", "measure.effect"
CLOCKS: Mapping[str, str] = {
    Status.PROPOSED: DECIDE,
    Status.DECIDED: DO,
    Status.STARTED: DO,
    Status.DONE: EFFECT,
}
DUE: Mapping[str, str] = {DECIDE: "decide_by", DO: "due_on", EFFECT: "effect_on"}

# The right to decide at each level, and the role that is asked first.
DECIDERS: Mapping[str, tuple[str, str]] = {
    Level.UNIT: ("measure.decide_unit", "unit_manager"),
    Level.DEPARTMENT: ("measure.decide_department", "department_manager"),
    Level.ADMINISTRATION: ("measure.decide_administration", "administration_lead"),
    Level.BOARD: ("measure.decide_board", "quality_team"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is asked of whom by when. `clock` is the kind of clock that runs meanwhile."""

    clock: str
    words: str
    day: date
    by_deciders: bool


def next_step(status: str, days: Mapping[str, date]) -> NextStep | None:
    """The next step of a measure, None when it is closed or rejected.

    `days` holds decide_by, due_on and effect_on.
    """
    if status not in CLOCKS:
        return None
    clock = CLOCKS[status]
    words = {DECIDE: "beslutas", DO: "vara klar", EFFECT: "ha sin effekt kontrollerad"}[clock]
    return NextStep(clock, words, days[DUE[clock]], clock == DECIDE)


def day_faults(days: Mapping[str, date], chosen: Iterable[str], today: date) -> list[Fault]:
    """What is wrong with the days; those in `chosen` may not lie before today."""
    faults = [
        Fault(name, "Dagen har varit. Välj i dag eller senare.")
        for name in chosen
        if days[name] < today
    ]
    if days["effect_on"] < days["due_on"]:
        faults.append(Fault("effect_on", "Effekten kan kontrolleras först när åtgärden är klar."))
    return faults


def obstacle_faults(obstacle: str, text: str) -> list[Fault]:
    """Each postponement says why, by a code and in words."""
    faults = []
    if obstacle not in Obstacle.values:
        faults.append(Fault("obstacle", "Välj vad som hindrar."))
    if not text.strip():
        faults.append(Fault("text", "Skriv kort vad som har hänt."))
    return faults


def done_faults(outcome: str, text: str) -> list[Fault]:
    faults = []
    if outcome not in Outcome.values:
        faults.append(Fault("outcome", "Välj om åtgärden är genomförd."))
    if not text.strip():
        faults.append(Fault("text", "Skriv vad som är gjort, eller varför det inte blev av."))
    return faults


def effect_faults(effect: str, evidence: str, *, has_new: bool, no_more: str) -> list[Fault]:
    """The answer needs what it rests on; "delvis" and "nej" ask for what comes next."""
    faults = []
    if effect not in Effect.values:
        faults.append(Fault("effect", "Välj om effekten blev den ni ville ha."))
    if not evidence.strip():
        faults.append(Fault("evidence", "Skriv vad svaret bygger på."))
    if effect in (Effect.PARTLY, Effect.NO) and not has_new and not no_more.strip():
        faults.append(
            Fault("no_more", "Föreslå en ny åtgärd, eller skriv varför det inte behövs någon.")
        )
    return faults


@dataclass(frozen=True, slots=True)
class Outlook:
    """One measure of a finding as the finding sees it. `no_more`: why nothing more is needed."""

    status: str
    effect: str = ""
    no_more: str = ""


def handling_of(measures: Iterable[Outlook]) -> tuple[str, str]:
    """What the measures of a finding make of it: (handling, reason).

    Something under way counts before what was; an effect that was shown before one that was not.
    """
    found = list(measures)
    if any(one.status in OPEN for one in found):
        return "under_way", ""
    if any(one.effect == Effect.YES for one in found):
        return "effect_shown", ""
    reasons = [one.no_more for one in found if one.no_more]
    if reasons:
        return "none_needed", reasons[-1]
    return "open", ""
