"""What has become of a unit's measures since it last met: for the page of the workplace meeting."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from hjulet.improvements.kinds import Status
from hjulet.improvements.models import EffectCheck, Measure
from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class Doing:
    """A measure, as it is talked about; nobody's name. `evidence` and `comment` are what the
    answer about its effect rests on, "" before there is one.
    """

    id: int
    reference: str
    title: str
    status: str
    outcome: str
    effect: str
    expected_effect: str
    started_on: date | None
    done_on: date | None
    due_on: date
    effect_on: date
    evidence: str
    comment: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The measures of some units by what has happened since a day, each in one place only.

    `totals` is how many there are of `answered`, `done`, `started` and `going_on`, since at most
    `limit` of each are listed.
    """

    answered: tuple[Doing, ...]
    done: tuple[Doing, ...]
    started: tuple[Doing, ...]
    going_on: tuple[Doing, ...]
    totals: tuple[int, int, int, int]

    @property
    def ids(self) -> tuple[int, ...]:
        """Those where something has happened."""
        return tuple(one.id for one in (*self.answered, *self.done, *self.started))


def changes_since(
    actor: Actor,
    unit_ids: Collection[int],
    since: date,
    limit: int = 8,
    *,
    without: Collection[int] = (),
) -> Changes:
    """The measures of the units: effect answered, done and started since, and those that go on.

    What happened on `since` itself counts, unless the measure is in `without`: those that were
    talked about that day. At most seven queries.
    """
    mine = Measure.objects.visible_to(actor).filter(unit_id__in=list(unit_ids))
    answered = _after("closed_on", since, without) & Q(status=Status.CLOSED)
    done = _after("done_on", since, without) & Q(status=Status.DONE)
    started = _after("started_on", since, without) & Q(status=Status.STARTED)
    going_on = Q(status__in=[Status.DECIDED, Status.STARTED, Status.DONE]) & ~done & ~started
    totals = mine.aggregate(
        answered=Count("pk", filter=answered),
        done=Count("pk", filter=done),
        started=Count("pk", filter=started),
        going_on=Count("pk", filter=going_on),
    )
    return Changes(
        _listed(mine.filter(answered).order_by("-closed_on", "-pk")[:limit]),
        _listed(mine.filter(done).order_by("-done_on", "-pk")[:limit]),
        _listed(mine.filter(started).order_by("-started_on", "-pk")[:limit]),
        _listed(mine.filter(going_on).order_by("due_on", "pk")[:limit]),
        (totals["answered"], totals["done"], totals["started"], totals["going_on"]),
    )


def readable_ids(actor: Actor, measure_ids: Iterable[int]) -> list[int]:
    """Those of the measures that the actor may see, in order of id."""
    found = Measure.objects.visible_to(actor).filter(pk__in=set(measure_ids))
    return list(found.order_by("pk").values_list("pk", flat=True))


def _after(field: str, since: date, without: Collection[int]) -> Q:
    """It happened after the day, or that day without having been talked about."""
    after = Q(**{f"{field}__gte": since})
    # A day that is not there is not after anything: said out loud, so that a negation finds it.
    after &= Q(**{f"{field}__isnull": False})
    return after & ~Q(**{field: since, "pk__in": list(without)}) if without else after


def _listed(rows: QuerySet[Measure]) -> tuple[Doing, ...]:
    found = list(rows)
    checks: dict[int, EffectCheck] = {}
    if any(row.effect for row in found):
        of_these = EffectCheck.objects.filter(measure__in=[row.pk for row in found])
        checks = {check.measure_id: check for check in of_these.order_by("pk")}
    return tuple(_doing(row, checks.get(row.pk)) for row in found)


def _doing(row: Measure, check: EffectCheck | None) -> Doing:
    return Doing(
        id=row.pk,
        reference=row.reference,
        title=row.title,
        status=row.status,
        outcome=row.outcome,
        effect=row.effect,
        expected_effect=row.expected_effect,
        started_on=row.started_on,
        done_on=row.done_on,
        due_on=row.due_on,
        effect_on=row.effect_on,
        evidence=check.evidence if check else "",
        comment=check.comment if check else "",
    )
