"""The register: every incident, the latest discovered first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Prefetch, Q

from hjulet.data_breaches.kinds import Status
from hjulet.data_breaches.models import Incident, IncidentQuerySet, Notification
from hjulet.kernel import clock
from hjulet.organisation.types import Actor

SIZE = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What a word in the address means.
NOTIFIED: dict[str, Q] = {
    "ja": Q(status=Status.NOTIFIED) | Q(status=Status.CLOSED, notify=True),
    "nej": Q(notify=False),
    "obeslutad": Q(notify__isnull=True) | Q(status=Status.DECIDED, notify=True),
}
STATES: dict[str, Q] = {
    "oppna": ~Q(status=Status.CLOSED),
    "avslutade": Q(status=Status.CLOSED),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to; "" and None is everything. `year` is of the discovery."""

    year: int | None = None
    kind: str = ""
    notified: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the register, as it stands in an address."""

    discovered_at: datetime
    id: int

    def __str__(self) -> str:
        return f"{(self.discovered_at - _EPOCH) // timedelta(microseconds=1)}.{self.id}"

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """None when it cannot be read: then the register starts from the top."""
        moment, _, key = text.partition(".")
        try:
            return cls(_EPOCH + timedelta(microseconds=int(moment)), min(int(key), 2**62))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Page:
    """`total` is of the whole selection. `newer` and `older` are None where there is no more."""

    rows: list[Incident]
    total: int
    newer: Cursor | None
    older: Cursor | None


def page_of(
    actor: Actor, filters: Filters, *, after: Cursor | None = None, before: Cursor | None = None
) -> Page:
    """Fifty incidents, discovered before `after` or later than `before`, with `restricted` and what
    was sent. Three queries."""
    chosen = _chosen(actor, filters)
    rows = chosen
    if before is not None:
        at = before.discovered_at
        rows = rows.filter(Q(discovered_at__gt=at) | Q(discovered_at=at, pk__gt=before.id))
        rows = rows.order_by("discovered_at", "pk")
    else:
        if after is not None:
            at = after.discovered_at
            rows = rows.filter(Q(discovered_at__lt=at) | Q(discovered_at=at, pk__lt=after.id))
        rows = rows.order_by("-discovered_at", "-pk")
    found = list(_whole(rows)[: SIZE + 1])
    more, found = len(found) > SIZE, found[:SIZE]
    if before is not None:
        found.reverse()
    backwards = before is not None
    return Page(
        rows=found,
        total=chosen.count(),
        newer=_cursor(found[:1]) if (more if backwards else after is not None) else None,
        older=_cursor(found[-1:]) if (backwards or more) else None,
    )


def rows_for_export(actor: Actor, filters: Filters, limit: int) -> Iterator[Incident]:
    """All that is chosen, for a file, with `restricted`."""
    rows = _chosen(actor, filters).order_by("-discovered_at", "-pk")
    yield from _whole(rows)[:limit]


def hidden_count(actor: Actor) -> int:
    """How many of the board's incidents the actor may not open because of secrecy. One query."""
    known = Incident.objects.known_to(actor)
    return known.exclude(pk__in=Incident.objects.visible_to(actor).values("pk")).count()


def years(actor: Actor) -> list[int]:
    """The years when incidents that the actor may open were discovered, latest first."""
    found = Incident.objects.visible_to(actor).datetimes(
        "discovered_at", "year", order="DESC", tzinfo=clock.STOCKHOLM
    )
    return [moment.year for moment in found]


def _chosen(actor: Actor, filters: Filters) -> IncidentQuerySet:
    rows = Incident.objects.visible_to(actor)
    if filters.year is not None:
        rows = rows.filter(
            discovered_at__gte=clock.at(date(filters.year, 1, 1), 0),
            discovered_at__lt=clock.at(date(filters.year + 1, 1, 1), 0),
        )
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.notified:
        rows = rows.filter(NOTIFIED[filters.notified])
    if filters.state:
        rows = rows.filter(STATES[filters.state])
    return rows


def _whole(rows: IncidentQuerySet) -> IncidentQuerySet:
    """With unit, who answers, `restricted`, and what was sent in order (as `sent`)."""
    sent = Prefetch(
        "notifications", queryset=Notification.objects.order_by("number"), to_attr="sent"
    )
    found = rows.with_secrecy().select_related("unit", "board", "responsible")
    return found.prefetch_related(sent)


def _cursor(rows: list[Incident]) -> Cursor | None:
    return Cursor(rows[0].discovered_at, rows[0].pk) if rows else None
