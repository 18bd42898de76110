"""The clock of the room: that a list is looked through, signed and carried out."""

from collections.abc import Mapping, Sequence

from hjulet.calendar import clock_kinds
from hjulet.calendar.clock_kinds import ClockKind, Described
from hjulet.calendar.kinds import Span
from hjulet.organisation.types import Actor
from hjulet.retention import record_kinds
from hjulet.retention.models import DisposalList
from hjulet.retention.operations import CLOCK


def register_all() -> None:
    """Called once when the application starts."""
    clock_kinds.register(
        ClockKind(
            key=CLOCK,
            noun="Gallringslista",
            task="gå igenom gallringslistan",
            late="skulle ha gåtts igenom",
            stage="act",
            amount=30,
            span=Span.DAYS,
            warn_before=5,
            raise_after=20,
            basis="lokalt mål",
            describe=describe,
        )
    )


def describe(actor: Actor, list_ids: Sequence[int]) -> Mapping[int, Described]:
    """What the lists hold, of those that the actor may open. One query."""
    rows = (
        DisposalList.objects.visible_to(actor)
        .filter(pk__in=list(list_ids))
        .select_related("board")
        .order_by("pk")
    )
    return {
        row.pk: Described(f"Gallra {record_kinds.kind(row.kind).label.lower()}", row.board.name)
        for row in rows
    }
