"""A form page that has been open too long keeps the text instead of throwing it away."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def keeps_text(view: View) -> View:
    """Checks the CSRF token as the middleware does, but lets the view answer a stale one.

    The view gets `request.stale` and must then save nothing: it shows the form again with what
    was typed and a new token. So also for a form that comes back from the page of `ui.held`.
    Exempt only from the middleware's own answer, not from the check.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        guard = CsrfViewMiddleware(lambda _: HttpResponse())
        guard.process_request(request)
        refused = guard.process_view(request, view, args, given) is not None
        request.stale = refused or "held" in request.POST  # type: ignore[attr-defined]
        return view(request, *args, **given)

    return csrf_exempt(checked)
