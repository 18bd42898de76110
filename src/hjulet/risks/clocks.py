"""The clock of the room: that a risk analysis is made anew (SOSFS 2011:9 5 kap. 1 §)."""

from collections.abc import Mapping, Sequence

from hjulet.calendar import clock_kinds
from hjulet.calendar.clock_kinds import ClockKind, Described
from hjulet.calendar.kinds import Span
from hjulet.organisation.types import Actor
from hjulet.risks.models import RiskAnalysis
from hjulet.risks.operations import CLOCK


def register_all() -> None:
    """Called once when the application starts."""
    clock_kinds.register(
        ClockKind(
            key=CLOCK,
            noun="Riskanalys",
            task="gör om riskanalysen",
            late="skulle ha gjorts om",
            stage="plan",
            amount=12,
            span=Span.MONTHS,
            warn_before=20,
            raise_after=10,
            basis="lokalt mål",
            describe=describe,
        )
    )


def describe(actor: Actor, analysis_ids: Sequence[int]) -> Mapping[int, Described]:
    """Title and unit of those that the actor may open. One query."""
    rows = (
        RiskAnalysis.objects.visible_to(actor)
        .filter(pk__in=list(analysis_ids))
        .select_related("unit")
        .order_by("pk")
    )
    return {row.pk: Described(row.title, row.unit.name) for row in rows}
