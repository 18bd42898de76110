"""What the verbs share: the list under lock, its clock, and the journal."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from hjulet.calendar import operations as calendar
from hjulet.calendar.kinds import Ended
from hjulet.journal import operations as journal
from hjulet.organisation.types import Actor
from hjulet.retention import access, record_kinds
from hjulet.retention.kinds import Outcome
from hjulet.retention.models import DisposalItem, DisposalList

CLOCK = "retention.review"
# A hold that has been placed stops every disposal that has not happened: they take turns.
RETENTION_LOCK = 20110906


def locked(actor: Actor, list_id: int, action: str = "retention.dispose") -> DisposalList:
    """The list, for who has the right at its board. Raises DoesNotExist, NotAllowed."""
    found: DisposalList = DisposalList.objects.visible_to(actor).select_for_update().get(pk=list_id)
    access.require_knows(actor, found.kind, found.board_id, action)
    return found


def items_left(made: DisposalList) -> int:
    """How many of its records wait for their turn."""
    return DisposalItem.objects.filter(disposal=made, outcome=Outcome.WAITING).count()


def start_clock(made: DisposalList, now: datetime) -> None:
    """Somebody is to look through the list."""
    kind = record_kinds.kind(made.kind)
    calendar.start(
        now=now,
        kind=CLOCK,
        subject_id=made.pk,
        reference=made.reference,
        path=reverse("retention_list_page", args=[made.reference]),
        board_id=made.board_id,
        unit_id=made.board_id,
        role=kind.answers,
        confidential=bool(kind.right),
    )


def stop_clock(made: DisposalList, now: datetime, ended: Ended = Ended.DONE) -> None:
    calendar.stop(now=now, kind=CLOCK, subject_id=made.pk, ended=ended)


def note(
    actor: Actor,
    now: datetime,
    verb: str,
    subject: tuple[str, int],
    keys: Mapping[str, object] | None = None,
    *,
    kind: str = "",
) -> None:
    """One line in the journal. `kind` tells whether it is about something confidential."""
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb=f"retention.{verb}",
        subject=subject,
        keys=keys,
        confidential=bool(kind and record_kinds.kind(kind).right),
    )
