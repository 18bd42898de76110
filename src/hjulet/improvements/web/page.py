"""One measure: why it exists, what is done, whether it helped, and what is asked of the reader."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.files import operations as files
from hjulet.improvements import operations, queries
from hjulet.improvements.kinds import Effect
from hjulet.improvements.models import Evidence, Measure
from hjulet.improvements.web.forms import (
    Core,
    DecideForm,
    DoneForm,
    EffectForm,
    HandOverForm,
    PostponeForm,
    RejectForm,
    StartForm,
)
from hjulet.improvements.web.measures import add_faults
from hjulet.improvements.web.page_context import context_of, movable, people_for
from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed
from hjulet.ui.held import BEFORE_YOU, too_late
from hjulet.ui.sent import sent_only


@require_safe
def measure_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The measure with its findings, its steps and its effect."""
    return _shown(request, _found(request, reference))


def _found(request: HttpRequest, reference: str) -> Measure:
    measure = queries.open_measure(actor_of(request), reference)
    if measure is None:
        raise Http404
    return measure


def _shown(request: HttpRequest, measure: Measure, **given: Any) -> HttpResponse:
    context = context_of(actor_of(request), measure, clock.now(), given)
    return render(request, "improvements/measure_page.html", context)


def _passed(request: HttpRequest, measure: Measure, name: str) -> HttpResponse:
    """The step is not open to her: somebody took it before her, or it is not hers to take: 404."""
    actor = actor_of(request)
    may = operations.may_decide(actor, measure)
    if name not in ("decide", "reject"):
        may = operations.may_follow(actor, measure, clock.today())
    if not may:
        raise Http404
    return _too_late(request, measure)


def _too_late(request: HttpRequest, measure: Measure, *sent: type[forms.Form]) -> HttpResponse:
    page = reverse("measure_page", args=[measure.reference])
    return too_late(request, page, BEFORE_YOU, *sent)


Deed = Callable[[HttpRequest, Measure, dict[str, Any]], str]


def _step(
    name: str, make: Callable[[HttpRequest, Measure, dict[str, Any]], forms.Form], deed: Deed
) -> Callable[[HttpRequest, str], HttpResponse]:
    """A view for one step: check, do, say what was done. Who may not gets 404."""

    @sent_only("measure_page", "reference")
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        measure = _found(request, reference)
        context = context_of(actor_of(request), measure, clock.now(), {})
        if name not in context["steps"]:
            return _passed(request, measure, name)
        form = make(request, measure, {"auto_id": f"id_{name}_%s"})
        if not form.is_valid():
            return _shown(request, measure, **{name: form})
        try:
            words = deed(request, measure, form.cleaned_data)
        except Invalid as error:
            add_faults(form, error)
            return _shown(request, measure, **{name: form})
        except operations.WrongStatus:
            return _too_late(request, measure, type(form))
        except NotAllowed:
            raise Http404 from None
        messages.success(request, words)
        return redirect("measure_page", reference=reference)

    return view


def _plain(form_class: Callable[..., forms.Form]) -> Callable[..., forms.Form]:
    return lambda request, measure, given: form_class(request.POST, **given)


def _common(request: HttpRequest, measure: Measure) -> dict[str, Any]:
    return {"actor": actor_of(request), "now": clock.now(), "measure_id": measure.pk}


def _decide(request: HttpRequest, measure: Measure, given: dict[str, Any]) -> str:
    operations.decide(**_common(request, measure), **given)
    return "Åtgärden är beslutad. Den som ansvarar får veta det."


def _reject(request: HttpRequest, measure: Measure, given: dict[str, Any]) -> str:
    operations.reject(**_common(request, measure), **given)
    return "Förslaget är avslaget. Skälet står på sidan."


def _start(request: HttpRequest, measure: Measure, given: dict[str, Any]) -> str:
    operations.start(**_common(request, measure), **given)
    return "Åtgärden är påbörjad."


def _postpone(request: HttpRequest, measure: Measure, given: dict[str, Any]) -> str:
    operations.postpone(**_common(request, measure), **given)
    return "Datumet är flyttat. Det som stod förut finns kvar i historiken."


def _hand_over(request: HttpRequest, measure: Measure, given: dict[str, Any]) -> str:
    operations.hand_over(**_common(request, measure), to_id=given["to"], text=given["text"])
    return "Åtgärden är överlämnad."


def _done(request: HttpRequest, measure: Measure, given: dict[str, Any]) -> str:
    operations.note_done(**_common(request, measure), **given)
    return "Svaret är sparat. Åtgärden är öppen tills effekten är kontrollerad."


measure_decide = _step("decide", _plain(DecideForm), _decide)
measure_reject = _step("reject", _plain(RejectForm), _reject)
measure_start = _step("start", _plain(StartForm), _start)
measure_done = _step("done", _plain(DoneForm), _done)
measure_postpone = _step(
    "postpone",
    lambda request, measure, given: PostponeForm(request.POST, movable=movable(measure), **given),
    _postpone,
)
measure_hand_over = _step(
    "hand_over",
    lambda request, measure, given: HandOverForm(request.POST, people=people_for(measure), **given),
    _hand_over,
)


@sent_only("measure_page", "reference")
def measure_check(request: HttpRequest, reference: str) -> HttpResponse:
    """Answers whether it helped; where it did not, a new measure or the reason why none."""
    measure = _found(request, reference)
    if "check" not in context_of(actor_of(request), measure, clock.now(), {})["steps"]:
        return _passed(request, measure, "check")
    form = EffectForm(request.POST, request.FILES, auto_id="id_check_%s")
    new = Core(request.POST, people=people_for(measure), prefix="new", auto_id="id_%s")
    wants_new = request.POST.get("next") == "new" and request.POST.get("effect") != Effect.YES
    # Both are asked, so that everything that is wrong is said at once.
    valid = form.is_valid()
    if wants_new:
        valid = new.is_valid() and valid
    if not valid:
        return _shown(request, measure, check=form, new=new if wants_new else None)
    try:
        follower = operations.check_effect(
            **_common(request, measure),
            effect=form.cleaned_data["effect"],
            evidence=form.cleaned_data["evidence"],
            attachments=form.cleaned_data["attachments"],
            no_more=form.cleaned_data["no_more"],
            new_measure=_new(new.cleaned_data) if wants_new else None,
        )
    except operations.InvalidMeasure as error:
        for fault in error.faults:
            name = fault.field.removeprefix("new_")
            if fault.field.startswith("new_") and name in new.fields:
                new.add_error(name, fault.message)
            else:
                form.add_error(fault.field if fault.field in form.fields else None, fault.message)
        return _shown(request, measure, check=form, new=new if wants_new else None)
    except operations.WrongStatus:
        return _too_late(request, measure, EffectForm, Core)
    if follower is None:
        messages.success(request, "Åtgärden är avslutad.")
        return redirect("measure_page", reference=reference)
    messages.success(request, f"Åtgärd {reference} är avslutad. Den här är föreslagen i stället.")
    return redirect("measure_page", reference=follower.reference)


def _new(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {
        "responsible_id": cleaned["responsible"],
        **{key: value for key, value in cleaned.items() if key != "responsible"},
    }


@require_safe
def measure_evidence(request: HttpRequest, number: int) -> FileResponse:
    """A file that shows the effect. Always as a download and never run by the browser."""
    found = (
        Evidence.objects.filter(
            pk=number, measure__in=Measure.objects.visible_to(actor_of(request))
        )
        .select_related("file")
        .first()
    )
    if found is None or not files.location(found.file).is_file():
        raise Http404
    response = FileResponse(
        files.location(found.file).open("rb"),
        as_attachment=True,
        filename=found.file.name,
        content_type=found.file.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
