"""An incident is opened, from reports or from none, and reports are added and taken out."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hjulet.calendar import operations as calendar
from hjulet.data_breaches import rules
from hjulet.data_breaches.access import require_work
from hjulet.data_breaches.kinds import Kind, Status, Verb
from hjulet.data_breaches.models import Incident, IncidentReport, Step
from hjulet.data_breaches.operations.common import (
    KIND,
    finish,
    follow,
    locked_open,
    note,
    path_of,
)
from hjulet.data_breaches.operations.faults import InvalidIncident, check
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault
from hjulet.organisation.queries import board_of, tree_on
from hjulet.organisation.types import Actor
from hjulet.reports import operations as reports
from hjulet.reports.queries import open_report

NO_REPORT = "Det finns ingen sådan rapport som du får se."


@transaction.atomic
def open_incident(
    *,
    actor: Actor,
    now: datetime,
    unit_id: int,
    discovered_at: datetime,
    kind: str = "",
    discovered_how: str = "",
    references: Iterable[str] = (),
) -> Incident:
    """An incident at a unit, discovered at a moment; `references` are reports that it takes up.

    Only that much is asked, since the 72 hours run already. A moment later than when the first
    report came in asks for `discovered_how`. Raises NotAllowed, InvalidIncident, NumbersInText.
    """
    taken = [_readable(actor, reference) for reference in dict.fromkeys(references)]
    board_id = _board(unit_id, taken, now)
    require_work(actor, board_id, unit_id)
    how = discovered_how.strip()
    faults = rules.discovered_faults(
        discovered_at,
        now,
        how=how,
        received_at=min((one.received_at for one in taken), default=None),
    )
    if kind not in ("", *Kind.values):
        faults.append(Fault("kind", "Valet finns inte. Välj ett av dem som står i listan."))
    check(faults, {"discovered_how": how})
    year = clock.local_date(now).year
    incident = Incident.objects.create(
        reference=f"{rules.PREFIX}{calendar.next_reference('data_breach', year)}",
        board_id=board_id,
        unit_id=unit_id,
        discovered_at=discovered_at,
        discovered_how=how,
        kind=kind,
        occurred_from=_first_day(taken, discovered_at),
        contact=_contact(actor),
        opened_at=now,
        opened_by_id=actor.account_id,
    )
    for report in taken:
        _take_up(incident, report, now)
    Step.objects.create(incident=incident, verb=Verb.OPEN, at=now, by_id=actor.account_id)
    follow(incident, now)
    keys = {"unit": unit_id, "reports": sorted(one.pk for one in taken)}
    note(actor, now, "open", incident, keys)
    return incident


@transaction.atomic
def add_report(*, actor: Actor, now: datetime, incident_id: int, reference: str) -> IncidentReport:
    """One more report of the same incident. When IMY has been notified, so is the report.

    Raises NotAllowed, WrongStatus, InvalidIncident.
    """
    incident = locked_open(actor, incident_id)
    report = _readable(actor, reference.strip())
    if report.board_id != incident.board_id:
        raise InvalidIncident([Fault("report", "Rapporten hör till en annan nämnd.")])
    link = _take_up(incident, report, now)
    if incident.status == Status.NOTIFIED:
        mark_notified(incident, actor, now, [report])
    finish(incident, actor, now, Verb.ADD_REPORT, event="add_report",
           keys={"report": report.pk}, text=f"Rapport {report.reference}")  # fmt: skip
    return link


@transaction.atomic
def remove_report(
    *, actor: Actor, now: datetime, incident_id: int, report_id: int, reason: str
) -> None:
    """Takes out a report that came there by mistake; its own clock runs again, and it was not
    notified to IMY with the incident after all.

    Raises NotAllowed, WrongStatus, InvalidIncident, NumbersInText, IncidentReport.DoesNotExist.
    """
    incident = locked_open(actor, incident_id)
    reason = reason.strip()
    check([] if reason else [Fault("reason", "Skriv varför rapporten inte hör hit.")],
          {"reason": reason})  # fmt: skip
    link = incident.report_links.select_related("report").get(report_id=report_id)
    words = f"Rapport {link.report.reference}. {reason}"
    link.delete()
    reports.let_go(now=now, report_id=report_id, kind=KIND)
    if incident.status == Status.NOTIFIED:
        on = notified_on(incident, link.report)
        reports.take_back_notified(
            actor=actor, now=now, report_id=report_id, authority="imy", on=on
        )
    finish(incident, actor, now, Verb.REMOVE_REPORT, event="remove_report",
           keys={"report": report_id}, text=words)  # fmt: skip


def mark_notified(incident: Incident, actor: Actor, now: datetime, of: Iterable[Any]) -> None:
    """The reports were notified to IMY with the incident."""
    for report in of:
        reports.mark_notified(
            actor=actor,
            now=now,
            report_id=report.pk,
            authority="imy",
            on=notified_on(incident, report),
        )


def notified_on(incident: Incident, report: Any) -> date:
    """A report cannot have been notified before it came in: one that came later has that day."""
    first = incident.notifications.get(number=1)
    return max(clock.local_date(first.sent_at), report.received_on)


def _readable(actor: Actor, reference: str) -> Any:
    """The report, as far as the actor may know of it: of one under secrecy the dataskyddsombud
    sees only a summary, and that is enough to take it up."""
    found = open_report(actor, reference)
    if found is None or found.sight == "own":
        raise InvalidIncident([Fault("report", NO_REPORT)])
    return found.report


def _take_up(incident: Incident, report: Any, now: datetime) -> IncidentReport:
    words = ""
    try:
        reports.take_up(
            now=now,
            report_id=report.pk,
            kind=KIND,
            reference=incident.reference,
            path=path_of(incident),
        )
    except reports.AlreadyTakenUp as error:
        words = f"Rapport {report.reference} finns redan i {error}."
    except reports.WrongStatus:
        words = f"Rapport {report.reference} är inte bedömd, eller redan avslutad."
    except reports.WrongKind:
        words = f"Rapport {report.reference} är inte bedömd som personuppgiftsincident."
    if words:
        raise InvalidIncident([Fault("report", words)])
    return IncidentReport.objects.create(incident=incident, report_id=report.pk)


def _board(unit_id: int, taken: list[Any], now: datetime) -> int:
    """The board that is the controller: that of the reports, else the one above the unit."""
    boards = {report.board_id for report in taken}
    if len(boards) > 1:
        raise InvalidIncident([Fault("report", "Rapporterna hör till olika nämnder.")])
    board = board_of(tree_on(clock.local_date(now)), unit_id)
    if board is None and not boards:
        raise InvalidIncident([Fault("unit", "Enheten finns inte längre. Välj en annan.")])
    if board is not None and boards and board.id not in boards:
        raise InvalidIncident([Fault("unit", "Enheten hör till en annan nämnd än rapporten.")])
    return boards.pop() if boards else board.id  # type: ignore[union-attr]


def _first_day(taken: list[Any], discovered_at: datetime) -> Any:
    """When it happened, as the reports have it."""
    found = [one.occurred_on for one in taken if one.occurred_on]
    days = [day for day in found if day <= clock.local_date(discovered_at)]
    return min(days, default=None)


def _contact(actor: Actor) -> str:
    """A start: the one who opens it answers IMY's questions, until somebody writes another."""
    return "" if actor.account_id is None else actor.name[: rules.MAX_LINE]
