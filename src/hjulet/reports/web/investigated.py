"""What the page of a report shows of its investigation and of where it was handed over."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from hjulet.calendar import queries as calendar
from hjulet.organisation.types import Actor
from hjulet.reports import clocks, operations
from hjulet.reports.kinds import ANSWER_CLOCK, Status, TypeKind
from hjulet.reports.models import Investigation, Report, ReportCase
from hjulet.reports.queries import investigations as queries
from hjulet.reports.rules import cases_needed
from hjulet.reports.web.investigation_forms import TogetherForm
from hjulet.reports.web.investigation_words import (
    ground_words,
    handed,
    outcome_words,
    state_of,
    told_reporter_of,
)
from hjulet.ui import slots

SHOWN = 20


def register() -> None:
    """Called once when the application starts."""
    slots.register("finding.sources", sources_of, order=90)


def sources_of(actor: Actor, finding: Any, request: HttpRequest | None) -> str:
    """The investigations of a finding that the actor may read. One query."""
    rows = (
        Investigation.objects.visible_to(actor)
        .filter(finding_links__finding=finding.pk, restricted=False)
        .select_related("unit")
        .order_by("-opened_at", "-pk")
    )
    found = list(rows.distinct()[:SHOWN])
    if not found:
        return ""
    return render_to_string(
        "reports/investigations/_of_finding.html", {"rows": found}, request=request
    )


def investigated(actor: Actor, report: Report) -> dict[str, Any]:
    """For who reads the report whole. About ten queries."""
    found = queries.of_report(actor, report)
    came = queries.came_from(report)
    under_way = report.status in (Status.ASSESSED, Status.INVESTIGATING)
    answers = operations.may_hand_over(actor, [report.pk])
    hands = under_way and answers
    starts = hands and found is None and _waits(report)
    waits = clocks.waits_for_answer(report) if under_way and found is None else None
    due = calendar.due_of([ANSWER_CLOCK], report.pk) if waits else None
    return {
        "investigation": found,
        "investigation_state": state_of(found.status) if found else None,
        "set_aside": queries.set_aside_of(actor, report) if report.restricted else [],
        "handovers": [handed(row) for row in queries.handovers_of([report.pk])],
        "came_from": {"row": came, "ground": ground_words(came)} if came else None,
        "may_hand_over": hands,
        "may_answer": answers,  # the answer often comes when the report is closed
        "waits_for": {"to": waits.body, "at": waits.at, "due": due} if waits and due else None,
        "may_investigate": starts,
        "together_form": _together(actor, report) if starts else None,
    }


def _waits(report: Report) -> bool:
    """Whether it is a deviation that no case has taken up."""
    kinds = report.type_links.values_list("type__kind", flat=True)
    taken = ReportCase.objects.filter(report=report, kind=TypeKind.DEVIATION)
    return TypeKind.DEVIATION in cases_needed(kinds) and not taken.exists()


def _together(actor: Actor, report: Report) -> TogetherForm | None:
    rows = queries.writable_drafts(actor, report.board_id)
    found = [(one.reference, f"Utredning {one.reference}, {one.unit.name}") for one in rows]
    return TogetherForm(found=found, auto_id="id_together_%s") if found else None


def told_of(report: Report) -> dict[str, Any]:
    """For the one who reported: how far it has come, what was found, where it was handed."""
    outcome = queries.outcome_of(report)
    if outcome is None:
        return {"outcome": None}
    return {
        "outcome": {
            "words": outcome_words(outcome.status) if outcome.status else "",
            "since": outcome.since,
            "told": outcome.told,
            "handed": [(told_reporter_of(row), row.at) for row in outcome.handed],
        }
    }
