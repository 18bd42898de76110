"""What happened to the reports of a case besides what was written in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hjulet.lex_sarah.models import Case
from hjulet.lex_sarah.queries.detail import Told
from hjulet.organisation.types import Actor
from hjulet.reports import queries as reports
from hjulet.reports.queries.investigations import handovers_of, set_aside_of


@dataclass(frozen=True, slots=True)
class Past:
    """Of one report, the first first: how it was assessed, corrected, closed and handed over, and
    for SAS the sealed words of investigations that were set aside when it became secret."""

    assessments: tuple[Any, ...]
    corrections: tuple[Any, ...]
    changes: tuple[Any, ...]
    handovers: tuple[Any, ...]
    set_aside: tuple[tuple[str, Any], ...]


def past_of(actor: Actor, case: Case, told: Sequence[Told]) -> Mapping[int, Past]:
    """The past of each report of a case that the actor may open, by the key of the report. What
    became of one that has left the case afterwards is not told. At most twelve queries for each.
    """
    left = dict(
        case.report_links.filter(left_at__isnull=False)
        .order_by("joined_at")
        .values_list("report_id", "left_at")
    )
    found = {}
    for one in told:
        report, until = one.report, left.get(one.report.pk) if one.left else None

        def own(rows: Any, name: str = "at", until: Any = until) -> tuple[Any, ...]:
            return tuple(row for row in rows if until is None or getattr(row, name) <= until)

        judged = [
            row
            for row in reversed(reports.history_of(actor, report))
            if not row.hidden and (until is None or row.assessment.assessed_at <= until)
        ]
        found[report.pk] = Past(
            assessments=tuple(judged),
            corrections=own(report.corrections.select_related("by").order_by("pk")),
            changes=own(reversed(reports.status_changes_of(actor, report))),
            handovers=own(reversed(handovers_of([report.pk]))),
            set_aside=tuple(
                (row.reference, version)
                for row in set_aside_of(actor, report)
                for version in own(row.versions.select_related("by").order_by("number"))
                if report.pk in version.report_ids
            ),
        )
    return found
