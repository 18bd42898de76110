"""Pages of action plans: all that there are, one as board and list, print, Excel and Word."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hjulet.findings.lists import Theme
from hjulet.improvements.models import ActionPlan
from hjulet.improvements.operations import plans as operations
from hjulet.improvements.queries import plans as queries
from hjulet.improvements.queries.plans import COLUMNS, Planned
from hjulet.improvements.web.measures import add_faults
from hjulet.improvements.web.plan_files import as_word, as_workbook
from hjulet.improvements.web.plan_filters import PlanFilterForm
from hjulet.improvements.web.plan_words import progress, title_of
from hjulet.improvements.web.words import next_words, outcome_words, state_of
from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.kernel.swedish import sort_key
from hjulet.organisation.queries import tree_on
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed, may, units_for
from hjulet.organisation.types import Actor
from hjulet.ui.downloads import download
from hjulet.ui.format import plural
from hjulet.ui.forms import PlainSwedish
from hjulet.ui.free_text import FreeText
from hjulet.ui.sent import sent_only

MOST_DIGITS = 10  # a longer number is no key of either database


class PlanForm(PlainSwedish, forms.Form):
    """A new plan."""

    unit = forms.TypedChoiceField(label="Vems plan", coerce=int)
    year = forms.TypedChoiceField(label="År", coerce=int)
    theme = forms.TypedChoiceField(
        label="Tema",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Lämna tomt för alla åtgärder.",
    )
    aim = FreeText(label="Vad vill ni nå?", rows=3, limit=4000, required=False)

    def __init__(self, *args: Any, actor: Actor, year: int, **given: Any) -> None:
        super().__init__(*args, **given)
        tree, allowed = tree_on(clock.today()), units_for(actor, "plan.edit")
        units = [
            (node.id, "\u2003" * depth + node.name)
            for board in tree.children(None)
            for depth, node in ((0, board), *((d + 1, n) for d, n in tree.walk(board.id)))
            if node.id in allowed
        ]
        themes = [(row.pk, row.name) for row in Theme.objects.filter(active=True).order_by("pk")]
        choose: dict[str, list[Any]] = {
            "unit": units,
            "year": [(one, str(one)) for one in (year, year + 1, year - 1, year - 2)],
            "theme": [("", "Alla"), *sorted(themes, key=lambda row: sort_key(row[1]))],
        }
        for name, choices in choose.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class AimForm(PlainSwedish, forms.Form):
    aim = FreeText(label="Vad vill ni nå?", rows=3, limit=4000, required=False)


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """Every plan, latest year first."""
    actor = actor_of(request)
    if not may(actor, "measure.read"):
        raise Http404
    rows = queries.plans_of(actor)
    return render(
        request,
        "improvements/plan_list.html",
        {
            "rows": [(plan, title_of(plan), progress_of(plan)) for plan in rows],
            "may_edit": may(actor, "plan.edit"),
        },
    )


def progress_of(plan: Any) -> str:
    """ "5 av 8 åtgärder är klara"."""
    if not plan.measures:
        return "inga åtgärder ännu"
    return f"{plan.closed} av {plural(plan.measures, 'åtgärd', 'åtgärder')} klara"


def plan_new(request: HttpRequest) -> HttpResponse:
    """A plan is opened, and filled with the measures that its year concerns."""
    actor = actor_of(request)
    if not may(actor, "plan.edit"):
        raise Http404
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        actor=actor,
        year=clock.today().year,
        initial={"unit": actor.home_unit_id},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            plan = operations.open_plan(
                actor=actor,
                now=clock.now(),
                unit_id=given["unit"],
                year=given["year"],
                theme_id=given["theme"],
                aim=given["aim"],
            )
        except operations.PlanExists as there:
            messages.success(request, "Planen finns redan. Här är den.")
            return redirect("plan_page", plan_id=there.plan.pk)
        except Invalid as error:
            add_faults(form, error)
        except NotAllowed:
            form.add_error("unit", "Du kan inte lägga upp planer där. Välj en annan enhet.")
        else:
            number = plan.links.count()
            messages.success(
                request, f"Planen är upplagd med {number} åtgärder som gäller {plan.year}."
            )
            return redirect("plan_page", plan_id=plan.pk)
    return render(request, "improvements/plan_new.html", {"form": form})


@require_safe
def plan_page(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan as a board, or as a list with `?vy=lista`."""
    return _shown(request, _found(request, plan_id))


@require_safe
def plan_print(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan on two pages, for a meeting."""
    plan = _found(request, plan_id)
    rows = queries.planned_in(plan, clock.today())
    return render(request, "improvements/plan_print.html", _context(plan, rows))


def _found(request: HttpRequest, plan_id: int) -> ActionPlan:
    plan = queries.open_plan(actor_of(request), plan_id)
    if plan is None:
        raise Http404
    return plan


def _context(plan: ActionPlan, rows: list[Planned]) -> dict[str, Any]:
    today = clock.today()
    return {
        "plan": plan,
        "title": title_of(plan),
        "lede": progress(rows),
        "today": today,
        "rows": [
            (
                row,
                state_of(row.status, row.effect, row.next_on, today),
                next_words(row.status, row.next_on, today),
                outcome_words(row.outcome),
            )
            for row in rows
        ],
    }


def _shown(request: HttpRequest, plan: ActionPlan, form: AimForm | None = None) -> HttpResponse:
    actor, every = actor_of(request), queries.planned_in(plan, clock.today())
    filters = PlanFilterForm(request.GET, rows=every)
    chosen, listed = filters.narrowed(every), request.GET.get("vy") == "lista"
    context = _context(plan, chosen) | {"lede": progress(every)}
    may_edit = may(actor, "plan.edit", plan.unit_id)
    addable, all_there = queries.addable(plan, actor) if may_edit else ([], True)
    context |= {
        "board": [
            (label, [entry for entry in context["rows"] if entry[0].status in statuses])
            for label, statuses in COLUMNS
        ],
        "as_list": listed,
        "filters": filters,
        "narrowed": filters.chosen(),
        "at_board": filters.address(),
        "at_list": filters.address(vy="lista"),
        "every": every,
        "may_edit": may_edit,
        "addable": addable,
        "all_there": all_there,
        "form": form or AimForm(initial={"aim": plan.aim}),
        "open_form": form is not None,
        "any_open": any(row.next_on is not None for row in every),
    }
    return render(request, "improvements/plan_page.html", context)


def _changeable(request: HttpRequest, plan_id: int) -> ActionPlan:
    plan = _found(request, plan_id)
    if not may(actor_of(request), "plan.edit", plan.unit_id):
        raise Http404
    return plan


@sent_only("plan_page", "plan_id")
def plan_edit(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What the plan is to reach."""
    plan = _changeable(request, plan_id)
    form = AimForm(request.POST)
    if not form.is_valid():
        return _shown(request, plan, form)
    operations.set_aim(
        actor=actor_of(request), now=clock.now(), plan_id=plan.pk, aim=form.cleaned_data["aim"]
    )
    messages.success(request, "Planens mål är sparat.")
    return redirect("plan_page", plan_id=plan.pk)


@sent_only("plan_page", "plan_id")
def plan_add(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Puts measures in, or takes one out."""
    plan = _changeable(request, plan_id)
    given: dict[str, Any] = {
        "actor": actor_of(request),
        "now": clock.now(),
        "plan_id": plan.pk,
    }
    sent = request.POST.getlist("measure")
    keys = [int(key) for key in sent if key.isdecimal() and len(key) < MOST_DIGITS]
    if request.POST.get("do") == "out":
        for key in keys[:1]:
            operations.take_out(**given, measure_id=key)
        messages.success(request, "Åtgärden står inte längre i planen.")
    elif keys:
        operations.put_in(**given, measure_ids=keys)
        messages.success(request, "Planen är ändrad.")
    else:
        messages.error(request, "Kryssa för minst en åtgärd.")
    return redirect("plan_page", plan_id=plan.pk)


@sent_only("plan_page", "plan_id")
def plan_carry_over(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What is still open goes into next year's plan."""
    plan = _changeable(request, plan_id)
    try:
        after = operations.carry_over(actor=actor_of(request), now=clock.now(), plan_id=plan.pk)
    except Invalid as error:
        messages.error(request, str(error))
        return redirect("plan_page", plan_id=plan.pk)
    messages.success(request, f"Det som är öppet står nu i planen för {after.year}.")
    return redirect("plan_page", plan_id=after.pk)


@require_safe
def plan_excel(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The list as Excel. Leaves a line in the journal."""
    plan = _found(request, plan_id)
    content = as_workbook(title_of(plan), queries.planned_in(plan, clock.today()))
    return _file(request, plan, content, "xlsx")


@require_safe
def plan_word(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan as a Word document. Leaves a line in the journal."""
    plan = _found(request, plan_id)
    rows = queries.planned_in(plan, clock.today())
    content = as_word(plan, title_of(plan), progress(rows), rows, clock.today())
    return _file(request, plan, content, "docx")


def _file(request: HttpRequest, plan: ActionPlan, content: bytes, form: str) -> HttpResponse:
    operations.note_plan_export(
        actor=actor_of(request), now=clock.now(), plan_id=plan.pk, form=form
    )
    return download(content, f"handlingsplan-{plan.year}-{plan.pk}.{form}")
