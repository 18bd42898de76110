"""Freeze, decide, publish, next edition, discard: for those who decide on the report."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from hjulet.annual_report import operations
from hjulet.annual_report.models import Edition
from hjulet.annual_report.review import review
from hjulet.annual_report.sources import BadReference
from hjulet.annual_report.web.forms import DecideForm, FreezeForm, PublishForm
from hjulet.annual_report.web.views.guard import actor_of, deciding, posted
from hjulet.kernel import clock
from hjulet.organisation.queries import settings_for

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def edition_freeze(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Small counts and warnings to look at; then the freeze."""
    edition = deciding(request, edition_id, "freeze")
    limit = settings_for(edition.board_id).small_number_limit
    found = review(edition, limit=limit)
    form = FreezeForm(posted(request), small=bool(found.small))
    ready = form.is_valid() if form.fields else True
    if request.method == "POST" and ready and not found.problems:
        try:
            operations.freeze(actor=actor_of(request), now=clock.now(), edition_id=edition.pk)
        except operations.NotInThisState:
            messages.info(request, "Utgåvan är redan fryst.")
        except operations.StaleSection:
            messages.error(request, "Någon skriver i utkastet just nu. Försök igen om en stund.")
            return redirect("edition_freeze", edition.pk)
        except BadReference as error:
            messages.error(request, f"Det går inte att frysa. {error}")
            return redirect("edition_freeze", edition.pk)
        else:
            messages.success(request, "Utgåvan är fryst. Text och siffror ändras inte mer.")
        return redirect("edition_page", edition.pk)
    return render(
        request,
        "annual_report/edition_freeze.html",
        {"edition": edition, "review": found, "form": form, "limit": limit},
    )


@FORM
def edition_decide(request: HttpRequest, edition_id: int) -> HttpResponse:
    """The board's decision."""
    edition = deciding(request, edition_id, "decide")
    form = DecideForm(
        posted(request),
        initial={
            "dnr": edition.decision_dnr,
            "paragraph": edition.decision_paragraph,
            "on": edition.decided_on,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.decide(
                actor=actor_of(request), now=clock.now(), edition_id=edition.pk, **form.cleaned_data
            )
        except operations.BadDecision as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, "Beslutet står nu i berättelsen.")
            return redirect("edition_page", edition.pk)
    return render(request, "annual_report/edition_decide.html", {"edition": edition, "form": form})


@FORM
def edition_publish(request: HttpRequest, edition_id: int) -> HttpResponse:
    """The public address."""
    edition = deciding(request, edition_id, "publish")
    if edition.decided_on is None:
        messages.info(request, "Skriv in beslutet först. Det ska stå i det som publiceras.")
        return redirect("edition_decide", edition.pk)
    form = PublishForm(posted(request), initial={"slug": suggested_address(edition)})
    if request.method == "POST" and form.is_valid():
        slug = form.cleaned_data["slug"]
        try:
            operations.publish(
                actor=actor_of(request), now=clock.now(), edition_id=edition.pk, slug=slug
            )
        except operations.AddressTaken:
            form.add_error("slug", "En annan berättelse har den adressen. Välj en annan.")
        except operations.BadAddress:
            form.add_error("slug", "Adressen innehåller ett personnummer. Välj en annan.")
        else:
            messages.success(request, "Berättelsen är publicerad. Alla kan läsa den.")
            return redirect("edition_page", edition.pk)
    return render(request, "annual_report/edition_publish.html", {"edition": edition, "form": form})


@require_POST
def edition_next(request: HttpRequest, edition_id: int) -> HttpResponse:
    """A new draft that starts with the texts of this one."""
    edition = deciding(request, edition_id, "open_next")
    new = operations.open_next(actor=actor_of(request), now=clock.now(), edition_id=edition.pk)
    messages.success(request, f"Utgåva {new.number} är öppnad med texterna från {edition.number}.")
    return redirect("edition_page", new.pk)


@FORM
def edition_discard(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Throws a draft away, after a question."""
    edition = deciding(request, edition_id, "discard")
    if request.method == "POST":
        operations.discard(actor=actor_of(request), now=clock.now(), edition_id=edition.pk)
        messages.success(request, "Utkastet är borttaget.")
        return redirect("edition_list")
    return render(request, "annual_report/edition_discard.html", {"edition": edition})


def suggested_address(edition: Edition) -> str:
    """socialnamnden-2025, socialnamnden-barn-och-unga-kv2025-2."""
    words = [edition.board.name]
    if edition.unit_id != edition.board_id:
        words.append(edition.unit.name)
    words.append(edition.period_key.replace("..", "-"))
    if edition.number > 1:
        words.append(str(edition.number))
    return slugify(" ".join(words))[:120].strip("-")
