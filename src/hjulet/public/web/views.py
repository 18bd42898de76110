"""Published reports, open to anybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hjulet.annual_report import queries
from hjulet.annual_report.rules import STEM
from hjulet.calendar.rules import parse_period
from hjulet.ui.downloads import download

FILES = (("pdf", "Ladda ner PDF"), ("docx", "Ladda ner Word"), ("html", "Ladda ner webbsidan"))


@login_not_required
@require_safe
def published_list(request: HttpRequest) -> HttpResponse:
    """Every published report, newest first; of each report the latest edition."""
    latest: dict[tuple[object, ...], Any] = {}
    for edition in queries.published():
        name = (edition.board_id, edition.unit_id, edition.template, edition.period_key)
        latest.setdefault(name, edition)
    rows = [
        {"edition": edition, "period": parse_period(edition.period_key)}
        for edition in latest.values()
    ]
    return render(request, "public/published_list.html", {"rows": rows})


@login_not_required
@require_safe
def published_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One report, from its stored web page: what was frozen is what is read."""
    edition = _edition(slug)
    try:
        parts = queries.published_page(edition)
    except queries.Unreadable:
        return _unreadable(request, edition)
    newer = queries.newer_published(edition)
    return render(
        request,
        "public/published_page.html",
        {
            "edition": edition,
            "period": parse_period(edition.period_key),
            "parts": parts,
            # The table of contents ends with the ways to take the report along.
            "contents": parts.contents.removesuffix("</nav>"),
            "newer": newer,
            "files": [(name, label) for name, label in FILES if name in _formats(edition)],
        },
    )


@login_not_required
@require_safe
def published_file(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """A stored file, as a download."""
    edition = _edition(slug)
    if name not in _formats(edition):
        raise Http404
    try:
        content = queries.stored_file(edition, name)
    except queries.Unreadable:
        return _unreadable(request, edition)
    return download(content, f"{STEM}-{slug}.{name}")


def _unreadable(request: HttpRequest, edition: Any) -> HttpResponse:
    """What was decided is never shown in another form: the reader is told, and whom to ask."""
    return render(request, "public/unreadable.html", {"edition": edition}, status=503)


def _edition(slug: str) -> Any:
    edition = queries.published().filter(slug=slug).prefetch_related("files").first()
    if edition is None:
        raise Http404
    return edition


def _formats(edition: Any) -> set[str]:
    return {file.format for file in edition.files.all()}
