"""An incident stands where its reports stand: it follows one that is moved to another unit."""

from datetime import datetime

from hjulet.data_breaches.kinds import Status, Verb
from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.operations.common import finish
from hjulet.organisation.queries import names
from hjulet.organisation.types import Actor


def place(incident: Incident, actor: Actor, now: datetime) -> None:
    """Moves an incident whose unit none of its reports concerns any more, when one of them did.

    A unit that somebody has chosen apart from the reports stays. Call inside the transaction,
    with the incident locked; one that is closed stays as it was.
    """
    to = None if incident.status == Status.CLOSED else _unit_of(incident)
    if to is None:
        return
    told = names([incident.unit_id, to])
    before, incident.unit_id = incident.unit_id, to
    finish(
        incident,
        actor,
        now,
        Verb.MOVE,
        event="move",
        keys={"from": before, "to": to},
        text=f"En rapport är bedömd på nytt. Enhet: {told[before]}, nu {told[to]}.",
    )


def _unit_of(incident: Incident) -> int | None:
    """Where it is to stand; None when it is to stay."""
    rows = incident.report_links.select_related("report").order_by("report__received_at", "pk")
    reports = [link.report for link in rows]
    current = [
        (one, list(one.unit_links.order_by("pk").values_list("unit_id", flat=True)))
        for one in reports
    ]
    if any(incident.unit_id in units for _, units in current):
        return None
    for report, units in current:
        earlier = {report.reported_unit_id}
        for ids in report.assessments.order_by("pk").values_list("unit_ids", flat=True):
            earlier.update(ids)
        if units and incident.unit_id in earlier:
            return report.reported_unit_id if report.reported_unit_id in units else units[0]
    return None
