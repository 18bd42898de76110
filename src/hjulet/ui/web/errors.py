"""The pages for what went wrong. They do without the database, and without the person."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from hjulet.ui.held import held

_BARE_500 = """<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><title>Det gick inte \u2013 Hjulet</title></head>
<body><main><h1>Det gick inte</h1>
<p>Felet är vårt. Försök igen om en stund, eller berätta för systemförvaltaren.</p>
</main></body></html>
"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _page("413.html", 413)
    return _page("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("403.html", 403)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not hold: what was typed stays, if it came from a page of ours."""
    return held(request, status=403) or _page("403_csrf.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    try:
        return _page("500.html", 500)
    except Exception:  # the cause may be the very thing that the page leans on: files, templates
        return HttpResponse(_BARE_500, status=500)


def _page(template: str, status: int) -> HttpResponse:
    # Rendered without the request: no session, no person, no menu, so nothing more can fail.
    return HttpResponse(render_to_string(template), status=status)
