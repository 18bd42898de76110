"""Units and when they met, the page to show at a meeting, and that the meeting was held."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import may
from hjulet.participation import operations, queries
from hjulet.participation.queries import Agenda, Place
from hjulet.participation.web import words
from hjulet.participation.web.forms import MeetingForm
from hjulet.ui.sent import sent_only


@require_safe
def apt_list(request: HttpRequest) -> HttpResponse:
    """The units of the actor's boards, her own first."""
    actor = actor_of(request)
    if not may(actor, "meeting.read"):
        raise Http404
    places = queries.places(actor, clock.today())
    own = [place for place in places if place.own]
    others = [place for place in places if not place.own]
    return render(
        request,
        "participation/list.html",
        {"own": own, "others": others, "boards": len({place.board_id for place in places}) > 1},
    )


@require_safe
def apt_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    """What the unit has learnt since it last met; `?skarm=1` to show in the meeting room."""
    place = _place(request, unit_id)
    if request.GET.get("skarm") == "1":
        return _shown(request, place, None, frame="participation/on_screen.html")
    agenda = queries.agenda(actor_of(request), place, clock.today())
    form = None
    if may(actor_of(request), "meeting.note", unit_id):
        form = MeetingForm(
            initial={
                "held_on": clock.today(),
                "finding": _joined(agenda.finding_ids),
                "measure": _joined(agenda.changes.ids),
            }
        )
    return _shown(request, place, form, agenda=agenda)


@sent_only("apt_page", "unit_id")
def apt_note(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The meeting was held."""
    place, actor = _place(request, unit_id), actor_of(request)
    if not may(actor, "meeting.note", unit_id):
        raise Http404
    agenda = queries.agenda(actor, place, clock.today())
    form = MeetingForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            operations.note_meeting(
                actor=actor,
                now=clock.now(),
                unit_id=unit_id,
                held_on=given["held_on"],
                participants=given["participants"],
                note=given["note"],
                finding_ids=form.chosen("finding") & set(agenda.finding_ids),
                measure_ids=form.chosen("measure") & set(agenda.changes.ids),
            )
        except Invalid as error:
            for fault in error.faults:
                form.add_error(fault.field, fault.message)
        else:
            messages.success(request, "Träffen är noterad.")
            return redirect("apt_page", unit_id=unit_id)
    return _shown(request, place, form, agenda=agenda)


def _place(request: HttpRequest, unit_id: int) -> Place:
    found = queries.place_of(actor_of(request), unit_id, clock.today())
    if found is None:
        raise Http404
    return found


def _joined(ids: tuple[int, ...]) -> str:
    return " ".join(str(pk) for pk in ids)


def _shown(
    request: HttpRequest,
    place: Place,
    form: MeetingForm | None,
    *,
    agenda: Agenda | None = None,
    frame: str = "page.html",
) -> HttpResponse:
    agenda = agenda or queries.agenda(actor_of(request), place, clock.today())
    changes = agenda.changes
    context: dict[str, Any] = {
        "frame_template": frame,
        "on_screen": frame != "page.html",
        "place": place,
        "agenda": agenda,
        "talks": [
            (
                talk.finding,
                [(brief, words.answer_words(brief)) for brief in talk.measures],
                words.HANDLING[talk.finding.handling],  # type: ignore[index]
            )
            for talk in agenda.talks
        ],
        "answered": [(one, words.helped(one.effect)) for one in changes.answered],
        "moved": [(one, words.step_words(one)) for one in (*changes.done, *changes.started)],
        "going_on": [(one, words.step_words(one)) for one in changes.going_on],
        "more_measures": sum(changes.totals)
        - sum(
            len(part)
            for part in (changes.answered, changes.done, changes.started, changes.going_on)
        ),
        "form": form,
        "held": [] if frame != "page.html" else queries.earlier(place.id),
    }
    return render(request, "participation/page.html", context)
