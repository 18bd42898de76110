"""One report: as it was written beside its assessment, and what is done with it afterwards."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.kernel import clock
from hjulet.organisation.requests import actor_of, require_second_factor
from hjulet.organisation.rules import NotAllowed, may
from hjulet.reports import operations, queries
from hjulet.reports.models import AccessGrant, Report
from hjulet.reports.web.assessment_form import FIELD, AssessmentForm
from hjulet.reports.web.autosave import AUTOSAVE, first_fault, not_saved, saved
from hjulet.reports.web.page_context import context_of, disposed_context, linked_of
from hjulet.reports.web.small_forms import (
    AddNoteForm,
    CloseForm,
    CorrectForm,
    GrantForm,
    NotifyForm,
    ReopenForm,
)
from hjulet.ui.held import BEFORE_YOU, too_late
from hjulet.ui.sent import sent_only

LEFT = (
    "Bedömningen är sparad. Rapporten är nu lex Sarah och ligger hos SAS. "
    "Därför kan du inte längre öppna den."
)


@require_safe
def report_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The report, as much of it as the actor may see."""
    return shown(request, _open(request, reference))


def _open(request: HttpRequest, reference: str) -> queries.Opened:
    """The report as far as the actor may see it; the whole of a secret one asks for her factor."""
    opened = queries.open_report(actor_of(request), reference)
    if opened is None:
        raise Http404
    if opened.report.restricted and opened.sight == "whole":
        require_second_factor(request)
    return opened


def shown(request: HttpRequest, opened: queries.Opened, **forms_given: Any) -> HttpResponse:
    """The page with these forms instead of empty ones. Whoever gets secret content is noted."""
    if opened.report.restricted and opened.sight == "whole":
        operations.opened(actor=actor_of(request), now=clock.now(), report_id=opened.report.pk)
    if opened.report.disposed_on:
        context = disposed_context(actor_of(request), opened)
        return render(request, "reports/page_disposed.html", context)
    template = {
        "whole": "reports/page.html",
        "own": "reports/page_own.html",
        "summary": "reports/page_summary.html",
    }[opened.sight]
    return render(request, template, context_of(actor_of(request), opened, forms_given))


@sent_only("report_page", "reference")
def report_assess(request: HttpRequest, reference: str) -> HttpResponse:
    """Seals an assessment, or only adds or takes away a unit in the form."""
    opened = _changeable(request, reference)
    report, posted = opened.report, request.POST.copy()
    if posted.get("do") == AUTOSAVE:
        posted.pop("add_unit", None)  # a unit half typed is not chosen
    form = AssessmentForm(posted, report=report, linked=linked_of(report))
    valid = form.is_valid()
    if posted.get("do") == AUTOSAVE:
        return _autosave(request, opened, form)
    if request.POST.get("do") == "draft" and "remove_unit" not in request.POST:
        return _put_aside(request, opened, form)
    if request.POST.get("do") != "seal" or "remove_unit" in request.POST:
        for name in [name for name in form.errors if name != "add_unit"]:
            del form.errors[name]
        return shown(request, opened, assessment_form=form)
    if not valid:
        return shown(request, opened, assessment_form=form)
    given = form.cleaned_data
    try:
        operations.assess(
            actor=actor_of(request),
            now=clock.now(),
            report_id=report.pk,
            type_ids=given["types"],
            unit_ids=[key for key, _ in form.chosen_units],
            category_id=given["category"],
            cause_ids=given["causes"],
            reason=given["reason"],
            comment=given["comment"],
            expected_number=given["expected"],
        )
    except operations.StaleAssessment as error:
        form.data["expected"] = str(error.number)  # type: ignore[index]
        return shown(request, opened, assessment_form=form, stale=True)
    except operations.InvalidReport as error:
        _add_faults(form, error)
        return shown(request, opened, assessment_form=form)
    left = queries.open_report(actor_of(request), reference)
    if left is None or left.sight != "whole":
        messages.success(request, LEFT)
        return redirect("report_list")
    messages.success(request, "Bedömningen är sparad och förseglad.")
    return redirect("report_page", reference=reference)


def _put_aside(request: HttpRequest, opened: queries.Opened, form: AssessmentForm) -> HttpResponse:
    """Saves the form as it stands for the assessor herself; nothing is decided."""
    form.keep_draft_errors()
    if form.errors:
        return shown(request, opened, assessment_form=form)
    _save_draft(request, opened, form)
    messages.success(request, "Utkastet är sparat. Bara du ser det, och inget är bedömt ännu.")
    return redirect("report_page", reference=opened.report.reference)


def _autosave(request: HttpRequest, opened: queries.Opened, form: AssessmentForm) -> HttpResponse:
    """While she writes: the same, and the answer is when."""
    form.keep_draft_errors()
    form.errors.pop("add_unit", None)  # that none is chosen yet
    if form.errors:
        return not_saved(first_fault(form))
    try:
        _save_draft(request, opened, form, quietly=True)
    except operations.WrongStatus:
        return not_saved("Någon annan hann före. Rapporten går inte att bedöma nu.")
    return saved(clock.now())


def _save_draft(
    request: HttpRequest, opened: queries.Opened, form: AssessmentForm, *, quietly: bool = False
) -> None:
    given = form.cleaned_data
    operations.save_assessment_draft(
        actor=actor_of(request),
        now=clock.now(),
        report_id=opened.report.pk,
        type_ids=given.get("types", []),
        unit_ids=[key for key, _ in form.chosen_units if key in form.allowed],
        category_id=given.get("category"),
        cause_ids=given.get("causes", []),
        reason=given.get("reason") or "",
        comment=given.get("comment") or "",
        expected_number=given.get("expected") or 0,
        quietly=quietly,
    )


@sent_only("report_page", "reference")
def report_add(request: HttpRequest, reference: str) -> HttpResponse:
    """The reporter adds something to what she has sent."""
    opened = _open(request, reference)
    if opened.report.reporter_id != actor_of(request).account_id:
        raise Http404
    form = AddNoteForm(request.POST, auto_id="id_add_form_%s")
    if not form.is_valid():
        return shown(request, opened, add_form=form)
    try:
        operations.add_note(
            actor=actor_of(request),
            now=clock.now(),
            report_id=opened.report.pk,
            text=form.cleaned_data["text"],
        )
    except operations.Disposed:
        page = reverse("report_page", args=[reference])
        return too_late(request, page, "Rapporten är gallrad.", AddNoteForm)
    messages.success(request, "Det du lade till är sparat och syns bredvid rapporten.")
    return redirect("report_page", reference=reference)


def _changeable(request: HttpRequest, reference: str) -> queries.Opened:
    """The report, for who may assess it; anybody else gets 404."""
    opened = _open(request, reference)
    if opened.sight != "whole" or opened.report.disposed_on:
        raise Http404
    if not may(actor_of(request), "report.assess", opened.report.board_id):
        raise Http404
    if opened.report.restricted and not may(
        actor_of(request), "report.read_restricted", opened.report.board_id
    ):
        raise Http404
    return opened


def _add_faults(form: forms.Form, error: operations.InvalidReport) -> None:
    for fault in error.faults:
        name = FIELD.get(fault.field, fault.field)
        form.add_error(name if name in form.fields else None, fault.message)


def _short(
    form_class: type[forms.Form],
    name: str,
    deed: Callable[[HttpRequest, Report, dict[str, Any]], str],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """A view for one short form: check, do, say what was done."""

    @sent_only("report_page", "reference")
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        opened = _changeable(request, reference)
        form = form_class(request.POST, auto_id=f"id_{name}_%s")
        if not form.is_valid():
            return shown(request, opened, **{name: form})
        try:
            words = deed(request, opened.report, form.cleaned_data)
        except operations.InvalidReport as error:
            _add_faults(form, error)
            return shown(request, opened, **{name: form})
        except operations.WrongStatus:
            page = reverse("report_page", args=[reference])
            return too_late(request, page, BEFORE_YOU, form_class)
        except NotAllowed:
            raise Http404 from None
        except operations.UnknownAccount:
            form.add_error("email", "Ingen med den adressen kan logga in i Hjulet.")
            return shown(request, opened, **{name: form})
        messages.success(request, words)
        return HttpResponseRedirect(reverse("report_page", args=[reference]))

    return view


def _close(request: HttpRequest, report: Report, given: dict[str, Any]) -> str:
    operations.close(
        actor=actor_of(request), now=clock.now(), report_id=report.pk, reason=given["reason"]
    )
    return "Rapporten är avslutad."


def _reopen(request: HttpRequest, report: Report, given: dict[str, Any]) -> str:
    operations.reopen(
        actor=actor_of(request), now=clock.now(), report_id=report.pk, reason=given["reason"]
    )
    return "Rapporten är öppnad igen."


def _notify(request: HttpRequest, report: Report, given: dict[str, Any]) -> str:
    operations.note_notification(
        actor=actor_of(request),
        now=clock.now(),
        report_id=report.pk,
        authority=given["authority"],
        on=given["on"],
    )
    return "Anmälan är noterad."


def _correct(request: HttpRequest, report: Report, given: dict[str, Any]) -> str:
    operations.correct_date(
        actor=actor_of(request),
        now=clock.now(),
        report_id=report.pk,
        field=given["field"],
        on=given["on"],
    )
    return "Dagen är rättad. Det som stod förut finns kvar bredvid."


def _grant(request: HttpRequest, report: Report, given: dict[str, Any]) -> str:
    account = get_user_model().objects.filter(email__iexact=given["email"]).first()
    if account is None:
        raise operations.UnknownAccount
    operations.grant_access(
        actor=actor_of(request), now=clock.now(), report_id=report.pk, account_id=account.pk
    )
    return f"{account} kan nu läsa rapporten."


report_close = _short(CloseForm, "close_form", _close)
report_reopen = _short(ReopenForm, "reopen_form", _reopen)
report_notify = _short(NotifyForm, "notify_form", _notify)
report_correct = _short(CorrectForm, "correct_form", _correct)
report_grant = _short(GrantForm, "grant_form", _grant)


@sent_only("report_page", "reference")
def report_withdraw(request: HttpRequest, reference: str, account_id: int) -> HttpResponse:
    """SAS takes the right to read back."""
    report = _changeable(request, reference).report
    try:
        operations.withdraw_access(
            actor=actor_of(request), now=clock.now(), report_id=report.pk, account_id=account_id
        )
    except (NotAllowed, AccessGrant.DoesNotExist):
        raise Http404 from None
    messages.success(request, "Rätten att läsa är borttagen.")
    return redirect("report_page", reference=reference)
