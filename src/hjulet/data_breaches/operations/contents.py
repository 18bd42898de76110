"""What is known of an incident, when it was discovered, and who answers for it."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from hjulet.calendar import operations as calendar
from hjulet.data_breaches import rules
from hjulet.data_breaches.access import may_work
from hjulet.data_breaches.kinds import Status, Verb
from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.operations.common import (
    finish,
    keep,
    locked_open,
    note,
    start_anew,
)
from hjulet.data_breaches.operations.faults import WrongStatus, check
from hjulet.data_breaches.rules import LINES, TEXTS, Contents
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault
from hjulet.organisation.queries import actor_for
from hjulet.organisation.types import Actor


@transaction.atomic
def save(
    *, actor: Actor, now: datetime, incident_id: int, version: int, contents: Contents
) -> Incident:
    """What is known becomes this; it may be incomplete. What was sent to IMY stays as it was.

    `version` is the one that the writer saw. Raises NotAllowed, WrongStatus (closed),
    StaleIncident, InvalidIncident, NumbersInText.
    """
    incident = locked_open(actor, incident_id, version)
    texts = {
        name: " ".join(text.split()) if name in LINES else text.strip()
        for name in TEXTS
        if (text := getattr(contents, name)) is not None
    }
    check(rules.draft_faults(contents, clock.local_date(incident.discovered_at)), texts)
    for name in rules.NAMES:
        value = texts.get(name, getattr(contents, name))
        setattr(incident, name, list(value) if isinstance(value, tuple) else value)
    keep(incident, now)
    note(actor, now, "save", incident, {"version": incident.version})
    return incident


@transaction.atomic
def correct_discovered(
    *, actor: Actor, now: datetime, incident_id: int, discovered_at: datetime, reason: str
) -> Incident:
    """Corrects when it was discovered; the 72 hours run from there. What stood is kept.

    Not after a notification: what was told to IMY is complemented there. Raises NotAllowed,
    WrongStatus, InvalidIncident, NumbersInText.
    """
    incident = locked_open(actor, incident_id)
    if incident.status == Status.NOTIFIED:
        raise WrongStatus(incident.status)
    reason, before = reason.strip(), incident.discovered_at
    faults = rules.discovered_faults(discovered_at, now, how=reason, received_at=None)
    if discovered_at == before:
        faults.append(Fault("discovered_at", "Det är den tid som redan står."))
    first = incident.occurred_from
    if first and first > clock.local_date(discovered_at):
        faults.append(Fault("discovered_at", "Tiden ligger före den dag då det hände."))
    if not reason:
        faults.append(Fault("reason", "Skriv varför tiden ändras."))
    check(faults, {"reason": reason})
    incident.discovered_at = discovered_at
    start_anew(incident, now, rules.NOTIFY)
    finish(incident, actor, now, Verb.CORRECT, event="correct_discovered",
           text=reason, moved_from=before, moved_to=discovered_at)  # fmt: skip
    return incident


@transaction.atomic
def hand_over(*, actor: Actor, now: datetime, incident_id: int, responsible_id: int) -> Incident:
    """Somebody who may work with incidents in the board answers for it; its clocks follow.

    Raises NotAllowed, WrongStatus, InvalidIncident.
    """
    incident = locked_open(actor, incident_id)
    account = get_user_model().objects.filter(pk=responsible_id, is_active=True).first()
    today = clock.local_date(now)
    works = account is not None and may_work(
        actor_for(account, today), incident.board_id, incident.unit_id
    )
    check([] if works else [Fault("responsible", "Välj någon som får arbeta med incidenter.")], {})
    incident.responsible_id = responsible_id
    start_anew(incident, now, rules.NOTIFY)
    # The others keep the day they have.
    for kind in (rules.COMPLEMENT, rules.INFORM, rules.CLOSE):
        calendar.move(now=now, kind=kind, subject_id=incident.pk, responsible_id=responsible_id)
    finish(incident, actor, now, Verb.HAND_OVER, event="hand_over",
           keys={"responsible": responsible_id}, text=f"Till {account}")  # fmt: skip
    return incident
