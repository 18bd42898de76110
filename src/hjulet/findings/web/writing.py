"""The form where a finding is written: with or without a source, and with what is alike beside."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hjulet.findings import operations, queries
from hjulet.findings.kinds import Origin, Status, Weight
from hjulet.findings.models import Cause, Finding
from hjulet.findings.sources import SourceInfo
from hjulet.findings.web.forms import FIELD, FindingForm
from hjulet.findings.web.sources import source_in
from hjulet.findings.web.words import row_of, unit_choices, writable_first
from hjulet.kernel import clock
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed, may
from hjulet.organisation.types import Actor
from hjulet.ui.held import too_late
from hjulet.ui.sent import sent_only

SIMILAR = "similar"
RELEASED = "Fyndet är släppt, så det ändras inte som ett utkast."


def finding_new(request: HttpRequest) -> HttpResponse:
    """A new finding; `?fran=report:12` names what it comes from."""
    actor = actor_of(request)
    if not may(actor, "finding.write"):
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    source = source_in(actor, given.get("fran", ""))
    if request.method != "POST":
        form = FindingForm(actor=actor, sourced=source is not None, initial=_first(actor, source))
        return _shown(request, form, source)
    form = FindingForm(request.POST, actor=actor, sourced=source is not None)
    valid = form.is_valid()
    if request.POST.get("do") == SIMILAR or not valid:
        return _shown(request, form, source)
    try:
        made = operations.write(
            actor=actor,
            now=clock.now(),
            source=(source.kind, source.key) if source else None,
            **form.values(),
        )
    except operations.Invalid as error:
        add_faults(form, error)
        return _shown(request, form, source)
    except NotAllowed:
        form.add_error("units", "Välj minst en enhet som du skriver fynd för.")
        return _shown(request, form, source)
    messages.success(request, "Utkastet är sparat. Läs det och släpp det när det är klart.")
    return redirect("finding_page", reference=made.reference)


def finding_edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Changes a draft."""
    try:
        return _edit(request, reference)
    except operations.WrongStatus:
        if request.method != "POST":
            raise Http404 from None
        page = reverse("finding_page", args=[reference])
        return too_late(request, page, RELEASED, FindingForm)


def _edit(request: HttpRequest, reference: str) -> HttpResponse:
    actor = actor_of(request)
    finding = _writable(actor, reference)
    if finding.status != Status.DRAFT:
        raise operations.WrongStatus(finding.status)
    if request.method != "POST":
        return _shown(request, FindingForm(actor=actor, finding=finding, initial=_of(finding)),
                      None, finding)  # fmt: skip
    form = FindingForm(request.POST, actor=actor, finding=finding)
    valid = form.is_valid()
    if request.POST.get("do") == SIMILAR or not valid:
        return _shown(request, form, None, finding)
    try:
        operations.change(actor=actor, now=clock.now(), finding_id=finding.pk, **form.values())
    except operations.Invalid as error:
        add_faults(form, error)
        return _shown(request, form, None, finding)
    messages.success(request, "Utkastet är sparat.")
    return redirect("finding_page", reference=reference)


@sent_only("finding_page", "reference")
def finding_discard(request: HttpRequest, reference: str) -> HttpResponse:
    """Throws a draft away."""
    actor = actor_of(request)
    finding = writable_draft(actor, reference)
    operations.discard(actor=actor, now=clock.now(), finding_id=finding.pk)
    messages.success(request, "Utkastet är kastat. Rapporterna som det kom från finns kvar.")
    return redirect("finding_list")


@sent_only("finding_new")
def finding_similar(request: HttpRequest) -> HttpResponse:
    """What is like that which stands in the form: a part of the page, while somebody writes."""
    actor = actor_of(request)
    if not may(actor, "finding.write"):
        raise Http404
    context = {"similar": _similar(actor, request.POST, None),
               "fran": request.POST.get("fran", ""), "asked": True}  # fmt: skip
    return render(request, "findings/_similar.html", context)


def writable_draft(actor: Actor, reference: str) -> Finding:
    """The draft, for who may write it; anybody else gets 404."""
    finding = _writable(actor, reference)
    if finding.status != Status.DRAFT:
        raise Http404
    return finding


def _writable(actor: Actor, reference: str) -> Finding:
    finding = queries.open_finding(actor, reference)
    if finding is None or not queries.may_write(actor, finding):
        raise Http404
    return finding


def add_faults(form: forms.Form, error: operations.Invalid) -> None:
    """What an operation could not save, beside the fields."""
    for fault in error.faults:
        name = FIELD.get(fault.field, fault.field)
        form.add_error(name if name in form.fields else None, fault.message)


def _shown(
    request: HttpRequest,
    form: FindingForm,
    source: SourceInfo | None,
    finding: Finding | None = None,
) -> HttpResponse:
    asked = request.POST.get("do") == SIMILAR
    if asked:
        form.errors.clear()
    context: dict[str, Any] = {
        "form": form,
        "source": source,
        "finding": finding,
        "fran": f"{source.kind}:{source.key}" if source else "",
        "asked": asked,
        "similar": [],
    }
    if form.is_bound:
        context["similar"] = _similar(actor_of(request), request.POST, finding)
    return render(request, "findings/write.html", context)


def _similar(actor: Actor, given: Any, finding: Finding | None) -> list[dict[str, str]]:
    """Rows of similar findings for what is sent, finished or not."""

    def number(value: str) -> int | None:
        return int(value) if value.isascii() and value.isdigit() and len(value) < 18 else None

    found = queries.similar_to(
        actor,
        f"{given.get('title', '')} {given.get('text', '')}"[:5000],
        cause_id=number(given.get("cause", "")),
        theme_id=number(given.get("theme", "")),
        unit_ids=[key for text in given.getlist("units") if (key := number(text))],
        but=finding.pk if finding else None,
    )
    return [row_of(one.brief) | {"why": one.why} for one in found]


def _first(actor: Actor, source: SourceInfo | None) -> dict[str, Any]:
    """What an empty form holds: units and cause of the source, or the writer's own unit."""
    if source:
        causes = list(source.cause_ids)
        usable = Cause.objects.choosable().filter(pk__in=causes, active=True).order_by("pk")
        only = usable.first() if len(causes) == 1 else None
        units = list(source.unit_ids)
        return {"units": units, "cause": only.pk if only else None, "weight": Weight.NOTICEABLE}
    return {
        "units": writable_first(actor, unit_choices(actor, clock.today())),
        "weight": Weight.NOTICEABLE,
        "origin": Origin.OTHER,
        "found_on": clock.today(),
    }


def _of(finding: Finding) -> dict[str, Any]:
    return {
        "title": finding.title, "text": finding.text, "cause": finding.cause_id,
        "theme": finding.theme_id, "quality_area": finding.quality_area,
        "weight": finding.weight, "requirement": finding.requirement, "origin": finding.origin,
        "found_on": finding.found_on,
        "units": list(finding.unit_links.order_by("pk").values_list("unit_id", flat=True)),
    }  # fmt: skip
