"""The portal's lines in the menu. Called from apps.py."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from hjulet.organisation.rules import may
from hjulet.ui import slots
from hjulet.ui.menu import EVERY, MenuItem, register


def _may_journal(actor: Any) -> bool:
    return may(actor, "journal.read")


def import_first(actor: object, obj: object, request: HttpRequest | None) -> str:
    """On the empty organisation page: the whole of it can be brought in from a file."""
    return render_to_string("portal/_import_first.html")


def register_all() -> None:
    slots.register("organisation.empty", import_first)
    register(MenuItem(label="Arbetslista", url_name="start", order=1, clocks=EVERY))
    register(
        MenuItem(
            label="Journal", url_name="journal_page", order=40, last=True, visible=_may_journal
        )
    )
