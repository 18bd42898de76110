"""Rules of risk analyses, pure: how grave a risk is, who was missing, when an analysis is done.

SOSFS 2011:9 5 kap. 1 §: for each event that could make quality fail, how likely it is and which
negative consequences it could have.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hjulet.kernel.free_text import Fault
from hjulet.risks.kinds import Level, Trigger

# How long an analysis may stand before it is made anew.
MOST_YEARS = 2
# What a new analysis proposes; the writer changes them freely.
SUGGESTED = (
    "enhetschef",
    "handläggare",
    "kvalitetsutvecklare",
    "SAS",
    "skyddsombud",
    "it",
    "jurist",
)
# Levels that ask for a finding, so that something is done about them.
ASKS_FOR_FINDING = frozenset({Level.HIGH, Level.CRITICAL})


@dataclass(frozen=True, slots=True)
class Function:
    """A function (not a person): needed, took part, or both."""

    function: str
    required: bool
    took_part: bool


def level(probability: int, consequence: int) -> Level:
    """What the matrix of 4 x 4 says of a risk: probability (1-4) times consequence (1-4).

    1-2 low, 3-4 moderate, 6-8 high, 9-16 critical. (5 and 7 are no products of two such numbers.)
    """
    product = probability * consequence
    if product <= 2:
        return Level.LOW
    if product <= 4:
        return Level.MODERATE
    if product <= 8:
        return Level.HIGH
    return Level.CRITICAL


def missing(functions: Iterable[Function]) -> tuple[str, ...]:
    """The functions that were needed and did not take part, in their order."""
    return tuple(one.function for one in functions if one.required and not one.took_part)


def function_faults(functions: Sequence[Function], longest: int = 80) -> list[Fault]:
    """What is wrong with a list of functions; the field of a fault is its place ("2")."""
    faults, seen = [], set[str]()
    for place, one in enumerate(functions):
        name = " ".join(one.function.split())
        if not name:
            faults.append(Fault(str(place), "Skriv vilken funktion det är."))
        elif len(name) > longest:
            faults.append(Fault(str(place), f"Korta funktionen till högst {longest} tecken."))
        elif name.casefold() in seen:
            faults.append(Fault(str(place), f"”{name}” står två gånger. Ta bort den ena."))
        elif not one.required and not one.took_part:
            faults.append(Fault(str(place), f"Kryssa i om ”{name}” behövs eller var med."))
        seen.add(name.casefold())
    return faults


def last_day(held_on: date) -> date:
    """The last day on which an analysis of that day may be made anew."""
    try:
        return held_on.replace(year=held_on.year + MOST_YEARS)
    except ValueError:  # 29 February
        return held_on.replace(year=held_on.year + MOST_YEARS, day=28)


def finish_faults(
    *,
    held_on: date,
    today: date,
    trigger: str,
    occasion: str,
    risk_count: int,
    functions: Sequence[Function],
    reassess_on: date | None,
    missing_reason: str,
) -> list[Fault]:
    """Why an analysis is not done yet; empty when it may be finished.

    A function that was needed and missing does not stop it, but the reason must be told. Risk
    analysis goes on all the time (5 kap. 1 §), so a day for the next one belongs to it.
    """
    faults = []
    if held_on > today:
        faults.append(Fault("held_on", "Analysen har inte hållits än. Ändra dagen eller vänta."))
    if trigger == Trigger.OTHER and not occasion.strip():
        faults.append(Fault("occasion", "Skriv vad som var anledningen till analysen."))
    if not risk_count:
        faults.append(Fault("risks", "Skriv minst en risk."))
    if not any(one.took_part for one in functions):
        faults.append(Fault("participants", "Kryssa i minst en funktion som var med."))
    absent = missing(functions)
    if absent and not missing_reason.strip():
        faults.append(Fault("missing_reason", f"Skriv varför {_listed(absent)} saknades."))
    if reassess_on is None:
        faults.append(Fault("reassess_on", "Välj den dag då analysen senast ska göras om."))
    elif reassess_on <= held_on:
        faults.append(Fault("reassess_on", "Välj en dag efter den då analysen hölls."))
    elif reassess_on > last_day(held_on):
        faults.append(
            Fault("reassess_on", f"Välj en dag inom {MOST_YEARS} år från att analysen hölls.")
        )
    return faults


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
