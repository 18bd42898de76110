"""What the editor asks for while somebody writes: figures and numbers to put in the text."""

import json
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from hjulet.annual_report import assembly, reading
from hjulet.annual_report.access import WRITE, may_on
from hjulet.annual_report.models import Edition
from hjulet.annual_report.rules import may
from hjulet.annual_report.sources import scope_of, source_for
from hjulet.annual_report.web.views.guard import actor_of, edition_for
from hjulet.figures import catalogue, live
from hjulet.kernel import clock

SHOWS = ("table", "chart", "both")


@require_safe
def edition_catalogue(request: HttpRequest, edition_id: int) -> JsonResponse:
    """Every figure, and the numbers in them, counted for the edition's unit and period."""
    edition = _writer(request, edition_id)
    counted = live.Live(scope_of(edition), clock.now())
    titles = {one.key: one.title for one in catalogue.definitions()}
    figures: list[dict[str, Any]] = [
        {
            "key": key,
            "title": title,
            "params": {},
            "show": list(SHOWS) if counted.figure(key).chart else ["table"],
        }
        for key, title in titles.items()
    ]
    numbers = [
        {
            "key": one.key,
            "params": one.params,
            "label": one.label.removeprefix(f"{titles[one.key]}: "),
            "text": one.text,
            "group": titles[one.key],
        }
        # Totals first: they are what most sentences need.
        for one in sorted(counted.catalogue(), key=lambda one: one.row != "total")
    ]
    return JsonResponse({"figures": figures, "numbers": numbers})


@require_safe
def edition_insert(request: HttpRequest, edition_id: int) -> JsonResponse:
    """One figure as HTML, or one number as text."""
    edition = _writer(request, edition_id)
    key, show = request.GET.get("key", ""), request.GET.get("show", "")
    try:
        params = json.loads(request.GET.get("params") or "{}")
    except (ValueError, RecursionError):
        params = None
    if not isinstance(params, dict) or (show and show not in SHOWS):
        return JsonResponse({"message": "Urvalet går inte att läsa."}, status=400)
    source = source_for(edition)
    problem = assembly.problem_with(source, "figure" if show else "number", key, params)
    if problem:
        return JsonResponse({"message": problem}, status=404)
    if show:
        return JsonResponse({"html": reading.figure(source, key, params, show)})  # type: ignore[arg-type]
    return JsonResponse({"text": reading.number(source, key, params)})


def _writer(request: HttpRequest, edition_id: int) -> Edition:
    edition = edition_for(request, edition_id)
    if not may("write", edition.status) or not may_on(actor_of(request), WRITE, edition.board_id):
        raise Http404
    return edition
