"""The register: every incident, those that wait to be opened, and the same as Excel."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.data_breaches import operations, queries
from hjulet.data_breaches.clocks import title_of
from hjulet.data_breaches.kinds import Kind
from hjulet.data_breaches.models import Incident
from hjulet.data_breaches.operations.common import KIND
from hjulet.data_breaches.web.excel import MAX_ROWS, workbook
from hjulet.data_breaches.web.forms import capital
from hjulet.data_breaches.web.words import ZERO, left_in_list, moment, notified_words, state_words
from hjulet.kernel import clock
from hjulet.organisation.requests import actor_of, require_second_factor
from hjulet.organisation.rules import may
from hjulet.reports import queries as reports
from hjulet.reports.rules import imy_due
from hjulet.ui.downloads import download
from hjulet.ui.forms import PlainSwedish


class FilterForm(PlainSwedish, forms.Form):
    """Everything may be left out; what cannot be read is said and left out of the selection."""

    ar = forms.TypedChoiceField(label="Upptäckt år", required=False, coerce=int, empty_value=None)
    slag = forms.ChoiceField(
        label="Vad gick fel", required=False, choices=[("", "Allt"), *capital(Kind.choices)]
    )
    anmald = forms.ChoiceField(
        label="Anmäld till IMY",
        required=False,
        choices=[
            ("", "Alla"),
            ("ja", "Anmälda"),
            ("nej", "Anmäls inte"),
            ("obeslutad", "Inte anmälda än"),
        ],
    )
    lage = forms.ChoiceField(
        label="Läge",
        required=False,
        choices=[("", "Alla"), ("oppna", "Öppna"), ("avslutade", "Avslutade")],
    )

    def __init__(self, *args: Any, years: list[int], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["ar"].choices = [  # type: ignore[attr-defined]
            ("", "Alla"),
            *((year, str(year)) for year in years),
        ]

    def filters(self) -> queries.Filters:
        """What could be read of the address."""
        self.full_clean()
        given = self.cleaned_data
        return queries.Filters(
            year=given.get("ar"),
            kind=given.get("slag") or "",
            notified=given.get("anmald") or "",
            state=given.get("lage") or "",
        )


@require_safe
def breach_list(request: HttpRequest) -> HttpResponse:
    """The latest discovered first, fifty at a time."""
    actor, now = actor_of(request), clock.now()
    if not may(actor, "data_breach.read"):
        raise Http404
    form = FilterForm(request.GET, years=queries.years(actor))
    filters = form.filters()
    after = queries.Cursor.read(request.GET.get("efter", ""))
    before = queries.Cursor.read(request.GET.get("fore", ""))
    page = queries.page_of(actor, filters, after=after, before=before)
    waiting = [
        (one, imy_due(one.received_at), left_in_list(imy_due(one.received_at), now))
        for one in reports.awaiting_case(actor, KIND)
    ]
    context = {
        "form": form,
        "rows": [_row(one, now) for one in page.rows],
        "total": page.total,
        "hidden": queries.hidden_count(actor),
        "waiting": [
            (one, moment(due), words, clock.between(due, now) > ZERO) for one, due, words in waiting
        ],
        "narrowed": filters != queries.Filters(),
        "may_work": may(actor, "data_breach.work"),
        "newer": _address(request, "fore", page.newer),
        "older": _address(request, "efter", page.older),
        "export": _address(request, "", None, "breach_excel"),
        "max_rows": MAX_ROWS,
    }
    return render(request, "data_breaches/list.html", context)


@require_safe
def breach_excel(request: HttpRequest) -> HttpResponse:
    """What the actor may open of the selection, as Excel. Leaves a line in the journal."""
    actor = actor_of(request)
    if not may(actor, "data_breach.read"):
        raise Http404
    filters = FilterForm(request.GET, years=queries.years(actor)).filters()
    content, rows, restricted = workbook(
        queries.rows_for_export(actor, filters, MAX_ROWS), clock.now()
    )
    if restricted:
        require_second_factor(request)
    operations.note_export(
        actor=actor,
        now=clock.now(),
        rows=rows,
        restricted=restricted.total(),
        boards=restricted,
    )
    return download(content, f"personuppgiftsincidenter-{clock.today().isoformat()}.xlsx")


def _row(incident: Incident, now: Any) -> dict[str, Any]:
    sent = incident.sent  # type: ignore[attr-defined]  # prefetched
    # What is written of one with secrecy is read on its page, which asks for the second factor
    # and leaves a line of it. A list does neither.
    told = incident.notify is False and not incident.restricted  # type: ignore[attr-defined]
    return {
        "incident": incident,
        "title": title_of(incident),
        "state": state_words(incident, now),
        "notified": notified_words(incident, sent[0].sent_at if sent else None),
        "why_not": incident.decision_reason if told else "",
    }


def _address(
    request: HttpRequest, name: str, cursor: queries.Cursor | None, view: str = "breach_list"
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
