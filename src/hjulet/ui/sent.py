"""Addresses that only take what is sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def sent_only(page: str, *keys: str) -> Callable[[View], View]:
    """Whoever opens the address by itself (a form with faults that is loaded again, a saved
    link) comes to the page that has the form. `keys` of the address are handed on to it.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, **given: Any) -> HttpResponse:
            if request.method != "POST":
                return redirect(page, **{key: given[key] for key in keys})
            return view(request, **given)

        return checked

    return wrap
