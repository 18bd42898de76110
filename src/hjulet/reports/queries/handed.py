"""What happened around reports: where they were handed over, and whether the police were told."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Exists, OuterRef

from hjulet.organisation.types import Actor
from hjulet.reports import access
from hjulet.reports.links import InvestigationReport
from hjulet.reports.models import Handover, Investigation, Report


def handed_to(kind: str) -> Exists:
    """Reports that were handed over to a receiver of the kind (HandoverKind)."""
    return Exists(Handover.objects.filter(report=OuterRef("pk"), kind=kind))


def told_police(actor: Actor) -> Exists:
    """Reports whose investigation, which the actor may read, says that the police were told."""
    return Exists(
        InvestigationReport.objects.filter(
            report=OuterRef("pk"),
            left_at__isnull=True,
            investigation__police_report=True,
            investigation__in=Investigation.objects.visible_to(actor),
        )
    )


def receivers(actor: Actor, report_ids: Collection[int]) -> dict[int, list[str]]:
    """Report id to whom it was handed, in order, of those that the actor reads whole. One query."""
    rows = Handover.objects.filter(
        report__in=Report.objects.filter(access.by_role(actor), pk__in=list(report_ids))
    ).order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for key, unit, board, body in rows.values_list(
        "report_id", "to_unit__name", "to_board__name", "body"
    ):
        found[key].append(board or unit or body)
    return found


def police_of(actor: Actor, report_ids: Collection[int]) -> frozenset[int]:
    """Those of the reports that `told_police` holds. One query."""
    rows = Report.objects.filter(told_police(actor), pk__in=list(report_ids))
    return frozenset(rows.values_list("pk", flat=True))
