"""Clocks that start and stop, and numbers in series."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from hjulet.calendar import clock_kinds
from hjulet.calendar.kinds import Ended, Span
from hjulet.calendar.models import Clock, Deadline, NumberSeries
from hjulet.calendar.rules import due_day, subtract_working_days
from hjulet.kernel import clock

_PLACED = ("unit_id", "role", "confidential")
_TIMES = ("due_on", "due_at")
# What a clock that is started anew has of the one before.
_LIKE = ("kind", "subject_id", "reference", "path", "board_id", "responsible_id",
         *_PLACED, *_TIMES)  # fmt: skip


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
    running = Clock.objects.filter(kind=kind, subject_id=subject_id, ended_at__isnull=True)
    if not running.update(ended_at=now, ended=ended) and connection.vendor == "postgresql":
        # It may have waited for somebody who started the clock anew meanwhile, and PostgreSQL does
        # not show a statement that waited the row that came in: ask once more.
        running.update(ended_at=now, ended=ended)


@transaction.atomic
def keep(
    *,
    now: datetime,
    subject_id: int,
    among: Collection[str],
    wanted: Mapping[str, Mapping[str, Any]],
) -> None:
    """Makes exactly the `wanted` clocks run for the thing, of the kinds in `among`.

    `wanted` holds by kind what `start` takes. A clock whose unit, role or secrecy has changed goes
    on anew with the day it had; one that is given a day or a moment of its own follows that, also
    when it has changed. One query when all is as it should be.
    """
    rows = Clock.objects.filter(kind__in=among, subject_id=subject_id, ended_at__isnull=True)
    there = {one.kind: one for one in rows.order_by("pk")}
    for kind in sorted(set(there) - set(wanted)):
        stop(now=now, kind=kind, subject_id=subject_id)
    for kind, given in sorted(wanted.items()):
        one = there.get(kind)
        if one is not None:
            own = {name: given[name] for name in _TIMES if given.get(name) is not None}
            same = {**{name: given[name] for name in _PLACED}, **own}
            if all(_utc(getattr(one, name)) == _utc(value) for name, value in same.items()):
                continue
            stop(now=now, kind=kind, subject_id=subject_id, ended=Ended.MOVED)
            given = given if own else {**given, "due_on": one.due_on, "due_at": one.due_at}
        start(now=now, kind=kind, subject_id=subject_id, **given)


def _utc(value: Any) -> Any:
    """In the hour that comes twice a moment equals itself only in UTC (PEP 495)."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


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

    A clock of hours keeps its minute unless it is given another day. None when none runs.
    """
    running = Clock.objects.filter(kind=kind, subject_id=subject_id, ended_at__isnull=True).first()
    if running is None:
        return None
    changed: dict[str, Any] = {"due_on": due_on, "due_at": None} if due_on else {}
    if responsible_id:
        changed["responsible_id"] = responsible_id
    return anew(running, now, **changed)


def anew(running: Clock, now: datetime, **changed: Any) -> Clock:
    """Ends a clock that runs and starts one like it, with what is `changed` of what `start` takes.

    Call inside a transaction.
    """
    stop(now=now, kind=running.kind, subject_id=running.subject_id, ended=Ended.MOVED)
    return start(now=now, **{name: getattr(running, name) for name in _LIKE} | changed)


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
