"""What became of the measures of some units: answered since a day, and those that go on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from hjulet.improvements.kinds import Effect, Status
from hjulet.improvements.models import OPEN, EffectCheck, Measure
from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class Result:
    """A measure; `helped` says in words whether it did, "" while nobody has answered."""

    id: int
    reference: str
    title: str
    status: str
    done_on: date | None
    due_on: date
    effect_on: date
    helped: str
    comment: str


_HELPED = {
    Effect.YES: "Ja, det hjälpte.",
    Effect.PARTLY: "Det hjälpte delvis.",
    Effect.NO: "Nej, det hjälpte inte.",
}


def results_since(
    actor: Actor, unit_ids: Collection[int], since: date, limit: int = 12
) -> list[Result]:
    """Measures that were started, done or answered since the day, those answered first.

    Two queries.
    """
    rows = (
        Measure.objects.visible_to(actor)
        .filter(unit_id__in=unit_ids)
        .exclude(status=Status.REJECTED)
        .filter(Q(closed_on__gte=since) | Q(done_on__gte=since) | Q(started_on__gte=since))
    )
    return _results(list(rows.order_by("-closed_on", "-done_on", "-pk")[:limit]))


def going_on(
    actor: Actor, unit_ids: Collection[int], without: Collection[int], limit: int = 8
) -> list[Result]:
    """Decided measures that are not closed, the nearest day first. Two queries."""
    rows = (
        Measure.objects.visible_to(actor)
        .filter(unit_id__in=unit_ids, status__in=OPEN)
        .exclude(pk__in=without)
        .exclude(status=Status.PROPOSED)
    )
    return _results(list(rows.order_by("due_on", "pk")[:limit]))


def _results(rows: list[Measure]) -> list[Result]:
    checks = EffectCheck.objects.filter(measure__in=[row.pk for row in rows]).order_by("pk")
    comments = dict(checks.values_list("measure_id", "comment"))
    return [
        Result(
            id=row.pk,
            reference=row.reference,
            title=row.title,
            status=row.status,
            done_on=row.done_on,
            due_on=row.due_on,
            effect_on=row.effect_on,
            helped=_HELPED[Effect(row.effect)] if row.effect else "",
            comment=comments.get(row.pk, ""),
        )
        for row in rows
    ]
