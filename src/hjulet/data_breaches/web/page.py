"""One incident: the clock, what comes next, what is known and what has been done."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.data_breaches import letter as letters
from hjulet.data_breaches import operations, queries, rules
from hjulet.data_breaches.access import may_work
from hjulet.data_breaches.clocks import title_of
from hjulet.data_breaches.disposal import KIND as DISPOSED
from hjulet.data_breaches.kinds import GUARDED, SPECIAL, Status
from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.operations.common import is_restricted
from hjulet.data_breaches.queries import Detail
from hjulet.data_breaches.web.words import (
    Next,
    next_of,
    state_words,
    time_of,
    times_of,
    took_words,
)
from hjulet.kernel import clock
from hjulet.kernel.law import reference
from hjulet.organisation.requests import actor_of, require_second_factor
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.retention.queries import tombstone_of


def opened(request: HttpRequest, number: str) -> Incident:
    """The incident, or 404. Whoever opens one with secrecy is noted."""
    found = queries.open_incident(actor_of(request), number)
    if found is None:
        raise Http404
    if is_restricted(found):
        require_second_factor(request)
    operations.opened(actor=actor_of(request), now=clock.now(), incident=found)
    return found


def works(actor: Actor, incident: Incident) -> bool:
    return may_work(actor, incident.board_id, incident.unit_id)


@require_safe
def breach_page(request: HttpRequest, number: str) -> HttpResponse:
    """The incident, for who may open it."""
    incident, actor, now = opened(request, number), actor_of(request), clock.now()
    if incident.disposed_on is not None:
        gone = {"incident": incident, "told": tombstone_of(DISPOSED, key=incident.pk)}
        return render(request, "data_breaches/page_disposed.html", gone)
    detail = queries.detail_of(actor, incident, now)
    working = works(actor, incident)
    first = clock.local_date(detail.sent[0].sent_at) if detail.sent else None
    following = next_of(incident, detail.state, first, now) if working else None
    context = {
        "incident": incident,
        "title": title_of(incident),
        "state": state_words(incident, now),
        "time": time_of(incident, detail.state, first, now),
        "next": following,
        "detail": detail,
        "times": times_of(detail.running, now),
        "took": took_words(incident, detail.sent[0].sent_at) if detail.sent else "",
        "works": working,
        "closed": incident.status == Status.CLOSED,
        "lines": letters.known(incident),
        "unknown": letters.NOTHING_KNOWN,
        "missing": rules.missing(incident.contents) if not detail.state.complete else [],
        "special": sensitive(incident),
        "told": letters.told(incident),
        "early": _earlier(detail),
        "deeds": _deeds(incident, following) if working else [],
        "write": _write(actor, incident),
        "law": _law(incident),
    }
    return render(request, "data_breaches/page.html", context)


def sensitive(incident: Incident) -> str:
    """Words for data that the law guards: "Här finns känsliga personuppgifter och ..."."""
    kinds = set(incident.data_kinds)
    found = ["känsliga personuppgifter"] if kinds & SPECIAL else []
    found += ["uppgifter som skyddas särskilt"] if kinds & GUARDED else []
    return f"Här finns {' och '.join(found)}." if found else ""


def _earlier(detail: Detail) -> list[str]:
    """Reports that came in before the moment when the incident is said to be discovered."""
    at = detail.incident.discovered_at
    return [one.report.reference for one in detail.reports if one.report.received_at < at]


def _deeds(incident: Incident, following: Next | None) -> list[tuple[str, str]]:
    """(address, words) of everything that may be done now, but for what comes next."""
    status, number = incident.status, incident.number
    found: list[tuple[str, str]] = []
    if status == Status.CLOSED:
        found.append(("breach_reopen", "Öppna incidenten igen"))
    else:
        if status in (Status.OPEN, Status.DECIDED):
            words = "Besluta om anmälan" if incident.notify is None else "Besluta på nytt"
            found.append(("breach_decide", words))
            found.append(("breach_correct", "Rätta när den upptäcktes"))
        if status == Status.DECIDED and incident.notify:
            found.append(("breach_notify", "Notera att anmälan är skickad"))
        if status == Status.NOTIFIED:
            found.append(("breach_complement", "Notera en komplettering"))
            found.append(("breach_reference", "Skriv IMY:s diarienummer"))
        found.append(("breach_inform", "Svara om information till dem som det gäller"))
        found.append(("breach_add_report", "Lägg till en rapport"))
        found.append(("breach_hand_over", "Lämna över till någon annan"))
        found.append(("breach_close", "Avsluta incidenten"))
    shown = following.view if following else ""
    return [(reverse(view, args=[number]), words) for view, words in found if view != shown]


def _write(actor: Actor, incident: Incident) -> str:
    """Where a finding is written from the incident; "" for who may not."""
    if not may(actor, "finding.write", incident.unit_id):
        return ""
    return f"{reverse('finding_new')}?fran=data_breach:{incident.pk}"


def _law(incident: Incident) -> list[tuple[str, Any]]:
    """What each thing rests on, by the law of the day when the incident was discovered."""
    day = clock.local_date(incident.discovered_at)
    return [
        (words, reference(rule, day).text)
        for words, rule in (
            ("Anmälan", "data_breach.notification"),
            ("Register", "data_breach.register"),
            ("Information", "data_breach.information"),
        )
    ]
