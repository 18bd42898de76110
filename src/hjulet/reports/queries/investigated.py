"""What an investigation says and holds now, and who may do what with it."""

from collections.abc import Collection

from hjulet.organisation.kinds import Role
from hjulet.organisation.rules import may, roles_for
from hjulet.organisation.types import Actor
from hjulet.reports import access
from hjulet.reports.investigation_rules import Content
from hjulet.reports.models import Investigation, InvestigationReport, Report

# Who may be responsible at a unit: who investigates there by role, and who works there.
ANSWERS = roles_for("report.investigate") | {Role.INVESTIGATOR, Role.STAFF}


def current_ids(investigation_id: int) -> list[int]:
    """The reports that are investigated there now, in the order of their keys."""
    rows = InvestigationReport.objects.filter(
        investigation_id=investigation_id, left_at__isnull=True
    )
    return list(rows.order_by("report_id").values_list("report_id", flat=True))


def content_of(found: Investigation) -> Content:
    """What the investigation says now. Two queries."""
    causes = found.cause_links.order_by("cause_id").values_list("cause_id", flat=True)
    earlier = found.earlier_links.order_by("report_id").values_list("report_id", flat=True)
    return Content(
        course=found.course,
        why=found.why,
        cause_unknown=found.cause_unknown,
        cause_ids=tuple(causes),
        earlier_events=found.earlier_events,
        earlier_ids=tuple(earlier),
        consequence=found.consequence,
        likelihood=found.likelihood,
        police_report=found.police_report,
        police_on=found.police_on,
        told_reporter=found.told_reporter,
    )


def may_write(actor: Actor, found: Investigation) -> bool:
    """Whether the actor investigates: she is responsible, or her role at the unit says so."""
    if actor.account_id is not None and actor.account_id == found.responsible_id:
        return found.board_id in actor.board_ids
    return may(actor, "report.investigate", found.unit_id)


def may_review(actor: Actor, found: Investigation) -> bool:
    """Whether the actor accepts investigations and sends them back: the quality team of the
    board."""
    return may(actor, "report.assess", found.board_id)


def known_among(actor: Actor, report_ids: Collection[int]) -> set[int]:
    """Those of the reports that the actor reads or may know of. One query, none when empty."""
    if not report_ids:
        return set()
    rows = Report.objects.filter(access.by_role(actor) | access.known(actor), pk__in=report_ids)
    return set(rows.values_list("pk", flat=True))
