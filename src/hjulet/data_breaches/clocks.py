"""The clocks of an incident: notify, complete, inform, close.

Article 33 and 34 GDPR. The 72 hours begin when the organisation became aware of it: before an
incident is opened the report's own clock runs (`reports.clocks`), with the same hours.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from hjulet.calendar import clock_kinds
from hjulet.calendar.clock_kinds import ClockKind, Described
from hjulet.calendar.kinds import Span
from hjulet.data_breaches import rules
from hjulet.data_breaches.models import Incident
from hjulet.organisation.types import Actor

NO_KIND = "Personuppgiftsincident"


def register_all() -> None:
    """Called once when the application starts."""
    common: dict[str, Any] = {"noun": "Incident", "stage": "do", "describe": describe}
    for kind in (
        ClockKind(
            key=rules.NOTIFY,
            task="besluta och anmäl till IMY",
            late="skulle ha anmälts till IMY",
            amount=rules.HOURS,
            span=Span.HOURS,
            warn_before=0,
            raise_after=1,
            basis="artikel 33 i dataskyddsförordningen",
            **common,
        ),
        ClockKind(
            key=rules.COMPLEMENT,
            task="komplettera anmälan till IMY",
            late="skulle ha kompletterats",
            amount=rules.COMPLEMENT_DAYS,
            span=Span.DAYS,
            warn_before=5,
            raise_after=1,
            basis="IMY:s praxis",
            **common,
        ),
        ClockKind(
            key=rules.INFORM,
            task="informera dem som det gäller",
            late="besked skulle ha lämnats",
            amount=3,
            warn_before=1,
            raise_after=2,
            basis="lokalt mål; lagen säger utan onödigt dröjsmål",
            **common,
        ),
        ClockKind(
            key=rules.CLOSE,
            task="avsluta incidenten",
            late="skulle ha avslutats",
            amount=20,
            **common,
        ),
    ):
        clock_kinds.register(kind)


def describe(actor: Actor, incident_ids: Sequence[int]) -> Mapping[int, Described]:
    """What went wrong and where, of those that the actor may open. One query."""
    rows = (
        Incident.objects.visible_to(actor)
        .filter(pk__in=list(incident_ids))
        .select_related("unit")
        .order_by("pk")
    )
    return {row.pk: Described(title_of(row), row.unit.name) for row in rows}


def title_of(incident: Incident) -> str:
    """ "Fel mottagare"; it never holds what somebody wrote."""
    words = str(incident.get_kind_display())
    return words[:1].upper() + words[1:] if words else NO_KIND
