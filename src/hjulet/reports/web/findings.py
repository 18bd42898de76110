"""What a report and its findings show of each other."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from hjulet.findings import queries as findings
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.reports.findings import KIND
from hjulet.reports.models import Report, ReportFinding
from hjulet.reports.queries.names import type_names
from hjulet.ui import slots

SHOWN = 20


def register() -> None:
    """Called once when the application starts."""
    slots.register("finding.sources", sources_of)


def sources_of(actor: Actor, finding: Any, request: HttpRequest | None) -> str:
    """The reports of a finding that the actor may read, and how many there are. Three queries."""
    linked = Report.objects.filter(finding_links__finding=finding.pk)
    total = linked.count()
    if not total:
        return ""
    seen = linked & Report.objects.visible_to(actor)
    rows = list(seen.distinct().order_by("-received_at", "-pk")[:SHOWN])
    types = type_names(row.pk for row in rows)
    context = {
        "rows": [(row, types.get(row.pk, [])) for row in rows],
        "total": total,
        "shown": len(rows),
    }
    return render_to_string("reports/_sources.html", context, request=request)


def of_report(actor: Actor, report: Report) -> dict[str, Any]:
    """Findings of the report that the actor may read; released ones, and whether she may write."""
    keys = list(
        ReportFinding.objects.filter(report=report)
        .order_by("pk")
        .values_list("finding_id", flat=True)
    )
    rows = findings.briefs(actor, keys) if keys else []
    return {
        "findings": rows,
        "released": [row for row in rows if row.released],
        "released_ids": [row.id for row in rows if row.released],
    }


def may_draw(actor: Actor, report: Report, unit_ids: list[int], assessed: bool) -> bool:
    """Whether the actor may write a finding from the report, which she reads whole."""
    places = [report.board_id, *unit_ids]
    return assessed and any(may(actor, "finding.write", key) for key in places)


def source_of(report: Report) -> str:
    """As it stands in an address."""
    return f"{KIND}:{report.pk}"
