"""The list of analyses, and the risk picture of the unit."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.kernel import clock
from hjulet.organisation.queries import tree_during
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor, Tree
from hjulet.risks import queries
from hjulet.risks.kinds import Level
from hjulet.risks.web.matrix import matrix
from hjulet.risks.web.words import LEVEL_WORDS, state_of
from hjulet.ui.forms import PlainSwedish


class FilterForm(PlainSwedish, forms.Form):
    """Everything may be left out; what cannot be read is said and left out of the selection."""

    enhet = forms.TypedChoiceField(label="Enhet", required=False, coerce=int, empty_value=None)
    niva = forms.ChoiceField(
        label="Högsta risk",
        required=False,
        choices=[
            ("", "Alla"),
            *((one.value, LEVEL_WORDS[one].capitalize()) for one in reversed(Level)),
        ],
    )
    ar = forms.TypedChoiceField(label="År", required=False, coerce=int, empty_value=None)
    sen = forms.BooleanField(label="Bara de som ska göras om nu", required=False)

    def __init__(self, *args: Any, actor: Actor, years: list[int], **given: Any) -> None:
        super().__init__(*args, **given)
        self.tree = tree_during(date.min, date.max)
        units = _units(actor, self.tree)
        self.fields["enhet"].choices = [("", "Alla"), *units]  # type: ignore[attr-defined]
        self.fields["ar"].choices = [  # type: ignore[attr-defined]
            ("", "Alla"),
            *((year, str(year)) for year in years),
        ]

    def filters(self) -> queries.Filters:
        """What could be read of the address."""
        self.full_clean()
        given = self.cleaned_data
        unit_id = given.get("enhet")
        return queries.Filters(
            unit_ids=self.tree.below(unit_id) if unit_id else None,
            level=given.get("niva") or "",
            year=given.get("ar"),
            late=bool(given.get("sen")),
        )


@require_safe
def risk_list(request: HttpRequest) -> HttpResponse:
    """Newest first, fifty at a time."""
    actor, today = actor_of(request), clock.today()
    if not may(actor, "risk.read"):
        raise Http404
    form = FilterForm(request.GET, actor=actor, years=queries.years(actor))
    filters = form.filters()
    page = _page(request)
    found = queries.page_of(actor, filters, today, page)
    counts = queries.picture(actor, filters.unit_ids)
    context = {
        "form": form,
        "rows": [
            (row, state_of(row.analysis, today, replaced=row.replaced), _word(row.level))
            for row in found.rows
        ],
        "total": found.total,
        "overview": queries.overview(actor, filters.unit_ids, today),
        "narrowed": filters != queries.Filters(),
        "matrix": matrix(counts, 0),
        "counted": sum(counts.values()),
        "may_write": may(actor, "risk.write"),
        "newer": _address(request, page - 1) if page > 1 else "",
        "older": _address(request, page + 1) if found.more else "",
    }
    return render(request, "risks/list.html", context)


def _word(level: str) -> str:
    return LEVEL_WORDS[Level(level)] if level else ""


def _page(request: HttpRequest) -> int:
    given = request.GET.get("sida", "")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 5 else 1


def _address(request: HttpRequest, page: int) -> str:
    chosen = request.GET.copy()
    chosen["sida"] = str(page)
    return f"{reverse('risk_list')}?{chosen.urlencode()}"


def _units(actor: Actor, tree: Tree) -> list[tuple[int, str]]:
    """All units that ever stood in the actor's boards."""
    choices = []
    for board in tree.children(None):
        if actor.system or board.id in actor.board_ids:
            choices.append((board.id, board.name))
            choices += [
                (node.id, "\u2003" * (depth + 1) + node.name) for depth, node in tree.walk(board.id)
            ]
    return choices
