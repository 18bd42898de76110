"""One incident with everything on its page, and the incidents of a report or a finding."""

from dataclasses import dataclass
from datetime import date, datetime

from hjulet.calendar.queries import Chased, Running, chases_of, running_of
from hjulet.data_breaches.models import Incident, IncidentReport, Notification, Step, state_of
from hjulet.data_breaches.rules import CLOCKS, PREFIX, State
from hjulet.findings.queries import Brief, briefs
from hjulet.organisation.queries import people, roles_of, trees_until
from hjulet.organisation.rules import roles_for
from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class Detail:
    """`findings` are those that the actor may read; `hidden` how many more there are."""

    incident: Incident
    state: State
    sent: tuple[Notification, ...]
    steps: tuple[Step, ...]
    reports: tuple[IncidentReport, ...]
    findings: tuple[Brief, ...]
    hidden: int
    chases: tuple[Chased, ...]
    running: tuple[Running, ...]


def open_incident(actor: Actor, number: str) -> Incident | None:
    """The incident with that number ("2025-3") and `restricted`, if the actor may open it.

    One query.
    """
    return (
        Incident.objects.visible_to(actor)
        .with_secrecy()
        .filter(reference=f"{PREFIX}{number}")
        .select_related("unit", "board", "responsible", "opened_by", "decided_by", "closed_by")
        .first()
    )


def may_open(actor: Actor, incident: Incident) -> bool:
    """One query."""
    return Incident.objects.visible_to(actor).filter(pk=incident.pk).exists()


def detail_of(actor: Actor, incident: Incident, now: datetime) -> Detail:
    """Everything on its page. About eleven queries, however much there is."""
    sent = tuple(incident.notifications.select_related("noted_by").order_by("number"))
    reports = tuple(incident.report_links.select_related("report").order_by("pk"))
    keys = list(incident.finding_links.order_by("pk").values_list("finding_id", flat=True))
    found = tuple(briefs(actor, keys)) if keys else ()
    chases = [one for kind in CLOCKS for one in chases_of(kind, incident.pk)]
    return Detail(
        incident=incident,
        state=state_of(incident, [one.complete for one in sent]),
        sent=sent,
        steps=tuple(incident.steps.select_related("by").order_by("-at", "-pk")),
        reports=reports,
        findings=found,
        hidden=len(keys) - len(found),
        chases=tuple(sorted(chases, key=lambda one: one.day, reverse=True)[:12]),
        running=tuple(running_of(CLOCKS, incident.pk, now)),
    )


def of_report(report_id: int) -> Incident | None:
    """The incident that has taken the report up, whoever asks. One query."""
    return Incident.objects.filter(report_links__report_id=report_id).order_by("pk").first()


def of_finding(actor: Actor, finding_id: int) -> list[Incident]:
    """The incidents that ended in the finding, of those that the actor may open. One query."""
    return list(
        Incident.objects.visible_to(actor)
        .filter(finding_links__finding_id=finding_id)
        .order_by("discovered_at", "pk")
    )


def responsibles(incident: Incident, on: date) -> list[tuple[int, str]]:
    """(account, "Name, role") of those who may work with the incident, by Swedish name."""
    ever = trees_until(on)[1]
    places = {node.id for node in ever.ancestors(incident.unit_id)} | {incident.board_id}
    accounts = [one for one in people() if one.is_active]
    roles = roles_of(one.pk for one in accounts)
    found = []
    for one in accounts:
        own = [
            role.get_role_display().split(" (")[0]
            for role in roles[one.pk]
            if role.role in roles_for("data_breach.work")
            and role.unit_id in places
            and (role.valid_from is None or role.valid_from <= on)
            and (role.valid_to is None or on <= role.valid_to)
        ]
        if own:
            found.append((one.pk, f"{one.name}, {own[0]}"))
    return found
