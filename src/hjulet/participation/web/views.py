"""The page of a unit's workplace meeting, and the note that it took place."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import NotAllowed, may
from hjulet.participation import operations, queries
from hjulet.participation.web.forms import MeetingForm
from hjulet.ui.sent import sent_only


@require_safe
def apt_list(request: HttpRequest) -> HttpResponse:
    """Every unit of the board, with when it last talked about what was learnt."""
    actor = actor_of(request)
    if not may(actor, "meeting.read"):
        raise Http404
    rows = queries.units_of(actor, clock.today())
    own = next((row for row in rows if row[1].id == actor.home_unit_id), None)
    return render(request, "participation/list.html", {"rows": rows, "own": own})


@require_safe
def apt_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    """What the unit talks about; `?skarm=1` is large and without menu, for a screen."""
    return _shown(request, _found(request, unit_id))


def _found(request: HttpRequest, unit_id: int) -> queries.Page:
    actor = actor_of(request)
    page = queries.page_of(actor, unit_id, clock.today()) if may(actor, "meeting.read") else None
    if page is None:
        raise Http404
    return page


def _shown(
    request: HttpRequest, page: queries.Page, form: MeetingForm | None = None
) -> HttpResponse:
    on_screen = bool(request.GET.get("skarm"))
    return render(
        request,
        "participation/screen.html" if on_screen else "participation/page.html",
        {
            "page": page,
            "lessons": [(one, page.answers[one.id]) for one in page.lessons],
            "may_note": may(actor_of(request), "meeting.note", page.unit.id),
            "form": form or MeetingForm(initial={"held_on": clock.today()}),
        },
    )


@sent_only("apt_page", "unit_id")
def apt_note(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Notes that the unit has talked about what stands on the page."""
    page = _found(request, unit_id)
    if not may(actor_of(request), "meeting.note", unit_id):
        raise Http404
    form = MeetingForm(request.POST)
    if not form.is_valid():
        return _shown(request, page, form)
    try:
        operations.note_meeting(
            actor=actor_of(request),
            now=clock.now(),
            unit_id=unit_id,
            finding_ids=[one.id for one in page.lessons],
            measure_ids=[one.id for one in page.results],
            **form.cleaned_data,
        )
    except Invalid as error:
        for fault in error.faults:
            form.add_error(fault.field, fault.message)
        return _shown(request, page, form)
    except NotAllowed:
        raise Http404 from None
    messages.success(request, "Träffen är noterad. Nästa gång visas det som är nytt sedan dess.")
    return redirect("apt_page", unit_id=unit_id)
