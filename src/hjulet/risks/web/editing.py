"""Writing an analysis: begin it, change it, its participants and its risks."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed, may, units_for
from hjulet.risks import operations
from hjulet.risks.kinds import Status
from hjulet.risks.models import Risk, RiskAnalysis
from hjulet.risks.web.forms import HeadForm, NewForm, RiskForm
from hjulet.risks.web.page import opened
from hjulet.risks.web.participants_form import ParticipantsForm
from hjulet.ui.held import too_late
from hjulet.ui.sent import sent_only

View = Callable[..., HttpResponse]
DONE = "Analysen är klar, så det som står i den går inte att ändra."


def given_by(request: HttpRequest) -> dict[str, Any]:
    """Who and when, for an operation."""
    return {"actor": actor_of(request), "now": clock.now()}


def writable(request: HttpRequest, reference: str) -> RiskAnalysis:
    """The analysis, for who may change it; anybody else gets 404."""
    analysis = opened(request, reference)
    if not may(actor_of(request), "risk.write", analysis.unit_id):
        raise Http404
    return analysis


def writable_draft(request: HttpRequest, reference: str) -> RiskAnalysis:
    """As `writable`; raises NotDraft when it is done, since nothing there changes any more."""
    analysis = writable(request, reference)
    if analysis.status != Status.DRAFT:
        raise operations.NotDraft(reference)
    return analysis


def while_draft(view: View) -> View:
    """A view of a draft: whoever comes when it is done, or somebody just made it so, sees that, and
    what she wrote."""

    @wraps(view)
    def checked(request: HttpRequest, reference: str, **given: Any) -> HttpResponse:
        try:
            return view(request, reference=reference, **given)
        except operations.NotDraft:
            page = reverse("risk_page", args=[reference])
            return too_late(request, page, DONE, HeadForm, RiskForm)
        except (NotAllowed, RiskAnalysis.DoesNotExist, Risk.DoesNotExist):
            raise Http404 from None

    return checked


def risk_new(request: HttpRequest) -> HttpResponse:
    """A new draft."""
    actor, today = actor_of(request), clock.today()
    if not may(actor, "risk.write"):
        raise Http404
    start = {"held_on": today, "responsible": actor.account_id}
    if actor.home_unit_id in units_for(actor, "risk.write"):
        start["unit"] = actor.home_unit_id
    form = NewForm(request.POST or None, actor=actor, today=today, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            analysis = operations.begin(**given_by(request), unit_id=given["unit"], **_head(given))
        except NotAllowed:
            raise Http404 from None
        except Invalid as error:
            add_faults(form, error)
        else:
            messages.success(
                request, "Utkastet är sparat. Fyll i vilka som är med, och skriv riskerna."
            )
            return redirect("risk_page", reference=analysis.reference)
    return render(request, "risks/new.html", {"form": form})


@while_draft
def risk_edit(request: HttpRequest, reference: str) -> HttpResponse:
    """What stands at the top of a draft."""
    analysis = writable_draft(request, reference)
    form = HeadForm(
        request.POST or None,
        actor=actor_of(request),
        today=clock.today(),
        initial={
            "title": analysis.title,
            "trigger": analysis.trigger,
            "occasion": analysis.occasion,
            "held_on": analysis.held_on,
            "responsible": analysis.responsible_id,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.change(
                **given_by(request), analysis_id=analysis.pk, **_head(form.cleaned_data)
            )
        except Invalid as error:
            add_faults(form, error)
        else:
            messages.success(request, "Ändringen är sparad.")
            return redirect("risk_page", reference=reference)
    return render(request, "risks/edit.html", {"form": form, "analysis": analysis})


@while_draft
def risk_participants(request: HttpRequest, reference: str) -> HttpResponse:
    """The functions that are needed, and those that took part."""
    analysis = writable_draft(request, reference)
    rows = analysis.participants.order_by("pk").values_list("function", "required", "took_part")
    form = ParticipantsForm(request.POST or None, rows=list(rows))
    if request.method == "POST" and form.is_valid():
        functions, fields = form.functions()
        try:
            operations.set_participants(
                **given_by(request), analysis_id=analysis.pk, functions=functions
            )
        except Invalid as error:
            for fault in error.faults:
                form.add_error(fields[int(fault.field)], fault.message)
        else:
            messages.success(request, "Deltagarna är sparade.")
            return redirect("risk_page", reference=reference)
    return render(request, "risks/participants.html", {"form": form, "analysis": analysis})


@while_draft
def risk_item_new(request: HttpRequest, reference: str) -> HttpResponse:
    """One more risk; one may go on to the next at once."""
    analysis = writable_draft(request, reference)
    form = RiskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.add_risk(**given_by(request), analysis_id=analysis.pk, **form.cleaned_data)
        except Invalid as error:
            add_faults(form, error)
        else:
            messages.success(request, "Risken är sparad.")
            more = request.POST.get("do") == "more"
            return redirect("risk_item_new" if more else "risk_page", reference=reference)
    return render(request, "risks/item.html", {"form": form, "analysis": analysis, "risk": None})


@while_draft
def risk_item_edit(request: HttpRequest, reference: str, risk_id: int) -> HttpResponse:
    """Changes a risk."""
    analysis = writable_draft(request, reference)
    risk = _risk(analysis, risk_id)
    names = ("description", "leads_to", "today", "probability", "consequence")
    form = RiskForm(request.POST or None, initial={name: getattr(risk, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_risk(**given_by(request), risk_id=risk.pk, **form.cleaned_data)
        except Invalid as error:
            add_faults(form, error)
        else:
            messages.success(request, "Ändringen är sparad.")
            return redirect("risk_page", reference=reference)
    return render(request, "risks/item.html", {"form": form, "analysis": analysis, "risk": risk})


@sent_only("risk_page", "reference")
@while_draft
def risk_item_remove(request: HttpRequest, reference: str, risk_id: int) -> HttpResponse:
    """Takes a risk out of a draft."""
    analysis = writable_draft(request, reference)
    risk = _risk(analysis, risk_id)
    try:
        operations.remove_risk(**given_by(request), risk_id=risk.pk)
    except operations.HasFindings:
        messages.error(request, "Risken har lett till ett fynd och finns därför kvar.")
    else:
        messages.success(request, "Risken är borttagen.")
    return redirect("risk_page", reference=reference)


def add_faults(form: forms.Form, error: Invalid) -> None:
    """Each fault beside its field, or above the form when it has none there."""
    for fault in error.faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault.message)


def _head(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": given["title"],
        "trigger": given["trigger"],
        "occasion": given["occasion"],
        "held_on": given["held_on"],
        "responsible_id": given["responsible"],
    }


def _risk(analysis: RiskAnalysis, risk_id: int) -> Risk:
    risk = analysis.risks.filter(pk=risk_id).first()
    if risk is None:
        raise Http404
    return risk
