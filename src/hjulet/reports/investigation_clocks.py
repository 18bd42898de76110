"""The clocks of an investigation: until it is done, until it is accepted, until it is closed.

An investigation that is not closed always has exactly one of them (SOSFS 2011:9 5 kap.: what is
reported is investigated). How much time the board gives itself is a Deadline in `calendar`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from hjulet.calendar import clock_kinds, operations
from hjulet.calendar.clock_kinds import ClockKind, Described
from hjulet.calendar.kinds import Span
from hjulet.organisation.kinds import Role
from hjulet.organisation.types import Actor
from hjulet.reports.access import told
from hjulet.reports.clocks import beginning
from hjulet.reports.investigation_rules import ACCEPT, CLOCKS, CLOSE, FINISH
from hjulet.reports.models import Investigation, InvestigationReport, Report

KINDS = (FINISH, ACCEPT, CLOSE)


def register() -> None:
    """Called once when the application starts."""
    common: dict[str, Any] = {"noun": "Utredning", "stage": "do", "describe": describe}
    for kind in (
        ClockKind(
            key=FINISH,
            task="utred händelsen och gör klart",
            late="skulle ha varit klar",
            amount=20,
            **common,
        ),
        ClockKind(
            key=ACCEPT,
            task="läs och godkänn utredningen",
            late="skulle ha godkänts",
            amount=5,
            **common,
        ),
        ClockKind(
            key=CLOSE,
            task="följ åtgärderna och avsluta utredningen",
            late="skulle ha avslutats",
            amount=120,
            span=Span.DAYS,
            warn_before=10,
            **common,
        ),
    ):
        clock_kinds.register(kind)


def follow(found: Investigation, now: datetime) -> None:
    """Makes the clock of the investigation be that of its status. About three queries."""
    wanted: dict[str, Any] = {}
    if found.status in CLOCKS:
        kind, responsible = CLOCKS[found.status]
        wanted[kind] = {
            "reference": found.reference,
            "path": reverse("investigation_page", args=[found.reference]),
            "board_id": found.board_id,
            "unit_id": found.unit_id,
            "responsible_id": found.responsible_id if responsible else None,
            "role": "" if responsible else Role.QUALITY_TEAM,
            "confidential": found.restricted,
        }
    operations.keep(now=now, subject_id=found.pk, among=KINDS, wanted=wanted)


def new_responsible(found: Investigation, now: datetime) -> None:
    """Somebody else is responsible: what runs for the one before goes on for her."""
    for kind, responsible in CLOCKS.values():
        if responsible:
            operations.move(
                now=now, kind=kind, subject_id=found.pk, responsible_id=found.responsible_id
            )


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, Described]:
    """How the first report begins, of those that the actor may read. Three queries."""
    rows = Investigation.objects.visible_to(actor).filter(pk__in=ids).select_related("unit")
    found = {row.pk: row for row in rows.order_by("pk")}
    links = (
        InvestigationReport.objects.filter(
            investigation__in=found,
            left_at__isnull=True,
            report__in=Report.objects.visible_to(actor),
        )
        .order_by("-pk")
        .values_list("investigation_id", "report__restricted", "report__what_happened")
    )
    texts = {key: told(secret, beginning(text[:160])) for key, secret, text in links}
    return {key: Described(texts.get(key, ""), row.unit.name) for key, row in found.items()}
