"""An incident follows its reports when one is assessed anew or handed over to another unit.

What has been decided and sent stays as it was. One that is closed does too, until it is opened
again.
"""

from datetime import datetime

from hjulet.data_breaches.models import Incident, IncidentQuerySet
from hjulet.data_breaches.operations.placing import place
from hjulet.organisation.types import Actor
from hjulet.reports import followers


def register() -> None:
    """Called once when the application starts."""
    followers.register(followers.Follower(hold=hold, follow=follow))


def hold(report_id: int) -> None:
    """Locks the incident of the report before the report, as every verb of an incident does."""
    list(_of(report_id).select_for_update())


def follow(actor: Actor, now: datetime, report_id: int) -> None:
    """The unit of the incident becomes where its reports stand; a step tells of it."""
    incident = _of(report_id).select_for_update().first()
    if incident is not None:
        place(incident, actor, now)


def _of(report_id: int) -> IncidentQuerySet:
    found: IncidentQuerySet = Incident.objects.filter(
        report_links__report_id=report_id, closed_at__isnull=True
    ).order_by("pk")
    return found
