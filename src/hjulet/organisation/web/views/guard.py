"""What the views of this room share: who may open a page, and how a refusal reaches a form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest

from hjulet.organisation.operations import NotPossible
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor


def actor_with(request: HttpRequest, action: str) -> Actor:
    """The actor; a page that she may not open does not exist for her."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not may(actor, action):
        raise Http404
    return actor


def attempt(form: forms.Form, call: Callable[[], Any]) -> Any:
    """Runs one operation; a refusal lands beside the field it names, and None comes back."""
    try:
        return call()
    except NotPossible as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None
