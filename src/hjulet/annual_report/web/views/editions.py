"""The list of editions, one edition, opening and reading."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hjulet.annual_report import assembly, operations, queries, reading
from hjulet.annual_report.access import DECIDE
from hjulet.annual_report.kinds import Format
from hjulet.annual_report.models import Edition, EditionFile
from hjulet.annual_report.rules import STEM, may
from hjulet.annual_report.sources import BadReference
from hjulet.annual_report.web.forms import OpenForm
from hjulet.annual_report.web.tree import tree_rows
from hjulet.annual_report.web.views.guard import (
    actor_of,
    edition_for,
    may_decide,
    may_write,
    posted,
)
from hjulet.calendar.rules import parse_period
from hjulet.documents.build import FORMATS, build
from hjulet.documents.stored import StoredFormError
from hjulet.kernel import clock
from hjulet.organisation.queries import boards, boards_for, tree_during
from hjulet.ui.downloads import download

UNREADABLE = "Den sparade filen saknas eller är skadad. Säg till systemförvaltaren."
FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def edition_list(request: HttpRequest) -> HttpResponse:
    """Editions of the actor's boards, and her own sections in them."""
    actor = actor_of(request)
    rows = [
        {"edition": edition, "period": parse_period(edition.period_key)}
        for edition in queries.editions(actor)
    ]
    return render(
        request,
        "annual_report/edition_list.html",
        {
            "rows": rows,
            "mine": queries.unfinished_sections(actor),
            "may_open": bool(boards_for(actor, DECIDE)),
        },
    )


@FORM
def edition_new(request: HttpRequest) -> HttpResponse:
    """Opens a draft from a template."""
    actor = actor_of(request)
    allowed = boards_for(actor, DECIDE)
    if not allowed:
        raise Http404
    today = clock.today()
    # A report on last year may be about a unit that is closed now.
    units = tree_during(today.replace(year=today.year - 2, month=1, day=1), today)
    shown = frozenset(board.id for board in boards(units)) & allowed
    form = OpenForm(posted(request), tree=units, boards=shown, today=today)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            edition = operations.open_edition(
                actor=actor,
                now=clock.now(),
                template=data["template"],
                period_key=data["period"],
                unit_id=data["unit"],
                title=data["title"],
            )
        except operations.NotABoard:
            form.add_error("unit", "Enheten fanns inte under den tiden. Välj en annan.")
        except operations.BadTitle as error:
            form.add_error("title", str(error))
        else:
            messages.success(request, "Utkastet är öppnat. Fördela avsnitten och börja skriva.")
            return redirect("edition_page", edition.pk)
    return render(request, "annual_report/edition_new.html", {"form": form})


@require_safe
def edition_page(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Section tree, who writes what, how far it has come, and the next step."""
    edition = edition_for(request, edition_id)
    return render(
        request,
        "annual_report/edition_page.html",
        {
            "edition": edition,
            "period": parse_period(edition.period_key),
            "rows": tree_rows(edition),
            "writing": may_write(request, edition),
            "deciding": may_decide(request, edition),
            "may": {verb: may(verb, edition.status) for verb in ("freeze", "decide", "open_next")},
            "formats": _formats(edition),
            "draft_formats": Format.choices,
            "newer": _newer(request, edition),
            "public_url": reverse("published_page", args=[edition.slug]) if edition.slug else "",
        },
    )


@require_safe
def edition_read(request: HttpRequest, edition_id: int) -> HttpResponse:
    """How the reader sees it: a draft as it stands now, a frozen edition from its stored file."""
    edition = edition_for(request, edition_id)
    context: dict[str, Any] = {"edition": edition}
    try:
        if edition.frozen_at is None:
            context["parts"] = reading.whole(edition)
        else:
            context["parts"] = queries.published_page(edition)
    except (BadReference, StoredFormError) as error:
        context["problem"] = f"{error} Öppna avsnittet och ta bort eller byt siffran."
    except queries.Unreadable:
        context["problem"] = UNREADABLE
    return render(request, "annual_report/edition_read.html", context)


@require_safe
def edition_file(request: HttpRequest, edition_id: int, name: str) -> HttpResponse:
    """A stored file of a frozen edition; a draft is built now and marked UTKAST."""
    edition = edition_for(request, edition_id)
    if name not in FORMATS:
        raise Http404
    if edition.frozen_at is not None:
        try:
            content = queries.stored_file(edition, name)
        except EditionFile.DoesNotExist:
            raise Http404 from None
        except queries.Unreadable:
            messages.error(request, f"Filen går inte att ladda ner. {UNREADABLE}")
            return redirect("edition_page", edition.pk)
        return download(content, f"{STEM}.{name}")
    try:
        files = build(assembly.of_edition(edition), {name})
    except (BadReference, StoredFormError) as error:
        messages.error(request, f"Filen går inte att bygga. {error}")
        return redirect("edition_page", edition.pk)
    return download(files[name], f"{STEM}-utkast.{name}")


def _formats(edition: Edition) -> list[tuple[str, str, int]]:
    order = list(Format.values)
    rows = sorted(edition.files.all(), key=lambda file: order.index(file.format))
    return [(row.format, row.get_format_display(), -(-row.size // 1024)) for row in rows]


def _newer(request: HttpRequest, edition: Edition) -> Edition | None:
    return (
        queries.editions(actor_of(request))
        .filter(
            board_id=edition.board_id,
            unit_id=edition.unit_id,
            template=edition.template,
            period_key=edition.period_key,
            number__gt=edition.number,
        )
        .first()
    )
