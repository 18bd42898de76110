"""Writing to the journal. Called by every operation, inside its transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from hjulet.journal.models import Event
from hjulet.journal.rules import START, canonical, link, stamp
from hjulet.kernel.locks import serialise

JOURNAL_LOCK = 20110901


@transaction.atomic
def record(
    *,
    actor_id: int | None,
    now: datetime,
    verb: str,
    subject: tuple[str, object],
    keys: Mapping[str, object] | None = None,
    confidential: bool = False,
) -> Event:
    """Adds one event to the chain.

    `verb` is `room.verb`; `subject` is (kind, key). `keys` holds keys and counts only, never what
    somebody wrote. The lock keeps the chain single and is held until the transaction ends, so
    operations record last.
    """
    serialise(JOURNAL_LOCK)
    last = Event.objects.order_by("-seq").values_list("seq", "hash").first()
    seq, previous = (last[0] + 1, last[1]) if last else (1, START)
    kind, key = subject[0], str(subject[1])
    body = canonical(keys or {})
    return Event.objects.create(
        seq=seq,
        at=now,
        actor_id=actor_id,
        verb=verb,
        subject_kind=kind,
        subject_id=key,
        confidential=confidential,
        keys=body,
        previous_hash=previous,
        hash=link(
            previous=previous,
            seq=seq,
            at=stamp(now),
            actor_id=actor_id,
            verb=verb,
            subject=(kind, key),
            confidential=confidential,
            keys=body,
        ),
    )


def opened(*, actor_id: int | None, now: datetime, subject: tuple[str, object]) -> Event:
    """Notes that somebody opened something confidential (10 § SoLPuL)."""
    return record(
        actor_id=actor_id, now=now, verb="read.opened", subject=subject, confidential=True
    )
