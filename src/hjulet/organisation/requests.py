"""Who asks, and whether she may open what is under secrecy just now."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from hjulet.organisation.types import Actor

View = Callable[..., HttpResponse]


class SecondFactorNeeded(Exception):
    """Something under secrecy was asked for in a session without second factor.

    The middleware leads the person to her code, or to setting a second factor up, and back.
    """


def actor_of(request: HttpRequest) -> Actor:
    """The logged-in actor that the middleware put on the request."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def require_second_factor(request: HttpRequest) -> None:
    """Raises SecondFactorNeeded unless the actor has shown one, or none is asked for.

    Call it in a view as soon as it knows that the thing is under secrecy, before anything is
    shown, journalled or written. What she has typed is shown back to be sent again.
    """
    if not actor_of(request).second_factor:
        raise SecondFactorNeeded


def confidential_view(view: View) -> View:
    """For a view where everything is under secrecy: as `require_second_factor`, before it runs."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        require_second_factor(request)
        return view(request, *args, **given)

    return checked
