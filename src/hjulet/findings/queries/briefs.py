"""Findings in short, for lists in other rooms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from hjulet.findings.kinds import Handling, Status
from hjulet.findings.lists import Theme
from hjulet.findings.models import Finding, FindingUnit
from hjulet.organisation.types import Actor

LIMIT = 200


@dataclass(frozen=True, slots=True)
class Brief:
    """One finding: enough to show it and to link to it (url name `finding_page`)."""

    id: int
    reference: str
    title: str
    weight: int
    handling: str
    found_on: date
    released: bool
    units: tuple[str, ...]
    unit_ids: tuple[int, ...] = ()


def briefs(actor: Actor, finding_ids: Iterable[int]) -> list[Brief]:
    """Those of the findings that the actor may read, newest first. Two queries."""
    return _briefs(Finding.objects.visible_to(actor).filter(pk__in=list(finding_ids)))


def unhandled(finding_ids: Iterable[int]) -> list[str]:
    """References of those that are drafts still, or that nothing has come of: neither measures
    whose effect is shown nor a reason why none is needed. Whoever asks: no words are given.
    """
    rows = Finding.objects.filter(pk__in=finding_ids).exclude(
        status=Status.RELEASED, handling__in=[Handling.EFFECT_SHOWN, Handling.NONE_NEEDED]
    )
    return list(rows.order_by("pk").values_list("reference", flat=True))


def themes_by_name() -> dict[str, int]:
    """The key of each theme."""
    return dict(Theme.objects.order_by("pk").values_list("name", "pk"))


def by_reference(actor: Actor, references: Iterable[str]) -> list[Brief]:
    """The released findings with these references that the actor may read. Two queries."""
    named = Finding.objects.visible_to(actor).filter(
        reference__in=list(references), status=Status.RELEASED
    )
    return _briefs(named)


def choosable(actor: Actor, *, also: Iterable[int] = (), limit: int = LIMIT) -> list[Brief]:
    """Released findings that a measure may answer, newest first: those that still ask for one,
    and those in `also`. Two queries.
    """
    waiting = Finding.objects.visible_to(actor).filter(
        status=Status.RELEASED, handling__in=[Handling.OPEN, Handling.UNDER_WAY]
    )
    named = Finding.objects.visible_to(actor).filter(pk__in=list(also), status=Status.RELEASED)
    return _briefs(waiting | named, limit)


def _briefs(found: QuerySet[Finding], limit: int = LIMIT) -> list[Brief]:
    return to_briefs(list(found.order_by("-found_on", "-pk")[:limit]))


def to_briefs(rows: Sequence[Finding]) -> list[Brief]:
    """Rows that are read already, in the same order. One query for the names of their units."""
    units: dict[int, list[tuple[int, str]]] = {row.pk: [] for row in rows}
    names = FindingUnit.objects.filter(finding__in=list(units)).order_by("pk")
    for finding_id, key, name in names.values_list("finding_id", "unit_id", "unit__name"):
        units[finding_id].append((key, name))
    return [
        Brief(
            id=row.pk,
            reference=row.reference,
            title=row.title,
            weight=row.weight,
            handling=row.handling,
            found_on=row.found_on,
            released=row.status == Status.RELEASED,
            units=tuple(name for _, name in units[row.pk]),
            unit_ids=tuple(key for key, _ in units[row.pk]),
        )
        for row in rows
    ]
