"""Who has lately been given a role that reads reports: seen by those who do not give them."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from hjulet.kernel import clock
from hjulet.organisation import queries
from hjulet.organisation.types import Actor

SHOWN = 8


def new_readers(actor: Actor | None, obj: object, request: HttpRequest | None) -> str:
    """For the start page: the new roles of the last month; "" when there are none."""
    found = queries.new_readers(actor, clock.now()) if actor is not None else []
    if not found:
        return ""
    return render_to_string(
        "organisation/_new_readers.html", {"rows": found[:SHOWN], "more": len(found[SHOWN:])}
    )
