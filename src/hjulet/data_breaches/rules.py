"""Rules of incidents, pure: the clocks that run, what a notification must hold, what is left.

Article 33 GDPR: notification to IMY within 72 hours of becoming aware, in phases when all is not
known, with reasons when later; article 34: those concerned are told when the risk is high.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from hjulet.data_breaches.kinds import (
    Breached,
    DataKind,
    Group,
    Informed,
    Kind,
    NotInformed,
    Severity,
    Status,
)
from hjulet.kernel.clock import hours_later
from hjulet.kernel.free_text import Fault

HOURS = 72
# The time that IMY gives to complete a notification that was not complete.
COMPLEMENT_DAYS = 28
# "Without undue delay" (art. 34.1): a plan further away than this is no plan.
INFORM_DAYS = 30

NOTIFY = "data_breach.notify"
COMPLEMENT = "data_breach.complement"
INFORM = "data_breach.inform"
CLOSE = "data_breach.close"
CLOCKS = (NOTIFY, COMPLEMENT, INFORM, CLOSE)

PREFIX = "PUI "
MAX_LINE = 200
MOST_PERSONS = 12_000_000


def notify_by(discovered_at: datetime) -> datetime:
    """72 real hours after the discovery, whatever day it is and whatever summer time does."""
    return hours_later(discovered_at, HOURS)


def complement_by(first_sent_on: date) -> date:
    """Four weeks after the first notification, counted in days of the calendar."""
    return first_sent_on + timedelta(days=COMPLEMENT_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is known of the incident (art. 33.3 and 33.5). Everything may be left out in a draft.

    `breached`, `groups` and `data_kinds` hold values of the choices with those names. `persons`
    is an estimate; `persons_unknown` says that nobody knows yet.
    """

    kind: str = ""
    what_happened: str = ""
    occurred_from: date | None = None
    occurred_to: date | None = None
    discovered_how: str = ""
    breached: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    groups_text: str = ""
    persons: int | None = None
    persons_unknown: bool = False
    records: int | None = None
    data_kinds: tuple[str, ...] = ()
    data_text: str = ""
    consequences: str = ""
    severity: int | None = None
    measures_taken: str = ""
    measures_planned: str = ""
    processor: str = ""
    contact: str = ""


NAMES = tuple(one.name for one in fields(Contents))
LINES = ("groups_text", "data_text", "processor", "contact")
TEXTS = (
    "what_happened",
    "discovered_how",
    "consequences",
    "measures_taken",
    "measures_planned",
    *LINES,
)

# What to write where something is missing, in the order of the form.
_ASK = {
    "kind": "Välj vad som gick fel.",
    "what_happened": "Skriv vad som hände.",
    "breached": "Kryssa i vad som bröts.",
    "groups": "Kryssa i vilka det gäller.",
    "persons": "Skriv ungefär hur många det gäller, eller kryssa i att ni inte vet.",
    "data_kinds": "Kryssa i vilka uppgifter det gäller.",
    "consequences": "Skriv vad det kan leda till för dem det gäller.",
    "severity": "Välj hur allvarligt det kan bli.",
    "measures_taken": "Skriv vad ni har gjort eller tänker göra.",
    "contact": "Skriv vem IMY kan fråga, med telefon eller mejl.",
}
# Even a first, incomplete notification says what happened and whom to ask (art. 33.3 a-b, 33.4).
FIRST = ("kind", "what_happened", "contact")
# What the register holds of every breach: facts, effects and remedial action (art. 33.5).
DOCUMENTED = ("kind", "what_happened", "consequences", "severity", "measures_taken")


def missing(contents: Contents, wanted: Sequence[str] = tuple(_ASK)) -> list[Fault]:
    """What a notification must hold (art. 33.3) and is not there, beside each field."""
    return [
        Fault(name, _ASK[name]) for name in _ASK if name in wanted and not _filled(contents, name)
    ]


def _filled(contents: Contents, name: str) -> bool:
    if name == "persons":
        return contents.persons is not None or contents.persons_unknown
    if name == "measures_taken":
        return bool(contents.measures_taken or contents.measures_planned)
    return bool(getattr(contents, name))


_CHOICES = {
    "kind": ("", *Kind.values),
    "severity": (None, *Severity.values),
}
_SEVERAL = {
    "breached": Breached.values,
    "groups": Group.values,
    "data_kinds": DataKind.values,
}


def draft_faults(contents: Contents, discovered_on: date) -> list[Fault]:
    """What is wrong with what is there; a draft may be incomplete but never impossible."""
    faults = [
        Fault(name, "Valet finns inte. Välj ett av dem som står i listan.")
        for name, known in _CHOICES.items()
        if getattr(contents, name) not in known
    ]
    faults += [
        Fault(name, "Valet finns inte. Välj bland dem som står i listan.")
        for name, known in _SEVERAL.items()
        if not set(getattr(contents, name)) <= set(known)
    ]
    for name in ("persons", "records"):
        number = getattr(contents, name)
        if number is not None and not 0 <= number <= MOST_PERSONS:
            faults.append(Fault(name, "Skriv ett antal som kan stämma."))
    if contents.persons is not None and contents.persons_unknown:
        faults.append(
            Fault("persons", "Skriv ett antal eller kryssa i att ni inte vet. Inte båda.")
        )
    first, last = contents.occurred_from, contents.occurred_to
    if first and first > discovered_on:
        faults.append(Fault("occurred_from", "Dagen ligger efter den då incidenten upptäcktes."))
    if last and not first:
        faults.append(Fault("occurred_from", "Skriv också när det började."))
    elif first and last and last < first:
        faults.append(Fault("occurred_to", "Välj en dag efter den då det började."))
    return faults


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the next step follows from. `notify` is the decision, None before it.

    `complete` says whether the last notification was marked as complete; `informed` is `answer`.
    """

    closed: bool = False
    notify: bool | None = None
    notified: bool = False
    complete: bool = False
    informed: str = ""
    severity: int | None = None


def status_of(state: State) -> Status:
    if state.closed:
        return Status.CLOSED
    if state.notified:
        return Status.NOTIFIED
    return Status.OPEN if state.notify is None else Status.DECIDED


def high_risk(severity: int | None) -> bool:
    """Whether those concerned must as a rule be told (art. 34.1)."""
    return severity is not None and severity >= Severity.SIGNIFICANT


def answer(informed: str, ground: str, severity: int | None) -> str:
    """The answer on whether those concerned know, as it holds now; "" is none.

    That the risk is not high falls when it is found to be: it has to be answered anew (art. 34.1).
    """
    fallen = informed == Informed.NO and ground == NotInformed.NO_HIGH_RISK and high_risk(severity)
    return "" if fallen else informed


def next_steps(state: State) -> frozenset[str]:
    """The clocks that are to run; empty only when the incident is closed.

    The decision has no clock of its own: it has to be made within the same 72 hours.
    """
    if state.closed:
        return frozenset()
    steps = set()
    if not state.notified and state.notify is not False:
        steps.add(NOTIFY)
    if state.notified and not state.complete:
        steps.add(COMPLEMENT)
    if state.informed == Informed.PLANNED or (not state.informed and high_risk(state.severity)):
        steps.add(INFORM)
    return frozenset(steps or {CLOSE})


def discovered_faults(
    discovered_at: datetime, now: datetime, *, how: str, received_at: datetime | None
) -> list[Fault]:
    """What is wrong with when it was discovered; `received_at` is that of the first report."""
    if discovered_at > now:
        return [Fault("discovered_at", "Tiden har inte varit än. Välj när ni förstod det.")]
    if received_at is not None and discovered_at > received_at and not how.strip():
        # The organisation knows when a report comes in; a later time needs an explanation.
        words = "Tiden är senare än när rapporten kom in. Skriv varför ni inte förstod det då."
        return [Fault("discovered_how", words)]
    return []


def decision_faults(contents: Contents, notify: bool | None, reason: str) -> list[Fault]:
    """What stops a decision. Not to notify asks for what the register must hold (art. 33.5)."""
    faults = []
    if notify is None:
        faults.append(Fault("notify", "Välj om incidenten ska anmälas eller inte."))
    if notify is False:
        faults += missing(contents, DOCUMENTED)
    if not reason.strip():
        faults.append(Fault("reason", "Skriv varför. Det står i registret."))
    return faults


def sending_faults(
    contents: Contents,
    *,
    complete: bool,
    sent_at: datetime,
    now: datetime,
    after: datetime,
    due_at: datetime | None,
    delay_reason: str,
) -> list[Fault]:
    """What stops a notification or a complement sent at `sent_at`.

    `after` is what it cannot lie before; `due_at` when it was due, None for a complement. Later
    than that it must say why (art. 33.1). What is not complete may be sent at once (art. 33.4).
    """
    faults = missing(contents) if complete else missing(contents, FIRST)
    if sent_at > now:
        faults.append(Fault("sent_at", "Tiden har inte varit än. Skriv när den skickades."))
    elif sent_at < after:
        faults.append(Fault("sent_at", "Tiden ligger före det som den ska komma efter."))
    if due_at is not None and sent_at > due_at and not delay_reason.strip():
        faults.append(
            Fault("delay_reason", "Anmälan kom senare än 72 timmar. Skriv varför den dröjde.")
        )
    return faults


def inform_faults(
    *,
    informed: str,
    on: date | None,
    how: str,
    ground: str,
    reason: str,
    severity: int | None,
    discovered_on: date,
    today: date,
) -> list[Fault]:
    """What is wrong with the answer on whether those concerned have been told (art. 34)."""
    faults = []
    if informed not in Informed.values:
        return [Fault("informed", "Välj om de som det gäller har fått veta.")]
    if informed == Informed.NO:
        if ground not in NotInformed.values:
            faults.append(Fault("ground", "Välj varför de inte behöver få veta."))
        elif ground == NotInformed.NO_HIGH_RISK and high_risk(severity):
            words = "Ni har bedömt att det kan bli allvarligt. Välj ett annat skäl eller informera."
            faults.append(Fault("ground", words))
        if not reason.strip():
            faults.append(Fault("reason", "Skriv varför. Det står i registret."))
        return faults
    if on is None:
        faults.append(Fault("on", "Välj vilken dag."))
    elif informed == Informed.YES and not discovered_on <= on <= today:
        faults.append(Fault("on", "Välj en dag mellan den då det upptäcktes och i dag."))
    elif informed == Informed.PLANNED and not today <= on <= today + timedelta(days=INFORM_DAYS):
        faults.append(Fault("on", f"Välj en dag från i dag och högst {INFORM_DAYS} dagar fram."))
    if informed == Informed.YES and not how.strip():
        faults.append(Fault("how", "Skriv hur de fick veta."))
    return faults


def closing_faults(
    contents: Contents, state: State, findings_left: Sequence[str] = ()
) -> list[Fault]:
    """What is left before the incident can be closed; the fields are those of the contents, or
    decision, notification, complement, information and findings. `findings_left` are references
    of findings that nothing has come of."""
    faults = missing(contents, DOCUMENTED)
    if state.notify is None:
        faults.append(Fault("decision", "Besluta om incidenten ska anmälas."))
    elif state.notify and not state.notified:
        faults.append(Fault("notification", "Anmäl incidenten till IMY."))
    elif state.notified and not state.complete:
        faults.append(Fault("complement", "Komplettera anmälan."))
    if state.informed not in (Informed.YES, Informed.NO):
        words = "Skriv om de som det gäller har fått veta, eller varför inte."
        faults.append(Fault("information", words))
    if findings_left:
        words = (
            f"Fynd {', '.join(findings_left)} är inte klart: visa effekten av en åtgärd, eller "
            "skriv varför ingen behövs."
        )
        faults.append(Fault("findings", words))
    return faults
