"""Reads of clocks: what waits for somebody, what has been raised to her, who has been told.

All go by the rows of `Clock` alone, whatever room started them; the title of a thing comes from
its room, which leaves out what the actor may not see.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from hjulet.calendar import clock_kinds
from hjulet.calendar.chase_rules import days_left, warned_before
from hjulet.calendar.kinds import ChaseStep
from hjulet.calendar.models import Chase, Clock, Deadline, Recurrence
from hjulet.kernel import clock
from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import Role
from hjulet.organisation.types import Actor

NEW_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A row of the work list.

    `days_left` counts working days and is negative when late, None without a day. `chased` is how
    many times those who answer have been told that it is late. `title` and `meta` are "" for what
    the actor may not see: then only noun and reference are shown.
    """

    clock_id: int
    kind: str
    subject_id: int
    noun: str
    task: str
    late_words: str
    stage: str
    reference: str
    path: str
    title: str
    meta: str
    started_at: datetime
    due_on: date | None
    due_at: datetime | None
    late: bool
    soon: bool
    new: bool
    days_left: int | None
    chased: int
    confidential: bool


@dataclass(frozen=True, slots=True)
class Chased:
    """That somebody was told of a thing, and on which day."""

    day: date
    name: str
    step: ChaseStep


def waiting_for(actor: Actor, now: datetime, *, limit: int = 60) -> list[Waiting]:
    """Open clocks that the actor answers for today, first due first.

    Her own, those of whom she stands in for, those of her roles, and those of people who have
    left or are away without a substitute where she is manager. Three queries and one `describe`
    for each kind.
    """
    return _rows(actor, now, _answered_by(actor, clock.local_date(now)), limit)


def raised_to(actor: Actor, now: datetime, *, limit: int = 60) -> list[Waiting]:
    """Late clocks of others that have been raised to the actor, latest due first.

    What she answers for herself is in `waiting_for` instead.
    """
    raised = Chase.objects.filter(
        clock_id=OuterRef("pk"), account_id=actor.account_id or 0, step=ChaseStep.RAISED
    )
    mine = _answered_by(actor, clock.local_date(now)).order_by().values("pk")
    rows = Clock.objects.filter(Exists(raised), ended_at__isnull=True).exclude(pk__in=mine)
    return _rows(actor, now, rows, limit)


def count_for(actor: Actor, now: datetime | None = None, *, kinds: Collection[str] = ()) -> int:
    """How many clocks `waiting_for` would hold without a limit, only of `kinds` when given.

    Two queries.
    """
    rows = _answered_by(actor, clock.local_date(now or clock.now()))
    return (rows.filter(kind__in=list(kinds)) if kinds else rows).count()


def counts_by_kind(actor: Actor) -> dict[str, int]:
    """How many clocks of each kind the actor answers for now: for the menu. Two queries."""
    rows = _answered_by(actor, clock.today()).order_by()
    return dict(rows.values_list("kind").annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class Pile:
    """The first rows of one pile, and how many there are in all."""

    rows: tuple[Waiting, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Piles:
    """What `waiting_for` holds: late, new and neither. One pile never hides another."""

    late: Pile
    new: Pile
    under_way: Pile

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of clocks among the rows."""
        every = (*self.late.rows, *self.new.rows, *self.under_way.rows)
        return frozenset(row.kind for row in every)


def piles_for(actor: Actor, now: datetime, *, limit: int = 20) -> Piles:
    """The first `limit` of each pile, first due first, and their totals over all that the actor
    answers for. Six queries and one `describe` for each kind, however much waits.
    """
    today = clock.local_date(now)
    late = Q(due_at__lt=now) | Q(due_at__isnull=True, due_on__lt=today)
    new = ~late & (Q(responsible__isnull=True) | Q(started_at__gt=now - timedelta(days=NEW_DAYS)))
    answered = _answered_by(actor, today)
    total = answered.aggregate(
        every=Count("pk"), late=Count("pk", filter=late), new=Count("pk", filter=new)
    )
    counts = (total["late"], total["new"], total["every"] - total["late"] - total["new"])
    conditions = (late, new, ~late & ~new)
    found = [
        list(_first_due(answered.filter(condition))[:limit]) if count else []
        for condition, count in zip(conditions, counts, strict=True)
    ]
    shown = {
        row.clock_id: row for row in _shown(actor, now, [one for pile in found for one in pile])
    }
    piles = (
        Pile(tuple(shown[one.pk] for one in pile), count)
        for pile, count in zip(found, counts, strict=True)
    )
    return Piles(*piles)


def chases_of(kind: str, subject_id: int) -> list[Chased]:
    """Everybody who has been told of the thing, also by earlier clocks of it; latest first."""
    rows = (
        Chase.objects.filter(clock__kind=kind, clock__subject_id=subject_id)
        .order_by("-at", "-pk")
        .values_list("at", "account__name", "step")
    )
    return [Chased(clock.local_date(at), name, ChaseStep(step)) for at, name, step in rows]


def due_of(kinds: Collection[str], subject_id: int) -> date | None:
    """The day that the thing is to be done by, of the clock that runs; None when none does."""
    rows = Clock.objects.filter(
        kind__in=list(kinds), subject_id=subject_id, ended_at__isnull=True
    ).order_by("due_on", "pk")
    return rows.values_list("due_on", flat=True).first()


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs: `task` and `basis` are those of its kind."""

    kind: str
    task: str
    basis: str
    due_on: date | None
    due_at: datetime | None
    late: bool


def running_of(kinds: Collection[str], subject_id: int, now: datetime) -> list[Running]:
    """What is to be done with the thing and until when, first due first. One query. For the room
    of the thing, which has looked at who may see it."""
    rows = Clock.objects.filter(kind__in=list(kinds), subject_id=subject_id, ended_at__isnull=True)
    found = []
    for one in _first_due(rows):
        kind = clock_kinds.kind(one.kind)
        late = is_late(one, now)
        found.append(Running(one.kind, kind.task, kind.basis, one.due_on, one.due_at, late))
    return found


def recurrences() -> list[Recurrence]:
    """The jobs that come back, with when they were last done and what went wrong."""
    return list(Recurrence.objects.order_by("key"))


def _answered_by(actor: Actor, today: date) -> QuerySet[Clock]:
    if actor.account_id is None:
        return Clock.objects.none()
    away = organisation.away_on(today)
    absent = {key for key, substitute in away.items() if substitute is None}
    stands_in = {key for key, substitute in away.items() if substitute == actor.account_id}
    managed = actor.units_for(*organisation.MANAGERS)
    own = Q(responsible_id=actor.account_id)
    if stands_in:
        own |= Q(responsible_id__in=stands_in) & (Q(confidential=False) | _by_role(actor))
    if managed:
        gone = Q(responsible__is_active=False) | Q(responsible_id__in=absent)
        own |= Q(confidential=False, unit_id__in=managed) & gone
    if actor.roles:
        own |= Q(responsible__isnull=True) & (_by_role(actor) | _without_manager(actor, today))
        own |= Q(confidential=True, responsible__is_active=False) & _by_role(actor)
    return Clock.objects.filter(own, ended_at__isnull=True)


def _by_role(actor: Actor) -> Q:
    """Clocks whose role the actor has at the unit; the SAS stands behind secrecy without role."""
    found = Q(pk__in=())
    for role in sorted(actor.roles):
        units = actor.units_for(role)
        found |= Q(role=role, unit_id__in=units)
        if role == Role.SAS:
            found |= Q(role="", confidential=True, unit_id__in=units)
    return found


def _without_manager(actor: Actor, today: date) -> Q:
    """Clocks of enhetschefer where there is none: they are those of the manager above."""
    higher = actor.units_for(Role.DEPARTMENT_MANAGER, Role.ADMINISTRATION_LEAD)
    if not higher:
        return Q(pk__in=())
    led = organisation.units_with((Role.UNIT_MANAGER,), today)
    if not actor.units_for(Role.DEPARTMENT_MANAGER):
        led |= organisation.units_with((Role.DEPARTMENT_MANAGER,), today)
    return Q(role=Role.UNIT_MANAGER, confidential=False, unit_id__in=higher - led)


def _rows(actor: Actor, now: datetime, clocks: QuerySet[Clock], limit: int) -> list[Waiting]:
    return _shown(actor, now, list(_first_due(clocks)[:limit]))


def _first_due(clocks: QuerySet[Clock]) -> QuerySet[Clock]:
    return clocks.order_by(F("due_on").asc(nulls_last=True), F("due_at").asc(nulls_last=True), "pk")


def _shown(actor: Actor, now: datetime, found: list[Clock]) -> list[Waiting]:
    described = describe(actor, found)
    chased = dict(
        Chase.objects.filter(clock_id__in=[one.pk for one in found], step=ChaseStep.LATE)
        .order_by("clock_id")
        .values_list("clock_id")
        .annotate(Count("slot", distinct=True))
    )
    today = clock.local_date(now)
    return [_waiting(one, now, today, described, chased.get(one.pk, 0)) for one in found]


def describe(actor: Actor, clocks: Iterable[Clock]) -> dict[tuple[str, int], clock_kinds.Described]:
    """The titles of the things, by (kind, subject), as far as the actor may see them."""
    subjects: dict[str, list[int]] = defaultdict(list)
    for one in clocks:
        subjects[one.kind].append(one.subject_id)
    return {
        (kind, key): shown
        for kind, keys in subjects.items()
        for key, shown in clock_kinds.kind(kind).describe(actor, keys).items()
    }


def is_late(one: Clock, now: datetime) -> bool:
    """Whether the moment, or the whole of the day, has passed."""
    if one.due_at is not None:
        return now > one.due_at
    return one.due_on is not None and clock.local_date(now) > one.due_on


def _waiting(
    one: Clock,
    now: datetime,
    today: date,
    described: dict[tuple[str, int], clock_kinds.Described],
    chased: int,
) -> Waiting:
    kind = clock_kinds.kind(one.kind)
    shown = described.get((one.kind, one.subject_id))
    late = is_late(one, now)
    return Waiting(
        clock_id=one.pk,
        kind=one.kind,
        subject_id=one.subject_id,
        noun=kind.noun,
        task=kind.task,
        late_words=kind.late,
        stage=kind.stage,
        reference=one.reference,
        path=one.path,
        title=shown.title if shown else "",
        meta=shown.meta if shown else "",
        started_at=one.started_at,
        due_on=one.due_on,
        due_at=one.due_at,
        late=late,
        soon=not late and one.warn_on is not None and today >= one.warn_on,
        # What nobody has taken yet is new as long as it is not late.
        new=one.responsible_id is None or now - one.started_at < timedelta(days=NEW_DAYS),
        days_left=days_left(one.due_on, today) if one.due_on is not None else None,
        chased=chased,
        confidential=one.confidential,
    )


@dataclass(frozen=True, slots=True)
class Limit:
    """The time in force for a kind at a board; `own` when the board has decided it.

    `coming` is what the board has decided to hold from a later day.
    """

    kind: clock_kinds.ClockKind
    deadline: Deadline
    own: bool
    coming: Deadline | None

    @property
    def reminded(self) -> tuple[int, ...]:
        """How long before: see `warned_before`."""
        held = self.deadline
        return warned_before(held.amount, held.span, held.warn_before)


def limits_of(board_id: int, today: date) -> list[Limit]:
    """All kinds of clocks with what holds for the board. One query."""
    rows = (
        Deadline.objects.filter(Q(board_id=board_id) | Q(board__isnull=True))
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        .order_by(F("valid_from").asc(nulls_first=True), "pk")
    )
    everybody: dict[str, Deadline] = {}
    own: dict[str, Deadline] = {}
    coming: dict[str, Deadline] = {}
    for row in rows:
        if row.valid_from is not None and row.valid_from > today:
            coming.setdefault(row.kind, row)
        else:
            (everybody if row.board_id is None else own)[row.kind] = row
    return [
        Limit(
            kind,
            own.get(kind.key) or everybody.get(kind.key) or _default(kind),
            kind.key in own,
            coming.get(kind.key),
        )
        for kind in clock_kinds.kinds()
    ]


def _default(kind: clock_kinds.ClockKind) -> Deadline:
    return Deadline(
        kind=kind.key,
        amount=kind.amount,
        span=kind.span,
        warn_before=kind.warn_before,
        raise_after=kind.raise_after,
        basis=kind.basis,
    )


def due_days(kinds: Collection[str], subject_ids: Collection[int]) -> dict[int, date]:
    """The first day that something is due of each of the things, whoever asks. One query.

    For the room of the things, which has looked at who may see them.
    """
    rows = Clock.objects.filter(
        kind__in=list(kinds), subject_id__in=list(subject_ids), ended_at__isnull=True,
        due_on__isnull=False,
    )  # fmt: skip
    first: dict[int, date] = {}
    for subject_id, due_on in rows.order_by("-due_on").values_list("subject_id", "due_on"):
        if due_on is not None:
            first[subject_id] = due_on
    return first
