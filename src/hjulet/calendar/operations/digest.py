"""One letter a morning, for those who want that, with everything that waits for them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from hjulet.calendar import clock_kinds
from hjulet.calendar.kinds import ChaseStep
from hjulet.calendar.models import Clock
from hjulet.calendar.operations.chasing import answering_for, words
from hjulet.calendar.queries import NEW_DAYS, is_late
from hjulet.kernel.clock import local_date
from hjulet.notices import operations as notices
from hjulet.notices import queries as preferences
from hjulet.organisation import queries as organisation
from hjulet.ui.format import plural

SHOWN = 40


def digest(*, now: datetime) -> int:
    """Writes the letters of this morning; gives how many. The same morning again writes none.

    Only those who answer for something late, soon due or new get one. Made from the rows of
    `Clock`: noun, reference, day and link.
    """
    wanting = preferences.in_the_morning()
    if not wanting:
        return 0
    directory = organisation.directory(local_date(now))
    waiting: dict[int, list[tuple[Clock, ChaseStep]]] = defaultdict(list)
    for one in Clock.objects.filter(ended_at__isnull=True).order_by("due_on", "pk").iterator():
        step = _step(one, now)
        if step is not None:
            for account in answering_for(one, directory) & wanting:
                waiting[account].append((one, step))
    for account, found in sorted(waiting.items()):
        _write(account, found, now)
    return len(waiting)


def _step(one: Clock, now: datetime) -> ChaseStep | None:
    today = local_date(now)
    if is_late(one, now):
        return ChaseStep.LATE
    if one.warn_on is not None and one.warn_on <= today:
        return ChaseStep.SOON
    return ChaseStep.LANDED if now - one.started_at < timedelta(days=NEW_DAYS) else None


def _write(account: int, found: Sequence[tuple[Clock, ChaseStep]], now: datetime) -> None:
    order = (ChaseStep.LATE, ChaseStep.SOON, ChaseStep.LANDED)
    # The sort keeps the order of due days within each group.
    lines = [
        notices.Line(words(clock_kinds.kind(one.kind).noun, one, step), one.path)
        for one, step in sorted(found, key=lambda pair: order.index(pair[1]))
    ]
    if len(lines) > SHOWN:
        lines = [*lines[:SHOWN], notices.Line(f"Och {len(lines) - SHOWN} till", "/")]
    notices.write(
        now=now,
        account_id=account,
        heading=f"{plural(len(found), 'sak', 'saker')} på din lista",
        lines=lines,
        once=f"digest:{local_date(now).isoformat()}",
    )
