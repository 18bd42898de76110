"""What a unit can learn from: its released findings since a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from hjulet.findings.kinds import Status
from hjulet.findings.models import Finding, FindingUnit
from hjulet.kernel import clock
from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class Lesson:
    """A released finding. `before`: how many of its group were found earlier."""

    id: int
    reference: str
    title: str
    text: str
    cause: str
    found_on: date
    before: int


def released_since(
    actor: Actor, unit_ids: Collection[int], since: date, limit: int = 12
) -> list[Lesson]:
    """Findings of the units that were released on the day or later, newest first. One query."""
    concerned = FindingUnit.objects.filter(unit_id__in=unit_ids).values("finding_id")
    earlier = (
        Finding.objects.filter(
            Q(found_on__lt=OuterRef("found_on")), group=OuterRef("group"), status=Status.RELEASED
        )
        .order_by()
        .values("group")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = (
        Finding.objects.visible_to(actor)
        .filter(pk__in=concerned, status=Status.RELEASED, released_at__gte=clock.at(since, 0))
        .annotate(before=Coalesce(Subquery(earlier), 0), cause_name=F("cause__name"))
        .order_by("-released_at", "-pk")[:limit]
    )
    return [
        Lesson(
            id=row.pk,
            reference=row.reference,
            title=row.title,
            text=row.text,
            cause=row.cause_name or "",
            found_on=row.found_on,
            before=row.before,
        )
        for row in rows
    ]
