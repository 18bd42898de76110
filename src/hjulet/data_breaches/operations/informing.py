"""Those concerned are told, will be, or need not be (art. 34 GDPR)."""

from datetime import date, datetime

from django.db import transaction

from hjulet.data_breaches import letter as letters
from hjulet.data_breaches import rules
from hjulet.data_breaches.kinds import Informed, Verb
from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.operations.common import finish, locked_open, start_anew
from hjulet.data_breaches.operations.faults import check
from hjulet.kernel import clock
from hjulet.organisation.types import Actor


@transaction.atomic
def inform(
    *,
    actor: Actor,
    now: datetime,
    incident_id: int,
    version: int,
    informed: str,
    on: date | None = None,
    how: str = "",
    ground: str = "",
    reason: str = "",
) -> Incident:
    """Answers whether those concerned know: yes (`on`, `how`), planned (`on`) or no (`ground`,
    `reason`). A later answer takes the place of an earlier one, which stays in the history.

    Raises NotAllowed, WrongStatus, StaleIncident, InvalidIncident, NumbersInText.
    """
    incident = locked_open(actor, incident_id, version)
    texts = {"how": how.strip(), "reason": reason.strip()}
    faults = rules.inform_faults(
        informed=informed,
        on=on,
        how=texts["how"],
        ground=ground,
        reason=texts["reason"],
        severity=incident.severity,
        discovered_on=clock.local_date(incident.discovered_at),
        today=clock.local_date(now),
    )
    check(faults, texts)
    not_ = informed == Informed.NO
    incident.informed = informed
    incident.informed_on = None if not_ else on
    incident.informed_how = "" if not_ else texts["how"]
    incident.not_informed = ground if not_ else ""
    incident.not_informed_reason = texts["reason"] if not_ else ""
    start_anew(incident, now, rules.INFORM)
    finish(incident, actor, now, Verb.INFORM, event="inform", keys={"informed": informed},
           text=letters.told(incident))  # fmt: skip
    return incident
