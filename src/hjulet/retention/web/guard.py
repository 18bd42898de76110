"""Who comes in, and what happened instead: shared by the views of the room."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest

from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.requests import actor_of
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.retention import access, queries
from hjulet.retention.models import DisposalList


def given_by(request: HttpRequest) -> dict[str, Any]:
    """Who and when, for an operation."""
    return {"actor": actor_of(request), "now": clock.now()}


def reader(request: HttpRequest) -> Actor:
    """Who follows retention somewhere; anybody else gets 404."""
    actor = actor_of(request)
    if not may(actor, "retention.read"):
        raise Http404
    return actor


def seen_list(request: HttpRequest, reference: str) -> DisposalList:
    """The list, for who may see it; anybody else gets 404."""
    made = queries.open_list(actor_of(request), reference)
    if made is None:
        raise Http404
    return made


def own_list(request: HttpRequest, reference: str) -> DisposalList:
    """The list, for who may sign and change it; anybody else gets 404."""
    made = seen_list(request, reference)
    if not access.knows(actor_of(request), made.kind, made.board_id, "retention.dispose"):
        raise Http404
    return made


def add_faults(form: forms.Form, error: Invalid) -> None:
    """Each fault beside its field, or above the form when it has none there."""
    for fault in error.faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault.message)
