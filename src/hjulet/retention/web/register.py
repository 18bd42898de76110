"""The register of what is gone, with search and Excel."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.kernel import clock
from hjulet.organisation.types import Actor
from hjulet.retention import operations, queries, record_kinds
from hjulet.retention.queries import Filters
from hjulet.retention.web.excel import MAX_ROWS, workbook
from hjulet.retention.web.forms import RegisterForm
from hjulet.retention.web.guard import given_by, reader
from hjulet.retention.web.words import counted, span
from hjulet.ui.downloads import download


def _chosen(request: HttpRequest, actor: Actor) -> tuple[RegisterForm, Filters]:
    form = RegisterForm(request.GET, years=queries.years(actor))
    form.full_clean()
    given = form.cleaned_data
    return form, Filters(
        text=given.get("q") or "", kind=given.get("slag") or "", year=given.get("ar")
    )


@require_safe
def retention_register(request: HttpRequest) -> HttpResponse:
    """Newest first, fifty at a time."""
    actor = reader(request)
    form, filters = _chosen(request, actor)
    after = request.GET.get("efter", "")
    page = queries.register(
        actor, filters, int(after) if after.isdecimal() and len(after) < 19 else None
    )
    labels = {one.key: one.noun for one in record_kinds.kinds()}
    context = {
        "form": form,
        "rows": [
            (row, labels[row.kind], span(row.keep_months), counted(row.counts)) for row in page.rows
        ],
        "total": page.total,
        "narrowed": filters != Filters(),
        "older": _address(request, "retention_register", page.older) if page.older else "",
        "newest": _address(request, "retention_register", None) if after else "",
        "export": _address(request, "retention_excel", None),
    }
    return render(request, "retention/register.html", context)


def _address(request: HttpRequest, view: str, after: int | None) -> str:
    """The same selection, after a row of the register."""
    chosen = request.GET.copy()
    chosen.pop("efter", None)
    if after is not None:
        chosen["efter"] = str(after)
    return reverse(view) + (f"?{chosen.urlencode()}" if chosen else "")


@require_safe
def retention_excel(request: HttpRequest) -> HttpResponse:
    """The selection as Excel; that it was fetched stands in the journal."""
    actor = reader(request)
    _, filters = _chosen(request, actor)
    rows = queries.rows_for_export(actor, filters, MAX_ROWS)
    labels = {one.key: one.noun for one in record_kinds.kinds()}
    content = workbook(rows, labels, clock.today())
    operations.note_export(**given_by(request), rows=len(rows))
    return download(content, f"gallrat-{clock.today().isoformat()}.xlsx")
