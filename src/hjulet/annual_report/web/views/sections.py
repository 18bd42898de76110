"""Writing a section: the page with the editor, saving, history, who writes it."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hjulet.annual_report import layout, operations, queries, reading, review
from hjulet.annual_report.access import DECIDE, WRITE, may_on
from hjulet.annual_report.kinds import SectionStatus
from hjulet.annual_report.models import Section, SectionVersion
from hjulet.annual_report.sources import LiveSource, scope_of, source_for
from hjulet.annual_report.web.forms import AssignForm
from hjulet.annual_report.web.tree import STATES, flat, tree_rows
from hjulet.annual_report.web.views.guard import (
    actor_of,
    may_decide,
    may_write,
    posted,
    section_for,
)
from hjulet.calendar.rules import parse_period
from hjulet.documents.stored import StoredFormError
from hjulet.figures import catalogue
from hjulet.kernel import clock
from hjulet.ui.format import time_of_day, when
from hjulet.ui.held import too_late

FORM = require_http_methods(["GET", "HEAD", "POST"])
FROZEN = "Utgåvan är fryst. Texten går inte att ändra."
CONFLICT = "Någon annan har sparat avsnittet medan du skrev. Din text är kvar här nedanför."


@FORM
def section_page(request: HttpRequest, edition_id: int, section_id: int) -> HttpResponse:
    """The editor. Posted: saves the text and says whether the section is done."""
    section = section_for(request, edition_id, section_id)
    writing = may_write(request, section.edition)
    if request.method != "POST":
        return _page(request, section, writing)
    if not may_on(actor_of(request), WRITE, section.edition.board_id):
        raise Http404
    try:
        body = json.loads(request.POST.get("body", ""))
        version = int(request.POST.get("version", ""))
    except (ValueError, RecursionError):  # the latter: brackets in thousands
        return _page(request, section, writing, fault="Texten kom inte fram. Försök igen.")
    status = SectionStatus.DONE if "done" in request.POST else SectionStatus.UNDER_WAY
    return _save_and_set(request, section, body, version, status)


def _save_and_set(
    request: HttpRequest, section: Section, body: Any, version: int, status: SectionStatus
) -> HttpResponse:
    actor, now = actor_of(request), clock.now()
    try:
        # An autosave may have come before: the same text is not saved twice.
        if body != section.body:
            operations.save_section(
                actor=actor, now=now, section_id=section.pk, version=version, body=body
            )
        operations.set_section_status(actor=actor, now=now, section_id=section.pk, status=status)
    except operations.StaleSection as stale:
        stale.section.edition = section.edition
        return _page(request, stale.section, True, fault=CONFLICT, typed=body)
    except StoredFormError as error:
        return _page(
            request, section, True, fault=f"Texten är inte sparad. {error.message}", typed=body
        )
    except operations.NotInThisState:
        back = reverse("section_page", args=_args(section, False))
        written = reading.typed(body) if body != section.body else ""
        texts = [(section.title, written)] if written else []
        return too_late(request, back, FROZEN, texts=texts)
    done = status == SectionStatus.DONE
    messages.success(request, f"{section.title}: avsnittet är {'klart' if done else 'öppet igen'}.")
    return redirect("edition_page" if done else "section_page", *_args(section, done))


def _args(section: Section, done: bool) -> tuple[int, ...]:
    return (section.edition_id,) if done else (section.edition_id, section.pk)


@require_POST
def section_save(request: HttpRequest, edition_id: int, section_id: int) -> JsonResponse:
    """Autosave; the editor's contract."""
    section = section_for(request, edition_id, section_id)
    actor, now = actor_of(request), clock.now()
    if not may_on(actor, WRITE, section.edition.board_id):
        raise Http404
    try:
        data = json.loads(request.body)
        body, version = data["body"], data["version"]
        if type(version) is not int:
            raise TypeError(version)
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"message": "Texten kom inte fram hel. Ladda om sidan."}, status=400)
    try:
        saved = operations.save_section(
            actor=actor, now=now, section_id=section.pk, version=version, body=body
        )
    except operations.StaleSection as stale:
        return _conflict(stale.section)
    except operations.NotInThisState:
        return JsonResponse({"message": FROZEN}, status=423)
    except StoredFormError as error:
        return JsonResponse({"message": error.message}, status=400)
    return JsonResponse(
        {
            "version": saved.version,
            "saved_at_text": time_of_day(now),
            "warnings": list(review.warnings_for(saved)),
            "typed": _typed(saved),
        }
    )


def _typed(section: Section) -> list[dict[str, str]]:
    """Numbers in the text that no figure has: the words, and what of them to change."""
    source = LiveSource(scope_of(section.edition), clock.now())
    return [{"words": one.words, "number": one.number} for one in review.typed_in(section, source)]


def _conflict(section: Section) -> JsonResponse:
    who = section.saved_by.name if section.saved_by else "Någon annan"
    message = f"{who} sparade {time_of_day(section.saved_at)}." if section.saved_at else who
    return JsonResponse(
        {"message": message, "version": section.version, "body": section.body}, status=409
    )


@FORM
def section_assign(request: HttpRequest, edition_id: int, section_id: int) -> HttpResponse:
    """Who writes the section."""
    section = section_for(request, edition_id, section_id)
    actor = actor_of(request)
    if not (may_write(request, section.edition) and may_decide(request, section.edition)):
        raise Http404
    people = [(one.pk, one.name) for one in queries.writers(section.edition.board_id)]
    form = AssignForm(posted(request), people=people, initial={"writer": section.responsible_id})
    if request.method == "POST" and form.is_valid():
        operations.assign_section(
            actor=actor,
            now=clock.now(),
            section_id=section.pk,
            account_id=form.cleaned_data["writer"],
        )
        messages.success(request, f"{section.title}: skribenten är ändrad.")
        return redirect("edition_page", section.edition_id)
    return render(
        request,
        "annual_report/section_assign.html",
        {"section": section, "edition": section.edition, "form": form},
    )


@require_POST
def section_take(request: HttpRequest, edition_id: int, section_id: int) -> HttpResponse:
    """The actor takes the section herself."""
    section = section_for(request, edition_id, section_id)
    if not may_write(request, section.edition):
        raise Http404
    actor = actor_of(request)
    operations.assign_section(
        actor=actor, now=clock.now(), section_id=section.pk, account_id=actor.account_id
    )
    return redirect("section_page", section.edition_id, section.pk)


@require_safe
def section_history(request: HttpRequest, edition_id: int, section_id: int) -> HttpResponse:
    """Earlier texts; one of them is shown."""
    section = section_for(request, edition_id, section_id)
    if not may_on(actor_of(request), WRITE, section.edition.board_id):
        raise Http404
    versions = list(section.history.select_related("saved_by").defer("body").order_by("-version"))
    wanted = request.GET.get("version", "")
    shown = next((one for one in versions if str(one.version) == wanted), None)
    if wanted and shown is None:
        raise Http404
    if shown is None and versions:
        shown = versions[0]
    text = ""
    if shown is not None:
        section_then = Section(title=section.title, level=section.level, body=shown.body)
        text = reading.words(section_then, source_for(section.edition))
    return render(
        request,
        "annual_report/section_history.html",
        {
            "section": section,
            "edition": section.edition,
            "versions": versions,
            "shown": shown,
            "text": text,
            "may_restore": may_write(request, section.edition)
            and shown is not None
            and shown.version != section.version,
        },
    )


@require_POST
def section_restore(
    request: HttpRequest, edition_id: int, section_id: int, version: int
) -> HttpResponse:
    """An earlier text becomes the newest."""
    section = section_for(request, edition_id, section_id)
    if not may_write(request, section.edition):
        raise Http404
    try:
        operations.restore_section(
            actor=actor_of(request),
            now=clock.now(),
            section_id=section.pk,
            version=int(request.POST.get("current", "0") or 0),
            from_version=version,
        )
    except SectionVersion.DoesNotExist:
        raise Http404 from None
    except (operations.StaleSection, ValueError):
        messages.error(request, "Någon har sparat avsnittet sedan du öppnade sidan. Titta igen.")
        return redirect("section_history", section.edition_id, section.pk)
    messages.success(request, "Den tidigare texten gäller igen. Den nyare finns kvar i historiken.")
    return redirect("section_page", section.edition_id, section.pk)


def _page(
    request: HttpRequest, section: Section, writing: bool, fault: str = "", typed: Any = None
) -> HttpResponse:
    edition = section.edition
    rows = tree_rows(edition)
    number = next((row.number for row in flat(rows) if row.section.pk == section.pk), "")
    plan = layout.template(edition.template).section(section.key)
    source = source_for(edition)
    earlier = queries.last_years(section)
    body = section.body if typed is None else typed
    return render(
        request,
        "annual_report/section_page.html",
        {
            "section": section,
            "edition": edition,
            "period": parse_period(edition.period_key),
            "rows": rows,
            "number": number,
            "writing": writing,
            "deciding": may_on(actor_of(request), DECIDE, edition.board_id),
            "state": STATES[SectionStatus(section.status)],
            "saved": _uncapital(when(section.saved_at, clock.now())),
            # A half sign (a lone surrogate) in what was sent cannot be shown: a question mark can.
            "body": json.dumps(body, ensure_ascii=False).encode(errors="replace").decode(),
            "typed": json.dumps(_typed(section)) if writing else "[]",
            "text": reading.words(section, source) if writing else reading.full(section, source),
            "plan": plan,
            "earlier": earlier,
            "earlier_text": reading.words(earlier, source_for(earlier.edition)) if earlier else "",
            "figures": catalogue.definitions(),
            "fault": fault,
        },
        status=422 if fault else 200,
    )


def _uncapital(words: str) -> str:
    """ "i dag 9.12", as it stands after "Sparat"."""
    return words[:1].lower() + words[1:]
