"""What the verbs share: the review under lock, its clocks, the journal, and what goes wrong."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from hjulet.calendar import operations as calendar
from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.log_review.models import DrawnOpening, LogReview
from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import Role
from hjulet.organisation.types import Actor

SIGN = "log_review.sign"
FOLLOW_UP = "log_review.follow_up"


class InvalidReview(Invalid):
    """Something given cannot be saved; the fields of a verdict end with the key of its opening:
    "comment-31"."""


class StaleVerdict(Exception):
    """Somebody else has said something of the opening since the reviewer saw it."""


class Sealed(Exception):
    """The review is signed, so nothing in it changes any more."""


class OwnOpening(Exception):
    """Nobody judges, or follows up, what she has opened herself."""


def locked(actor: Actor, review_id: int) -> LogReview:
    """The review, for who controls the log; LogReview.DoesNotExist for everybody else."""
    rows = LogReview.objects.visible_to(actor).select_for_update()
    found: LogReview = rows.get(pk=review_id)
    return found


def start_sign_clock(review: LogReview, now: datetime) -> None:
    _start(SIGN, review, review.pk, "", now)


def start_follow_up_clock(review: LogReview, opening: DrawnOpening, now: datetime) -> None:
    _start(FOLLOW_UP, review, opening.pk, f"#oppning-{opening.pk}", now)


def _start(kind: str, review: LogReview, subject_id: int, place: str, now: datetime) -> None:
    role, unit_id = _who(review.board_id, clock.local_date(now))
    calendar.start(
        now=now,
        kind=kind,
        subject_id=subject_id,
        reference=str(review),
        path=reverse("log_review_page", args=[review.pk]) + place,
        board_id=review.board_id,
        unit_id=unit_id,
        role=role,
    )


def _who(board_id: int, today: date) -> tuple[Role, int]:
    """The dataskyddsombud where there is one, else the management, at the unit that it leads."""
    people = organisation.directory(today)
    if people.holders((Role.DATA_PROTECTION_OFFICER,), board_id):
        return Role.DATA_PROTECTION_OFFICER, board_id
    lead = Role.ADMINISTRATION_LEAD
    led = (key for key in sorted(people.tree.below(board_id)) if (lead, key) in people.at)
    return lead, next(led, board_id)


def note(
    actor: Actor, now: datetime, verb: str, review_id: int, keys: dict[str, Any] | None = None
) -> None:
    """One line in the journal about the review."""
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb=f"log_review.{verb}",
        subject=("log_review", review_id),
        keys=keys,
    )
