"""An incident is closed and its reports with it; opened again; and the findings it ended in."""

from datetime import datetime

from django.db import transaction

from hjulet.data_breaches import letter as letters
from hjulet.data_breaches import rules
from hjulet.data_breaches.kinds import Status, Verb
from hjulet.data_breaches.models import Incident, IncidentFinding
from hjulet.data_breaches.operations.common import KIND, finish, locked, locked_open, state
from hjulet.data_breaches.operations.faults import WrongStatus, check
from hjulet.data_breaches.operations.placing import place
from hjulet.findings import sources
from hjulet.findings.queries import unhandled
from hjulet.kernel.free_text import Fault
from hjulet.organisation.types import Actor
from hjulet.reports import operations as reports


@transaction.atomic
def close(
    *, actor: Actor, now: datetime, incident_id: int, version: int, outcome: str
) -> list[str]:
    """Closes the incident and is done with its reports; `outcome` is what those who reported read.

    It must be documented, decided, notified and completed when so decided, those concerned told
    or not with a reason, and its findings handled. Gives the references of reports that
    stay open for something else. Raises NotAllowed, WrongStatus, StaleIncident, InvalidIncident,
    NumbersInText.
    """
    incident = locked_open(actor, incident_id, version)
    outcome = outcome.strip()
    faults = rules.closing_faults(incident.contents, state(incident), findings_left(incident))
    if not outcome:
        faults.append(
            Fault("outcome", "Skriv kort vad ni kom fram till. Den som rapporterade läser det.")
        )
    check(faults, {"outcome": outcome})
    incident.outcome = outcome
    incident.closed_at, incident.closed_by_id = now, actor.account_id
    ground = letters.sealed(letters.decided(incident))
    finish(incident, actor, now, Verb.CLOSE, event="close", text=outcome, contents=ground)
    for finding_id in incident.finding_links.order_by("pk").values_list("finding_id", flat=True):
        _tie_reports(incident, actor, now, finding_id)
    return [
        link.report.reference
        for link in incident.report_links.select_related("report").order_by("pk")
        if not reports.settle(
            actor=actor, now=now, report_id=link.report_id, kind=KIND, reason=outcome
        )
    ]


@transaction.atomic
def reopen(*, actor: Actor, now: datetime, incident_id: int, reason: str) -> Incident:
    """Opens a closed incident again with a reason, and its reports. What was decided stands
    until it is decided anew. Raises NotAllowed, WrongStatus, InvalidIncident, NumbersInText.
    """
    incident = locked(actor, incident_id)
    if incident.status != Status.CLOSED or incident.disposed_on is not None:
        raise WrongStatus(incident.status)
    reason = reason.strip()
    check([] if reason else [Fault("reason", "Skriv varför incidenten öppnas igen.")],
          {"reason": reason})  # fmt: skip
    incident.closed_at, incident.closed_by_id = None, None
    for report_id in incident.report_links.order_by("pk").values_list("report_id", flat=True):
        reports.take_back(actor=actor, now=now, report_id=report_id, kind=KIND, reason=reason)
    finish(incident, actor, now, Verb.REOPEN, event="reopen", text=reason)
    place(incident, actor, now)
    return incident


@transaction.atomic
def link_finding(
    *, actor: Actor, now: datetime, finding_id: int, incident_id: int
) -> IncidentFinding:
    """Ties a finding to the incident it came from, within the caller's transaction; twice is once.

    While the incident goes on its reports do not have it, so that nothing shows how many there
    are; they get it when it is closed. The caller has found the incident through `sources`, and
    journals the finding. Raises Incident.DoesNotExist when the actor may not read it.
    """
    incident = Incident.objects.visible_to(actor).get(pk=incident_id)
    if incident.status == Status.CLOSED:
        _tie_reports(incident, actor, now, finding_id)
    return IncidentFinding.objects.get_or_create(incident=incident, finding_id=finding_id)[0]


def findings_left(incident: Incident) -> list[str]:
    """References of findings of the incident that nothing has come of, also untouched drafts."""
    return unhandled(incident.finding_links.order_by("pk").values_list("finding_id", flat=True))


def _tie_reports(incident: Incident, actor: Actor, now: datetime, finding_id: int) -> None:
    """The reports led to the finding too, and are not closed before it is handled."""
    room = sources.room("report")
    if room is not None:
        for report_id in incident.report_links.order_by("pk").values_list("report_id", flat=True):
            room.link(actor, now, finding_id, report_id)
