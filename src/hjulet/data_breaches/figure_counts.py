"""What the figures of incidents are counted on, and the frame they have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Min, OuterRef, Subquery

from hjulet.calendar.types import Period
from hjulet.data_breaches.models import Incident, Notification
from hjulet.data_breaches.rules import notify_by
from hjulet.figures.types import Figure, Scope, counted_at
from hjulet.kernel import clock
from hjulet.organisation.queries import tree_during
from hjulet.stats.numbers import number as plain_number
from hjulet.stats.proportions import Share, wilson
from hjulet.ui.format import NBSP, date_plain, date_time

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """One incident: `notify` is the decision (None before it), `sent_at` the first notification."""

    kind: str
    discovered_at: datetime
    notify: bool | None
    sent_at: datetime | None

    @property
    def due_at(self) -> datetime:
        return notify_by(self.discovered_at)

    @property
    def in_time(self) -> bool:
        """Notified within 72 hours of the discovery (art. 33.1 GDPR)."""
        return self.sent_at is not None and self.sent_at <= self.due_at

    def must_have_been_sent(self, now: datetime) -> bool:
        """Notified; or not yet, though the hours are out and nobody has decided not to."""
        return self.sent_at is not None or (self.notify is not False and now > self.due_at)

    def hours(self, now: datetime) -> int:
        """Whole hours from the discovery to the notification, or until now."""
        return max(0, clock.between(self.discovered_at, self.sent_at or now) // HOUR)


def counted(scope: Scope, period: Period) -> list[Counted]:
    """The incidents discovered in the period at the unit and below it. One query, and one for a
    unit.

    Also those with secrecy: figures count everything in their board whoever asks.
    """
    first = Notification.objects.filter(incident=OuterRef("pk"), number=1).values("sent_at")
    rows = Incident.objects.filter(
        discovered_at__gte=clock.at(period.first, 0),
        discovered_at__lt=clock.at(period.day_after, 0),
    )
    if scope.unit_id is not None:
        tree = tree_during(period.first, period.last)
        found = tree if scope.unit_id in tree else tree_during(date.min, date.max)
        rows = rows.filter(unit_id__in=found.below(scope.unit_id))
    return [
        Counted(*row)
        for row in rows.annotate(sent_at=Subquery(first))
        .order_by("discovered_at", "pk")
        .values_list("kind", "discovered_at", "notify", "sent_at")
    ]


def data_days() -> tuple[date, date] | None:
    """From the first discovery to the last."""
    found = Incident.objects.aggregate(first=Min("discovered_at"), last=Max("discovered_at"))
    if found["first"] is None:
        return None
    return clock.local_date(found["first"]), clock.local_date(found["last"])


def during(period: Period) -> str:
    if ".." in period.key:
        return f"från {date_plain(period.first)} till {date_plain(period.last)}"
    return f"under {period.label}"


def over(scope: Scope, now: datetime) -> bool:
    """Whether all of the period has been, so that its count may be compared with another's."""
    return scope.period.last < clock.local_date(now)


def per_cent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def reach(share: Share) -> str | None:
    """ "62–91 %": how far chance may move the share."""
    if not share.whole:
        return None
    span = wilson(share)
    low, high = (plain_number(round(100 * edge)) for edge in (span.low, span.high))
    return f"{low}–{high}{NBSP}%"


def figure(
    key: str, title: str, scope: Scope, now: datetime, *, notes: Sequence[str], **parts: Any
) -> Figure:
    """A Figure of this scope; `parts` are its columns, rows and words."""
    more = ["Räknat på den dag då incidenten upptäcktes. Alla i registret är med."]
    if scope.period.first <= clock.local_date(now) <= scope.period.last:
        more.append("Perioden pågår: siffrorna är till och med i dag.")
    return Figure(
        key=key,
        title=title,
        period_key=scope.period.key,
        period_label=scope.period.label,
        unit_id=scope.unit_id,
        unit_name=scope.unit_name,
        count=scope.count,
        counted_at=counted_at(now),
        source=f"Räknat {date_time(now)} på registret över personuppgiftsincidenter.",
        notes=(*notes, *more),
        **parts,
    )
