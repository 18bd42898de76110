"""Telling those who answer for clocks: when one lands, before it is due, and after, every day.

Every run asks anew what is to be told and writes a `Chase` for it, once. Runs may be missed,
doubled or late: what is told follows from the clocks and the day alone (see `chase_rules`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from hjulet.calendar import clock_kinds
from hjulet.calendar.chase_rules import Facts, Tell, above, to_tell
from hjulet.calendar.kinds import ChaseStep
from hjulet.calendar.models import Chase, Clock
from hjulet.calendar.operations.passing_on import pass_on
from hjulet.kernel.clock import at, local_date
from hjulet.notices import operations as notices
from hjulet.notices.rules import MORNING
from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import Role
from hjulet.organisation.queries import Directory
from hjulet.ui.format import date_plain, date_time

BATCH = 500


def chase(*, now: datetime) -> int:
    """Tells everybody what is to be told at `now` and has not been; gives how many tellings.

    Clocks are locked batch by batch, so that one that is stopped meanwhile is not chased. The
    rows of `Chase` are the record; the journal has what people do.
    """
    directory = organisation.directory(local_date(now))
    pass_on(now, directory)
    told, last = 0, 0
    while True:
        with transaction.atomic():
            clocks = list(
                _to_look_at(local_date(now))
                .filter(pk__gt=last)
                .select_for_update()
                .order_by("pk")[:BATCH]
            )
            if not clocks:
                return told
            last = clocks[-1].pk
            earlier = _told([one.pk for one in clocks], local_date(now))
            for one in clocks:
                told += _chase(one, now, earlier[one.pk], directory)


def tell_landed(one: Clock, now: datetime, words: str) -> None:
    """Tells those who answer for a clock at once that it is there, in `words` of the room; the
    worker does not tell them so again. Call inside the transaction that started it."""
    accounts = answering_for(one, organisation.directory(local_date(now)))
    Chase.objects.bulk_create(
        [
            Chase(clock=one, account_id=account, step=ChaseStep.LANDED, slot="", at=now)
            for account in sorted(accounts)
        ],
        ignore_conflicts=True,
    )
    notices.tell(
        now=now,
        account_ids=accounts,
        kind=f"clock.{ChaseStep.LANDED}",
        words=words,
        path=one.path,
        once=f"clock:{one.pk}:{ChaseStep.LANDED}:",
    )


def _to_look_at(today: date) -> QuerySet[Clock]:
    """Open clocks that may have something to tell: the others need not be fetched."""
    landed = Chase.objects.filter(clock_id=OuterRef("pk"), step=ChaseStep.LANDED)
    return Clock.objects.filter(
        Q(warn_on__lte=today) | Q(due_on__lt=today) | Q(due_at__isnull=False) | ~Exists(landed),
        ended_at__isnull=True,
    )


def _told(clock_ids: list[int], today: date) -> dict[int, set[tuple[str, str]]]:
    """What has been told of each clock that could be told again today."""
    rows = (
        Chase.objects.filter(
            Q(step__in=(ChaseStep.LANDED, ChaseStep.SOON))
            | Q(slot__startswith="+")
            | Q(slot__startswith=today.isoformat()),
            clock_id__in=clock_ids,
        )
        .order_by("pk")
        .values_list("clock_id", "step", "slot")
    )
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for clock_id, step, slot in rows:
        found[clock_id].add((step, slot))
    return found


def _chase(one: Clock, now: datetime, told: set[tuple[str, str]], directory: Directory) -> int:
    facts = Facts(
        started_on=local_date(one.started_at),
        warn_on=one.warn_on,
        due_on=one.due_on,
        due_at=one.due_at,
        raise_after=one.raise_after,
    )
    tells = to_tell(facts, now, local_date(now), told)
    if not tells:
        return 0
    kind = clock_kinds.kind(one.kind)
    count = 0
    for tell, accounts in _receivers(one, tells, kind.informs, directory):
        Chase.objects.bulk_create(
            [
                Chase(clock=one, account_id=account, step=tell.step, slot=tell.slot, at=now)
                for account in sorted(accounts)
            ],
            ignore_conflicts=True,
        )
        notices.tell(
            now=now,
            account_ids=accounts,
            kind=f"clock.{tell.step}",
            words=words(kind.noun, one, tell.step),
            path=one.path,
            once=f"clock:{one.pk}:{tell.step}:{tell.slot}",
            letters_from=_letters_from(one, tell, now),
        )
        count += len(accounts)
    return count


@dataclass(frozen=True, slots=True)
class _Around:
    """Who stands around one clock."""

    answering: frozenset[int]
    levels: list[set[int]]


def _receivers(
    one: Clock, tells: Collection[Tell], informs: Collection[str], directory: Directory
) -> Iterator[tuple[Tell, set[int]]]:
    """Whom to tell what. What nobody can be told now is left for a later run."""
    answering = answering_for(one, directory)
    around = _Around(answering, _levels(one, answering, directory))
    seen = set(answering)
    for tell in tells:
        if tell.step == ChaseStep.RAISED:
            accounts = around.levels[tell.level - 1] if tell.level <= len(around.levels) else set()
            # Whoever is manager at two levels is told once.
            accounts = accounts - seen
            seen |= accounts
        else:
            accounts = set(answering)
            if tell.step == ChaseStep.LANDED and informs and not one.confidential:
                accounts |= set(directory.nearest(informs, one.unit_id))
        if accounts:
            yield tell, accounts


def answering_for(one: Clock, directory: Directory) -> frozenset[int]:
    """Who is to act today: the responsible, her substitute, the nearest manager, or the role.

    Empty when there is nobody. Of what is secret only those hear who hold the clock's role.
    """
    if one.responsible_id is None:
        holders = directory.holders({one.role}, one.unit_id)
        if not holders and one.role in organisation.MANAGERS and not one.confidential:
            # A unit without a manager of its own: the nearest one above.
            holders = frozenset(next(iter(directory.managers_above(one.unit_id)), ()))
        return frozenset(key for key in holders if directory.is_here(key)) or holders
    own = one.responsible_id
    if directory.is_here(own):
        return frozenset({own})
    substitute = directory.substitute_for(own)
    herself = frozenset({own} & directory.active)
    if one.confidential:
        trusted = _trusted(one, directory)
        if substitute is not None and substitute in trusted:
            return frozenset({substitute})
        return trusted - {own} or herself
    if substitute is not None and own in directory.active:
        return frozenset({substitute})
    managers = above(directory.managers_above(one.unit_id), {own})
    here = (frozenset(filter(directory.is_here, level)) for level in managers)
    nearest = next((level for level in here if level), None)
    return nearest or frozenset(managers[0] if managers else ()) or herself


def _trusted(one: Clock, directory: Directory) -> frozenset[int]:
    return directory.holders({one.role or Role.SAS}, one.unit_id)


def _levels(one: Clock, answering: frozenset[int], directory: Directory) -> list[set[int]]:
    """Those above, nearest first, each with her substitute in her place when she is away."""
    if one.confidential:
        return [set(_trusted(one, directory) - answering)]
    own = {one.responsible_id} if one.responsible_id is not None else set()
    levels = above(directory.managers_above(one.unit_id), answering | own)
    return [{directory.substitute_for(key) or key for key in level} for level in levels]


def words(noun: str, one: Clock, step: str) -> str:
    """What is told: noun, reference and day, and nothing of what the thing is about."""
    thing = f"{noun} {one.reference}"
    if one.due_on is None:
        return f"Ny: {thing}"
    day = date_time(one.due_at) if one.due_at is not None else date_plain(one.due_on)
    return {
        ChaseStep.LANDED: f"Ny: {thing}, senast {day}",
        ChaseStep.SOON: f"Snart: {thing}, senast {day}",
        ChaseStep.LATE: f"Försenad: {thing}, skulle vara klar senast {day}",
        ChaseStep.RAISED: f"Försenad hos någon annan: {thing}, skulle vara klar senast {day}",
    }[ChaseStep(step)]


def _letters_from(one: Clock, tell: Tell, now: datetime) -> datetime | None:
    """What goes by the day waits for the morning; hours that run in the night do not."""
    if one.due_at is not None or tell.step == ChaseStep.LANDED:
        return None
    return at(local_date(now), MORNING)
