"""What stood and what stands: a row for each corrected field, also that it was notified."""

from datetime import date, datetime
from typing import Literal

from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault
from hjulet.organisation.types import Actor
from hjulet.reports import facts
from hjulet.reports.kinds import Source
from hjulet.reports.models import Report, ReportCorrection
from hjulet.reports.operations.faults import InvalidReport

Authority = Literal["ivo", "imy"]


def notified(
    report: Report, actor: Actor, now: datetime, authority: Authority, on: date
) -> ReportCorrection:
    """As `note_notification`, for a report that is locked and rights that have been checked."""
    if on > clock.local_date(now):
        raise InvalidReport([Fault("on", "Dagen har inte varit än. Välj i dag eller tidigare.")])
    if on < report.received_on:
        raise InvalidReport([Fault("on", "Dagen ligger före den då rapporten kom in.")])
    field = f"notified_{authority}"
    before = getattr(report, f"{field}_on")
    Report.objects.filter(pk=report.pk).update(**{field: True, f"{field}_on": on, "touched": True})
    return correction(report, actor, now, field, before, on, "reports.note_notification")


def not_notified(report: Report, actor: Actor, now: datetime, authority: Authority) -> None:
    """Takes back that the report was notified: what stood before it was noted stands again."""
    field = f"notified_{authority}"
    noted = report.corrections.filter(field=field).order_by("-pk").first()
    earlier = date.fromisoformat(noted.before) if noted and noted.before else None
    before = getattr(report, f"{field}_on")
    changed = {field: earlier is not None, f"{field}_on": earlier, "touched": True}
    Report.objects.filter(pk=report.pk).update(**changed)
    correction(report, actor, now, field, before, earlier, "reports.note_notification")


def correction(
    report: Report,
    actor: Actor,
    now: datetime,
    field: str,
    before: date | None,
    after: date | None,
    verb: str,
) -> ReportCorrection:
    """A row that tells of it, the facts, and the journal."""
    row = ReportCorrection.objects.create(
        report=report,
        at=now,
        by_id=actor.account_id,
        source=Source.FORM,
        field=field,
        before=before.isoformat() if before else "",
        after=after.isoformat() if after else "",
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
