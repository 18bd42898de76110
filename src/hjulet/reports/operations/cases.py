"""A case takes a report up and lets it go: called by the rooms that hold the cases.

These verbs are called within the transaction of the room that knows, whose rights have been
checked there and whose journal event tells of it. They record none of their own, except that a
report was closed.
"""

from datetime import date, datetime

from django.db import transaction

from hjulet.findings.queries import unhandled
from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.organisation.types import Actor
from hjulet.reports import clocks, facts
from hjulet.reports.kinds import Status
from hjulet.reports.models import Report, ReportCase, ReportFinding, ReportType, StatusChange
from hjulet.reports.operations.corrections import Authority, not_notified, notified
from hjulet.reports.operations.faults import AlreadyTakenUp, WrongKind, WrongStatus, require_kept
from hjulet.reports.operations.telling import tell_reporter
from hjulet.reports.rules import cases_needed


@transaction.atomic
def take_up(*, now: datetime, report_id: int, kind: str, reference: str, path: str) -> ReportCase:
    """Notes that a case of the kind has the report; its own clock for that kind stops.

    Raises WrongStatus (not assessed, or closed), WrongKind, AlreadyTakenUp.
    """
    report = Report.objects.select_for_update().get(pk=report_id)
    if report.status not in (Status.ASSESSED, Status.INVESTIGATING):
        raise WrongStatus("take_up", report.status)
    if kind not in cases_needed(_kinds(report)):
        raise WrongKind(kind)
    if earlier := ReportCase.objects.filter(report=report, kind=kind).first():
        raise AlreadyTakenUp(earlier.reference)
    case = ReportCase.objects.create(
        report=report, kind=kind, reference=reference, path=path, opened_at=now
    )
    Report.objects.filter(pk=report.pk).update(status=Status.INVESTIGATING, touched=True)
    clocks.follow(report, now)
    return case


@transaction.atomic
def settle(
    *,
    actor: Actor,
    now: datetime,
    report_id: int,
    kind: str,
    reason: str,
    closed_on: date | None = None,
) -> bool:
    """Notes that the case of the kind is done with the report.

    Closes the report with `reason`, which the reporter reads, when every kind of case that it
    asks for is settled and its findings handled; otherwise a clock says what is left: a deviation
    that is also a data breach is still to be investigated, and `reason` is kept with the case.
    Gives whether it was closed. `closed_on` is today when not given.
    """
    report = Report.objects.select_for_update().get(pk=report_id)
    case = ReportCase.objects.filter(report=report, kind=kind)
    case.update(settled_at=now)
    may_close = report.status in (Status.ASSESSED, Status.INVESTIGATING)
    settled = dict(ReportCase.objects.filter(report=report).values_list("kind", "settled_at"))
    done = all(settled.get(one) for one in cases_needed(_kinds(report)))
    if not may_close or not done or not all(settled.values()) or unhandled_of(report):
        if not report.restricted:  # what is written under secrecy is not kept for her to read later
            case.update(outcome=reason.strip())
            tell_reporter(report, actor, now, "har fått ett svar", f"{kind}:{now.timestamp():.0f}")
        clocks.follow(report, now)
        return False
    change_status(report, actor, now, Status.CLOSED, reason, closed_on or clock.local_date(now))
    return True


@transaction.atomic
def take_back(*, actor: Actor, now: datetime, report_id: int, kind: str, reason: str) -> None:
    """The case is open again, and so is the report; what it had come to no longer stands.

    Raises Disposed.
    """
    report = Report.objects.select_for_update().get(pk=report_id)
    require_kept("take_back", report.disposed_on)
    ReportCase.objects.filter(report=report, kind=kind).update(settled_at=None, outcome="")
    if report.status == Status.CLOSED:
        change_status(report, actor, now, Status.INVESTIGATING, reason, None)
        return
    if report.status == Status.ASSESSED:
        Report.objects.filter(pk=report.pk).update(status=Status.INVESTIGATING)
    clocks.follow(report, now)


@transaction.atomic
def let_go(*, now: datetime, report_id: int, kind: str) -> None:
    """The report leaves the case without being settled (it was gathered there by mistake)."""
    report = Report.objects.select_for_update().get(pk=report_id)
    ReportCase.objects.filter(report=report, kind=kind).delete()
    if (
        report.status == Status.INVESTIGATING
        and not ReportCase.objects.filter(report=report).exists()
    ):
        Report.objects.filter(pk=report.pk).update(status=Status.ASSESSED)
    clocks.follow(report, now)


@transaction.atomic
def mark_notified(
    *, actor: Actor, now: datetime, report_id: int, authority: Authority, on: date
) -> None:
    """The case has been notified to IVO or IMY: so are its reports. Raises InvalidReport."""
    report = Report.objects.select_for_update().get(pk=report_id)
    require_kept("mark_notified", report.disposed_on)
    notified(report, actor, now, authority, on)


@transaction.atomic
def take_back_notified(
    *, actor: Actor, now: datetime, report_id: int, authority: Authority, on: date
) -> None:
    """The report left a case that was notified on `on`: it was not notified after all.

    Nothing happens when another day is noted since, which somebody knows of. Raises Disposed.
    """
    report = Report.objects.select_for_update().get(pk=report_id)
    require_kept("take_back_notified", report.disposed_on)
    if getattr(report, f"notified_{authority}_on") == on:
        not_notified(report, actor, now, authority)


def unhandled_of(report: Report) -> list[str]:
    """References of the report's findings that are neither handled nor found to need nothing."""
    keys = ReportFinding.objects.filter(report=report).values_list("finding_id", flat=True)
    return unhandled(keys)


def change_status(
    report: Report,
    actor: Actor,
    now: datetime,
    after: Status,
    reason: str,
    closed_on: date | None,
) -> StatusChange:
    """A row that tells of it, the report, its facts and its clocks, and the journal."""
    Report.objects.filter(pk=report.pk).update(status=after, closed_on=closed_on, touched=True)
    change = StatusChange.objects.create(
        report=report,
        at=now,
        by_id=actor.account_id,
        before=report.status,
        after=after,
        reason=reason.strip(),
        restricted=report.restricted,
    )
    facts.refresh([report.pk])
    clocks.follow(report, now)
    words = "är avslutad" if after == Status.CLOSED else "är öppnad igen"
    tell_reporter(report, actor, now, words, f"status:{change.pk}")
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="reports.close" if after == Status.CLOSED else "reports.reopen",
        subject=("report", report.pk),
        keys={"before": report.status, "after": str(after)},
        confidential=report.restricted,
    )
    return change


def _kinds(report: Report) -> list[str]:
    return list(ReportType.objects.filter(report=report).values_list("type__kind", flat=True))
