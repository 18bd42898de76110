"""What is done with an investigation beside writing it: opened, gathered, reviewed, closed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed
from hjulet.reports import operations
from hjulet.reports.models import Investigation, Report
from hjulet.reports.queries import investigations as queries
from hjulet.reports.queries import open_report
from hjulet.reports.web.investigation_forms import (
    AddForm,
    AssignForm,
    CloseForm,
    RemoveForm,
    ReopenForm,
    ReturnForm,
)
from hjulet.reports.web.investigations import add_faults, joined_labels, labels, opened, shown
from hjulet.ui.held import too_late
from hjulet.ui.sent import sent_only

Given = dict[str, Any]


@sent_only("report_page", "reference")
def report_investigate(request: HttpRequest, reference: str) -> HttpResponse:
    """Opens an investigation of the report, or puts it into one that is open."""
    actor = actor_of(request)
    seen = open_report(actor, reference)
    if seen is None or seen.sight != "whole":
        raise Http404
    given: Given = {"actor": actor, "now": clock.now()}
    chosen = request.POST.get("investigation", "")
    try:
        if chosen:
            found = opened(request, chosen)
            operations.add_report(**given, investigation_id=found.pk, report_id=seen.report.pk)
        else:
            found = operations.open_investigation(**given, report_ids=[seen.report.pk])
    except NotAllowed:
        raise Http404 from None
    except operations.AlreadyTakenUp as error:
        messages.info(request, f"Rapporten hör redan till {error.reference}.")
        return redirect("report_page", reference=reference)
    except (operations.WrongStatus, operations.WrongKind, operations.StaleInvestigation):
        messages.info(request, "Någon annan hann före. Så här ser rapporten ut nu.")
        return redirect("report_page", reference=reference)
    except (Invalid, operations.WrongStep):
        messages.error(request, "Rapporten kan inte utredas där. Öppna en egen utredning.")
        return redirect("report_page", reference=reference)
    messages.success(
        request,
        "Rapporten utreds nu tillsammans med de andra."
        if chosen
        else "Utredningen är öppnad, och du ansvarar för den. Skriv när du hinner: allt sparas.",
    )
    return redirect("investigation_page", reference=found.reference)


def _deed(
    name: str,
    form_of: Callable[[HttpRequest, Investigation], forms.Form],
    deed: Callable[[Given, Given], str],
    who: tuple[str, ...],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """A view for one short form: check, do, say what was done.

    `who` names the fields of `Detail` of which one must be true.
    """

    @sent_only("investigation_page", "reference")
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        found = opened(request, reference)
        form = form_of(request, found)
        given: Given = {
            "actor": actor_of(request),
            "now": clock.now(),
            "investigation_id": found.pk,
        }
        detail = queries.detail_of(actor_of(request), found)
        if not any(getattr(detail, name) for name in who):
            raise Http404
        if not form.is_valid():
            return shown(request, found, **{name: form})
        try:
            words = deed(given, form.cleaned_data)
        except Invalid as error:
            add_faults(form, error)
            return shown(request, found, **{name: form})
        except (NotAllowed, Report.DoesNotExist, Investigation.DoesNotExist):
            raise Http404 from None
        except operations.AlreadyTakenUp as error:
            words = f"Rapporten hör redan till {error.reference}."
        except operations.Disposed:
            words = "Rapporten är gallrad, så utredningen kan inte öppnas igen."
        except (
            operations.WrongStep,
            operations.WrongStatus,
            operations.WrongKind,
            operations.StaleInvestigation,
        ):
            return too_late(request, reverse("investigation_page", args=[reference]))
        messages.success(request, words)
        if queries.open_investigation(actor_of(request), reference) is None:
            return redirect("investigation_list")
        return redirect("investigation_page", reference=reference)

    return view


def _plain(form_class: type[forms.Form], name: str) -> Callable[..., forms.Form]:
    return lambda request, found: form_class(request.POST, auto_id=f"id_{name}_%s")


def _add_form(request: HttpRequest, found: Investigation) -> forms.Form:
    reports = queries.joinable(actor_of(request), found, 200)
    return AddForm(request.POST, reports=labels(reports), auto_id="id_add_%s")


def _remove_form(request: HttpRequest, found: Investigation) -> forms.Form:
    detail = queries.detail_of(actor_of(request), found)
    return RemoveForm(request.POST, reports=joined_labels(detail), auto_id="id_remove_%s")


def _assign_form(request: HttpRequest, found: Investigation) -> forms.Form:
    people = queries.responsibles(found.unit_id, clock.today())
    return AssignForm(request.POST, people=people, auto_id="id_assign_%s")


def _add(given: Given, sent: Given) -> str:
    operations.add_report(**given, report_id=sent["report"])
    return "Rapporten utreds nu tillsammans med de andra."


def _remove(given: Given, sent: Given) -> str:
    found = operations.remove_report(**given, report_id=sent["report"], reason=sent["reason"])
    if found.closed_at:
        return "Rapporten är uttagen. Ingen var kvar, så utredningen är avslutad."
    return "Rapporten är uttagen och väntar på att utredas för sig."


def _assign(given: Given, sent: Given) -> str:
    operations.assign_investigation(**given, responsible_id=sent["responsible"])
    return "Ändringen är sparad."


def _return(given: Given, sent: Given) -> str:
    operations.return_investigation(**given, reason=sent["reason"])
    return "Utredningen har gått tillbaka till den som utreder."


def _accept(given: Given, sent: Given) -> str:
    operations.accept_investigation(**given)
    return "Utredningen är godkänd. Den som rapporterade ser nu vad den kom fram till."


def _close(given: Given, sent: Given) -> str:
    left = operations.close_investigation(**given, reason=sent["reason"])
    if left:
        return f"Utredningen är avslutad. {', '.join(left)} har mer kvar att göra."
    return "Utredningen och dess rapporter är avslutade."


def _reopen(given: Given, sent: Given) -> str:
    operations.reopen_investigation(**given, reason=sent["reason"])
    return "Utredningen är öppnad igen."


WRITES, REVIEWS = ("writes",), ("reviews",)
_return_form = _plain(ReturnForm, "return_form")
_accept_form = _plain(forms.Form, "accept_form")
_close_form = _plain(CloseForm, "close_form")
_reopen_form = _plain(ReopenForm, "reopen_form")
investigation_add = _deed("add_form", _add_form, _add, WRITES)
investigation_remove = _deed("remove_form", _remove_form, _remove, WRITES + REVIEWS)
investigation_assign = _deed("assign_form", _assign_form, _assign, WRITES)
investigation_return = _deed("return_form", _return_form, _return, REVIEWS)
investigation_accept = _deed("accept_form", _accept_form, _accept, REVIEWS)
investigation_close = _deed("close_form", _close_form, _close, WRITES)
investigation_reopen = _deed("reopen_form", _reopen_form, _reopen, WRITES + REVIEWS)
