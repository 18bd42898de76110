"""What the figures of measures share: which measures they speak of, and their frame in words."""

from datetime import date, datetime
from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from hjulet.calendar.types import Period
from hjulet.figures.types import Figure, Scope, counted_at
from hjulet.improvements.kinds import Effect, Outcome, Status
from hjulet.improvements.models import Measure
from hjulet.kernel import clock
from hjulet.organisation.queries import tree_during
from hjulet.ui.format import date_plain, date_time, number

EFFECT = {Effect.YES: "ja", Effect.PARTLY: "delvis", Effect.NO: "nej"}
OUTCOME = {Outcome.DONE: "genomfört", Outcome.PARTLY: "delvis", Outcome.NOT: "ej genomfört"}


def measures(scope: Scope) -> QuerySet[Measure]:
    """The measures of the unit and everything below it in the period; of all when none is named."""
    rows = Measure.objects.exclude(status=Status.REJECTED)
    if scope.unit_id is None:
        return rows
    tree = tree_during(scope.period.first, scope.period.last)
    return rows.filter(unit_id__in=tree.below(scope.unit_id))


def due_in(period: Period) -> Q:
    """Those that were to be done in the period, as it was when they were decided or moved."""
    return Q(decided_on__isnull=False, due_on__gte=period.first, due_on__lte=period.last)


def during(period: Period) -> str:
    if ".." in period.key:
        return f"från {date_plain(period.first)} till {date_plain(period.last)}"
    return f"under {period.label}"


def data_days() -> tuple[date, date] | None:
    """From the day of the first proposal to the last day that something was done with a measure.

    Days to come do not count: a period is not worth looking at because something is due in it.
    """
    days = Measure.objects.aggregate(
        first=Min("proposed_on"),
        proposed=Max("proposed_on"),
        decided=Max("decided_on"),
        done=Max("done_on"),
        closed=Max("closed_on"),
    )
    first = days.pop("first")
    return None if first is None else (first, max(day for day in days.values() if day))


def cut(shown: int, total: int) -> list[str]:
    """A note when the table does not hold everything that was counted."""
    if shown >= total:
        return []
    return [f"Tabellen visar de {number(shown)} första av {number(total)} åtgärder."]


def figure(key: str, title: str, scope: Scope, now: datetime, **parts: Any) -> Figure:
    """A Figure of this scope; `parts` are its columns, rows and words."""
    notes = list(parts.pop("notes", ()))
    if scope.period.first <= clock.local_date(now) < scope.period.last:
        notes.append("Perioden pågår: det är läget i dag.")
    return Figure(
        key=key,
        title=title,
        period_key=scope.period.key,
        period_label=scope.period.label,
        unit_id=scope.unit_id,
        unit_name=scope.unit_name,
        count=scope.count,
        counted_at=counted_at(now),
        source=f"Räknat {date_time(now)} på åtgärder.",
        notes=tuple(notes),
        **parts,
    )
