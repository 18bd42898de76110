"""Incidents made through the operations, for the tests of this room."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from tests import builders
from tests.reports import house_of_two
from tests.reports.house_of_two import NOW, House

from hjulet.calendar.models import Clock
from hjulet.data_breaches import operations
from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.rules import Contents
from hjulet.reports.models import Report

# Tuesday 14 October 2025 at 9.12 it came in; two hours later somebody works with it.
LATER = NOW + timedelta(hours=2)
FULL = Contents(
    kind="wrong_receiver",
    what_happened="Ett beslut skickades till fel adress.",
    occurred_from=date(2025, 10, 13),
    breached=("confidentiality",),
    groups=("service_users", "children"),
    persons=2,
    data_kinds=("contact", "social"),
    consequences="Någon obehörig vet att personen har insatser.",
    severity=2,
    measures_taken="Brevet är hämtat.",
    contact="Dataskyddsombudet, 010-123 45 67",
)


def build() -> House:
    """The house of two boards, with management and a registrar."""
    house = house_of_two.build()
    for name, role, place in (
        ("lead", "administration_lead", house.board),
        ("registrar", "registrar", house.board),
        ("other_dpo", "data_protection_officer", house.other),
    ):
        house.people[name] = builders.account(role, place, name, place)
    return house


def reported(house: House, *kinds: str, who: str = "quality", **fields: Any) -> Report:
    """A report that is assessed as a data breach (or as `kinds`)."""
    report = house.submit(**fields)
    house.assess(report, *(kinds or ("data_breach",)), who=who)
    return Report.objects.get(pk=report.pk)


def opened(house: House, *reports: Report, who: str = "dpo", **given: Any) -> Incident:
    """An incident of the unit, discovered when the report came in."""
    call: dict[str, Any] = {
        "unit_id": house.unit.pk,
        "discovered_at": NOW,
        "references": [one.reference for one in reports],
        "now": LATER,
    }
    return operations.open_incident(actor=house.actor(who), **(call | given))


def fresh(incident: Incident) -> Incident:
    return Incident.objects.get(pk=incident.pk)


def do(house: House, verb: str, incident: Incident, **given: Any) -> Any:
    """Calls the operation as the dataskyddsombud, with the version that holds."""
    call: dict[str, Any] = {
        "actor": house.actor(given.pop("who", "dpo")), "now": LATER, "incident_id": incident.pk,
    }  # fmt: skip
    if verb in ("save", "decide", "notify", "complement", "inform", "close"):
        call["version"] = fresh(incident).version
    return getattr(operations, verb)(**(call | given))


def filled(house: House, *reports: Report, **given: Any) -> Incident:
    """Open, with everything known."""
    incident = opened(house, *reports, **given)
    return do(house, "save", incident, contents=FULL)


def decided(house: House, *reports: Report, notify: bool = True, **given: Any) -> Incident:
    incident = filled(house, *reports, **given)
    return do(house, "decide", incident, notify=notify, reason="Det finns en risk.")


def notified(house: House, *reports: Report, complete: bool = True, **given: Any) -> Incident:
    incident = decided(house, *reports, **given)
    do(house, "notify", incident, sent_at=LATER, complete=complete)
    return fresh(incident)


def closed(house: House, *reports: Report) -> Incident:
    """Notified, those concerned told, and done."""
    incident = notified(house, *reports)
    do(house, "inform", incident, informed="yes", on=LATER.date(), how="Per telefon.")
    do(house, "close", incident, outcome="Vi har ändrat rutinen.")
    return fresh(incident)


def running(incident: Incident) -> dict[str, tuple[date | None, datetime | None]]:
    """The clocks that run: day and moment by kind."""
    rows = Clock.objects.filter(
        subject_id=incident.pk, kind__startswith="data_breach.", ended_at__isnull=True
    )
    return {one.kind: (one.due_on, one.due_at) for one in rows.order_by("pk")}


def changed(**given: Any) -> Contents:
    """All that is known, but for this."""
    return replace(FULL, **given)
