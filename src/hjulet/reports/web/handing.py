"""Handing a report, or a whole investigation, over; and what the others answered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed
from hjulet.reports import operations
from hjulet.reports.kinds import HandoverKind
from hjulet.reports.kinds import InvestigationStatus as Status
from hjulet.reports.models import Handover, Investigation, Report
from hjulet.reports.queries import investigations as queries
from hjulet.reports.queries import open_report
from hjulet.reports.web.handing_forms import (
    AnswerForm,
    BoardForm,
    HandForm,
    OutsideForm,
    UnitForm,
)
from hjulet.reports.web.investigation_words import handed, handed_once
from hjulet.reports.web.investigations import add_faults, opened
from hjulet.ui.held import BEFORE_YOU, too_late

# By the last part of the address.
FORMS: dict[str, type[HandForm]] = {"enhet": UnitForm, "namnd": BoardForm, "utanfor": OutsideForm}
TITLES = {
    "enhet": "Lämna över till en annan enhet",
    "namnd": "Lämna över till en annan nämnd",
    "utanfor": "Notera att ni har berättat för någon utanför",
}
NOTED = "Svaret är redan noterat."


def report_hand_over(request: HttpRequest, reference: str, to: str) -> HttpResponse:
    """A report that nobody investigates."""
    seen = open_report(actor_of(request), reference)
    if seen is None or seen.sight != "whole" or seen.report.restricted:
        raise Http404
    if queries.of_report(actor_of(request), seen.report) is not None:
        raise Http404
    back = reverse("report_page", args=[reference])
    return _hand_over(request, [seen.report], None, to, back)


def investigation_hand_over(request: HttpRequest, reference: str, to: str) -> HttpResponse:
    """All reports of an investigation."""
    found = opened(request, reference)
    detail = queries.detail_of(actor_of(request), found)
    if not detail.writes or found.status == Status.CLOSED:
        raise Http404
    if to == "enhet" and found.status != Status.DRAFT:
        raise Http404
    back = reverse("investigation_page", args=[reference])
    return _hand_over(request, [one.report for one in detail.joined], found, to, back)


def _hand_over(
    request: HttpRequest,
    reports: list[Report],
    found: Investigation | None,
    to: str,
    back: str,
) -> HttpResponse:
    if to not in FORMS:
        raise Http404
    actor, ids = actor_of(request), [one.pk for one in reports]
    if not operations.may_hand_over(actor, ids):
        raise Http404
    before = queries.handovers_of(ids)
    form = FORMS[to](
        request.POST or None,
        board_id=reports[0].board_id,
        today=clock.today(),
        initial={"expected": len(before), "occurred_on": reports[0].occurred_on},
    )
    context: dict[str, Any] = {
        "form": form, "to": to, "title": TITLES[to], "back": back, "found": found,
        "reports": reports, "before": handed_once(before), "meanwhile": "",
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            words = _do(request, to, ids, dict(form.cleaned_data))
        except Invalid as error:
            add_faults(form, error)
        except operations.AlreadyHandedOver as error:
            form.data = request.POST.copy()
            form.data["expected"] = str(len(queries.handovers_of(ids)))
            context["meanwhile"] = error.to
        except (operations.WrongStep, operations.WrongStatus, operations.StaleInvestigation):
            return too_late(request, back, BEFORE_YOU, FORMS[to])
        except (NotAllowed, Report.DoesNotExist):
            raise Http404 from None
        else:
            messages.success(request, words)
            return redirect(_after(request, reports[0], found))
    return render(request, "reports/investigations/hand_over.html", context)


def _do(request: HttpRequest, to: str, ids: list[int], given: dict[str, Any]) -> str:
    common: dict[str, Any] = {
        "actor": actor_of(request),
        "now": clock.now(),
        "report_ids": ids,
    }
    if to == "enhet":
        given["to_unit_id"] = given.pop("unit")
        operations.hand_over_to_unit(**common, **given)
        return "Det är överlämnat. Chefen för enheten får besked."
    if to == "namnd":
        given |= {"to_unit_id": given.pop("unit"), "what_happened": given.pop("text")}
        made = operations.hand_over_to_board(**common, **given)
        return f"Den andra nämnden har fått rapport {made.reference}. Er egen ligger kvar."
    operations.hand_over_outside(**common, **given)
    return "Det är noterat. Skriv in svaret när det kommer."


def _after(request: HttpRequest, report: Report, found: Investigation | None) -> str:
    """Back to it, or to the list for whoever has handed it away."""
    actor = actor_of(request)
    if found is not None:
        seen = queries.open_investigation(actor, found.reference) is not None
        page = reverse("investigation_page", args=[found.reference])
        return page if seen else reverse("investigation_list")
    opened_now = open_report(actor, report.reference)
    if opened_now is None:
        return reverse("report_list")
    return reverse("report_page", args=[report.reference])


def handover_answer(request: HttpRequest, number: int) -> HttpResponse:
    """What another board, or somebody outside, answered."""
    actor = actor_of(request)
    row = (
        Handover.objects.filter(pk=number, report__in=Report.objects.visible_to(actor))
        .exclude(kind=HandoverKind.UNIT)
        .select_related("report", "investigation", "to_unit", "to_board", "new_report", "by")
        .first()
    )
    if row is None or not operations.may_hand_over(actor, [row.report_id]):
        raise Http404
    form = AnswerForm(
        request.POST or None,
        initial={"answered_on": clock.today(), "their_reference": row.their_reference},
    )
    back = reverse("report_page", args=[row.report.reference])
    if row.answered_on is not None:
        return too_late(request, back, NOTED, AnswerForm)
    if request.method == "POST" and form.is_valid():
        try:
            operations.note_answer(
                actor=actor, now=clock.now(), handover_id=row.pk, **form.cleaned_data
            )
        except Invalid as error:
            add_faults(form, error)
        except operations.AlreadyHandedOver:
            return too_late(request, back, NOTED, AnswerForm)
        except NotAllowed:
            raise Http404 from None
        else:
            messages.success(request, "Svaret är noterat.")
            return redirect(back)
    context = {"form": form, "item": handed(row), "back": back}
    return render(request, "reports/investigations/answer.html", context)
