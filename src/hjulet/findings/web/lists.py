"""The list of findings, a group of them, and the page where causes and themes are edited."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.findings import operations, queries, rules
from hjulet.findings.kinds import Status
from hjulet.findings.lists import Cause, Theme
from hjulet.findings.web.forms import FilterForm
from hjulet.findings.web.words import in_a_row, row_of
from hjulet.kernel import clock
from hjulet.kernel.swedish import sort_key
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import may
from hjulet.ui.sent import sent_only


@require_safe
def finding_list(request: HttpRequest) -> HttpResponse:
    """Latest source first, fifty at a time."""
    actor = actor_of(request)
    if not may(actor, "finding.read"):
        raise Http404
    form = FilterForm(request.GET, actor=actor)
    form.full_clean()
    filters = _filters(form.cleaned_data)
    after = queries.Cursor.read(request.GET.get("efter", ""))
    before = queries.Cursor.read(request.GET.get("fore", ""))
    page = queries.page_of(actor, filters, after=after, before=before)
    whole = not (after or before or page.older)
    total = len(page.rows) if whole else queries.total_of(actor, filters)
    context = {
        "form": form,
        "rows": [row_of(row) for row in page.rows],
        "total": total,
        "capped": total > queries.CAP,
        "cap": queries.CAP,
        "newer": _address(request, "fore", page.newer),
        "older": _address(request, "efter", page.older),
        "narrowed": bool(form.chosen() or form.errors),
        "filtered": bool(form.chosen() or filters.text),
        "writes": may(actor, "finding.write"),
    }
    return render(request, "findings/list.html", context)


def _filters(given: dict[str, Any]) -> queries.Filters:
    handling = given.get("lage") or ""
    draft = handling == "utkast"
    return queries.Filters(
        text=given.get("q") or "",
        first=given.get("fran"),
        last=given.get("till"),
        unit_id=given.get("enhet"),
        theme_id=given.get("tema"),
        cause_id=given.get("orsak"),
        quality_area=given.get("omrade") or "",
        weight=given.get("tyngd"),
        handling="" if draft else handling,
        status=Status.DRAFT if draft else Status.RELEASED if handling else "",
        origin=given.get("kalla") or "",
    )


def _address(request: HttpRequest, name: str, cursor: queries.Cursor | None) -> str:
    """The same selection at another place; "" when there is no such place."""
    if cursor is None:
        return ""
    chosen = request.GET.copy()
    for key in ("efter", "fore"):
        chosen.pop(key, None)
    chosen[name] = str(cursor)
    return f"{reverse('finding_list')}?{chosen.urlencode()}"


@require_safe
def finding_group(request: HttpRequest, group_id: int) -> HttpResponse:
    """How often the same thing comes back, per year or quarter (`?per=kvartal`)."""
    group = queries.open_group(actor_of(request), group_id)
    if group is None:
        raise Http404
    quarterly = request.GET.get("per") == "kvartal"
    times = rules.recurrence(group.days, "quarter" if quarterly else "year")
    years = [day.year for day in group.days]
    context = {
        "group": group,
        "rows": [row_of(one) for one in group.findings],
        "times": times,
        "total": len(group.days),
        "quarterly": quarterly,
        "sentence": in_a_row(group.years_in_a_row, max(years), clock.today().year) if years else "",
    }
    return render(request, "findings/group.html", context)


@require_safe
def finding_lists(request: HttpRequest) -> HttpResponse:
    """Causes as a tree and themes: names, new ones, and those no longer used."""
    if not may(actor_of(request), "lists.edit"):
        raise Http404
    return _lists(request)


def _lists(request: HttpRequest, fault: dict[str, Any] | None = None) -> HttpResponse:
    causes = list(Cause.objects.order_by("order", "name"))
    context = {
        "causes": [
            (row, depth)
            for top in causes
            if top.parent_id is None
            for row, depth in [(top, 0)] + [(one, 1) for one in causes if one.parent_id == top.pk]
        ],
        "tops": [row for row in causes if row.parent_id is None],
        "headings": {row.parent_id for row in causes if row.parent_id},
        "themes": sorted(Theme.objects.order_by("pk"), key=lambda row: sort_key(row.name)),
        "fault": fault or {"listed": "", "row": -1, "name": "", "words": ""},
    }
    return render(request, "findings/lists.html", context)


@sent_only("finding_lists")
def finding_lists_change(request: HttpRequest, listed: str) -> HttpResponse:
    """One change: a new row, another name, on or off."""
    if not may(actor_of(request), "lists.edit"):
        raise Http404
    name = request.POST.get("name", "")
    row_id, parent_id = _key(request, "row"), _key(request, "parent")
    try:
        words = _change(request, listed, row_id, parent_id, name)
    except (Cause.DoesNotExist, Theme.DoesNotExist, KeyError):
        raise Http404 from None
    except operations.AlreadyListed:
        words = f"”{' '.join(name.split())}” finns redan i listan."
        return _lists(request, {"listed": listed, "row": row_id, "name": name, "words": words})
    except (operations.Invalid, operations.NumbersInText) as error:
        return _lists(request, {"listed": listed, "row": row_id, "name": name, "words": str(error)})
    messages.success(request, words)
    return redirect("finding_lists")


def _key(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _change(request: HttpRequest, listed: Any, row_id: int, parent_id: int, name: str) -> str:
    """Calls the one operation asked for and says what was done; KeyError for another."""
    given: dict[str, Any] = {"actor": actor_of(request), "now": clock.now()}
    do = request.POST.get("do", "")
    if do in ("on", "off"):
        row: Any = operations.set_active(**given, listed=listed, row_id=row_id, active=do == "on")
        return f"”{row.name}” {'går att välja igen' if do == 'on' else 'används inte längre'}."
    if do == "add":
        if listed == "cause":
            row = operations.add_cause(**given, name=name, parent_id=parent_id or None)
        else:
            row = {"theme": operations.add_theme}[listed](**given, name=name)
        return f"”{row.name}” är tillagd."
    if do != "rename":
        raise KeyError(do)
    if listed == "cause":
        row = operations.rename_cause(**given, cause_id=row_id, name=name)
    else:
        row = {"theme": operations.rename_theme}[listed](**given, theme_id=row_id, name=name)
    return f"Det heter nu ”{row.name}”."
