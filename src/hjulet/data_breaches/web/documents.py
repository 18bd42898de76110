"""The text for IMY's e-service: a page to copy from or print, and the same as a Word document."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hjulet.data_breaches import letter as letters
from hjulet.data_breaches import operations
from hjulet.data_breaches.letter import Line
from hjulet.data_breaches.models import Incident, Notification
from hjulet.data_breaches.web.page import opened
from hjulet.documents import docx
from hjulet.documents.normalise import normalise
from hjulet.documents.tree import Document, Heading, Paragraph, Text
from hjulet.kernel import clock
from hjulet.organisation.requests import actor_of
from hjulet.ui.downloads import download
from hjulet.ui.format import date_plain, date_time


@require_safe
def breach_letter(request: HttpRequest, number: str) -> HttpResponse:
    """What is known now, or what was sent (`?skickad=1`), in the order that IMY asks."""
    incident = opened(request, number)
    if incident.disposed_on is not None:  # nothing of it is left
        return redirect("breach_page", number=number)
    sent = _sent(request, incident)
    context = {"incident": incident, "sent": sent, "lines": _lines(incident, sent)}
    return render(request, "data_breaches/letter.html", context)


@require_safe
def breach_word(request: HttpRequest, number: str) -> HttpResponse:
    """The same as a Word document. Leaves a line in the journal."""
    incident = opened(request, number)
    if incident.disposed_on is not None:
        return redirect("breach_page", number=number)
    sent = _sent(request, incident)
    operations.note_document(actor=actor_of(request), now=clock.now(), incident=incident)
    content = as_word(incident, _lines(incident, sent), sent)
    return download(content, f"pui-{incident.number}{f'-{sent.number}' if sent else ''}.docx")


def as_word(incident: Incident, lines: list[Line], sent: Notification | None) -> bytes:
    """Each heading of IMY's form with its answer below."""
    when = f"Skickad {date_time(sent.sent_at)}" if sent else f"Utkast {date_plain(clock.today())}"
    blocks: list[Heading | Paragraph] = [Paragraph((Text(when),))]
    for heading, text in lines:
        blocks.append(Heading(2, (Text(heading),)))
        blocks += [Paragraph((Text(line),)) for line in text.splitlines() if line.strip()]
    document, _ = normalise(
        Document(
            title=f"Anmälan av personuppgiftsincident {incident.reference}",
            author=incident.board.name,
            date=clock.local_date(sent.sent_at) if sent else clock.today(),
            blocks=tuple(blocks),
            cover=False,
            numbered=False,
        )
    )
    return docx.render(document)


def _sent(request: HttpRequest, incident: Incident) -> Notification | None:
    """The notification that the address names, None for what is known now."""
    named = request.GET.get("skickad", "")
    if not named:
        return None
    known = named.isascii() and named.isdigit() and len(named) < 4
    found = incident.notifications.filter(number=int(named)).first() if known else None
    if found is None:
        raise Http404
    return found


def _lines(incident: Incident, sent: Notification | None) -> list[Line]:
    if sent is None:
        return letters.letter(incident)
    return [(heading, text) for heading, text in sent.contents]
