"""The list of findings: filters and keyset paging, latest source first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from hjulet.findings import searching
from hjulet.findings.models import Finding, FindingUnit
from hjulet.findings.queries.briefs import Brief, to_briefs
from hjulet.kernel import search
from hjulet.organisation.queries import tree_during
from hjulet.organisation.types import Actor

SIZE = 50
CAP = 10_000
_KEY = f"{Finding._meta.db_table}.id"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list shows; None and "" is everything. `unit_id` means it and all below."""

    text: str = ""
    first: date | None = None
    last: date | None = None
    unit_id: int | None = None
    theme_id: int | None = None
    cause_id: int | None = None
    quality_area: str = ""
    weight: int | None = None
    handling: str = ""
    status: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the list, as it stands in an address."""

    found_on: date
    id: int

    def __str__(self) -> str:
        return f"{self.found_on.isoformat()}.{self.id}"

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """None when it cannot be read: then the list starts from the top."""
        day, _, key = text.partition(".")
        try:
            return cls(date.fromisoformat(day), min(int(key), 2**62))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[Brief, ...]
    newer: Cursor | None
    older: Cursor | None


def page_of(
    actor: Actor,
    filters: Filters,
    *,
    after: Cursor | None = None,
    before: Cursor | None = None,
    size: int = SIZE,
) -> Page:
    """One page: older than `after`, or newer than `before`. Two queries, and one for a unit."""
    found = _chosen(actor, filters)
    # The bound on the day alone lets the databases start at the right place of the index.
    if before is not None:
        found = found.filter(
            Q(found_on__gt=before.found_on) | Q(id__gt=before.id), found_on__gte=before.found_on
        ).order_by("found_on", "id")
    else:
        if after is not None:
            found = found.filter(
                Q(found_on__lt=after.found_on) | Q(id__lt=after.id), found_on__lte=after.found_on
            )
        found = found.order_by("-found_on", "-id")
    rows = list(found.defer("text", "handling_reason")[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if before is not None:
        rows.reverse()
    briefs = tuple(to_briefs(rows))
    return Page(
        rows=briefs,
        newer=_cursor(briefs[:1]) if (more if before is not None else after is not None) else None,
        older=_cursor(briefs[-1:]) if (True if before is not None else more) else None,
    )


def total_of(actor: Actor, filters: Filters) -> int:
    """How many the list holds, at most one more than CAP."""
    return _chosen(actor, filters).order_by().values("pk")[: CAP + 1].count()


def _chosen(actor: Actor, filters: Filters) -> QuerySet[Finding]:
    chosen = Q()
    if filters.text:
        named = Q(reference=filters.text.strip())
        words = search.matching(searching.TABLE, filters.text, _KEY)
        chosen &= named if words is None else named | Q(words)
    if filters.first:
        chosen &= Q(found_on__gte=filters.first)
    if filters.last:
        chosen &= Q(found_on__lte=filters.last)
    for field in ("theme_id", "cause_id", "quality_area", "weight", "handling", "origin", "status"):
        if value := getattr(filters, field):
            chosen &= Q(**{field: value})
    if filters.unit_id:
        tree = tree_during(filters.first or date.min, filters.last or date.max)
        links = FindingUnit.objects.filter(
            finding=OuterRef("pk"), unit_id__in=tree.below(filters.unit_id)
        )
        chosen &= Q(Exists(links))
    return Finding.objects.visible_to(actor).filter(chosen)


def _cursor(rows: tuple[Brief, ...]) -> Cursor | None:
    return Cursor(rows[0].found_on, rows[0].id) if rows else None
