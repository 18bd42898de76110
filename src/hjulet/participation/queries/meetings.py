"""Meetings that have been noted. They belong to a unit; who asks has been let in to it before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from hjulet.participation.models import Meeting, MeetingItem


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that has been held; `topics` are the titles of what was talked about."""

    id: int
    held_on: date
    participants: int
    note: str
    topics: tuple[str, ...]


def last_met(unit_ids: Iterable[int]) -> dict[int, date]:
    """The day of the last meeting of each unit that has had one. One query."""
    rows = Meeting.objects.filter(unit__in=list(unit_ids)).order_by("unit_id")
    return dict(rows.values("unit_id").annotate(last=Max("held_on")).values_list("unit_id", "last"))


def talked_about(unit_id: int, held_on: date) -> tuple[set[int], set[int]]:
    """Ids of the findings and of the measures of that meeting. One query."""
    items = MeetingItem.objects.filter(meeting__unit=unit_id, meeting__held_on=held_on)
    pairs = list(items.order_by("pk").values_list("finding_id", "measure_id"))
    return {a for a, _ in pairs if a is not None}, {b for _, b in pairs if b is not None}


def earlier(unit_id: int, limit: int = 12) -> list[Held]:
    """The meetings of the unit, latest first. Two queries."""
    rows = list(Meeting.objects.filter(unit=unit_id).order_by("-held_on", "-pk")[:limit])
    topics: dict[int, list[str]] = {row.pk: [] for row in rows}
    items = MeetingItem.objects.filter(meeting__in=list(topics)).order_by("pk")
    for meeting_id, finding, measure in items.values_list(
        "meeting_id", "finding__title", "measure__title"
    ):
        topics[meeting_id].append(finding or measure)
    return [
        Held(row.pk, row.held_on, row.participants, row.note, tuple(topics[row.pk])) for row in rows
    ]
