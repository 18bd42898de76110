"""What a board has decided about cases, and what the manager of a unit gets to read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hjulet.lex_sarah.models import BoardRules, CaseReport, ManagerSummary
from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor


def rules_for(board_id: int) -> BoardRules:
    """The board's own choices, or the defaults when it has made none. One query."""
    found = BoardRules.objects.filter(board_id=board_id).first()
    return found or BoardRules(board_id=board_id)


def boards_that_hide_texts() -> frozenset[int]:
    """The boards where those who reported do not see their own text. One query."""
    rows = BoardRules.objects.filter(reporter_sees_text=False).order_by("board_id")
    return frozenset(rows.values_list("board_id", flat=True))


@dataclass(frozen=True, slots=True)
class Shown:
    """The summary that the manager reads on a report; `case_id` is for the read log."""

    case_id: int
    summary: str
    remedy_now: str
    at: datetime


def summary_for(actor: Actor, report: Any) -> Shown | None:
    """What the actor, as manager of a unit that the report concerns, may know of its case.

    At most four queries.
    """
    units = units_for(actor, "report.read_unit")
    if not units or report.board_id not in actor.board_ids:
        return None
    if not report.unit_links.filter(unit_id__in=units).exists():
        return None
    link = CaseReport.objects.filter(report_id=report.pk, left_at__isnull=True).first()
    if link is None or not rules_for(report.board_id).manager_sees_summary:
        return None
    latest = ManagerSummary.objects.filter(case_id=link.case_id).order_by("-pk").first()
    if latest is None:
        return None
    return Shown(link.case_id, latest.summary, latest.remedy_now, latest.at)
