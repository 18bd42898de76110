"""An incident is opened, and what is known of it is written."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hjulet.data_breaches import operations, rules
from hjulet.data_breaches.kinds import Status
from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.rules import NAMES
from hjulet.data_breaches.web.forms import ContentsForm, OpenForm
from hjulet.data_breaches.web.page import opened, works
from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid, NumbersInText
from hjulet.organisation.queries import tree_on
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed, may, units_for
from hjulet.organisation.types import Actor
from hjulet.reports import queries as reports
from hjulet.ui.held import too_late

CLOSED = "Incidenten är avslutad. Öppna den igen om något ska ändras."
LABELS = {name: str(field.label).rstrip("?") for name, field in ContentsForm.base_fields.items()}


def given_by(request: HttpRequest) -> dict[str, Any]:
    """Who and when, for an operation."""
    return {"actor": actor_of(request), "now": clock.now()}


def workable(request: HttpRequest, number: str) -> Incident:
    """The incident, for who works with it; anybody else gets 404."""
    incident = opened(request, number)
    if not works(actor_of(request), incident):
        raise Http404
    return incident


def add_faults(form: forms.Form, error: Invalid | NumbersInText) -> None:
    """Each fault beside its field, or above the form when it has none there."""
    if isinstance(error, NumbersInText):
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return
    for fault in error.faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault.message)


def breach_new(request: HttpRequest) -> HttpResponse:
    """A new incident, from a report (`?rapport=2025-12`) or from nothing."""
    actor = actor_of(request)
    if not may(actor, "data_breach.work"):
        raise Http404
    named = request.GET.get("rapport", "")
    found = reports.open_report(actor, named) if named else None
    report = found.report if found is not None and found.sight != "own" else None
    initial: dict[str, Any] = {}
    if report is not None:
        initial = {
            "report": report.reference,
            "unit": report.reported_unit_id,
            "discovered_at": report.received_at,
        }
    form = OpenForm(request.POST or None, units=_units(actor), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            incident = operations.open_incident(
                **given_by(request),
                unit_id=given["unit"],
                discovered_at=given["discovered_at"],
                kind=given["kind"],
                discovered_how=given["discovered_how"],
                references=[given["report"].strip()] if given["report"].strip() else [],
            )
        except NotAllowed:
            raise Http404 from None
        except (Invalid, NumbersInText) as error:
            add_faults(form, error)
        else:
            messages.success(request, f"Incidenten {incident.reference} är öppnad.")
            return redirect("breach_page", number=incident.number)
    context = {
        "form": form,
        "report": report,
        "whole": found is not None and found.sight == "whole",
    }
    return render(request, "data_breaches/new.html", context)


def breach_edit(request: HttpRequest, number: str) -> HttpResponse:
    """What is known. With `?saknas` it says beside each field what a notification still needs."""
    incident = workable(request, number)
    page = reverse("breach_page", args=[number])
    if incident.status == Status.CLOSED:
        return too_late(request, page, CLOSED, ContentsForm)
    changed: list[str] = []
    if request.method == "POST":
        form = ContentsForm(request.POST.copy())
        if form.is_valid():
            try:
                operations.save(
                    **given_by(request),
                    incident_id=incident.pk,
                    version=form.cleaned_data["version"],
                    contents=form.contents(),
                )
            except operations.WrongStatus:
                return too_late(request, page, CLOSED, ContentsForm)
            except operations.StaleIncident as error:
                changed = _changed(incident, form)
                form.data["version"] = str(error.version)  # type: ignore[index]
            except (Invalid, NumbersInText) as error:
                add_faults(form, error)
            else:
                messages.success(request, "Det du skrev är sparat.")
                return redirect(page)
    else:
        initial: dict[str, Any] = {name: getattr(incident, name) for name in NAMES}
        initial["version"] = incident.version
        asked = "saknas" in request.GET
        form = _with_missing(incident, initial) if asked else ContentsForm(initial=initial)
    context = {
        "form": form,
        "incident": incident,
        "changed": changed,
        "sent": incident.status == Status.NOTIFIED,
        "missing": "saknas" in request.GET and request.method != "POST",
    }
    return render(request, "data_breaches/edit.html", context)


def _with_missing(incident: Incident, initial: dict[str, Any]) -> ContentsForm:
    """The form as it is, with what is missing beside each field."""
    form = ContentsForm({name: "" if one is None else one for name, one in initial.items()})
    if form.is_valid():
        for fault in rules.missing(incident.contents):
            form.add_error(fault.field, fault.message)
    return form


def _changed(incident: Incident, form: ContentsForm) -> list[str]:
    """The labels of the fields that somebody else has left otherwise than they stand here."""
    mine = form.contents()
    theirs = incident.contents
    return [LABELS[name] for name in NAMES if getattr(mine, name) != getattr(theirs, name)]


def _units(actor: Actor) -> list[tuple[int, str]]:
    """Units of the boards where the actor works with incidents, as they stand today."""
    own, tree = units_for(actor, "data_breach.work"), tree_on(clock.today())
    return [
        (node.id, "\u2003" * depth + node.name)
        for depth, node in tree.walk()
        if actor.system or node.id in own
    ]
