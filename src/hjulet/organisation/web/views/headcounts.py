"""How many are employed in each unit: a year on one page."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hjulet.kernel import clock
from hjulet.organisation import operations, queries
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.types import Node, Tree
from hjulet.organisation.web import forms
from hjulet.organisation.web.views.guard import actor_with, attempt
from hjulet.ui.format import plural


@dataclass(frozen=True)
class Line:
    """A row of the page; what stands over the units has no field."""

    node: Node
    css: str
    field: BoundField | None = None
    before: int | None = None

    @property
    def shown(self) -> str:
        """What the field holds when the page is sent, for `HeadcountForm.changed`."""
        return self.field.as_hidden(only_initial=True) if self.field else ""


@require_http_methods(["GET", "HEAD", "POST"])
def headcount_page(request: HttpRequest) -> HttpResponse:
    """All units of a year with a field each, saved at once."""
    actor = actor_with(request, "organisation.edit")
    year_form = forms.YearForm(
        request.GET or None, today=clock.today(), used=queries.years_with_headcounts()
    )
    year = year_form.chosen
    tree = queries.tree_during(date(year, 1, 1), date(year, 12, 31))
    known = queries.headcounts(year, year - 1)
    units = queries.staffed(tree)
    form = forms.HeadcountForm(
        request.POST or None,
        units=units,
        year=year,
        now={node.id: known.get((node.id, year)) for node in units},
    )
    if request.method == "POST" and form.is_valid():
        changed = attempt(
            form,
            lambda: operations.set_headcounts(
                actor=actor, now=clock.now(), year=year, employees=form.changed
            ),
        )
        if changed is not None:
            messages.success(request, _said(changed, year))
            return redirect(f"{reverse('headcount_page')}?ar={year}")
    return render(
        request,
        "organisation/headcounts.html",
        {
            "year": year,
            "year_form": year_form,
            "form": form,
            "lines": _lines(tree, form, {key[0]: n for key, n in known.items() if key[1] < year}),
            "fields": bool(units),
        },
    )


def _lines(tree: Tree, form: forms.HeadcountForm, before: dict[int, int]) -> list[Line]:
    """The units in the order of the tree, each below what it stands in.

    A team in a unit is counted there and not shown; a board is when there are several.
    """
    lines = []
    several = len(queries.boards(tree)) > 1
    for _, node in tree.walk():
        name = forms.HeadcountForm.name_of(node.id)
        if name in form.fields:
            lines.append(Line(node, "unit", form[name], before.get(node.id)))
        elif (several and node.kind == UnitKind.BOARD) or any(
            forms.HeadcountForm.name_of(child.id) in form.fields for child in tree.children(node.id)
        ):
            lines.append(Line(node, "dep"))
    return lines


def _said(changed: int, year: int) -> str:
    if not changed:
        return "Inget var ändrat."
    return f"Antal anställda {year} är sparat för {plural(changed, 'enhet', 'enheter')}."
