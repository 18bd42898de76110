"""The list of measures, its Excel file, and the form for a new one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.findings import queries as findings
from hjulet.improvements import effect as effects
from hjulet.improvements import operations, queries
from hjulet.improvements.kinds import Level
from hjulet.improvements.queries.listing import SIZE
from hjulet.improvements.web.excel import MAX_ROWS, workbook
from hjulet.improvements.web.filters import FilterForm
from hjulet.improvements.web.forms import MeasureForm
from hjulet.improvements.web.words import next_words, state_of
from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.queries import tree_on
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed, may, units_for
from hjulet.organisation.types import Actor, Node
from hjulet.ui.downloads import download

# Fields of the operation that the form calls something else.
FIELD = {"figure_key": "figure", "finding_ids": "findings"}


@require_safe
def measure_list(request: HttpRequest) -> HttpResponse:
    """Those with the nearest day first, fifty at a time."""
    actor, today = actor_of(request), clock.today()
    if not may(actor, "measure.read"):
        raise Http404
    form = FilterForm(request.GET, actor=actor, today=today)
    filters = form.filters()
    number = request.GET.get("sida", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 1
    rows = queries.page_of(actor, filters, today, page=page)
    total, late = queries.total_of(actor, filters, today)
    return render(
        request,
        "improvements/measure_list.html",
        {
            "form": form,
            "rows": [
                (
                    row,
                    state_of(row.status, row.effect, row.next_on, today),
                    next_words(row.status, row.next_on, today),
                )
                for row in rows[:SIZE]
            ],
            "total": total,
            "late": late,
            "open_only": filters.state == "oppna",
            "previous": _at(request, page - 1) if page > 1 else "",
            "next": _at(request, page + 1) if len(rows) > SIZE else "",
            "narrowed": bool(form.chosen() or form.errors),
            "may_propose": may(actor, "measure.propose"),
            "export": f"{reverse('measure_excel')}?{request.GET.urlencode()}",
        },
    )


def _at(request: HttpRequest, page: int) -> str:
    chosen = request.GET.copy()
    chosen["sida"] = str(page)
    return f"{reverse('measure_list')}?{chosen.urlencode()}"


@require_safe
def measure_excel(request: HttpRequest) -> HttpResponse:
    """What is chosen, as Excel. Leaves a line in the journal."""
    actor, today = actor_of(request), clock.today()
    if not may(actor, "measure.read"):
        raise Http404
    filters = FilterForm(request.GET, actor=actor, today=today).filters()
    content, rows = workbook(queries.rows_for_export(actor, filters, today, MAX_ROWS), today)
    operations.note_export(actor=actor, now=clock.now(), rows=rows)
    return download(content, f"atgarder-{today.isoformat()}.xlsx")


def measure_new(request: HttpRequest) -> HttpResponse:
    """A proposal; `?fynd=2025-3` (several times) ticks the findings that it answers."""
    actor = actor_of(request)
    if not may(actor, "measure.propose"):
        raise Http404
    chosen = findings.by_reference(actor, request.GET.getlist("fynd"))
    form = _form(request, actor, [one.id for one in chosen])
    if request.method == "POST" and form.is_valid():
        try:
            measure = operations.propose(
                actor=actor, now=clock.now(), **given_by(form.cleaned_data)
            )
        except Invalid as error:
            add_faults(form, error)
        except NotAllowed:
            form.add_error("unit", "Du kan inte föreslå åtgärder där. Välj en annan enhet.")
        else:
            messages.success(request, "Åtgärden är föreslagen. Den som beslutar får veta det.")
            return redirect("measure_page", reference=measure.reference)
    return render(request, "improvements/measure_new.html", {"form": form, "chosen": chosen})


def _form(request: HttpRequest, actor: Actor, ticked: list[int]) -> MeasureForm:
    today = clock.today()
    units = _units(actor)
    home = actor.home_unit_id if any(node.id == actor.home_unit_id for _, node in units) else None
    first = home or (units[0][1].id if units else None)
    sent = request.POST if request.method == "POST" else None
    posted = [int(key) for key in request.POST.getlist("findings") if key.isdecimal()]
    board = actor.board_id or next(iter(sorted(actor.board_ids)), 0)
    return MeasureForm(
        sent,
        findings=findings.choosable(actor, also=[*ticked, *posted]),
        units=units,
        figures=effects.choices(board, clock.now()) if board else [],
        people=queries.able(board, today),
        initial={
            "findings": ticked,
            "unit": first,
            "level": _level(first),
            "responsible": actor.account_id,
        },
    )


def _units(actor: Actor) -> list[tuple[int, Node]]:
    tree = tree_on(clock.today())
    allowed = units_for(actor, "measure.propose")
    found = [(0, node) for node in tree.children(None) if node.id in allowed]
    boards = [node for node in tree.children(None) if node.id in actor.board_ids]
    return found + [
        (depth + 1, node)
        for board in boards
        for depth, node in tree.walk(board.id)
        if node.id in allowed
    ]


def _level(unit_id: int | None) -> str:
    tree = tree_on(clock.today())
    kind = tree[unit_id].kind if unit_id in tree else ""  # type: ignore[index]
    return (
        kind
        if kind in (UnitKind.DEPARTMENT, UnitKind.ADMINISTRATION)
        else (Level.BOARD if kind == UnitKind.BOARD else Level.UNIT)
    )


def given_by(cleaned: dict[str, Any]) -> dict[str, Any]:
    """What the form holds, as `propose` takes it."""
    key, _, place = (cleaned.get("figure") or "").partition("|")
    row, _, column = place.partition("|")
    return {
        "title": cleaned["title"],
        "what": cleaned["what"],
        "why": cleaned.get("why", ""),
        "expected_effect": cleaned["expected_effect"],
        "seen_by": cleaned["seen_by"],
        "responsible_id": cleaned["responsible"],
        "due_on": cleaned["due_on"],
        "effect_on": cleaned["effect_on"],
        "finding_ids": cleaned["findings"],
        "unit_id": cleaned["unit"],
        "level": cleaned["level"],
        "theme_id": cleaned["theme"],
        "revises_routine": cleaned["revises_routine"],
        "figure_key": key,
        "figure_params": {"row": row, "column": column} if key else {},
    }


def add_faults(form: Any, error: Invalid) -> None:
    """Each fault beside its field."""
    for fault in error.faults:
        name = FIELD.get(fault.field, fault.field)
        form.add_error(name if name in form.fields else None, fault.message)
