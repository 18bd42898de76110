"""The menu item of action plans. Called from apps.py."""

from typing import Any

from hjulet.organisation.rules import may
from hjulet.ui.menu import MenuItem, register


def _reads(actor: Any) -> bool:
    return may(actor, "measure.read")


def register_all() -> None:
    register(
        MenuItem(
            label="Handlingsplaner", url_name="plan_list", stage="plan", order=30, visible=_reads
        )
    )
