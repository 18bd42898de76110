"""The clocks of a case: documented, investigated, decided, notified, told, closed.

The law says "genast" and "snarast" and names no days; how much time the board gives itself is a
Deadline in `calendar`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from hjulet.calendar import clock_kinds
from hjulet.calendar.clock_kinds import ClockKind, Described
from hjulet.calendar.kinds import Span
from hjulet.lex_sarah import rules
from hjulet.lex_sarah.models import Case
from hjulet.organisation.types import Actor


def register_all() -> None:
    """Called once when the application starts."""
    common: dict[str, Any] = {
        "noun": "Ärende",
        "name": "Lex Sarah-ärende",
        "stage": "do",
        "describe": describe,
    }
    for kind in (
        ClockKind(
            key=rules.RECORD,
            task="dokumentera rapporten",
            late="skulle ha dokumenterats",
            amount=1,
            warn_before=0,
            basis="lokalt mål; lagen säger genast",
            **common,
        ),
        ClockKind(
            key=rules.INVESTIGATE,
            task="utred och skicka till beslut",
            late="skulle ha varit utrett",
            amount=60,
            span=Span.DAYS,
            warn_before=10,
            basis="lokalt mål; lagen säger genast",
            **common,
        ),
        ClockKind(
            key=rules.DECIDE,
            task="besluta i ärendet",
            late="skulle ha beslutats",
            amount=5,
            warn_before=2,
            **common,
        ),
        ClockKind(
            key=rules.NOTIFY,
            task="skicka anmälan och utredning till IVO",
            late="skulle ha skickats till IVO",
            amount=1,
            warn_before=0,
            basis="lokalt mål; lagen säger snarast",
            **common,
        ),
        ClockKind(
            key=rules.INFORM,
            task="informera den som rapporterade",
            late="den som rapporterade skulle ha fått besked",
            amount=10,
            **common,
        ),
        ClockKind(
            key=rules.CLOSE,
            task="avsluta ärendet",
            late="skulle ha avslutats",
            amount=10,
            **common,
        ),
    ):
        clock_kinds.register(kind)


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, Described]:
    """Where it happened, of the cases that the actor may open: never what. One query."""
    rows = Case.objects.visible_to(actor).filter(pk__in=ids).order_by("pk")
    return {pk: Described("Lex Sarah", unit) for pk, unit in rows.values_list("pk", "unit__name")}
