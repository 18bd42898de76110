"""After an investigation is done: returned, accepted, closed, opened again."""

from datetime import datetime

from django.db import transaction

from hjulet.findings.queries import unhandled
from hjulet.kernel.free_text import Fault
from hjulet.organisation.types import Actor
from hjulet.reports import facts
from hjulet.reports.kinds import InvestigationStatus as Status
from hjulet.reports.kinds import InvestigationVerb as Verb
from hjulet.reports.kinds import TypeKind
from hjulet.reports.models import (
    Investigation,
    InvestigationReport,
    Report,
    ReportFinding,
    ReportType,
)
from hjulet.reports.operations import cases
from hjulet.reports.operations.assessment import seal_again
from hjulet.reports.operations.faults import InvalidReport
from hjulet.reports.operations.investigation_common import (
    finish_step,
    locked,
    reason_checked,
    require_review,
    require_write,
)
from hjulet.reports.places import Trees
from hjulet.reports.queries.investigated import content_of, current_ids, may_review
from hjulet.reports.rules import cases_needed


@transaction.atomic
def return_investigation(
    *, actor: Actor, now: datetime, investigation_id: int, reason: str
) -> Investigation:
    """The quality team asks for more; who investigates goes on where she was.

    Raises NotAllowed, WrongStep, InvalidReport, NumbersInText.
    """
    found = locked(actor, investigation_id, "return")
    require_review(actor, found)
    reason = reason_checked(reason, "Skriv vad som behöver göras färdigt.")
    found.status, found.done_at = Status.DRAFT, None
    found.save(update_fields=["status", "done_at"])
    finish_step(found, actor, now, Verb.RETURNED, text=reason)
    return found


@transaction.atomic
def accept_investigation(*, actor: Actor, now: datetime, investigation_id: int) -> Investigation:
    """The quality team has read it and agrees. Its causes are those of its reports from now on,
    so that figures count why it happened and not what was believed at first; none when the cause
    could not be found. A new assessment of each says so, which who has an older one open is told.

    Raises NotAllowed, WrongStep.
    """
    found = locked(actor, investigation_id, "accept")
    require_review(actor, found)
    found.status = Status.ACCEPTED
    found.save(update_fields=["status"])
    causes = content_of(found).cause_ids
    facts.hold()
    trees = Trees()
    held = Report.objects.select_for_update().filter(pk__in=current_ids(found.pk))
    for report in held.order_by("pk"):
        if set(report.cause_links.values_list("cause_id", flat=True)) != set(causes):
            comment = f"Orsakerna är de som utredning {found.reference} kom fram till."
            seal_again(report, actor, now, cause_ids=causes, comment=comment, trees=trees)
    finish_step(found, actor, now, Verb.ACCEPTED, keys={"causes": list(causes)})
    return found


@transaction.atomic
def close_investigation(
    *, actor: Actor, now: datetime, investigation_id: int, reason: str
) -> list[str]:
    """Closes an accepted investigation, and with it each report that has nothing else left.

    `reason` is what came of it, which the reporters read. Each finding of the investigation and
    of its reports must be handled: measures whose effect is shown, or a reason why none is
    needed. Gives the references of reports that stay open (a data breach goes on).
    Raises NotAllowed, WrongStep, InvalidReport, NumbersInText.
    """
    found = locked(actor, investigation_id, "close")
    require_write(actor, found)
    reason = reason_checked(reason, "Skriv kort vad det ledde till.")
    left = findings_left(found)
    if left:
        raise InvalidReport(
            [
                Fault(
                    "reason",
                    f"Fynd {', '.join(left)} är inte klart: visa effekten av en åtgärd, eller "
                    "skriv varför ingen behövs.",
                )
            ]
        )
    facts.hold()
    found.status, found.closed_at = Status.CLOSED, now
    found.save(update_fields=["status", "closed_at"])
    ids = current_ids(found.pk)
    closed = [key for key in ids if _settle(actor, now, key, reason)]
    finish_step(found, actor, now, Verb.CLOSED, text=reason, keys={"reports": closed})
    rows = Report.objects.filter(pk__in=set(ids) - set(closed)).order_by("pk")
    return list(rows.values_list("reference", flat=True))


def _settle(actor: Actor, now: datetime, report_id: int, reason: str) -> bool:
    return cases.settle(
        actor=actor, now=now, report_id=report_id, kind=TypeKind.DEVIATION, reason=reason
    )


def findings_left(found: Investigation) -> list[str]:
    """References of findings, of the investigation and of its reports, that nothing has come of."""
    keys = set(found.finding_links.values_list("finding_id", flat=True))
    of_reports = ReportFinding.objects.filter(report_id__in=current_ids(found.pk))
    return unhandled(keys | set(of_reports.values_list("finding_id", flat=True)))


@transaction.atomic
def reopen_investigation(
    *, actor: Actor, now: datetime, investigation_id: int, reason: str
) -> Investigation:
    """Opens a closed investigation again, and its reports with it.

    A report that has been assessed as something else since is left out. Who investigates may do
    it, and the quality team. Raises NotAllowed, WrongStep, InvalidReport, NumbersInText.
    """
    found = locked(actor, investigation_id, "reopen")
    if not may_review(actor, found):
        require_write(actor, found)
    reason = reason_checked(reason, "Skriv kort varför utredningen öppnas igen.")
    ids = [key for key in current_ids(found.pk) if _still_deviation(key)]
    if not ids:
        raise InvalidReport(
            [
                Fault(
                    "reason",
                    "Ingen rapport hör till utredningen längre. Öppna en ny från rapporten.",
                )
            ]
        )
    facts.hold()
    for key in set(current_ids(found.pk)) - set(ids):
        InvestigationReport.objects.filter(
            investigation=found, report_id=key, left_at__isnull=True
        ).update(left_at=now)
        cases.let_go(now=now, report_id=key, kind=TypeKind.DEVIATION)
    found.status, found.closed_at, found.done_at = Status.DRAFT, None, None
    found.save(update_fields=["status", "closed_at", "done_at"])
    for key in ids:
        cases.take_back(actor=actor, now=now, report_id=key, kind=TypeKind.DEVIATION, reason=reason)
    finish_step(found, actor, now, Verb.REOPENED, text=reason)
    return found


def _still_deviation(report_id: int) -> bool:
    kinds = ReportType.objects.filter(report_id=report_id).values_list("type__kind", flat=True)
    return TypeKind.DEVIATION in cases_needed(kinds)
