"""The decision to notify IMY or not, the notification and what completes it (art. 33 GDPR)."""

from datetime import datetime

from django.db import transaction

from hjulet.data_breaches import letter as letters
from hjulet.data_breaches import rules
from hjulet.data_breaches.kinds import Status, Verb
from hjulet.data_breaches.models import Incident, Notification
from hjulet.data_breaches.operations.common import finish, latest, locked_open
from hjulet.data_breaches.operations.faults import WrongStatus, check
from hjulet.data_breaches.operations.opening import mark_notified
from hjulet.kernel.free_text import Fault
from hjulet.kernel.identity_numbers import in_words, persons
from hjulet.organisation.types import Actor

MAX_REFERENCE = 60


@transaction.atomic
def decide(
    *,
    actor: Actor,
    now: datetime,
    incident_id: int,
    version: int,
    notify: bool | None,
    reason: str,
) -> Incident:
    """Decides to notify IMY or not, with a reason; until it is notified it may be decided anew.

    Not to notify asks for what the register must hold (art. 33.5) and stops the 72 hours. What was
    known is kept with the step. Raises NotAllowed, WrongStatus, StaleIncident, InvalidIncident,
    NumbersInText.
    """
    incident = locked_open(actor, incident_id, version)
    if incident.status == Status.NOTIFIED:
        raise WrongStatus(incident.status)
    reason = reason.strip()
    check(rules.decision_faults(incident.contents, notify, reason), {"reason": reason})
    incident.notify, incident.decision_reason = notify, reason
    incident.decided_at, incident.decided_by_id = now, actor.account_id
    verb = Verb.DECIDE_YES if notify else Verb.DECIDE_NO
    ground = letters.sealed(letters.decided(incident))
    finish(incident, actor, now, verb, event="decide", keys={"notify": notify},
           text=reason, contents=ground)  # fmt: skip
    return incident


@transaction.atomic
def notify(
    *,
    actor: Actor,
    now: datetime,
    incident_id: int,
    version: int,
    sent_at: datetime,
    complete: bool,
    imy_reference: str = "",
    delay_reason: str = "",
) -> Notification:
    """Notes that IMY was notified at a moment and seals what was told; so are its reports.

    One that is not complete may leave out most (art. 33.4) and is to be completed within four
    weeks. Later than 72 hours it must say why (art. 33.1). Raises NotAllowed, WrongStatus (not
    decided, or notified already), StaleIncident, InvalidIncident, NumbersInText.
    """
    incident = locked_open(actor, incident_id, version)
    if incident.status != Status.DECIDED or not incident.notify:
        raise WrongStatus(incident.status)
    reference, why = _reference(imy_reference), delay_reason.strip()
    faults = rules.sending_faults(
        incident.contents,
        complete=complete,
        sent_at=sent_at,
        now=now,
        after=incident.discovered_at,
        due_at=rules.notify_by(incident.discovered_at),
        delay_reason=why,
    )
    check([*faults, *_reference_faults(reference)], {"delay_reason": why})
    if sent_at <= rules.notify_by(incident.discovered_at):
        why = ""  # it did not take longer: there is nothing to explain
    sent = _seal(
        incident,
        actor,
        now,
        number=1,
        sent_at=sent_at,
        complete=complete,
        imy_reference=reference,
        delay_reason=why,
    )
    rows = incident.report_links.select_related("report").order_by("pk")
    mark_notified(incident, actor, now, [row.report for row in rows])
    finish(incident, actor, now, Verb.NOTIFY, event="notify",
           keys={"number": 1, "complete": complete}, text=why)  # fmt: skip
    return sent


@transaction.atomic
def complement(
    *,
    actor: Actor,
    now: datetime,
    incident_id: int,
    version: int,
    sent_at: datetime,
    complete: bool,
    imy_reference: str = "",
) -> Notification:
    """Notes what was sent to IMY after the notification, once more or for the last time.

    Raises as `notify`.
    """
    incident = locked_open(actor, incident_id, version)
    before = latest(incident)
    if before is None:
        raise WrongStatus(incident.status)
    reference = _reference(imy_reference)
    faults = rules.sending_faults(
        incident.contents,
        complete=complete,
        sent_at=sent_at,
        now=now,
        after=before.sent_at,
        due_at=None,
        delay_reason="",
    )
    check([*faults, *_reference_faults(reference)], {})
    number = before.number + 1
    sent = _seal(
        incident,
        actor,
        now,
        number=number,
        sent_at=sent_at,
        complete=complete,
        imy_reference=reference,
    )
    finish(incident, actor, now, Verb.COMPLEMENT, event="complement",
           keys={"number": number, "complete": complete})  # fmt: skip
    return sent


@transaction.atomic
def note_reference(
    *, actor: Actor, now: datetime, incident_id: int, imy_reference: str
) -> Incident:
    """Notes the number that IMY has given, which comes after the notification.

    Raises NotAllowed, WrongStatus, InvalidIncident, NumbersInText.
    """
    incident = locked_open(actor, incident_id)
    if incident.status != Status.NOTIFIED:
        raise WrongStatus(incident.status)
    reference = _reference(imy_reference)
    faults = _reference_faults(reference)
    if not reference:
        faults.append(Fault("imy_reference", "Skriv IMY:s diarienummer."))
    check(faults, {})
    incident.imy_reference = reference
    finish(incident, actor, now, Verb.REFERENCE, event="note_reference", text=reference)
    return incident


def _seal(
    incident: Incident,
    actor: Actor,
    now: datetime,
    *,
    number: int,
    sent_at: datetime,
    complete: bool,
    imy_reference: str,
    delay_reason: str = "",
) -> Notification:
    incident.imy_reference = imy_reference or incident.imy_reference
    return Notification.objects.create(
        incident=incident,
        number=number,
        sent_at=sent_at,
        complete=complete,
        delay_reason=delay_reason,
        contents=letters.sealed(letters.letter(incident, delay_reason=delay_reason)),
        noted_at=now,
        noted_by_id=actor.account_id,
    )


def _reference(text: str) -> str:
    return " ".join(text.split())


def _reference_faults(reference: str) -> list[Fault]:
    if len(reference) > MAX_REFERENCE:
        return [Fault("imy_reference", f"Korta till högst {MAX_REFERENCE} tecken.")]
    # It is a case number, which no other text may hold; that of a person it may not be.
    found = persons(reference)
    return [Fault("imy_reference", f"Där står {in_words(found)}.")] if found else []
