"""Reading and checking the journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from hjulet.journal.models import Event
from hjulet.journal.rules import START, link, stamp
from hjulet.journal.types import Read
from hjulet.kernel import clock


@dataclass(frozen=True, slots=True)
class Verdict:
    """`rows` checked; `broken_at` the number of the first row that does not fit, else None."""

    rows: int
    broken_at: int | None
    head: str


def verify() -> Verdict:
    """Walks the whole chain and computes each hash again."""
    previous, expected, rows = START, 1, 0
    for event in Event.objects.order_by("seq").iterator(chunk_size=5000):
        computed = link(
            previous=previous,
            seq=expected,
            at=stamp(event.at),
            actor_id=event.actor_id,
            verb=event.verb,
            subject=(event.subject_kind, event.subject_id),
            confidential=event.confidential,
            keys=event.keys,
        )
        if event.seq != expected or event.previous_hash != previous or event.hash != computed:
            return Verdict(rows, event.seq, previous)
        previous, expected, rows = event.hash, expected + 1, rows + 1
    return Verdict(rows, None, previous)


def history(kind: str, key: object) -> QuerySet[Event]:
    """The events of one thing, oldest first."""
    return Event.objects.filter(subject_kind=kind, subject_id=str(key)).order_by("seq")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to show of the journal; empty means all. Days are Swedish days."""

    actor_id: int | None = None
    verb: str = ""
    subject_kind: str = ""
    subject_id: str = ""
    first: date | None = None
    last: date | None = None


def page(chosen: Chosen, *, before: int | None = None, size: int = 50) -> tuple[list[Event], bool]:
    """The newest events below number `before`, and whether there are older ones."""
    rows = Event.objects.order_by("-seq")
    if chosen.actor_id is not None:
        rows = rows.filter(actor_id=chosen.actor_id)
    if chosen.verb:
        rows = rows.filter(verb=chosen.verb)
    if chosen.subject_kind:
        rows = rows.filter(subject_kind=chosen.subject_kind)
    if chosen.subject_id:
        rows = rows.filter(subject_id=chosen.subject_id)
    if chosen.first:
        rows = rows.filter(at__gte=clock.at(chosen.first, 0))
    if chosen.last:
        rows = rows.filter(at__lt=clock.at(chosen.last + timedelta(days=1), 0))
    if before is not None:
        rows = rows.filter(seq__lt=before)
    found = list(rows[: size + 1])
    return found[:size], len(found) > size


def verbs() -> list[str]:
    """The verbs that occur."""
    return list(Event.objects.order_by("verb").values_list("verb", flat=True).distinct())


def by_verb(verbs: Iterable[str]) -> QuerySet[Event]:
    """All events of these verbs, oldest first."""
    return Event.objects.filter(verb__in=list(verbs)).order_by("seq")


def confidential_reads(first: date, last: date) -> list[Read]:
    """What under secrecy was opened or taken out on these Swedish days, oldest first. One query."""
    rows = Event.objects.filter(
        confidential=True,
        verb__startswith="read.",
        at__gte=clock.at(first, 0),
        at__lt=clock.at(last + timedelta(days=1), 0),
    ).order_by("seq")
    fields = ("seq", "at", "actor_id", "verb", "subject_kind", "subject_id", "keys")
    return [Read(*row) for row in rows.values_list(*fields)]
