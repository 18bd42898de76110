"""The words of the scales: consequence, and likelihood that it happens again."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import may
from hjulet.reports import operations
from hjulet.reports.kinds import Scale
from hjulet.reports.models import ScaleStep
from hjulet.reports.queries import investigations as queries
from hjulet.reports.web.investigations import add_faults
from hjulet.ui.forms import PlainSwedish
from hjulet.ui.free_text import FreeText
from hjulet.ui.sent import sent_only


class StepForm(PlainSwedish, forms.Form):
    name = FreeText(label="Namn", rows=1, limit=60, error_messages={"required": "Skriv ett namn."})
    description = FreeText(label="Förklaring", rows=2, limit=300, required=False)


@require_safe
def scale_list(request: HttpRequest) -> HttpResponse:
    """Both scales, each step with its form folded in."""
    if not may(actor_of(request), "lists.edit"):
        raise Http404
    return _shown(request)


def _shown(request: HttpRequest, step_id: int = 0, form: StepForm | None = None) -> HttpResponse:
    groups = [
        (
            Scale(scale).label.capitalize(),
            [
                (row, form if form and row.pk == step_id else _form_of(row), row.pk == step_id)
                for row in rows
            ],
        )
        for scale, rows in queries.scale_steps().items()
    ]
    return render(request, "reports/investigations/scales.html", {"groups": groups})


def _form_of(row: ScaleStep) -> StepForm:
    return StepForm(
        initial={"name": row.name, "description": row.description}, auto_id=f"id_{row.pk}_%s"
    )


@sent_only("scale_list")
def scale_change(request: HttpRequest, step_id: int) -> HttpResponse:
    """Other words for one step."""
    row = ScaleStep.objects.filter(pk=step_id).first()
    if row is None or not may(actor_of(request), "lists.edit"):
        raise Http404
    form = StepForm(request.POST, auto_id=f"id_{row.pk}_%s")
    if not form.is_valid():
        return _shown(request, step_id, form)
    try:
        operations.change_scale_step(
            actor=actor_of(request), now=clock.now(), step_id=step_id, **form.cleaned_data
        )
    except Invalid as error:
        add_faults(form, error)
        return _shown(request, step_id, form)
    messages.success(
        request,
        "Orden är ändrade. De gäller utredningar som pågår. De som är klara står kvar som de var.",
    )
    return redirect("scale_list")
