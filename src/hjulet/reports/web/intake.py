"""Rapportera: the form, its drafts, the receipt, and what became of one's own reports."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hjulet.kernel import clock
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import may
from hjulet.reports import operations, queries
from hjulet.reports.models import ReportDraft
from hjulet.reports.operations.drafts import FIELDS, TEXTS
from hjulet.reports.web.autosave import AUTOSAVE, first_fault, not_saved, saved
from hjulet.reports.web.csrf import keeps_text
from hjulet.reports.web.report_form import ReportForm, first_values, unit_choices
from hjulet.reports.web.small_forms import AddNoteForm
from hjulet.ui.sent import sent_only


@keeps_text
def report_new(request: HttpRequest) -> HttpResponse:
    """The form; sent, it becomes a report or a draft."""
    actor, today = actor_of(request), clock.today()
    units = unit_choices(actor, today)
    if not units or not may(actor, "report.create"):
        return render(request, "reports/no_unit.html", status=200)
    if request.method != "POST":
        return _shown(request, ReportForm(initial=_begun(request, units), units=units))
    form = ReportForm(request.POST, request.FILES, units=units)
    if request.POST.get("do") == AUTOSAVE:
        return _autosave(request, form)
    if request.stale:  # type: ignore[attr-defined]
        form.errors.clear()
        return _shown(request, form, stale=True, status=403)
    if request.POST.get("do") == "draft":
        return _save_draft(request, form)
    return _send(request, form)


def _begun(request: HttpRequest, units: list[tuple[str, str]]) -> dict[str, Any]:
    values = first_values(actor_of(request), units, clock.today())
    number = request.GET.get("utkast", "")
    if number.isascii() and number.isdigit() and len(number) < 18:
        draft = ReportDraft.objects.filter(
            pk=int(number), account_id=actor_of(request).account_id or 0
        ).first()
        if draft is None:
            raise Http404
        values |= draft.fields | {"draft": draft.pk}
    return values


def _send(request: HttpRequest, form: ReportForm) -> HttpResponse:
    if not form.is_valid():
        return _shown(request, form)
    given = form.cleaned_data
    try:
        report = operations.submit(
            actor=actor_of(request),
            now=clock.now(),
            unit_id=given["unit"],
            what_happened=given["what_happened"],
            occurred_on=given["occurred_on"],
            occurred_text=given["occurred_text"],
            affected=given["affected"],
            may_be_serious=given["may_be_serious"],
            data_astray=given["data_astray"],
            done_at_once=given["done_at_once"],
            attachments=given["attachments"],
            idempotency_key=form.sent_key(),
            draft_id=given["draft"],
        )
    except operations.InvalidReport as error:
        for fault in error.faults:
            form.add_error(fault.field if fault.field in form.fields else None, fault.message)
        return _shown(request, form)
    return redirect("report_receipt", reference=report.reference)


def _save_draft(request: HttpRequest, form: ReportForm) -> HttpResponse:
    form.full_clean()
    form.keep_draft_errors()
    if form.errors:
        return _shown(request, form)
    operations.save_draft(
        actor=actor_of(request),
        now=clock.now(),
        fields={key: str(request.POST.get(key, "")) for key in FIELDS},
        draft_id=form.cleaned_data.get("draft"),
    )
    lost = " Bilagor sparas inte i ett utkast. Välj dem när du skickar in." * bool(request.FILES)
    messages.success(request, f"Utkastet är sparat. Bara du ser det.{lost}")
    return redirect("report_new")


def _autosave(request: HttpRequest, form: ReportForm) -> HttpResponse:
    """While she writes: the draft is saved if it holds a text and nothing that stops it."""
    if request.stale:  # type: ignore[attr-defined]
        return not_saved("", status=403)
    form.full_clean()
    form.keep_draft_errors()
    if form.errors:
        return not_saved(first_fault(form))
    fields = {key: str(request.POST.get(key, "")) for key in FIELDS}
    if not any(fields[key].strip() for key in TEXTS):
        return saved(None)
    draft = operations.save_draft(
        actor=actor_of(request),
        now=clock.now(),
        fields=fields,
        draft_id=form.cleaned_data.get("draft"),
        quietly=True,
    )
    return saved(clock.now(), draft=draft.pk)


def _shown(
    request: HttpRequest, form: ReportForm, *, stale: bool = False, status: int = 200
) -> HttpResponse:
    own = ReportDraft.objects.filter(account_id=actor_of(request).account_id or 0)
    return render(
        request,
        "reports/new.html",
        {
            "form": form,
            "stale": stale,
            "home": _unit_name(form),
            "lost_files": [item.name for item in request.FILES.getlist("attachments")],
            "drafts": [] if form.is_bound else list(own.order_by("-saved_at", "-id")),
        },
        status=status,
    )


def _unit_name(form: ReportForm) -> str:
    chosen = str(form["unit"].value() or "")
    names = dict(form.fields["unit"].choices)  # type: ignore[attr-defined]
    return names.get(chosen, "").strip("\u2003")


@sent_only("report_new")
def draft_discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    try:
        operations.discard_draft(actor=actor_of(request), now=clock.now(), draft_id=draft_id)
    except ReportDraft.DoesNotExist:
        raise Http404 from None
    messages.success(request, "Utkastet är borta.")
    return redirect("report_new")


def report_receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """For the one who sent it in."""
    opened = queries.open_report(actor_of(request), reference)
    if opened is None or opened.report.reporter_id != actor_of(request).account_id:
        raise Http404
    context = {
        "report": opened.report,
        "add_form": AddNoteForm(auto_id="id_add_form_%s"),
        "open_add": False,
    }
    return render(request, "reports/receipt.html", context)


def my_reports(request: HttpRequest) -> HttpResponse:
    """What became of each."""
    return render(request, "reports/mine.html", {"reports": queries.mine(actor_of(request))})
