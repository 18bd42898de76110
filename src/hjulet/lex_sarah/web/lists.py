"""The list of cases, reports that have none, opening one, and what the board has decided."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.calendar import queries as calendar
from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.lex_sarah import operations, queries, rules
from hjulet.lex_sarah.queries.lists import rows_for_export
from hjulet.lex_sarah.web.excel import MAX_ROWS, workbook
from hjulet.lex_sarah.web.forms import OpenForm, ReasonForm, RulesForm
from hjulet.lex_sarah.web.loading import add_faults, given_by, load, managed, of_case, shown
from hjulet.lex_sarah.web.words import state_of
from hjulet.organisation.queries import boards, tree_on
from hjulet.organisation.requests import actor_of, require_second_factor
from hjulet.organisation.rules import NotAllowed, may, units_for
from hjulet.organisation.types import Actor, Node
from hjulet.reports.kinds import TAKE_UP_CLOCKS, TypeKind
from hjulet.reports.operations import AlreadyTakenUp, WrongKind
from hjulet.reports.operations import WrongStatus as WrongReport
from hjulet.ui.downloads import download
from hjulet.ui.sent import sent_only

VIEWS = (("oppna", "Öppna"), ("avslutade", "Avslutade"), ("alla", "Alla"))


@require_safe
def lex_sarah_list(request: HttpRequest) -> HttpResponse:
    """The cases that the actor may open, newest first; above them what has no case yet."""
    actor, today = actor_of(request), clock.today()
    if not queries.may_look(actor):
        raise Http404
    require_second_factor(request)
    state = request.GET.get("visa", "oppna")
    after = queries.Cursor.read(request.GET.get("efter", ""))
    before = queries.Cursor.read(request.GET.get("fore", ""))
    found = queries.page_of(actor, state, after=after, before=before)
    due = calendar.due_days(rules.CLOCKS, [case.pk for case in found.rows])
    first_page = not (after or before)
    waiting = queries.waiting_reports(actor) if first_page else []
    context = {
        "rows": [(case, state_of(case, due.get(case.pk), today)) for case in found.rows],
        "total": found.total,
        "waiting": _with_days(waiting, today),
        "state": state,
        "views": [(key, words, key == state) for key, words in VIEWS],
        "narrowed": state != "alla",
        "newer": _address(state, "fore", found.newer),
        "older": _address(state, "efter", found.older),
        "boards": _own_boards(actor),
        "works": may(actor, "lex_sarah.work"),
    }
    return render(request, "lex_sarah/list.html", context)


@require_safe
def lex_sarah_excel(request: HttpRequest) -> HttpResponse:
    """The cases of the list as an Excel file, for those who may open them."""
    actor = actor_of(request)
    if not queries.may_look(actor):
        raise Http404
    require_second_factor(request)
    rows = rows_for_export(actor, request.GET.get("visa", "oppna"), MAX_ROWS)
    content, written = workbook(rows, clock.now())
    operations.note_export(**given_by(request), rows=written, boards={row.board_id for row in rows})
    return download(content, f"lex-sarah-{clock.today().isoformat()}.xlsx")


def lex_sarah_open(request: HttpRequest) -> HttpResponse:
    """A new case of one or several reports: `?rapport=12` is the one it began with."""
    actor = actor_of(request)
    if not may(actor, "lex_sarah.work"):
        raise Http404
    require_second_factor(request)
    waiting = queries.waiting_reports(actor)
    named = request.GET.get("rapport", "")
    form = OpenForm(request.POST or None, waiting=waiting, initial={"reports": [named]})
    if request.method == "POST" and form.is_valid():
        try:
            case = operations.open_case(
                **given_by(request), report_ids=form.cleaned_data["reports"]
            )
        except Invalid as error:
            add_faults(form, error)
        except (AlreadyTakenUp, WrongKind, WrongReport, operations.UnknownReport):
            form.add_error("reports", "Någon annan hann före. Ladda om sidan och välj igen.")
        except NotAllowed:
            raise Http404 from None
        else:
            messages.success(request, f"Ärende {case.reference} är öppnat.")
            return redirect("lex_sarah_page", reference=case.slug)
    context = {
        "form": form,
        "waiting": waiting,
        "chosen": _chosen(form),
        "own": {one.pk for one in waiting if one.reporter_id == actor.account_id},
    }
    return render(request, "lex_sarah/open.html", context)


@of_case
def lex_sarah_reports(request: HttpRequest, reference: str) -> HttpResponse:
    """Gather one more report in the case, or take one out."""
    case = managed(request, reference)
    operations.require_step("join", case.status)
    return _gather(request, reference, ReasonForm(), 0)


@sent_only("lex_sarah_reports", "reference")
@of_case
def lex_sarah_join(request: HttpRequest, reference: str, report_id: int) -> HttpResponse:
    """One more report."""
    case = managed(request, reference)
    try:
        operations.join(**given_by(request), case_id=case.pk, report_id=report_id)
    except Invalid as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Rapporten är med i ärendet.")
    return redirect("lex_sarah_reports", reference=reference)


@sent_only("lex_sarah_reports", "reference")
@of_case
def lex_sarah_leave(request: HttpRequest, reference: str, report_id: int) -> HttpResponse:
    """One that does not belong here."""
    case = managed(request, reference)
    form = ReasonForm(request.POST, auto_id=f"id_{report_id}_%s")
    if form.is_valid():
        try:
            operations.leave(
                **given_by(request),
                case_id=case.pk,
                report_id=report_id,
                reason=form.cleaned_data["reason"],
            )
        except Invalid as error:
            add_faults(form, error)
        else:
            messages.success(request, "Rapporten är inte längre med i ärendet.")
            return redirect("lex_sarah_reports", reference=reference)
    return _gather(request, reference, form, report_id)


def _gather(request: HttpRequest, reference: str, form: ReasonForm, report_id: int) -> HttpResponse:
    case = load(request, reference)
    told = [one for one in queries.told_in(case) if not one.left]

    def form_for(key: int) -> ReasonForm:
        fresh = ReasonForm(label="Varför hör rapporten inte hit?", auto_id=f"id_{key}_%s")
        return form if key == report_id else fresh

    context = {
        "rows": [(one, form_for(one.report.pk), one.report.pk == report_id) for one in told],
        "alone": len(told) == 1,
        "waiting": queries.waiting_reports(actor_of(request), case.board_id),
        "faulty": form if report_id else None,
    }
    return shown(request, "lex_sarah/reports.html", case, context)


def lex_sarah_rules(request: HttpRequest, board_id: int) -> HttpResponse:
    """What the board has decided about who outside a case gets to know what."""
    actor = actor_of(request)
    board = next((one for one in _own_boards(actor) if one.id == board_id), None)
    if board is None:
        raise Http404
    own = queries.rules_for(board_id)
    start = {
        "manager_sees_summary": own.manager_sees_summary,
        "reporter_sees_text": own.reporter_sees_text,
    }
    form = RulesForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        operations.set_rules(**given_by(request), board_id=board_id, **form.cleaned_data)
        messages.success(request, "Nämndens val är sparade.")
        return redirect("lex_sarah_list")
    return render(request, "lex_sarah/rules.html", {"form": form, "board": board})


def _with_days(waiting: list[Any], today: date) -> list[tuple[Any, str, str]]:
    """Each report with the shape and the words for how it goes: late, or to be taken up."""
    key = TAKE_UP_CLOCKS[TypeKind.LEX_SARAH]
    due = calendar.due_days([key], [one.pk for one in waiting]) if waiting else {}
    found = []
    for one in waiting:
        days = (today - due[one.pk]).days if one.pk in due else 0
        late = f"{days} {'dag' if days == 1 else 'dagar'} sen"
        found.append((one, "late", late) if days > 0 else (one, "new", "Ska tas upp"))
    return found


def _chosen(form: OpenForm) -> set[str]:
    """The reports that are ticked, as text."""
    return {str(key) for key in form["reports"].value() or []}


def _own_boards(actor: Actor) -> list[Node]:
    """The boards whose SAS the actor is."""
    own = units_for(actor, "lex_sarah.work")
    return [one for one in boards(tree_on(clock.today())) if actor.system or one.id in own]


def _address(state: str, name: str, cursor: Any) -> str:
    return f"{reverse('lex_sarah_list')}?visa={state}&{name}={cursor}" if cursor else ""
