"""What the reporter adds to a report that she has sent. Nothing is edited, only added."""

from datetime import datetime

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.kernel.free_text import Fault, length_faults, stop_numbers
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import Actor
from hjulet.reports import searching
from hjulet.reports.models import Report, ReportAddition
from hjulet.reports.operations.faults import InvalidReport, require_kept


@transaction.atomic
def add_note(*, actor: Actor, now: datetime, report_id: int, text: str) -> ReportAddition:
    """Seals an addition beside the report; only the reporter may, whatever its status.

    The same text sent twice in a row is one addition. Raises NotAllowed, InvalidReport and
    NumbersInText.
    """
    report = Report.objects.select_for_update().get(pk=report_id)
    if report.reporter_id is None or report.reporter_id != actor.account_id:
        raise NotAllowed("report.add_note")
    require_kept("add_note", report.disposed_on)
    text = text.strip()
    faults = length_faults({"text": text})
    if not text:
        faults.append(Fault("text", "Skriv det som du vill lägga till."))
    if faults:
        raise InvalidReport(faults)
    stop_numbers({"text": text})
    latest = report.additions.order_by("-pk").first()
    if latest is not None and latest.text == text:
        return latest
    added = ReportAddition.objects.create(report=report, at=now, by_id=actor.account_id, text=text)
    Report.objects.filter(pk=report.pk).update(touched=True)
    searching.index(report)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="reports.add_note",
        subject=("report", report.pk),
        confidential=report.restricted,
    )
    return added
