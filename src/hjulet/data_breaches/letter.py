"""What is told to IMY, in the order that its form asks: headings and plain text to copy.

Sealed with each notification, printed, and kept as the ground of a decision.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import TextChoices

from hjulet.data_breaches.kinds import Breached, DataKind, Group, Informed, Kind, Severity
from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.rules import notify_by
from hjulet.ui.format import date_plain, date_time, number

Line = tuple[str, str]
UNKNOWN, NEVER_KNOWN = "Vi vet inte ännu.", "Det blev inte känt."
# Where nobody can be said not to know: an empty answer is none, and never "inget".
UNANSWERED, NEVER_ANSWERED = "Inte besvarat ännu.", "Det blev inte besvarat."
NOTHING_KNOWN = (UNKNOWN, NEVER_KNOWN, UNANSWERED, NEVER_ANSWERED)
PLANNED, PROCESSOR = "Vad ska vi göra?", "Personuppgiftsbiträde"
WHY_LATER = "Varför kommer anmälan senare än 72 timmar?"
BREACHED = {
    Breached.CONFIDENTIALITY: "konfidentialitet (någon obehörig kan ha fått veta)",
    Breached.INTEGRITY: "riktighet (uppgifter blev fel eller ändrades)",
    Breached.AVAILABILITY: "tillgänglighet (uppgifter gick inte att nå eller försvann)",
}


def letter(incident: Incident, *, delay_reason: str = "") -> list[Line]:
    """(heading, text) for everything that art. 33.3 GDPR asks; what is not known is said so."""
    told_of = [
        ("Personuppgiftsansvarig", incident.board.name),
        ("Vår referens", incident.reference),
        ("IMY:s diarienummer", incident.imy_reference),
        (WHY_LATER, delay_reason),
    ]
    return [line for line in told_of if line[1]] + known(incident)


def known(incident: Incident) -> list[Line]:
    """What is known of the incident itself."""
    still_open = incident.closed_at is None
    unknown = UNKNOWN if still_open else NEVER_KNOWN
    unanswered = UNANSWERED if still_open else NEVER_ANSWERED
    return [
        (heading, text(incident) or (unanswered if heading in (PLANNED, PROCESSOR) else unknown))
        for heading, text in _ASKED
    ]


def decided(incident: Incident) -> list[Line]:
    """What was known when it was decided, and until when it was to be notified."""
    return [("Anmälas senast", date_time(notify_by(incident.discovered_at))), *known(incident)]


def sealed(lines: Iterable[Line]) -> list[list[str]]:
    """As it is stored."""
    return [[heading, text] for heading, text in lines]


def told(incident: Incident) -> str:
    """When and how those concerned were told, or why not (art. 34 GDPR)."""
    if incident.informed == Informed.YES:
        return f"Ja, {date_plain(incident.informed_on)}. {incident.informed_how}"
    if incident.informed == Informed.PLANNED:
        words = f"Inte ännu. Det ska ske senast {date_plain(incident.informed_on)}."
        return f"{words} {incident.informed_how}".strip()
    if incident.answer == Informed.NO:
        ground = _capital(str(incident.get_not_informed_display()))
        return f"Nej. {ground}. {incident.not_informed_reason}"
    return "Det är inte bestämt ännu."


def _kind(incident: Incident) -> str:
    return _capital(str(Kind(incident.kind).label)) if incident.kind else ""


def _when(incident: Incident) -> str:
    if incident.occurred_from is None:
        return ""
    if incident.occurred_to is None:
        return f"Från {date_plain(incident.occurred_from)}"
    if incident.occurred_from == incident.occurred_to:
        return date_plain(incident.occurred_from)
    return f"{date_plain(incident.occurred_from)}–{date_plain(incident.occurred_to)}"


def _severity(incident: Incident) -> str:
    if incident.severity is None:
        return ""
    return f"{_capital(str(Severity(incident.severity).label))} ({incident.severity} av 4)"


def _groups(incident: Incident) -> str:
    return _more(_several(incident.groups, _labels(Group)), incident.groups_text)


def _data(incident: Incident) -> str:
    return _more(_several(incident.data_kinds, _labels(DataKind)), incident.data_text)


def _labels(choices: type[TextChoices]) -> dict[Any, str]:
    return {one: str(one.label) for one in choices}


def _several(chosen: Iterable[str], words: dict[Any, str]) -> str:
    """In the order of the list, whatever order they were chosen in."""
    wanted = set(chosen)
    return _capital(", ".join(label for key, label in words.items() if str(key) in wanted))


def _more(chosen: str, text: str) -> str:
    return ". ".join(part for part in (chosen, text) if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_ASKED: tuple[tuple[str, Callable[[Incident], str]], ...] = (
    ("När upptäcktes incidenten?", lambda one: date_time(one.discovered_at)),
    ("Hur upptäcktes den?", lambda one: one.discovered_how),
    ("När inträffade den?", _when),
    ("Vad gick fel?", _kind),
    ("Vad hände?", lambda one: one.what_happened),
    ("Vad bröts?", lambda one: _several(one.breached, BREACHED)),
    ("Vilka gäller det?", _groups),
    ("Ungefär hur många personer?", lambda one: number(one.persons)),
    ("Ungefär hur många uppgifter?", lambda one: number(one.records)),
    ("Vilka uppgifter gäller det?", _data),
    ("Vad kan det leda till för dem?", lambda one: one.consequences),
    ("Hur allvarligt kan det bli för dem?", _severity),
    ("Vad har vi gjort?", lambda one: one.measures_taken),
    (PLANNED, lambda one: one.measures_planned),
    ("Har de fått veta?", told),
    (PROCESSOR, lambda one: one.processor),
    ("Vem kan IMY fråga?", lambda one: one.contact),
)
HEADINGS = tuple(heading for heading, _ in _ASKED)
