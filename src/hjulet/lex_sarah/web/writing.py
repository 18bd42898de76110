"""The documentation of the report and of the investigation: saved, sealed, replaced."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.lex_sarah import operations, queries
from hjulet.lex_sarah.models import Case, InvestigationRecord, ReportRecord
from hjulet.lex_sarah.operations.independence import OWN
from hjulet.lex_sarah.rules import INVESTIGATION_FIELDS, REPORT_FIELDS
from hjulet.lex_sarah.web.forms import InvestigationForm, ReportForm, VersionForm
from hjulet.lex_sarah.web.loading import (
    add_faults,
    given_by,
    of_case,
    passed,
    shown,
    written,
)
from hjulet.organisation.requests import actor_of
from hjulet.reports import queries as reports
from hjulet.ui.format import time_of_day

LOST = "Någon annan har sparat under tiden. Ladda om sidan för att se vad."


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the two records: its form, verbs and words."""

    step: str
    model: Any
    form: type[VersionForm]
    fields: tuple[str, ...]
    save: Callable[..., Any]
    seal: Callable[..., Any]
    template: str
    url: str
    sealed: str


REPORT = Kind(
    step="record",
    model=ReportRecord,
    form=ReportForm,
    fields=tuple(REPORT_FIELDS),
    save=operations.save_report,
    seal=operations.seal_report,
    template="lex_sarah/report.html",
    url="lex_sarah_report",
    sealed="Rapporten är dokumenterad och förseglad.",
)
INVESTIGATION = Kind(
    step="investigate",
    model=InvestigationRecord,
    form=InvestigationForm,
    fields=tuple(INVESTIGATION_FIELDS),
    save=operations.save_investigation,
    seal=operations.seal_investigation,
    template="lex_sarah/investigation.html",
    url="lex_sarah_investigation",
    sealed="Utredningen är förseglad.",
)


@of_case
def lex_sarah_report(request: HttpRequest, reference: str) -> HttpResponse:
    """The documentation of what was reported."""
    return _write(request, reference, REPORT)


@of_case
def lex_sarah_investigation(request: HttpRequest, reference: str) -> HttpResponse:
    """The investigation; of an event that the actor has not reported herself."""
    reporters = queries.reporters_of(written(request, reference))
    # What she has written when it turns out comes back with the fault beside it.
    if request.method != "POST" and actor_of(request).account_id in reporters:
        messages.error(request, OWN)
        return redirect("lex_sarah_page", reference=reference)
    return _write(request, reference, INVESTIGATION)


def _write(request: HttpRequest, reference: str, kind: Kind) -> HttpResponse:
    case = written(request, reference)
    try:
        operations.require_step(kind.step, case.status)
        sealed = queries.latest_sealed(case, kind.model)
        if request.method != "POST":
            form = kind.form(replaces=sealed is not None, initial=_first(case, kind, sealed))
            return _shown(request, case, kind, form)
        form = kind.form(request.POST, replaces=sealed is not None)
        return _sent(request, case, kind, form)
    except operations.WrongStatus as error:
        return passed(request, reference, error, kind.form)


def _sent(request: HttpRequest, case: Case, kind: Kind, form: VersionForm) -> HttpResponse:
    """Saves or seals what was written. Raises WrongStatus."""
    valid = form.is_valid()
    if request.POST.get("do") == "autosave":
        return _autosave(request, case, kind, form)
    if not valid:
        return _shown(request, case, kind, form)
    seals = request.POST.get("do") == "seal"
    try:
        (kind.seal if seals else kind.save)(**given_by(request), **_given(case, form))
    except operations.StaleCase as error:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["draft"] = error.stamp  # type: ignore[index]
        return _shown(request, case, kind, form, stale=True)
    except Invalid as error:
        add_faults(form, error)
        return _shown(request, case, kind, form)
    if seals:
        messages.success(request, kind.sealed)
        return redirect("lex_sarah_page", reference=case.slug)
    messages.success(request, "Utkastet är sparat. De som utreder ärendet kan fortsätta på det.")
    return redirect(kind.url, reference=case.slug)


def _autosave(request: HttpRequest, case: Case, kind: Kind, form: VersionForm) -> JsonResponse:
    """While somebody writes: the draft is saved quietly, and the answer is when."""
    if form.errors:
        return _not_saved(str(next(iter(form.errors.values()))[0]))
    now = clock.now()
    try:
        kind.save(**given_by(request), **_given(case, form), quietly=True)
    except operations.StaleCase:
        return _not_saved(LOST)
    except Invalid as error:
        return _not_saved(error.faults[0].message)
    return _saved(now, queries.stamp_of(case, kind.model))


def _saved(at: datetime, stamp: str) -> JsonResponse:
    return JsonResponse({"saved": time_of_day(at), "draft": stamp})


def _not_saved(message: str) -> JsonResponse:
    return JsonResponse({"message": message}, status=422)


def _given(case: Case, form: VersionForm) -> dict[str, Any]:
    return {
        "case_id": case.pk,
        "fields": form.texts(),
        "reason": form.cleaned_data.get("reason") or "",
        "expected": form.cleaned_data.get("draft") or "",
    }


def _first(case: Case, kind: Kind, sealed: Any) -> dict[str, Any]:
    """What the form holds when it is opened: the draft, what holds now, or nothing yet."""
    from_row = queries.draft_of(case, kind.model) or sealed
    first: dict[str, Any] = {"draft": queries.stamp_of(case, kind.model)}
    if from_row is None:
        return first | ({"received_on": case.received_on} if kind is REPORT else {})
    first |= {name: getattr(from_row, name) for name in kind.fields}
    return first | ({"reason": from_row.reason} if from_row.sealed_at is None else {})


def _shown(
    request: HttpRequest, case: Case, kind: Kind, form: VersionForm, *, stale: bool = False
) -> HttpResponse:
    told = [one for one in queries.told_in(case) if not one.left]
    context: dict[str, Any] = {
        "form": form,
        "stale": stale,
        "in_case": told,
        "saved": queries.draft_of(case, kind.model),
        "sealed": queries.latest_sealed(case, kind.model),
    }
    if kind is INVESTIGATION:
        context["record"] = queries.latest_sealed(case, ReportRecord)
        context["similar"] = _similar(request, told)
    return shown(request, kind.template, case, context)


def _similar(request: HttpRequest, told: list[queries.Told]) -> list[Any]:
    """Earlier reports that resemble those of the case, of those that the actor may read."""
    found: dict[str, Any] = {}
    own = {one.report.reference for one in told}
    for one in told[:3]:
        for like in reports.similar_to(actor_of(request), one.report):
            if like.reference not in own:
                found.setdefault(like.reference, like)
    return list(found.values())[:5]
