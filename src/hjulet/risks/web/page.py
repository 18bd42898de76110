"""One analysis: its risks and matrix, who took part, and what is done with it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hjulet.kernel import clock
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.risks import queries
from hjulet.risks.kinds import Status
from hjulet.risks.models import RiskAnalysis
from hjulet.risks.queries import Detail
from hjulet.risks.rules import ASKS_FOR_FINDING, Function, finish_faults
from hjulet.risks.web.forms import ResponsibleForm
from hjulet.risks.web.matrix import matrix
from hjulet.risks.web.words import LEVEL_WORDS, finding_address, finding_page, state_of


@require_safe
def risk_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The analysis, for who may open it."""
    return shown(request, opened(request, reference))


def opened(request: HttpRequest, reference: str) -> RiskAnalysis:
    """The analysis, or 404."""
    found = queries.open_analysis(actor_of(request), reference)
    if found is None:
        raise Http404
    return found


def shown(request: HttpRequest, analysis: RiskAnalysis, **forms_given: Any) -> HttpResponse:
    """The page with these forms instead of fresh ones."""
    actor, today = actor_of(request), clock.today()
    detail = queries.detail_of(actor, analysis)
    following = detail.following
    replaced = following is not None and following.status == Status.FINISHED
    draft = analysis.status == Status.DRAFT
    writes = may(actor, "risk.write", analysis.unit_id)
    context = {
        "analysis": analysis,
        "detail": detail,
        "state": state_of(analysis, today, replaced=replaced),
        "items": _items(actor, detail),
        "matrix": matrix(_cells(detail), ()),
        "draft": draft,
        "writes": writes,
        "left": left_of(detail) if draft and writes else [],
        "late": not draft and not replaced and bool(_late(analysis)),
        "may_redo": writes and not draft and following is None,
        "hand_over_form": None,
        "open_hand_over": "hand_over_form" in forms_given,
    }
    if writes:
        context["hand_over_form"] = forms_given.get("hand_over_form") or ResponsibleForm(
            actor=actor, today=today, initial={"responsible": analysis.responsible_id}
        )
    return render(request, "risks/page.html", context)


def left_of(detail: Detail) -> list[str]:
    """What must be put right before the analysis can be finished, apart from the last form."""
    analysis = detail.analysis
    faults = finish_faults(
        held_on=analysis.held_on,
        today=clock.today(),
        trigger=analysis.trigger,
        occasion=analysis.occasion,
        risk_count=len(detail.items),
        functions=[
            Function(row.function, row.required, row.took_part) for row in detail.participants
        ],
        reassess_on=None,
        missing_reason="",
    )
    return [
        fault.message for fault in faults if fault.field not in ("reassess_on", "missing_reason")
    ]


def _items(actor: Actor, detail: Detail) -> list[dict[str, Any]]:
    """The risks as the page shows them: level in words, and where a finding is written."""
    finished = detail.analysis.status == Status.FINISHED
    writes = finished and may(actor, "finding.write", detail.analysis.unit_id)
    return [
        {
            "item": item,
            "risk": item.risk,
            "word": LEVEL_WORDS[item.level],
            "findings": [(one, finding_page(one.reference)) for one in item.findings],
            "findings_shown": finished and (item.findings or item.hidden or item.asks),
            "write": finding_address(item.risk.pk)
            if writes and item.level in ASKS_FOR_FINDING
            else "",
        }
        for item in detail.items
    ]


def _cells(detail: Detail) -> dict[tuple[int, int], list[Any]]:
    cells: dict[tuple[int, int], list[Any]] = {}
    for item in detail.items:
        cells.setdefault((item.risk.probability, item.risk.consequence), []).append(item.risk)
    return cells


def _late(analysis: RiskAnalysis) -> bool:
    return analysis.reassess_on is not None and analysis.reassess_on < clock.today()
