"""What ends a draft, and what follows a done analysis."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.requests import actor_of
from hjulet.risks import operations, queries
from hjulet.risks.web.editing import (
    add_faults,
    given_by,
    while_draft,
    writable,
    writable_draft,
)
from hjulet.risks.web.forms import FinishForm, ResponsibleForm
from hjulet.risks.web.page import left_of, shown
from hjulet.ui.sent import sent_only


@while_draft
def risk_finish(request: HttpRequest, reference: str) -> HttpResponse:
    """The last questions; then the analysis is sealed."""
    analysis = writable_draft(request, reference)
    detail = queries.detail_of(actor_of(request), analysis)
    form = FinishForm(request.POST or None, missing=detail.missing)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.finish(
                **given_by(request),
                analysis_id=analysis.pk,
                reassess_on=given["reassess_on"],
                missing_reason=given.get("missing_reason", ""),
            )
        except Invalid as error:
            add_faults(form, error)
        else:
            messages.success(request, "Riskanalysen är klar. Alla i nämnden kan läsa den.")
            return redirect("risk_page", reference=reference)
    context = {
        "form": form,
        "analysis": analysis,
        "missing": detail.missing,
        "left": [] if form.is_bound else left_of(detail),
    }
    return render(request, "risks/finish.html", context)


@sent_only("risk_page", "reference")
@while_draft
def risk_reassess(request: HttpRequest, reference: str) -> HttpResponse:
    """A new draft that starts from this analysis."""
    analysis = writable(request, reference)
    try:
        new = operations.reassess(**given_by(request), analysis_id=analysis.pk)
    except operations.NotFinished:
        messages.error(request, "Analysen är inte klar. Gör klart den först.")
        return redirect("risk_page", reference=reference)
    except operations.AlreadyReassessed as error:
        messages.info(request, "Någon annan hann före. Här är den nya analysen.")
        return redirect("risk_page", reference=error.reference)
    messages.success(request, "Här är ett nytt utkast med samma risker. Bedöm dem på nytt.")
    return redirect("risk_page", reference=new.reference)


@sent_only("risk_page", "reference")
@while_draft
def risk_discard(request: HttpRequest, reference: str) -> HttpResponse:
    """Throws the draft away."""
    analysis = writable_draft(request, reference)
    operations.discard(**given_by(request), analysis_id=analysis.pk)
    messages.success(request, f"Utkastet {reference} är borttaget.")
    return redirect("risk_list")


@sent_only("risk_page", "reference")
@while_draft
def risk_hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Somebody else answers for the analysis."""
    analysis = writable(request, reference)
    form = ResponsibleForm(request.POST, actor=actor_of(request), today=clock.today())
    if form.is_valid():
        try:
            operations.hand_over(
                **given_by(request),
                analysis_id=analysis.pk,
                responsible_id=form.cleaned_data["responsible"],
            )
        except Invalid as error:
            add_faults(form, error)
        else:
            messages.success(request, "Ändringen är sparad.")
            return redirect("risk_page", reference=reference)
    return shown(request, analysis, hand_over_form=form)
