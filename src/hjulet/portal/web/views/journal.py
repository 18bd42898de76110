"""The journal, for those who check who has read and done what (10 § SoLPuL 2001:454)."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hjulet.journal import queries as journal
from hjulet.log_review import subjects
from hjulet.organisation import queries as organisation
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.portal import journal_words
from hjulet.portal.web.journal_form import ChoiceForm


@require_safe
def journal_page(request: HttpRequest) -> HttpResponse:
    """Events, newest first, narrowed by person, verb, subject and day. Keys only, no content."""
    if not may(request.actor, "journal.read"):  # type: ignore[attr-defined]
        raise Http404
    people = [(one.pk, one.name) for one in organisation.people()]
    form = ChoiceForm(request.GET, people=people, verbs=journal.verbs())
    before = request.GET.get("fore", "")
    events, more = journal.page(
        form.chosen(), before=int(before) if before.isdecimal() and len(before) < 19 else None
    )
    names, references = dict(people), _references(request.actor, events)  # type: ignore[attr-defined]
    chosen = {key: request.GET[key] for key in form.fields if request.GET.get(key)}
    return render(
        request,
        "portal/journal.html",
        {
            "form": form,
            "chosen": bool(chosen),
            "rows": [
                {
                    "event": event,
                    "who": _who(event.actor_id, names),
                    "what": journal_words.verb(event.verb),
                    "about": journal_words.subject(event.subject_kind),
                    "reference": references.get((event.subject_kind, event.subject_id), ""),
                }
                for event in events
            ],
            "previous_url": _address(chosen) if before else "",
            "next_url": _address({**chosen, "fore": str(events[-1].seq)}) if more else "",
            "shown": "",
        },
    )


def _references(actor: Actor, events: Iterable[Any]) -> dict[tuple[str, str], str]:
    """What the things are called in the rooms, by kind and key, for who may open them: of the
    others not even the number is told (OSL 8:1), they go by their keys. One question for a kind."""
    keys: dict[str, set[int]] = {}
    for event in events:
        if event.subject_id.isdecimal():
            keys.setdefault(event.subject_kind, set()).add(int(event.subject_id))
    return {
        (kind, str(key)): described.reference
        for kind, ids in keys.items()
        if (known := subjects.subject(kind)) is not None
        for key, described in known.describe(ids).items()
        if any(may(actor, known.right, board_id) for board_id in described.board_ids)
    }


def _who(actor_id: int | None, names: dict[int, str]) -> str:
    if actor_id is None:
        return "Hjulet"
    return names.get(actor_id, f"konto {actor_id}")


def _address(query: dict[str, str]) -> str:
    return f"{reverse('journal_page')}?{urlencode(query)}"
