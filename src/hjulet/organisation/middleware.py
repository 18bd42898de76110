"""Puts the Actor on the request, and keeps what she reads out of every cache."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from hjulet.kernel import clock
from hjulet.organisation import queries, second_factor
from hjulet.organisation.requests import SecondFactorNeeded
from hjulet.organisation.types import Actor
from hjulet.ui.held import gone, held


class LoginRequired(LoginRequiredMiddleware):
    """Asks for a login, without throwing away what somebody has typed meanwhile."""

    def handle_no_permission(  # type: ignore[override]  # Django's stub knows only redirects
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        return held(request, status=401) or super().handle_no_permission(request, view_func)


class ActorMiddleware:
    """`request.actor`: the logged-in Actor, found when first asked for; None without login.

    What is answered to her is stored by no browser and no proxy: units share computers, and the
    back button must not show a report with secrecy after logout.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            request.actor = None  # type: ignore[attr-defined]
            return self.get_response(request)
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What is under secrecy was asked for without a second factor: asks for it. What was typed
        to something that is not there, or not hers to see, is shown back to her."""
        if isinstance(exception, SecondFactorNeeded):
            return second_factor.ask(request)
        if isinstance(exception, Http404) and request.user.is_authenticated:
            return gone(request)
        return None


def _actor(request: HttpRequest) -> Actor:
    actor = queries.actor_for(request.user, clock.today())  # type: ignore[arg-type]
    return replace(actor, second_factor=second_factor.shown(request))
