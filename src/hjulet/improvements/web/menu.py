"""What the room adds to the menu and to other rooms' pages. Called from apps.py."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from hjulet.improvements import queries, rules
from hjulet.improvements.web.words import next_words, state_of
from hjulet.kernel import clock
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.ui import slots
from hjulet.ui.menu import MenuItem, register


def _reads(actor: Any) -> bool:
    return may(actor, "measure.read")


def register_all() -> None:
    """Called once when the application starts."""
    register(
        MenuItem(
            label="Åtgärder",
            url_name="measure_list",
            stage="act",
            order=20,
            visible=_reads,
            clocks=(rules.DECIDE, rules.DO, rules.EFFECT),
        )
    )
    slots.register("finding.improvements", of_finding)
    slots.register("finding.effects", effects_of)
    slots.register("report.led_to", of_report)


def of_finding(actor: Actor, finding: Any, request: HttpRequest | None) -> str:
    """On the page of a finding: its measures, and a button to propose one."""
    rows = _rows(actor, [finding.pk])
    may_propose = may(actor, "measure.propose") and finding.status == "released"
    if not rows and not may_propose:
        return ""
    return render_to_string(
        "improvements/_of_finding.html",
        {"rows": rows, "finding": finding, "may_propose": may_propose},
    )


def effects_of(actor: Actor, finding: Any, request: HttpRequest | None) -> str:
    """On the page of a finding: what the checks of its measures said; "" before the first."""
    checked = [row for row in _rows(actor, [finding.pk]) if row[0].effect]
    return render_to_string("improvements/_effects.html", {"rows": checked}) if checked else ""


def of_report(actor: Actor, finding_ids: Sequence[int], request: HttpRequest | None) -> str:
    """To the reporter: what is done because of what she wrote."""
    rows = _rows(actor, finding_ids)
    return render_to_string("improvements/_of_report.html", {"rows": rows}) if rows else ""


def _rows(actor: Actor, finding_ids: Sequence[int]) -> list[tuple[Any, Any, str]]:
    today = clock.today()
    found, seen = [], set()
    for one in queries.of_findings(actor, finding_ids):
        if one.id not in seen:
            seen.add(one.id)
            state = state_of(one.status, one.effect, one.next_on, today)
            found.append((one, state, next_words(one.status, one.next_on, today)))
    return found
