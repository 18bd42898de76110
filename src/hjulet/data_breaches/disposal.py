"""Incidents as a kind of record that is disposed of, with the reports that they took up.

10 § arkivlagen (1990:782), art. 5.1 e GDPR. What the register counts stays: kind, dates, decision,
number of persons, severity; so every figure is what it was.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse

from hjulet.data_breaches.kinds import Status
from hjulet.data_breaches.models import Incident, IncidentReport
from hjulet.data_breaches.rules import PREFIX
from hjulet.journal import operations as journal
from hjulet.kernel.clock import STOCKHOLM, local_date
from hjulet.organisation.types import Actor
from hjulet.reports import operations as reports
from hjulet.reports.kinds import TypeKind
from hjulet.reports.queries import investigations_of
from hjulet.retention import record_kinds
from hjulet.retention.queries import require_at
from hjulet.retention.record_kinds import Columns, Gone, RecordKind, StillNeeded

KIND = "data_breaches.incident"
# What somebody wrote.
TEXTS = (
    "what_happened", "discovered_how", "groups_text", "consequences", "data_text",
    "measures_taken", "measures_planned", "processor", "contact", "decision_reason",
    "informed_how", "not_informed_reason", "outcome",
)  # fmt: skip
PEOPLE = ("opened_by", "decided_by", "closed_by", "responsible")


def register() -> None:
    """Called once when the application starts."""
    record_kinds.register(
        RecordKind(
            key=KIND,
            label="Personuppgiftsincidenter",
            noun="personuppgiftsincident",
            definite="personuppgiftsincidenten",
            ended="avslutades",
            goes="Beskrivningen, skälen, det som skickades till IMY, och rapporterna som "
            "incidenten tog upp med sina bilagor.",
            stays="Vad som gick fel, dagar, beslut om anmälan, antal personer och hur allvarligt "
            "det var. Därför är registrets siffror som förut.",
            ready=ready,
            visible=Incident.objects.visible_to,
            dispose=dispose,
            address=lambda reference: reverse("breach_page", args=[reference.removeprefix(PREFIX)]),
            columns=Columns(unit="unit_id", started="discovered_on", ended="closed_on"),
            right="data_breach.read",
            shares=shares,
        )
    )


def ready() -> QuerySet[Incident]:
    """Closed and not gone, with the days that retention asks for."""
    return Incident.objects.filter(status=Status.CLOSED, disposed_on=None).annotate(
        discovered_on=TruncDate("discovered_at", tzinfo=STOCKHOLM),
        closed_on=TruncDate("closed_at", tzinfo=STOCKHOLM),
    )


def shares(keys: Collection[int]) -> list[tuple[int, object]]:
    """The investigations that say something of the reports of the incidents. Three queries."""
    rows = IncidentReport.objects.filter(incident__in=list(keys)).order_by("pk")
    of = dict(rows.values_list("report_id", "incident_id"))
    return [(of[report], thing) for report, thing in investigations_of(of)]


@transaction.atomic
def dispose(actor: Actor, now: datetime, key: int) -> Gone:
    """One incident and its reports, for retention. Raises NotAllowed, StillNeeded."""
    incident = Incident.objects.select_for_update().get(pk=key)
    require_at(actor, "retention.dispose", incident.board_id)
    if incident.disposed_on is not None:
        raise StillNeeded("Incidenten är redan gallrad.")
    if incident.status != Status.CLOSED:
        raise StillNeeded("Incidenten är inte avslutad.")
    texts = sum(bool(getattr(incident, name)) for name in TEXTS)
    sent = incident.notifications.count()
    texts += incident.steps.exclude(text="").count() + sent
    incident.steps.update(text="", contents=[], by=None)
    incident.notifications.update(delay_reason="", contents=[], noted_by=None)
    Incident.objects.filter(pk=incident.pk).update(
        **dict.fromkeys(TEXTS, ""), **dict.fromkeys(PEOPLE), disposed_on=local_date(now)
    )
    gone = Gone({"texter": texts})
    for report_id in incident.report_links.order_by("pk").values_list("report_id", flat=True):
        gone += reports.dispose_report(
            actor=actor, now=now, report_id=report_id, case_kind=TypeKind.DATA_BREACH
        )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="data_breaches.dispose",
        subject=("data_breach", incident.pk),
        keys={**gone.rows, "files": len(gone.files)},
    )
    return gone
