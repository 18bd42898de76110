"""How measures are said at a meeting: did it help, and what happens next."""

from hjulet.findings.kinds import Handling
from hjulet.improvements.kinds import Effect, Outcome, Status
from hjulet.improvements.queries import Brief
from hjulet.improvements.queries.learning import Doing
from hjulet.ui.format import date_plain

HELPED = {
    Effect.YES: "Ja, det hjälpte.",
    Effect.PARTLY: "Det hjälpte delvis.",
    Effect.NO: "Nej, det hjälpte inte.",
}
_OUTCOME = {
    Outcome.DONE: "Genomförd",
    Outcome.PARTLY: "Delvis genomförd",
    Outcome.NOT: "Blev inte genomförd",
}
# What is done about a finding that no measure answers.
HANDLING = {
    Handling.OPEN: "Inget är gjort ännu.",
    Handling.UNDER_WAY: "Det åtgärdas.",
    Handling.EFFECT_SHOWN: "Det är åtgärdat, och det hjälpte.",
    Handling.NONE_NEEDED: "Ingen åtgärd behövs.",
}


def helped(effect: str) -> str:
    return HELPED[Effect(effect)] if effect else ""


def answer_words(brief: Brief) -> str:
    """In a few words, what has become of a measure that answers a finding."""
    if brief.effect:
        return {
            Effect.YES: "gjord, och det hjälpte",
            Effect.PARTLY: "gjord, och det hjälpte delvis",
            Effect.NO: "gjord, men det hjälpte inte",
        }[Effect(brief.effect)]
    return {
        Status.PROPOSED: "föreslagen",
        Status.DECIDED: "beslutad",
        Status.STARTED: "pågår",
        Status.DONE: _OUTCOME[Outcome(brief.outcome)].lower() if brief.outcome else "gjord",
        Status.CLOSED: "avslutad",
        Status.REJECTED: "avslagen",
    }[Status(brief.status)]


def step_words(one: Doing) -> str:
    """Where a measure without an answer is, and the day of its next step."""
    if one.status == Status.DONE and one.done_on is not None:
        done = f"{_OUTCOME[Outcome(one.outcome)]} den {date_plain(one.done_on)}."
        return f"{done} Om det hjälpte kontrolleras den {date_plain(one.effect_on)}."
    if one.status == Status.STARTED and one.started_on is not None:
        begun = f"Påbörjad den {date_plain(one.started_on)}."
        return f"{begun} Klar senast den {date_plain(one.due_on)}."
    return f"Beslutad. Klar senast den {date_plain(one.due_on)}."
