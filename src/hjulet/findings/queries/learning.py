"""What has been found in a unit since it last met: for the page of the workplace meeting."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hjulet.findings.kinds import Handling, Status
from hjulet.findings.models import Finding, FindingUnit
from hjulet.kernel import clock
from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class Learnt:
    """A released finding, as it is talked about.

    `handling` is a value of `kinds.Handling`; `handling_reason` says why nothing is needed.
    `before` is how many of its group were found earlier: 0 when it is the first or stands alone.
    """

    id: int
    reference: str
    title: str
    text: str
    cause: str
    released_on: date
    handling: str
    handling_reason: str
    before: int


def released_since(
    actor: Actor,
    unit_ids: Collection[int],
    since: date | None,
    limit: int = 30,
    *,
    without: Collection[int] = (),
) -> list[Learnt]:
    """The findings of the units released on `since` or later, newest first. Two queries.

    `without` were talked about that day: one released later than that is new all the same, also
    when the meeting was noted late.
    """
    found = _of(actor, unit_ids, since, without).select_related("cause")
    rows = list(found.order_by("-released_at", "-pk")[:limit])
    alike = _alike(actor, {row.group_id for row in rows if row.group_id})
    return [_learnt(row, alike.get(row.group_id or 0, [])) for row in rows]


def count_released_since(
    actor: Actor,
    unit_ids: Collection[int],
    since: date | None,
    *,
    without: Collection[int] = (),
) -> int:
    """How many there are, to say so when not all are shown. One query."""
    found: int = _of(actor, unit_ids, since, without).aggregate(n=Count("pk"))["n"]
    return found


def released_ids(actor: Actor, finding_ids: Iterable[int]) -> list[int]:
    """Those of the findings that are released and that the actor may read, in order of id."""
    found = Finding.objects.visible_to(actor).filter(
        pk__in=set(finding_ids), status=Status.RELEASED
    )
    return list(found.order_by("pk").values_list("pk", flat=True))


def _of(
    actor: Actor, unit_ids: Collection[int], since: date | None, without: Collection[int]
) -> QuerySet[Finding]:
    links = FindingUnit.objects.filter(finding=OuterRef("pk"), unit_id__in=list(unit_ids))
    after = Q(released_at__gte=clock.at(since, 0)) if since else Q()
    found = Finding.objects.visible_to(actor).filter(Exists(links), after, status=Status.RELEASED)
    if not without or since is None:
        return found
    until = clock.at(since + timedelta(days=1), 0)
    return found.exclude(pk__in=list(without), released_at__lt=until)


def _alike(actor: Actor, group_ids: Collection[int]) -> dict[int, list[tuple[date, int]]]:
    """By group, when each of its released findings was found."""
    found: dict[int, list[tuple[date, int]]] = {}
    if not group_ids:
        return found
    rows = Finding.objects.visible_to(actor).filter(
        group__in=list(group_ids), status=Status.RELEASED
    )
    for group_id, day, pk in rows.order_by("pk").values_list("group_id", "found_on", "pk"):
        found.setdefault(group_id or 0, []).append((day, pk))
    return found


def _learnt(row: Finding, alike: list[tuple[date, int]]) -> Learnt:
    return Learnt(
        id=row.pk,
        reference=row.reference,
        title=row.title,
        text=row.text,
        cause=row.cause.name if row.cause else "",
        released_on=clock.local_date(row.released_at or row.written_at),
        handling=str(Handling(row.handling)),
        handling_reason=row.handling_reason,
        before=sum(other < (row.found_on, row.pk) for other in alike),
    )
