"""Who asks."""

from django.http import HttpRequest

from hjulet.organisation.types import Actor


def actor_of(request: HttpRequest) -> Actor:
    """The logged-in actor that the middleware put on the request."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found
