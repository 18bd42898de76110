"""The list of reports and its Excel file; the page where lists are edited."""

import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.kernel import clock
from hjulet.kernel.swedish import sort_key
from hjulet.organisation.requests import actor_of, require_second_factor
from hjulet.organisation.rules import may
from hjulet.reports import operations, queries
from hjulet.reports.models import Category, DeviationType
from hjulet.reports.web.excel import MAX_ROWS, workbook
from hjulet.reports.web.filters import FilterForm
from hjulet.reports.web.words import state_of_row
from hjulet.ui.downloads import download
from hjulet.ui.sent import sent_only


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Newest first, fifty at a time."""
    form = FilterForm(request.GET, actor=actor_of(request))
    filters = form.filters()
    after = queries.Cursor.read(request.GET.get("efter", ""))
    before = queries.Cursor.read(request.GET.get("fore", ""))
    words = queries.look_up(filters.text, queries.CAP)
    cap = queries.cap_of(words)
    page = queries.page_of(actor_of(request), filters, after=after, before=before, words=words)
    if after or before or page.older:
        total = queries.total_of(actor_of(request), filters, words=words)
    else:
        total = len(page.rows)
    counted = queries.counted_in_figure(actor_of(request), filters)
    today = clock.today()
    return render(
        request,
        "reports/list.html",
        {
            "form": form,
            "rows": [(row, state_of_row(row, today)) for row in page.rows],
            "total": total,
            "capped": total > cap,
            "cap": cap,
            "counted": counted,
            "hidden": (counted or 0) - total,
            "newer": _address(request, "fore", page.newer),
            "older": _address(request, "efter", page.older),
            "export": _address(request, "", None, "report_export"),
            "may_export": may(actor_of(request), "report.export"),
            "max_rows": MAX_ROWS,
            "narrowed": bool(form.chosen() or form.errors),
            "filtered": bool(form.chosen() or filters.text),
        },
    )


def _address(
    request: HttpRequest, name: str, cursor: queries.Cursor | None, view: str = "report_list"
) -> str:
    """The same selection at another place; "" when there is no such place."""
    if name and cursor is None:
        return ""
    chosen = request.GET.copy()
    for key in ("efter", "fore"):
        chosen.pop(key, None)
    if name:
        chosen[name] = str(cursor)
    query = chosen.urlencode()
    return reverse(view) + (f"?{query}" if query else "")


@require_safe
def report_export(request: HttpRequest) -> HttpResponse:
    """What the actor may read of the selection, as Excel."""
    if not may(actor_of(request), "report.export"):
        raise Http404
    filters = FilterForm(request.GET, actor=actor_of(request)).filters()
    out = io.BytesIO()
    rows, restricted = workbook(
        out, queries.rows_for_export(actor_of(request), filters, MAX_ROWS), clock.now()
    )
    if restricted:
        require_second_factor(request)
    operations.note_export(
        actor=actor_of(request),
        now=clock.now(),
        rows=rows,
        restricted=restricted.total(),
        boards=restricted,
    )
    return download(out.getvalue(), f"rapporter-{clock.today().isoformat()}.xlsx")


def report_lists(request: HttpRequest) -> HttpResponse:
    """Types and categories: names, new ones, and those no longer used."""
    if not may(actor_of(request), "lists.edit"):
        raise Http404
    return _lists(request)


def _lists(request: HttpRequest, fault: dict[str, Any] | None = None) -> HttpResponse:
    categories = sorted(Category.objects.order_by("pk"), key=lambda row: sort_key(row.name))
    context = {
        "groups": [
            ("type", "Typer", DeviationType.objects.order_by("order", "name")),
            ("category", "Kategorier", categories),
        ],
        "fault": fault or {"listed": "", "row": -1, "name": "", "words": ""},
    }
    return render(request, "reports/lists.html", context)


@sent_only("report_lists")
def report_lists_change(request: HttpRequest, listed: str) -> HttpResponse:
    """One change: a new row, another name, on or off."""
    if not may(actor_of(request), "lists.edit"):
        raise Http404
    name, row = request.POST.get("name", ""), request.POST.get("row", "")
    row_id = int(row) if row.isascii() and row.isdigit() and len(row) < 18 else 0
    given: dict[str, Any] = {"actor": actor_of(request), "now": clock.now()}
    try:
        words = _change(listed, request.POST.get("do", ""), row_id, name, given)
    except (DeviationType.DoesNotExist, Category.DoesNotExist, KeyError):
        raise Http404 from None
    except operations.AlreadyListed:
        words = f"”{' '.join(name.split())}” finns redan i listan."
        return _lists(request, {"listed": listed, "row": row_id, "name": name, "words": words})
    except (operations.InvalidReport, operations.NumbersInText) as error:
        return _lists(request, {"listed": listed, "row": row_id, "name": name, "words": str(error)})
    messages.success(request, words)
    return redirect("report_lists")


def _change(listed: Any, do: str, row_id: int, name: str, given: dict[str, Any]) -> str:
    """Calls the one operation asked for and says what was done; KeyError for another."""
    if do in ("on", "off"):
        row: Any = operations.set_active(**given, listed=listed, row_id=row_id, active=do == "on")
        return f"”{row.name}” {'går att välja igen' if do == 'on' else 'används inte längre'}."
    if do == "add":
        add: Any = {"category": operations.add_category}[listed]
        return f"”{add(**given, name=name).name}” är tillagd."
    if do != "rename":
        raise KeyError(do)
    if listed == "type":
        renamed: Any = operations.rename_type(**given, type_id=row_id, name=name)
    else:
        rename: Any = {"category": operations.rename_category}[listed]
        renamed = rename(**given, category_id=row_id, name=name)
    return f"Det heter nu ”{renamed.name}”."
