"""Several reports investigated together: one is added, one is taken out."""

from datetime import datetime

from django.db import transaction

from hjulet.kernel.free_text import Fault
from hjulet.organisation.types import Actor
from hjulet.reports.kinds import InvestigationStatus as Status
from hjulet.reports.kinds import InvestigationVerb as Verb
from hjulet.reports.kinds import TypeKind
from hjulet.reports.models import Investigation, InvestigationReport, Report
from hjulet.reports.operations import cases
from hjulet.reports.operations.faults import InvalidReport
from hjulet.reports.operations.investigation_common import (
    finish_step,
    locked,
    reason_checked,
    require_investigates,
    require_write,
)
from hjulet.reports.operations.investigations import take_in
from hjulet.reports.operations.telling import tell_reporter
from hjulet.reports.queries.investigated import current_ids, may_review


@transaction.atomic
def add_report(
    *, actor: Actor, now: datetime, investigation_id: int, report_id: int
) -> Investigation:
    """One more report is investigated together with the others.

    Raises NotAllowed, WrongStep, WrongStatus, WrongKind, AlreadyTakenUp, InvalidReport.
    """
    found = locked(actor, investigation_id, "add_report", also=[report_id])
    require_write(actor, found)
    report = Report.objects.get(pk=report_id)
    require_investigates(actor, report)
    if report.board_id != found.board_id:
        raise InvalidReport([Fault("report", "Välj en rapport från samma nämnd.")])
    take_in(found, report, now)
    tell_reporter(report, actor, now, "händelsen utreds", f"joined:{found.pk}")
    finish_step(found, actor, now, Verb.JOINED, report_id=report_id, keys={"report": report_id})
    return found


@transaction.atomic
def remove_report(
    *, actor: Actor, now: datetime, investigation_id: int, report_id: int, reason: str
) -> Investigation:
    """A report does not belong there after all; it waits to be investigated by itself again.

    Without any report left the investigation is closed. Who investigates may do it, and the
    quality team. Raises NotAllowed, WrongStep, InvalidReport, NumbersInText, Report.DoesNotExist.
    """
    found = locked(actor, investigation_id, "remove_report")
    if not may_review(actor, found):
        require_write(actor, found)
    reason = reason_checked(reason, "Skriv kort varför rapporten inte hör dit.")
    link = InvestigationReport.objects.filter(
        investigation=found, report_id=report_id, left_at__isnull=True
    ).first()
    if link is None:
        raise Report.DoesNotExist
    link.left_at = now
    link.save(update_fields=["left_at"])
    cases.let_go(now=now, report_id=report_id, kind=TypeKind.DEVIATION)
    if not current_ids(found.pk):
        found.status, found.closed_at = Status.CLOSED, now
        found.save(update_fields=["status", "closed_at"])
    finish_step(
        found,
        actor,
        now,
        Verb.LEFT,
        text=reason,
        report_id=report_id,
        keys={"report": report_id},
    )
    return found
