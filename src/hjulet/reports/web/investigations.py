"""Investigations: the list, the page of one, and saving it."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.findings.lists import Cause
from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.queries import tree_during
from hjulet.organisation.requests import actor_of, require_second_factor
from hjulet.organisation.rules import NotAllowed, may
from hjulet.organisation.types import Actor
from hjulet.reports import operations
from hjulet.reports.access import told
from hjulet.reports.investigation_rules import asks_for_sas
from hjulet.reports.kinds import InvestigationStatus as Status
from hjulet.reports.models import Investigation, Report
from hjulet.reports.queries import investigations as queries
from hjulet.reports.web.autosave import AUTOSAVE, first_fault, not_saved, saved
from hjulet.reports.web.investigation_forms import (
    AddForm,
    AssignForm,
    CloseForm,
    InvestigationForm,
    RemoveForm,
    ReopenForm,
    ReturnForm,
    initial_of,
)
from hjulet.reports.web.investigation_words import (
    SEVERITY_LEVEL,
    differences,
    handed_once,
    history,
    state_of,
    versions,
)
from hjulet.reports.web.words import joined
from hjulet.ui.forms import PlainSwedish
from hjulet.ui.held import too_late
from hjulet.ui.sent import sent_only

NOT_OPEN = "Utredningen är inte öppen för ändringar längre."


class FilterForm(PlainSwedish, forms.Form):
    """Everything may be left out; what cannot be read is left out of the selection."""

    lage = forms.ChoiceField(
        label="Läge",
        required=False,
        choices=[
            ("", "De som inte är avslutade"),
            *((key, str(words).capitalize()) for key, words in Status.choices),
            ("alla", "Alla"),
        ],
    )
    enhet = forms.TypedChoiceField(label="Enhet", required=False, coerce=int, empty_value=None)
    mina = forms.BooleanField(label="Bara mina", required=False)

    def __init__(self, *args: Any, actor: Actor, **given: Any) -> None:
        super().__init__(*args, **given)
        self.tree = tree_during(date.min, date.max)
        choices = [
            (node.id, "\u2003" * depth + node.name)
            for board in self.tree.children(None)
            if actor.system or board.id in actor.board_ids
            for depth, node in [(0, board), *((n + 1, one) for n, one in self.tree.walk(board.id))]
        ]
        self.fields["enhet"].choices = [("", "Alla"), *choices]  # type: ignore[attr-defined]

    def filters(self) -> queries.Filters:
        """What could be read of the address."""
        self.full_clean()
        given = self.cleaned_data
        status, unit_id = given.get("lage") or "open", given.get("enhet")
        return queries.Filters(
            status="" if status == "alla" else status,
            unit_ids=self.tree.below(unit_id) if unit_id else None,
            mine=bool(given.get("mina")),
        )


@require_safe
def investigation_list(request: HttpRequest) -> HttpResponse:
    """Latest opened first, fifty at a time."""
    actor = actor_of(request)
    form = FilterForm(request.GET, actor=actor)
    filters = form.filters()
    number = _page(request)
    page = queries.page_of(actor, filters, number)
    context = {
        "form": form,
        "rows": [(row, state_of(row.status, restricted=row.restricted)) for row in page.rows],
        "total": page.total,
        "narrowed": filters != queries.Filters(status="open"),
        "newer": _address(request, number - 1) if number > 1 else "",
        "older": _address(request, number + 1) if page.more else "",
    }
    return render(request, "reports/investigations/list.html", context)


def _page(request: HttpRequest) -> int:
    given = request.GET.get("sida", "")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 5 else 1


def _address(request: HttpRequest, page: int) -> str:
    chosen = request.GET.copy()
    chosen["sida"] = str(page)
    return f"{reverse('investigation_list')}?{chosen.urlencode()}"


@require_safe
def investigation_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The investigation: its form for who writes it, else as it reads."""
    return shown(request, opened(request, reference))


@require_safe
def investigation_print(request: HttpRequest, reference: str) -> HttpResponse:
    """All of it as it reads now, for paper."""
    found = opened(request, reference)
    context = _context(request, found) | {"today": clock.today()}
    _note(request, found, context["detail"])
    return render(request, "reports/investigations/print.html", context)


def opened(request: HttpRequest, reference: str) -> Investigation:
    """The investigation, or 404; a secret one asks for her second factor."""
    found = queries.open_investigation(actor_of(request), reference)
    if found is None:
        raise Http404
    if found.restricted:
        require_second_factor(request)
    return found


def shown(request: HttpRequest, found: Investigation, **forms_given: Any) -> HttpResponse:
    """The page with these forms instead of fresh ones. Whoever gets secret content is noted."""
    actor, today = actor_of(request), clock.today()
    context = _context(request, found)
    detail: queries.Detail = context["detail"]
    _note(request, found, detail)
    writes, status = detail.writes, found.status
    given = forms_given.get
    context |= {"open_form": next(iter(set(forms_given) - {"form", "stale", "kept"}), "")}
    context["form"] = None
    if writes and status == Status.DRAFT:
        context["form"] = given("form") or form_of(actor, found, detail)
        context |= {"stale": given("stale"), "kept": given("kept", False)}
        context["add_form"] = given("add_form") or AddForm(
            reports=labels(queries.joinable(actor, found)), auto_id="id_add_%s"
        )
    open_ones = status in (Status.DRAFT, Status.DONE, Status.ACCEPTED)
    context["assign_form"] = context["remove_form"] = None
    if writes and open_ones:
        context["assign_form"] = given("assign_form") or AssignForm(
            people=queries.responsibles(found.unit_id, today),
            initial={"responsible": found.responsible_id},
            auto_id="id_assign_%s",
        )
    if (writes or detail.reviews) and open_ones:
        context["remove_form"] = given("remove_form") or RemoveForm(
            reports=joined_labels(detail), auto_id="id_remove_%s"
        )
    for name, form_class, wanted in (
        ("return_form", ReturnForm, detail.reviews and status in (Status.DONE, Status.ACCEPTED)),
        ("close_form", CloseForm, writes and status == Status.ACCEPTED),
        ("reopen_form", ReopenForm, (writes or detail.reviews) and status == Status.CLOSED),
    ):
        form = given(name) or form_class(auto_id=f"id_{name}_%s")
        context[name] = form if wanted else None
    context["accepts"] = detail.reviews and status == Status.DONE
    context["left"] = operations.findings_left(found) if context["close_form"] else []
    return render(request, "reports/investigations/page.html", context)


def _note(request: HttpRequest, found: Investigation, detail: queries.Detail) -> None:
    """10 § SoLPuL: also of one that goes on, when it shows what was set aside."""
    if found.restricted or detail.holds_secrets:
        operations.opened_investigation(
            actor=actor_of(request), now=clock.now(), investigation_id=found.pk
        )


def _context(request: HttpRequest, found: Investigation) -> dict[str, Any]:
    detail = queries.detail_of(actor_of(request), found)
    content = detail.content
    ask_sas = found.status != Status.CLOSED and asks_for_sas(
        content.consequence, content.likelihood
    )
    due = queries.clock_day(found)
    return {
        "found": found,
        "detail": detail,
        "content": content,
        "state": state_of(found.status, restricted=found.restricted),
        "due": due,
        "late": due is not None and due < clock.today(),
        "level": SEVERITY_LEVEL.get(detail.severity, ""),
        "ask_sas": ask_sas,
        "sas": joined(queries.sas_of(found.board_id, clock.today())) if ask_sas else "",
        "handed": handed_once(detail.handovers),
        "may_hand_over": detail.writes and found.status != Status.CLOSED,
        "may_answer": detail.writes,
        "history": history(detail),
        "versions": versions(detail),
        "may_draw": _may_draw(actor_of(request), found, detail),
        "source": f"investigation:{found.pk}",
        "set_aside": [one for one in detail.steps if one.step.verb == "set_aside"],
        "returned": next(
            (
                one
                for one in detail.steps
                if found.status == Status.DRAFT and one.step.verb == "returned"
            ),
            None,
        ),
    }


def _may_draw(actor: Actor, found: Investigation, detail: queries.Detail) -> bool:
    places = (found.unit_id, found.board_id)
    writes = any(may(actor, "finding.write", key) for key in places)
    return writes and detail.writes and found.status != Status.CLOSED


def form_of(
    actor: Actor, found: Investigation, detail: queries.Detail, data: Any = None
) -> InvestigationForm:
    """The form as it stands, or with what was sent."""
    alike = queries.alike(actor, found, detail.report_ids)
    earlier = {one.id: f"{one.reference}: {one.excerpt}" for one in alike}
    for report in detail.earlier:
        words = told(report.restricted, report.what_happened[:120])
        earlier.setdefault(report.pk, f"{report.reference}: {words}")
    chosen = set(detail.content.cause_ids)
    causes = [
        row
        for row in Cause.objects.choosable().order_by("order", "name")
        if row.active or row.pk in chosen
    ]
    return InvestigationForm(
        data,
        causes=causes,
        earlier=list(earlier.items()),
        scales=queries.scale_steps(),
        initial=initial_of(detail.content, found.version),
    )


def joined_labels(detail: queries.Detail) -> list[tuple[int, str]]:
    """The reports of the investigation to choose among: of those she may not open, the number."""
    return [
        (one.report.pk, _label(one.report))
        if one.readable
        else (one.report.pk, one.report.reference)
        for one in detail.joined
    ]


def _label(report: Report) -> str:
    return f"{report.reference}: {told(report.restricted, report.what_happened[:60])}"


def labels(reports: list[Report]) -> list[tuple[int, str]]:
    """Reports that she reads, to choose among."""
    return [(one.pk, _label(one)) for one in reports]


@sent_only("investigation_page", "reference")
def investigation_save(request: HttpRequest, reference: str) -> HttpResponse:
    """Saves the draft, also while she writes, or says that it is done."""
    actor, found = actor_of(request), opened(request, reference)
    detail = queries.detail_of(actor, found)
    if not detail.writes:
        raise Http404
    quietly, posted = request.POST.get("do") == AUTOSAVE, request.POST.copy()
    form = form_of(actor, found, detail, posted)
    if not form.is_valid():
        return not_saved(first_fault(form)) if quietly else shown(request, found, form=form)
    done = request.POST.get("do") == "finish"
    given: dict[str, Any] = {
        "actor": actor,
        "now": clock.now(),
        "investigation_id": found.pk,
        "content": form.content(),
        "expected": form.cleaned_data["draft"],
    }
    try:
        if done:
            operations.finish_investigation(**given)
        else:
            now_saved = operations.save_investigation(**given, quietly=quietly)
    except operations.StaleInvestigation as error:
        if quietly:
            return not_saved(f"{error.name or 'Någon annan'} har sparat under tiden.", 409)
        form.data["draft"] = str(error.version)  # type: ignore[index]
        fresh = opened(request, reference)
        theirs = differences(form, queries.detail_of(actor, fresh).content)
        return shown(request, fresh, form=form, stale={"name": error.name, "theirs": theirs})
    except operations.WrongStep:
        page = reverse("investigation_page", args=[reference])
        return too_late(request, page, NOT_OPEN, InvestigationForm)
    except (NotAllowed, Investigation.DoesNotExist):
        raise Http404 from None
    except Invalid as error:
        if quietly:
            return not_saved(str(error))
        add_faults(form, error)
        return shown(request, found, form=form, kept=form.content().tidy() == detail.content)
    if quietly:
        return saved(clock.now(), draft=now_saved.version)
    messages.success(
        request,
        "Utredningen är klar. Kvalitetsteamet läser den nu."
        if done
        else "Utkastet är sparat. Alla som utreder ser det.",
    )
    return redirect("investigation_page", reference=reference)


def add_faults(form: forms.Form, error: Invalid) -> None:
    """Each fault beside its field, or above the form when it has none there."""
    for fault in error.faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault.message)
