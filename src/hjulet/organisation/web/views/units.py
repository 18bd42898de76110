"""The tree of a day, one unit's history, and changing them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hjulet.kernel import clock
from hjulet.organisation import operations, queries
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.models import Unit
from hjulet.organisation.rules import may, overlap
from hjulet.organisation.types import Tree
from hjulet.organisation.web import forms
from hjulet.organisation.web.views.guard import actor_with, attempt

FORM = require_http_methods(["GET", "HEAD", "POST"])
CSS = {"board": "dep", "administration": "dep", "department": "dep", "team": "team"}


@require_safe
def organisation_page(request: HttpRequest) -> HttpResponse:
    """The organisation as it stood on a day."""
    actor = actor_with(request, "organisation.read")
    form = forms.DayForm(request.GET or None)
    day = forms.day_of(form, clock.today())
    tree = queries.tree_on(day)
    return render(
        request,
        "organisation/organisation.html",
        {
            "form": form if form.is_bound else forms.DayForm(initial={"dag": day}),
            "day": day,
            "is_today": day == clock.today(),
            "rows": [
                {"node": node, "kind": UnitKind(node.kind).label, "css": CSS.get(node.kind, "unit")}
                for _, node in tree.walk()
            ],
            "may_edit": may(actor, "organisation.edit"),
        },
    )


@require_safe
def unit_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    """A unit: where it stands, what is under it, where it has stood, who has a role there."""
    actor = actor_with(request, "organisation.read")
    unit = _unit(unit_id)
    today = clock.today()
    tree = queries.tree_on(today)
    placements = queries.placements_of(unit_id)
    holding = [p for p in placements if overlap((p.valid_from, p.valid_to), (today, today))]
    return render(
        request,
        "organisation/unit.html",
        {
            "unit": unit,
            "path": tree.path(unit_id) if unit_id in tree else "",
            "stands": unit_id in tree,
            "now_placed": holding[-1] if holding else None,
            "placements": placements,
            "children": tree.children(unit_id) if unit_id in tree else (),
            "roles": queries.roles_at(unit_id) if may(actor, "people.edit") else None,
            "today": today,
            "is_board": unit.kind == UnitKind.BOARD,
            "settings": queries.settings_for(unit_id) if unit.kind == UnitKind.BOARD else None,
            "year_start": _year_start(unit) if unit.kind == UnitKind.BOARD else "",
            "may_edit": may(actor, "organisation.edit"),
        },
    )


@FORM
def unit_new(request: HttpRequest) -> HttpResponse:
    """Adds a unit; `?under=` names what it will stand under."""
    actor = actor_with(request, "organisation.edit")
    form = forms.UnitForm(
        request.POST or None, tree=_choosable(), initial={"parent": request.GET.get("under")}
    )
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        unit = attempt(
            form,
            lambda: operations.add_unit(
                actor=actor, now=clock.now(), parent_id=data.pop("parent"), **data
            ),
        )
        if unit:
            messages.success(request, f"{unit.name} finns nu i organisationen.")
            return redirect("unit_page", unit.pk)
    return _form(request, form, "Lägg till en enhet", "Lägg till")


@FORM
def unit_edit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Another name, area or legal basis, from a day or as a correction."""
    actor = actor_with(request, "organisation.edit")
    unit = _unit(unit_id)
    latest = queries.placements_of(unit_id)[-1]
    form = forms.UnitChangeForm(
        request.POST or None,
        initial={
            "name": latest.name,
            "service_area": latest.service_area,
            "legal_basis": latest.legal_basis,
        },
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda: operations.change_unit(
                actor=actor, now=clock.now(), unit_id=unit_id, **form.cleaned_data
            ),
        )
    ):
        messages.success(request, "Ändringen är sparad.")
        return redirect("unit_page", unit_id)
    return _form(request, form, f"Ändra {unit.name}", "Spara ändringen", unit)


@FORM
def unit_move(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Moves a unit under another from a day."""
    actor = actor_with(request, "organisation.edit")
    unit = _unit(unit_id)
    form = forms.UnitMoveForm(request.POST or None, tree=_choosable(), unit_id=unit_id)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda: operations.move_unit(
                actor=actor,
                now=clock.now(),
                unit_id=unit_id,
                parent_id=form.cleaned_data["parent"],
                from_day=form.cleaned_data["from_day"],
            ),
        )
    ):
        messages.success(request, "Flytten är sparad.")
        return redirect("unit_page", unit_id)
    return _form(request, form, f"Flytta {unit.name}", "Flytta enheten", unit)


@FORM
def unit_end(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Ends a unit, and what is under it when asked."""
    actor = actor_with(request, "organisation.edit")
    unit = _unit(unit_id)
    form = forms.UnitEndForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda: operations.end_unit(
                actor=actor, now=clock.now(), unit_id=unit_id, **form.cleaned_data
            ),
        )
    ):
        messages.success(request, f"{unit.name} är avslutad. Historiken finns kvar.")
        return redirect("unit_page", unit_id)
    return _form(request, form, f"Avsluta {unit.name}", "Avsluta enheten", unit)


@FORM
def board_settings(request: HttpRequest, board_id: int) -> HttpResponse:
    """What a board decides for itself."""
    actor = actor_with(request, "organisation.edit")
    board = _unit(board_id)
    if board.kind != UnitKind.BOARD:
        raise Http404
    names = list(forms.BoardForm.base_fields)
    now = queries.settings_for(board_id)
    form = forms.BoardForm(request.POST or None, initial={n: getattr(now, n) for n in names})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda: operations.set_board_settings(
                actor=actor, now=clock.now(), board_id=board_id, **form.cleaned_data
            ),
        )
    ):
        messages.success(request, "Nämndens val är sparade.")
        return redirect("unit_page", board_id)
    return _form(request, form, f"Val för {board.name}", "Spara valen", board)


def _form(
    request: HttpRequest, form: Any, title: str, button: str, unit: Unit | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "unit": unit}
    return render(request, "organisation/unit_form.html", context)


def _unit(unit_id: int) -> Unit:
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise Http404
    return unit


def _choosable() -> Tree:
    """What stands today or later."""
    return queries.tree_during(clock.today(), clock.today().replace(year=9999))


def _year_start(unit: Unit) -> str:
    return forms.MONTHS[queries.settings_for(unit.pk).quality_year_starts_in - 1]
