"""The menu item of the room. Called from apps.py."""

from typing import Any

from hjulet.organisation.rules import may
from hjulet.ui.menu import MenuItem, register


def _reads(actor: Any) -> bool:
    return may(actor, "meeting.read")


def register_all() -> None:
    register(
        MenuItem(
            label="Arbetsplatsträff", url_name="apt_list", stage="do", order=30, visible=_reads
        )
    )
