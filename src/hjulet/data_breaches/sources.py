"""Incidents as a source of findings."""

from datetime import datetime

from hjulet.data_breaches import operations
from hjulet.data_breaches.models import Incident, IncidentFinding
from hjulet.data_breaches.operations.common import path_of
from hjulet.findings import sources
from hjulet.findings.kinds import Origin
from hjulet.findings.sources import SourceInfo, SourceRoom
from hjulet.kernel.clock import local_date
from hjulet.organisation.types import Actor

KIND = "data_breach"


def register_all() -> None:
    """Called once when the application starts."""
    sources.register(SourceRoom(kind=KIND, find=find, link=link, texts=texts))


def find(actor: Actor, key: int) -> SourceInfo | None:
    """An incident that the actor may open."""
    incident = Incident.objects.visible_to(actor).filter(pk=key).first()
    if incident is None:
        return None
    return SourceInfo(
        kind=KIND,
        key=incident.pk,
        label=f"Incident {incident.reference}",
        path=path_of(incident),
        board_id=incident.board_id,
        found_on=local_date(incident.discovered_at),
        origin=Origin.DATA_BREACH,
        texts=_texts(incident),
        unit_ids=(incident.unit_id,),
    )


def link(actor: Actor, now: datetime, finding_id: int, key: int) -> None:
    """Ties the finding to the incident within the caller's transaction."""
    operations.link_finding(actor=actor, now=now, finding_id=finding_id, incident_id=key)


def texts(finding_id: int) -> tuple[str, ...]:
    """All that is written in the incidents that ended in the finding."""
    rows = IncidentFinding.objects.filter(finding_id=finding_id).select_related("incident")
    return tuple(text for row in rows.order_by("pk") for text in _texts(row.incident))


def _texts(incident: Incident) -> tuple[str, ...]:
    written = (
        incident.what_happened,
        incident.discovered_how,
        incident.groups_text,
        incident.data_text,
        incident.consequences,
        incident.measures_taken,
        incident.measures_planned,
        incident.processor,
        incident.contact,
        incident.decision_reason,
        incident.informed_how,
        incident.not_informed_reason,
        incident.outcome,
        *incident.steps.order_by("pk").values_list("text", flat=True),
    )
    return tuple(text for text in written if text)
