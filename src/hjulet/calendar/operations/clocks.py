"""Clocks that start and stop, and numbers in series."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from hjulet.calendar import clock_kinds
from hjulet.calendar.kinds import Ended, Span
from hjulet.calendar.models import Clock, Deadline, NumberSeries
from hjulet.calendar.rules import due_day, subtract_working_days
from hjulet.kernel import clock


@transaction.atomic
def next_reference(key: str, year: int) -> str:
    """The next number of a kind of thing in a year: "2025-31". Nobody gets the same one."""
    NumberSeries.objects.get_or_create(key=key, year=year)
    series = NumberSeries.objects.filter(key=key, year=year)
    series.update(last=F("last") + 1)
    return f"{year}-{series.values_list('last', flat=True).get()}"


@transaction.atomic
def start(
    *,
    now: datetime,
    kind: str,
    subject_id: int,
    reference: str,
    path: str,
    board_id: int,
    unit_id: int,
    responsible_id: int | None = None,
    role: str = "",
    due_on: date | None = None,
    due_at: datetime | None = None,
    confidential: bool = False,
) -> Clock:
    """Starts a clock, or answers with the one that runs already for this kind and thing.

    Without a day of its own the day follows from the deadline in force (the board's, else
    everybody's, else the kind's own). Raises UnknownClock.
    """
    running = Clock.objects.filter(kind=kind, subject_id=subject_id, ended_at__isnull=True).first()
    if running is not None:
        return running
    today = clock.local_date(now)
    limit = deadline(kind, board_id, today)
    if due_at is None and due_on is None and limit.span == Span.HOURS:
        due_at = clock.hours_later(now, limit.amount)
    if due_at is not None:
        due_on = clock.local_date(due_at)
    elif due_on is None:
        due_on = due_day(today, limit.amount, limit.span)
    return Clock.objects.create(
        kind=kind,
        subject_id=subject_id,
        reference=reference,
        path=path,
        board_id=board_id,
        unit_id=unit_id,
        responsible_id=responsible_id,
        role=role,
        confidential=confidential,
        started_at=now,
        due_on=due_on,
        due_at=due_at,
        warn_on=subtract_working_days(due_on, limit.warn_before),
        raise_after=limit.raise_after,
    )


def start_many(
    rows: Iterable[Mapping[str, Any]], kind: str, board_ids: Iterable[int], now: datetime
) -> None:
    """Starts clocks that do not run yet, many at once. Each row holds what `start` takes, with a
    day of its own.
    """
    today = clock.local_date(now)
    limits = {board_id: deadline(kind, board_id, today) for board_id in set(board_ids)}

    def ready() -> Iterator[Clock]:
        for row in rows:
            limit = limits[row["board_id"]]
            yield Clock(
                **{"started_at": now, **row},
                kind=kind,
                warn_on=subtract_working_days(row["due_on"], limit.warn_before),
                raise_after=limit.raise_after,
            )

    Clock.objects.bulk_create(ready(), batch_size=500)


def stop(*, now: datetime, kind: str, subject_id: int, ended: Ended = Ended.DONE) -> None:
    """Stops the clock; nothing happens when none runs."""
    Clock.objects.filter(kind=kind, subject_id=subject_id, ended_at__isnull=True).update(
        ended_at=now, ended=ended
    )


@transaction.atomic
def move(
    *,
    now: datetime,
    kind: str,
    subject_id: int,
    due_on: date | None = None,
    responsible_id: int | None = None,
) -> Clock | None:
    """Ends the running clock and starts it anew with another day or somebody else responsible.

    None when none runs.
    """
    running = Clock.objects.filter(kind=kind, subject_id=subject_id, ended_at__isnull=True).first()
    if running is None:
        return None
    stop(now=now, kind=kind, subject_id=subject_id, ended=Ended.MOVED)
    return start(
        now=now,
        kind=kind,
        subject_id=subject_id,
        reference=running.reference,
        path=running.path,
        board_id=running.board_id,
        unit_id=running.unit_id,
        responsible_id=responsible_id or running.responsible_id,
        role=running.role,
        due_on=due_on or running.due_on,
        confidential=running.confidential,
    )


def running(kind: str) -> QuerySet[Clock, int]:
    """The keys of the things that a clock of the kind runs for, as a subquery."""
    return Clock.objects.filter(kind=kind, ended_at__isnull=True).values_list(
        "subject_id", flat=True
    )


def deadline(kind: str, board_id: int, on: date) -> Deadline:
    """What holds for the kind on a day: the board's own, else everybody's, else the kind's."""
    rows = Deadline.objects.on(on).filter(Q(board_id=board_id) | Q(board__isnull=True), kind=kind)
    # The board's own before everybody's, the latest before earlier ones.
    found = rows.order_by(
        F("board_id").asc(nulls_last=True), F("valid_from").desc(nulls_last=True), "-pk"
    ).first()
    if found is not None:
        return found
    default = clock_kinds.kind(kind)
    return Deadline(
        kind=kind,
        amount=default.amount,
        span=default.span,
        warn_before=default.warn_before,
        raise_after=default.raise_after,
        basis=default.basis,
    )
