"""What the room adds to the menu and to the start page. Called from apps.py."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from hjulet.annual_report import queries
from hjulet.annual_report.access import READ
from hjulet.annual_report.kinds import SectionStatus
from hjulet.organisation.rules import may
from hjulet.ui import slots
from hjulet.ui.menu import MenuItem, register


def _may_read(actor: Any) -> bool:
    return may(actor, READ)


def _waiting(actor: Any) -> int:
    return queries.unfinished_sections(actor).count()


def start_side(actor: Any, obj: object, request: HttpRequest | None) -> str:
    """The sections that the actor is to write, with how far she has come; "" when none."""
    if actor is None or actor.account_id is None:
        return ""
    sections = list(queries.own_sections(actor))
    if not sections:
        return ""
    left = [one for one in sections if one.status != SectionStatus.DONE]
    started = [one for one in left if one.status == SectionStatus.UNDER_WAY]
    return render_to_string(
        "annual_report/_start_side.html",
        {
            "done": len(sections) - len(left),
            "total": len(sections),
            "next": next(iter(started or left), None),
        },
    )


def register_all() -> None:
    register(
        MenuItem(
            label="Kvalitetsberättelse",
            url_name="edition_list",
            stage="act",
            order=30,
            visible=_may_read,
            count=_waiting,
        )
    )
    slots.register("start.side", start_side)
