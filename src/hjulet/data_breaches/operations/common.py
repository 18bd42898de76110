"""What the verbs share: the incident under lock, its clocks, its history and the journal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse

from hjulet.calendar import operations as calendar
from hjulet.calendar.kinds import Ended
from hjulet.data_breaches import rules
from hjulet.data_breaches.access import require_work
from hjulet.data_breaches.kinds import Informed, Status, Verb
from hjulet.data_breaches.models import Incident, Notification, Step, state_of
from hjulet.data_breaches.operations.faults import StaleIncident, WrongStatus
from hjulet.data_breaches.rules import State
from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.organisation import queries as organisation
from hjulet.organisation.types import Actor

SUBJECT = "data_breach"
KIND = "data_breach"  # of the case that a report is taken up by


def locked(actor: Actor, incident_id: int) -> Incident:
    """The incident, for who works with it. Raises Incident.DoesNotExist, NotAllowed."""
    rows = Incident.objects.visible_to(actor).select_for_update(of=("self",))
    found: Incident = rows.select_related("board").get(pk=incident_id)
    require_work(actor, found.board_id, found.unit_id)
    return found


def locked_open(actor: Actor, incident_id: int, version: int | None = None) -> Incident:
    """As `locked`; WrongStatus when it is closed, StaleIncident when it is not that version."""
    found = locked(actor, incident_id)
    if found.status == Status.CLOSED:
        raise WrongStatus(found.status)
    if version is not None and version != found.version:
        raise StaleIncident(found.version)
    return found


def state(incident: Incident) -> State:
    """What the next step follows from. One query."""
    rows = Notification.objects.filter(incident=incident).order_by("number")
    return state_of(incident, list(rows.values_list("complete", flat=True)))


def keep(incident: Incident, now: datetime) -> None:
    """Saves the incident as a new version with the status and the clocks that follow from it."""
    incident.status = rules.status_of(state(incident))
    incident.version = incident.version + 1
    incident.save()
    follow(incident, now)


def finish(
    incident: Incident,
    actor: Actor,
    now: datetime,
    verb: Verb,
    *,
    event: str,
    keys: Mapping[str, object] | None = None,
    **step: Any,
) -> None:
    """Saves, adds a step to the history and records the event."""
    keep(incident, now)
    Step.objects.create(incident=incident, verb=verb, at=now, by_id=actor.account_id, **step)
    note(actor, now, event, incident, keys)


def note(
    actor: Actor,
    now: datetime,
    event: str,
    incident: Incident,
    keys: Mapping[str, object] | None = None,
) -> None:
    """One line in the journal; secret as long as one of the reports is."""
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb=f"data_breaches.{event}",
        subject=(SUBJECT, incident.pk),
        keys=keys,
        confidential=is_restricted(incident),
    )


def is_restricted(incident: Incident) -> bool:
    """Whether one of its reports is under secrecy now. One query."""
    return incident.report_links.filter(report__restricted=True).exists()


def follow(incident: Incident, now: datetime) -> None:
    """Makes exactly the clocks run that the state asks for. About eight queries."""
    steps = rules.next_steps(state(incident))
    common = _common(incident, now) if steps else {}
    calendar.keep(
        now=now,
        subject_id=incident.pk,
        among=rules.CLOCKS,
        wanted={step: {**common, **_due(incident, step)} for step in steps},
    )


def start_anew(incident: Incident, now: datetime, kind: str) -> None:
    """The clock of the kind has another time from now on: `follow` starts it again."""
    calendar.stop(now=now, kind=kind, subject_id=incident.pk, ended=Ended.MOVED)


def path_of(incident: Incident) -> str:
    return reverse("breach_page", args=[incident.number])


def _common(incident: Incident, now: datetime) -> dict[str, Any]:
    """Who answers: one person, or the dataskyddsombud of the board (or management)."""
    directory = organisation.directory(clock.local_date(now))
    role, place = directory.data_protection(incident.unit_id, incident.board_id)
    return {
        "reference": incident.reference,
        "path": path_of(incident),
        "board_id": incident.board_id,
        "unit_id": place,
        "responsible_id": incident.responsible_id,
        "role": role,
        "confidential": False,
    }


def _due(incident: Incident, step: str) -> dict[str, Any]:
    """The day or moment that the law gives; the others follow from the board's deadline."""
    if step == rules.NOTIFY:
        return {"due_at": rules.notify_by(incident.discovered_at)}
    if step == rules.COMPLEMENT:
        first = Notification.objects.get(incident=incident, number=1)
        return {"due_on": rules.complement_by(clock.local_date(first.sent_at))}
    if step == rules.INFORM and incident.informed == Informed.PLANNED:
        return {"due_on": incident.informed_on}
    return {}


def latest(incident: Incident) -> Notification | None:
    """What was sent last."""
    return incident.notifications.order_by(F("number").desc()).first()
