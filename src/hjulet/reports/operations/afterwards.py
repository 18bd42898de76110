"""After the assessment: closed, opened again, notified, a date corrected."""

from datetime import date, datetime
from typing import Literal

from django.db import transaction

from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault, length_faults, stop_numbers
from hjulet.organisation.types import Actor
from hjulet.reports import clocks, facts, followers
from hjulet.reports.kinds import Status, TypeKind
from hjulet.reports.models import (
    Report,
    ReportCase,
    ReportCorrection,
    ReportType,
    StatusChange,
)
from hjulet.reports.operations.assessment import require_right
from hjulet.reports.operations.cases import change_status, unhandled_of
from hjulet.reports.operations.corrections import Authority, correction, notified
from hjulet.reports.operations.faults import InvalidReport, require_kept, require_step
from hjulet.reports.rules import must_have_case

DateField = Literal["received_on", "occurred_on"]


@transaction.atomic
def close(
    *, actor: Actor, now: datetime, report_id: int, reason: str, closed_on: date | None = None
) -> StatusChange:
    """Closes an assessed report with a reason; `closed_on` is today when not given.

    Its findings must be handled and its cases done; lex Sarah and data breaches must have had
    one. Raises NotAllowed, WrongStatus, InvalidReport, NumbersInText.
    """
    report = _locked(actor, report_id)
    require_step("close", report.status)
    day = closed_on or clock.local_date(now)
    faults = _reason_faults(reason, "Skriv kort varför rapporten kan avslutas.")
    if day > clock.local_date(now) or day < report.received_on:
        faults.append(Fault("closed_on", "Välj en dag mellan den då rapporten kom in och i dag."))
    faults += _left_to_do(report)
    return _change(report, actor, now, Status.CLOSED, reason, faults, day)


@transaction.atomic
def reopen(*, actor: Actor, now: datetime, report_id: int, reason: str) -> StatusChange:
    """Opens a closed report again with a reason. Raises as `close`."""
    report = _locked(actor, report_id)
    require_step("reopen", report.status)
    faults = _reason_faults(reason, "Skriv kort varför rapporten öppnas igen.")
    assessed = ReportType.objects.filter(report=report).exists()
    after = Status.ASSESSED if assessed else Status.RECEIVED
    return _change(report, actor, now, after, reason, faults, None)


@transaction.atomic
def note_notification(
    *, actor: Actor, now: datetime, report_id: int, authority: Authority, on: date
) -> ReportCorrection:
    """Notes that the report was notified to IVO or IMY on a day. Raises as `close`."""
    return notified(_locked(actor, report_id), actor, now, authority, on)


@transaction.atomic
def correct_date(
    *, actor: Actor, now: datetime, report_id: int, field: DateField, on: date
) -> ReportCorrection:
    """Corrects the day a report was received or what it tells of happened; what stood is kept.

    Its clocks follow the day that it was received: until when it is to be assessed, and the hours
    of a data breach that no case has taken up. So does the case that has taken it up.
    Raises NotAllowed, InvalidReport.
    """
    followers.hold(report_id)
    report = _locked(actor, report_id)
    facts.hold()
    if on > clock.local_date(now):
        raise InvalidReport([Fault("on", "Dagen har inte varit än. Välj i dag eller tidigare.")])
    before = getattr(report, field)
    if before == on:
        raise InvalidReport([Fault("on", "Det är den dag som redan står.")])
    if field == "received_on" and report.closed_on and report.closed_on < on:
        raise InvalidReport([Fault("on", "Dagen ligger efter den då rapporten avslutades.")])
    values: dict[str, object] = {field: on, "touched": True}
    if field == "received_on":
        # Lists go by the moment and figures by the day: the two stay the same day.
        moment = report.received_at.astimezone(clock.STOCKHOLM)
        values["received_at"] = clock.at(on, moment.hour, moment.minute)
        if report.assess_by is not None:
            report.received_on, report.received_at = on, clock.at(on, moment.hour, moment.minute)
            values["assess_by"] = clocks.assess_by(report, clock.local_date(now))
    Report.objects.filter(pk=report.pk).update(**values)
    if field == "received_on":
        clocks.follow(report, now)
        followers.assessed(actor, now, report.pk)
    return correction(report, actor, now, field, before, on, "reports.correct_date")


def _locked(actor: Actor, report_id: int) -> Report:
    report = Report.objects.select_for_update().get(pk=report_id)
    require_right(actor, report)
    require_kept("change", report.disposed_on)
    return report


def _reason_faults(reason: str, ask: str) -> list[Fault]:
    faults = length_faults({"reason": reason})
    if not reason.strip():
        faults.append(Fault("reason", ask))
    return faults


def _left_to_do(report: Report) -> list[Fault]:
    """What stands in the way of closing: cases that are open or missing, findings unhandled."""
    kinds = ReportType.objects.filter(report=report).values_list("type__kind", flat=True)
    cases = dict(ReportCase.objects.filter(report=report).values_list("kind", "settled_at"))
    missing = [TypeKind(one).label for one in sorted(must_have_case(kinds) - set(cases))]
    open_ones = sorted(
        ReportCase.objects.filter(report=report, settled_at__isnull=True).values_list(
            "reference", flat=True
        )
    )
    findings = unhandled_of(report)
    faults = []
    if missing:
        faults.append(
            f"Rapporten är bedömd som {' och '.join(missing)}. Öppna ett ärende och avsluta det."
        )
    if open_ones:
        faults.append(f"{' och '.join(open_ones)} pågår. Rapporten avslutas därifrån.")
    if findings:
        faults.append(
            f"Fynd {', '.join(findings)} är inte klart: visa effekten av en åtgärd, eller skriv "
            "varför ingen behövs."
        )
    return [Fault("reason", words) for words in faults]


def _change(
    report: Report,
    actor: Actor,
    now: datetime,
    after: Status,
    reason: str,
    faults: list[Fault],
    closed_on: date | None,
) -> StatusChange:
    if faults:
        raise InvalidReport(faults)
    stop_numbers({"reason": reason})
    return change_status(report, actor, now, after, reason, closed_on)
