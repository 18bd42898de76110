"""The clocks of a measure: to be decided, to be done, to have its effect checked."""

from collections.abc import Mapping, Sequence

from hjulet.calendar import clock_kinds
from hjulet.calendar.clock_kinds import ClockKind, Described
from hjulet.improvements import rules
from hjulet.improvements.models import Measure
from hjulet.organisation.types import Actor


def register() -> None:
    """Called once when the application starts."""
    for key, task, late, amount in (
        (rules.DECIDE, "besluta om åtgärden", "skulle ha beslutats", 10),
        (rules.DO, "genomför åtgärden", "skulle ha varit klar", 60),
        (rules.EFFECT, "kontrollera effekten", "skulle ha kontrollerats", 120),
    ):
        clock_kinds.register(
            ClockKind(
                key=key,
                noun="Åtgärd",
                task=task,
                late=late,
                stage="check" if key == rules.EFFECT else "act",
                amount=amount,
                describe=describe,
            )
        )


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, Described]:
    """Titles and units of the measures that the actor may see. One query."""
    rows = Measure.objects.visible_to(actor).filter(pk__in=ids).order_by("pk")
    return {
        pk: Described(title, unit)
        for pk, title, unit in rows.values_list("pk", "title", "unit__name")
    }
