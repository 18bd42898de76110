"""How the state of a measure is said: shape and words."""

from datetime import date

from hjulet.improvements.kinds import Effect, Outcome, Status
from hjulet.ui.format import date_short

State = tuple[str, str]
_EFFECT = {
    Effect.YES: "Effekt visad",
    Effect.PARTLY: "Delvis effekt",
    Effect.NO: "Ingen effekt",
}
_OPEN = {
    Status.PROPOSED: ("wait", "Föreslagen"),
    Status.DECIDED: ("wait", "Beslutad"),
    Status.STARTED: ("active", "Pågår"),
    Status.DONE: ("active", "Väntar på effekt"),
}
_LATE = {
    Status.PROPOSED: "skulle ha beslutats",
    Status.DECIDED: "skulle ha varit klar",
    Status.STARTED: "skulle ha varit klar",
    Status.DONE: "skulle ha kontrollerats",
}
_NEXT = {
    Status.PROPOSED: "beslutas senast",
    Status.DECIDED: "klar senast",
    Status.STARTED: "klar senast",
    Status.DONE: "effekten kontrolleras",
}


def state_of(status: str, effect: str, next_on: date | None, today: date) -> State:
    """The shape (as `c-status` knows it) and its words."""
    if status == Status.REJECTED:
        return "frozen", "Avslagen"
    if status == Status.CLOSED:
        return ("done" if effect == Effect.YES else "frozen"), _EFFECT[Effect(effect)]
    if next_on is not None and next_on < today:
        days = (today - next_on).days
        return "late", f"{days} {'dag' if days == 1 else 'dagar'} sen"
    return _OPEN[Status(status)]


def next_words(status: str, next_on: date | None, today: date) -> str:
    """ "klar senast 14 okt", or what should have been."""
    if next_on is None:
        return ""
    words = (_LATE if next_on < today else _NEXT)[Status(status)]
    return f"{words} {date_short(next_on, today)}"


def outcome_words(outcome: str) -> str:
    return Outcome(outcome).label.capitalize() if outcome else ""
