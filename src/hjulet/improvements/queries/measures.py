"""One measure, those of a finding, and how many ask something of somebody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hjulet.improvements import rules
from hjulet.improvements.kinds import Status
from hjulet.improvements.models import Measure, MeasureFinding
from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class Brief:
    """A measure in short. `next_on` is the day of its next step, None when it is closed."""

    id: int
    reference: str
    title: str
    status: str
    outcome: str
    effect: str
    responsible: str
    unit: str
    next_on: date | None
    closed_on: date | None
    finding_id: int


def open_measure(actor: Actor, reference: str) -> Measure | None:
    """The measure with that reference, if the actor may see it."""
    return (
        Measure.objects.visible_to(actor)
        .filter(reference=reference)
        .select_related("board", "unit", "responsible", "theme", "follows")
        .first()
    )


def of_findings(actor: Actor, finding_ids: Collection[int]) -> list[Brief]:
    """The measures that answer any of the findings, oldest first. One query."""
    links = (
        MeasureFinding.objects.filter(
            finding_id__in=list(finding_ids), measure__in=Measure.objects.visible_to(actor)
        )
        .select_related("measure", "measure__responsible", "measure__unit")
        .order_by("measure_id", "finding_id")
    )
    return [_brief(link.measure, link.finding_id) for link in links]


def chain_of(measure: Measure) -> list[Measure]:
    """The measures that this one follows, first first, and those that follow it."""
    before: list[Measure] = []
    current = measure.follows
    while current is not None and len(before) < 20:
        before.insert(0, current)
        current = current.follows
    return [*before, measure, *measure.followers.order_by("pk")]


def _brief(one: Measure, finding_id: int) -> Brief:
    step = rules.next_step(one.status, {name: getattr(one, name) for name in rules.DAY_WORDS})
    return Brief(
        id=one.pk,
        reference=one.reference,
        title=one.title,
        status=one.status,
        outcome=one.outcome,
        effect=one.effect,
        responsible=one.responsible.name,
        unit=one.unit.name,
        next_on=step.day if step else None,
        closed_on=one.closed_on,
        finding_id=finding_id,
    )


def titles_of(finding_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The titles of the measures that answer each finding, rejected ones left out. Whoever asks:
    figures tell the titles of measures. One query."""
    links = MeasureFinding.objects.filter(finding_id__in=list(finding_ids)).exclude(
        measure__status=Status.REJECTED
    )
    found: dict[int, tuple[str, ...]] = {}
    for key, title in links.order_by("pk").values_list("finding_id", "measure__title"):
        found[key] = (*found.get(key, ()), title)
    return found
