"""How long things may take, kind by kind, and the board's own times."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_safe

from hjulet.calendar import operations, queries, recurrences
from hjulet.calendar.kinds import Span
from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation import queries as organisation
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import may, units_for
from hjulet.organisation.types import Actor, Node
from hjulet.ui.format import number, plural
from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import FreeText


class DeadlineForm(PlainSwedish, forms.Form):
    """The board's own time for one kind."""

    amount = forms.IntegerField(label="Antal", min_value=1, max_value=500)
    span = forms.ChoiceField(label="Räknat i", choices=Span.choices)
    warn_before = forms.IntegerField(
        label="Påminn så många arbetsdagar före",
        help_text="0 är samma dag. Räknas tiden i timmar påminner Hjulet 24, 6 och 1 timme före, "
        "vad som än står här.",
        min_value=0,
        max_value=500,
    )
    raise_after = forms.IntegerField(
        label="Säg till nästa chef efter så många arbetsdagar",
        help_text="Räknas tiden i timmar är det dygn, också på helgen.",
        min_value=1,
        max_value=500,
    )
    basis = FreeText(label="Lag eller beslut", rows=1, limit=200)
    valid_from = forms.DateField(
        label="Gäller från",
        widget=DateInput,
        help_text="Det som redan har börjat behåller den dag det fick.",
    )


@require_safe
def deadline_list(request: HttpRequest) -> HttpResponse:
    """All kinds with what holds today, for each board where the actor decides."""
    today = clock.today()
    boards = [
        (board, [(one, _reminded(one), _raised(one)) for one in queries.limits_of(board.id, today)])
        for board in _boards(_actor(request))
    ]
    return render(request, "calendar/deadlines.html", {"boards": boards})


@require_http_methods(["GET", "HEAD", "POST"])
def deadline_edit(request: HttpRequest, board_id: int, kind: str) -> HttpResponse:
    """One kind at one board."""
    actor = _actor(request)
    board = next((node for node in _boards(actor) if node.id == board_id), None)
    limits = queries.limits_of(board_id, clock.today())
    limit = next((one for one in limits if one.kind.key == kind), None)
    if board is None or limit is None:
        raise Http404
    form = DeadlineForm(request.POST or None, initial=_initial(limit))
    if request.method == "POST" and form.is_valid() and _saved(form, actor, board_id, kind):
        messages.success(request, "Tidsgränsen är sparad.")
        return redirect("deadline_list")
    context = {"form": form, "board": board, "limit": limit}
    return render(request, "calendar/deadline_form.html", context)


def _reminded(limit: queries.Limit) -> str:
    """ "3 arbetsdagar före", "24, 6 och 1 timme före", "samma dag" or "genast"."""
    before = limit.reminded
    if not before:
        return "genast"
    if limit.deadline.span == Span.HOURS:
        *others, last = before
        hours = plural(last, "timme", "timmar")
        return f"{', '.join(map(str, others))} och {hours} före" if others else f"{hours} före"
    return f"{plural(before[0], 'arbetsdag', 'arbetsdagar')} före" if before[0] else "samma dag"


def _raised(limit: queries.Limit) -> str:
    """ "5 arbetsdagar", and days and nights of what is counted in hours."""
    days = limit.deadline.raise_after
    if limit.deadline.span == Span.HOURS:
        return f"{number(days)} dygn"
    return plural(days, "arbetsdag", "arbetsdagar")


def _saved(form: DeadlineForm, actor: Actor, board_id: int, kind: str) -> bool:
    given: dict[str, Any] = form.cleaned_data
    try:
        operations.set_deadline(
            actor=actor, now=clock.now(), board_id=board_id, kind=kind,
            **{**given, "span": Span(given["span"])},
        )  # fmt: skip
    except Invalid as refused:
        for fault in refused.faults:
            form.add_error(fault.field, fault.message)
        return False
    return True


def _initial(limit: queries.Limit) -> dict[str, object]:
    fields = ("amount", "span", "warn_before", "raise_after", "basis")
    held = limit.coming or limit.deadline
    return {name: getattr(held, name) for name in fields} | {"valid_from": clock.today()}


def _boards(actor: Actor) -> list[Node]:
    mine = units_for(actor, "deadlines.edit")
    return [
        node for node in organisation.boards(organisation.tree_on(clock.today())) if node.id in mine
    ]


def _actor(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not may(actor, "deadlines.edit"):
        raise Http404
    return actor


JOBS = {
    "calendar.chase": "Påminnelser",
    "calendar.digest": "Morgonens mejl",
    "notices.send": "Skicka mejl",
    "notices.tidy": "Ta bort gamla meddelanden och mejl",
    "retention.propose": "Föreslå gallring",
    "retention.go_on": "Gallra klart det som två har skrivit under",
    "figures.verify": "Kontrollera siffrornas räknerader",
}


def jobs(actor: object, obj: object, request: HttpRequest | None) -> str:
    """For the slot on the page about e-mail: when the worker last did what, and what failed."""
    known = {job.key for job in recurrences.jobs()}
    rows = [
        {"name": JOBS.get(row.key, row.key), "last_at": row.last_at, "failure": row.failure}
        for row in queries.recurrences()
        if row.key in known
    ]
    return render_to_string("calendar/_jobs.html", {"rows": rows})
