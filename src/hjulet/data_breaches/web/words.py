"""Words of the pages: what state an incident is in, how much is left, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hjulet.calendar.queries import Running
from hjulet.data_breaches import rules
from hjulet.data_breaches.kinds import Informed, Status
from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.rules import State
from hjulet.kernel import clock
from hjulet.ui.format import NBSP, date_long, date_plain, plural, time_of_day

ZERO = timedelta(0)
HOUR = timedelta(hours=1)
SOON = timedelta(hours=24)
# From here on nobody counts in hours any more.
LONG = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Time:
    """The clock that is nearest: `kind` of the note, what is left in bold, and the rest."""

    kind: str
    lead: str
    words: str


def moment(at: datetime) -> str:
    """ "tisdag 3 december 2025 kl. 14.07"."""
    return f"{date_long(at)} kl.{NBSP}{time_of_day(at)}"


def left(due: datetime, now: datetime) -> str:
    """ "31 timmar kvar", "Tiden gick ut för 5 timmar sedan", "... för 87 dagar sedan"."""
    gap = clock.between(now, due)
    if gap < ZERO:
        return f"Tiden gick ut för {_passed(-gap)} sedan"
    return f"{_hours(gap)} kvar"


def left_in_list(due: datetime, now: datetime) -> str:
    """The same in the margin of a list: "31 timmar kvar", "5 timmar sen", "87 dagar sen"."""
    gap = clock.between(due, now)
    return f"{_passed(gap)} sen" if gap > ZERO else left(due, now)


def _passed(gap: timedelta) -> str:
    """Hours as long as they tell something, then days."""
    return _hours(gap) if gap < LONG else plural(gap // timedelta(days=1), "dag", "dagar")


def _hours(gap: timedelta) -> str:
    if gap >= HOUR:
        return plural(gap // HOUR, "timme", "timmar")
    return plural(gap // timedelta(minutes=1), "minut", "minuter")


def time_of(incident: Incident, state: State, first_sent_on: date | None, now: datetime) -> Time:
    """What the law's clock says now; the words are "" when none of them runs."""
    steps = rules.next_steps(state)
    if rules.NOTIFY in steps:
        due = rules.notify_by(incident.discovered_at)
        gap, by = clock.between(now, due), moment(due)
        if gap < ZERO:
            if incident.notify:
                words = f"Incidenten skulle ha anmälts till IMY senast {by}."
                words = f"{words} Anmäl ändå, och skriv varför det dröjde."
            else:
                words = (
                    f"Besluta först om den ska anmälas. I så fall skulle det ha skett senast {by}."
                )
            return Time("late", f"{left(due, now)}.", words)
        kind = "late" if gap < SOON else "warn"
        what = "Anmäl till IMY" if incident.notify else "Besluta, och anmäl om det behövs,"
        return Time(kind, f"{left(due, now)}.", f"{what} senast {by}.")
    complement = rules.complement_by(first_sent_on) if first_sent_on is not None else None
    if inform_first(incident, state, complement):
        if incident.informed == Informed.PLANNED and incident.informed_on:
            return _day(incident.informed_on, now, "De som det gäller ska få veta")
        words = "De som det gäller ska få veta utan onödigt dröjsmål, eftersom risken är hög."
        return Time("warn", "Informera.", words)
    if rules.COMPLEMENT in steps and complement is not None:
        return _day(complement, now, "Anmälan ska kompletteras")
    return Time("", "", "")


def times_of(running: Iterable[Running], now: datetime) -> list[tuple[str, str, str, bool]]:
    """(task, until when, what is left, whether it is late) of everything that runs."""
    return [
        (
            f"{one.task[:1].upper()}{one.task[1:]}",
            moment(one.due_at) if one.due_at is not None else date_plain(one.due_on),
            _left(one, now),
            one.late,
        )
        for one in running
    ]


def _left(one: Running, now: datetime) -> str:
    if one.due_at is not None:
        return left_in_list(one.due_at, now)
    days = (one.due_on - clock.local_date(now)).days if one.due_on is not None else 0
    if days < 0:
        return f"{plural(-days, 'dag', 'dagar')} sen"
    return f"{plural(days, 'dag', 'dagar')} kvar" if days else "i dag"


def took_words(incident: Incident, first_sent_at: datetime) -> str:
    """ "53 timmar efter upptäckten": how long it took until IMY was notified."""
    return f"{_hours(clock.between(incident.discovered_at, first_sent_at))} efter upptäckten"


def inform_first(incident: Incident, state: State, complement: date | None) -> bool:
    """Whether to tell those concerned comes before completing the notification: it does unless a
    later day is planned."""
    steps = rules.next_steps(state)
    if rules.INFORM not in steps:
        return False
    if rules.COMPLEMENT not in steps or incident.informed != Informed.PLANNED:
        return True
    return complement is None or incident.informed_on is None or incident.informed_on <= complement


def _day(day: date, now: datetime, what: str) -> Time:
    days = (day - clock.local_date(now)).days
    if days < 0:
        lead = f"{plural(-days, 'dag', 'dagar')} sen."
        return Time("late", lead, f"{what} senast {date_plain(day)}.")
    lead = "I dag är sista dagen." if days == 0 else f"{plural(days, 'dag', 'dagar')} kvar."
    return Time("warn", lead, f"{what} senast {date_plain(day)}.")


def state_words(incident: Incident, now: datetime) -> tuple[str, str]:
    """(state of the vocabulary, its word) for a list or the head of the page."""
    gap = clock.between(now, rules.notify_by(incident.discovered_at))
    waits = incident.status in (Status.OPEN, Status.DECIDED) and incident.notify is not False
    if waits and gap < ZERO:
        return "late", "Försenad"
    if waits and gap < SOON:
        return "soon", left(rules.notify_by(incident.discovered_at), now)
    return {
        Status.OPEN: ("active", "Utreds"),
        Status.DECIDED: ("active", "Ska anmälas" if incident.notify else "Anmäls inte"),
        Status.NOTIFIED: ("active", "Anmäld"),
        Status.CLOSED: ("done", "Avslutad"),
    }[Status(incident.status)]


def notified_words(incident: Incident, first_sent_at: datetime | None) -> str:
    """ "anmäld 14 oktober 2025", "anmäls inte", "ska anmälas" or "inte beslutad"."""
    if first_sent_at is not None:
        return f"anmäld {date_plain(first_sent_at)}"
    if incident.notify is None:
        return "inte beslutad"
    return "ska anmälas" if incident.notify else "anmäls inte"


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do now: heading, why, and the button (url name, words)."""

    title: str
    why: str
    view: str
    button: str


def next_of(
    incident: Incident, state: State, first_sent_on: date | None, now: datetime
) -> Next | None:
    """None when the incident is closed. `first_sent_on` is the day of the notification."""
    if state.closed:
        return None
    if not state.notified and state.notify is not False:
        return _to_notify(
            incident, state, late=clock.between(now, rules.notify_by(incident.discovered_at)) < ZERO
        )
    complement = rules.complement_by(first_sent_on) if first_sent_on is not None else None
    if inform_first(incident, state, complement):
        return _to_inform(incident)
    if state.notified and not state.complete:
        if rules.missing(incident.contents):
            why = "När ni vet det som saknades skriver ni det här. Sedan kompletterar ni anmälan."
            return Next("Fyll i det som saknades", why, "breach_edit", "Fyll i")
        why = "Nu finns allt. Skicka kompletteringen i IMY:s e-tjänst och notera att det är gjort."
        return Next("Komplettera anmälan", why, "breach_complement", "Notera komplettering")
    if state.informed not in (Informed.YES, Informed.NO):
        return _to_inform(incident)
    why = "Allt är gjort som lagen kräver. Skriv vad ni kom fram till."
    return Next("Avsluta incidenten", why, "breach_close", "Avsluta")


def _to_inform(incident: Incident) -> Next:
    why = "Har de fått veta? Är risken hög ska de få det utan onödigt dröjsmål."
    if incident.informed != incident.answer:
        why = (
            "Ni svarade att risken inte är hög, men nu är bedömningen att det kan bli allvarligt. "
            "Svara på nytt. De ska få veta utan onödigt dröjsmål."
        )
    return Next("Information till dem som det gäller", why, "breach_inform", "Svara")


def _to_notify(incident: Incident, state: State, *, late: bool) -> Next:
    if late and state.notify is None:
        # What is known can be written afterwards; every hour until it is decided is one too late.
        why = (
            "Tiden för att anmäla har gått ut, så beslutet kommer först. Incidenten ska anmälas, "
            "om det inte är osannolikt att någon tar skada av den."
        )
        return Next("Besluta om incidenten ska anmälas", why, "breach_decide", "Besluta")
    if rules.missing(incident.contents, rules.FIRST):
        why = "Börja med vad som hände. Det går bra att spara även om allt inte är klart."
        return Next("Skriv vad ni vet", why, "breach_edit", "Skriv")
    if state.notify is None:
        why = "Incidenten ska anmälas, om det inte är osannolikt att någon tar skada av den."
        return Next("Besluta om incidenten ska anmälas", why, "breach_decide", "Besluta")
    why = (
        "Anmäl i IMY:s e-tjänst. Texten finns färdig att kopiera. Notera sedan här när den gick "
        "iväg. Vet ni inte allt än går det att komplettera inom fyra veckor."
    )
    return Next("Anmäl till IMY", why, "breach_notify", "Notera att anmälan är skickad")
