"""After the assessment: closed, opened again, notified, a date corrected."""

from datetime import date, datetime
from typing import Literal

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault, length_faults, stop_numbers
from hjulet.organisation.types import Actor
from hjulet.reports import clocks, facts
from hjulet.reports.kinds import Source, Status
from hjulet.reports.models import Report, ReportCorrection, ReportType, StatusChange
from hjulet.reports.operations.assessment import require_right
from hjulet.reports.operations.faults import InvalidReport, require_step

Authority = Literal["ivo", "imy"]
DateField = Literal["received_on", "occurred_on"]


@transaction.atomic
def close(
    *, actor: Actor, now: datetime, report_id: int, reason: str, closed_on: date | None = None
) -> StatusChange:
    """Closes an assessed report with a reason; `closed_on` is today when not given.

    Raises NotAllowed, WrongStatus, InvalidReport, NumbersInText.
    """
    report = _locked(actor, report_id)
    require_step("close", report.status)
    day = closed_on or clock.local_date(now)
    faults = _reason_faults(reason, "Skriv kort varför rapporten kan avslutas.")
    if day > clock.local_date(now) or day < report.received_on:
        faults.append(Fault("closed_on", "Välj en dag mellan den då rapporten kom in och i dag."))
    return _change(report, actor, now, Status.CLOSED, reason, faults, day, "reports.close")


@transaction.atomic
def reopen(*, actor: Actor, now: datetime, report_id: int, reason: str) -> StatusChange:
    """Opens a closed report again with a reason. Raises as `close`."""
    report = _locked(actor, report_id)
    require_step("reopen", report.status)
    faults = _reason_faults(reason, "Skriv kort varför rapporten öppnas igen.")
    assessed = ReportType.objects.filter(report=report).exists()
    after = Status.ASSESSED if assessed else Status.RECEIVED
    change = _change(report, actor, now, after, reason, faults, None, "reports.reopen")
    if after == Status.RECEIVED:
        clocks.start(report, now)
    return change


@transaction.atomic
def note_notification(
    *, actor: Actor, now: datetime, report_id: int, authority: Authority, on: date
) -> ReportCorrection:
    """Notes that the report was notified to IVO or IMY on a day. Raises as `close`."""
    report = _locked(actor, report_id)
    if on > clock.local_date(now):
        raise InvalidReport([Fault("on", "Dagen har inte varit än. Välj i dag eller tidigare.")])
    if on < report.received_on:
        raise InvalidReport([Fault("on", "Dagen ligger före den då rapporten kom in.")])
    field = f"notified_{authority}"
    before = getattr(report, f"{field}_on")
    Report.objects.filter(pk=report.pk).update(**{field: True, f"{field}_on": on, "touched": True})
    return _correction(report, actor, now, field, before, on, "reports.note_notification")


@transaction.atomic
def correct_date(
    *, actor: Actor, now: datetime, report_id: int, field: DateField, on: date
) -> ReportCorrection:
    """Corrects the day a report was received or what it tells of happened; what stood is kept.

    Raises NotAllowed, InvalidReport.
    """
    report = _locked(actor, report_id)
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
    Report.objects.filter(pk=report.pk).update(**values)
    return _correction(report, actor, now, field, before, on, "reports.correct_date")


def _locked(actor: Actor, report_id: int) -> Report:
    report = Report.objects.select_for_update().get(pk=report_id)
    require_right(actor, report)
    return report


def _reason_faults(reason: str, ask: str) -> list[Fault]:
    faults = length_faults({"reason": reason})
    if not reason.strip():
        faults.append(Fault("reason", ask))
    return faults


def _change(
    report: Report,
    actor: Actor,
    now: datetime,
    after: Status,
    reason: str,
    faults: list[Fault],
    closed_on: date | None,
    verb: str,
) -> StatusChange:
    if faults:
        raise InvalidReport(faults)
    stop_numbers({"reason": reason})
    Report.objects.filter(pk=report.pk).update(status=after, closed_on=closed_on, touched=True)
    change = StatusChange.objects.create(
        report=report,
        at=now,
        by_id=actor.account_id,
        before=report.status,
        after=after,
        reason=reason.strip(),
    )
    _finish(report, actor, now, verb, {"before": report.status, "after": str(after)})
    return change


def _correction(
    report: Report,
    actor: Actor,
    now: datetime,
    field: str,
    before: date | None,
    after: date,
    verb: str,
) -> ReportCorrection:
    row = ReportCorrection.objects.create(
        report=report,
        at=now,
        by_id=actor.account_id,
        source=Source.FORM,
        field=field,
        before=before.isoformat() if before else "",
        after=after.isoformat(),
    )
    _finish(report, actor, now, verb, {"field": field})
    return row


def _finish(
    report: Report, actor: Actor, now: datetime, verb: str, keys: dict[str, object]
) -> None:
    facts.refresh([report.pk])
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb=verb,
        subject=("report", report.pk),
        keys=keys,
        confidential=report.restricted,
    )
