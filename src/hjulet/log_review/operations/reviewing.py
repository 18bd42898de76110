"""What the reviewer does: says what she thinks of each opening, signs, and follows up."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from hjulet.calendar import operations as calendar
from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault, length_faults, stop_numbers
from hjulet.log_review.access import require_review
from hjulet.log_review.kinds import Status, Verdict
from hjulet.log_review.models import DrawnOpening, LogReview, SampleSize
from hjulet.log_review.operations.common import (
    FOLLOW_UP,
    SIGN,
    InvalidReview,
    OwnOpening,
    Sealed,
    StaleVerdict,
    locked,
    note,
    start_follow_up_clock,
)
from hjulet.log_review.rules import LARGEST, Given, sign_faults, verdict_faults
from hjulet.organisation.types import Actor


@transaction.atomic
def judge(*, actor: Actor, now: datetime, review_id: int, verdicts: Sequence[Given]) -> LogReview:
    """Says of these openings whether they were justified; all of them or none is saved.

    Said again replaces what was said, until the review is signed, but only by who has seen it
    (`Given.seen`). Raises Sealed, OwnOpening, StaleVerdict, InvalidReview, NumbersInText,
    LogReview.DoesNotExist, DrawnOpening.DoesNotExist.
    """
    review = _open(actor, review_id)
    rows = {row.pk: row for row in review.openings.order_by("pk")}
    faults: list[Fault] = []
    for given in verdicts:
        if given.opening_id not in rows:
            raise DrawnOpening.DoesNotExist(given.opening_id)
        row = rows[given.opening_id]
        _not_own(actor, row)
        if row.verdict and given.seen not in (None, row.stamp):
            raise StaleVerdict(str(row))
        opened_on = clock.local_date(row.at)
        found = verdict_faults(given, opened_on, clock.local_date(now))
        found += length_faults({"comment": given.comment, "done": given.done})
        faults += [Fault(f"{one.field}-{row.pk}", one.message) for one in found]
    _check(
        faults,
        {f"{name}-{given.opening_id}": text for given in verdicts for name, text in _texts(given)},
    )
    for given in verdicts:
        row = rows[given.opening_id]
        row.verdict, row.comment, row.asked_on = given.verdict, given.comment, given.asked_on
        row.done = given.done if given.verdict == Verdict.UNJUSTIFIED else ""
        row.judged_at, row.judged_by_id = now, actor.account_id
        row.save()
    note(actor, now, "judge", review.pk, {"openings": len(verdicts)})
    return review


@transaction.atomic
def sign(*, actor: Actor, now: datetime, review_id: int, summary: str = "") -> LogReview:
    """Seals the review. What was unjustified gets a clock, so that somebody follows it up.

    A month without openings is signed too. Raises Sealed, InvalidReview (fields
    "openings", "summary"), NumbersInText, LogReview.DoesNotExist.
    """
    review, summary = _open(actor, review_id), summary.strip()
    rows = list(review.openings.order_by("seq"))
    faults = sign_faults([(row.verdict, row.asked_on) for row in rows], summary)
    _check([*faults, *length_faults({"summary": summary})], {"summary": summary})
    review.status, review.summary = Status.SIGNED, summary
    review.signed_at, review.signed_by_id = now, actor.account_id
    review.save()
    calendar.stop(now=now, kind=SIGN, subject_id=review.pk)
    wrong = [row for row in rows if row.verdict == Verdict.UNJUSTIFIED]
    for row in wrong:
        start_follow_up_clock(review, row, now)
    note(actor, now, "sign", review.pk, {"openings": len(rows), "unjustified": len(wrong)})
    return review


@transaction.atomic
def follow_up(*, actor: Actor, now: datetime, opening_id: int, text: str) -> DrawnOpening:
    """Tells how it went with an opening that was not justified; its clock stops.

    Raises OwnOpening, Sealed (it is told already, or the review is not signed),
    InvalidReview (field "follow_up"), NumbersInText, LogReview.DoesNotExist,
    DrawnOpening.DoesNotExist.
    """
    row = DrawnOpening.objects.get(pk=opening_id, verdict=Verdict.UNJUSTIFIED)
    review, text = locked(actor, row.review_id), text.strip()
    row.refresh_from_db()
    _not_own(actor, row)
    if review.status != Status.SIGNED or row.followed_at is not None:
        raise Sealed(str(review))
    faults = length_faults({"follow_up": text})
    if not text:
        faults.append(Fault("follow_up", "Skriv hur det gick."))
    _check(faults, {"follow_up": text})
    row.follow_up, row.followed_at, row.followed_by_id = text, now, actor.account_id
    row.save(update_fields=["follow_up", "followed_at", "followed_by"])
    calendar.stop(now=now, kind=FOLLOW_UP, subject_id=row.pk)
    note(actor, now, "follow_up", review.pk, {"opening": row.pk})
    return row


@transaction.atomic
def set_size(*, actor: Actor, now: datetime, board_id: int, size: int) -> SampleSize:
    """How many openings the board draws from now on. Raises NotAllowed, InvalidReview ("size")."""
    require_review(actor, board_id)
    if not 1 <= size <= LARGEST:
        raise InvalidReview([Fault("size", f"Välj ett tal från 1 till {LARGEST}.")])
    row, _ = SampleSize.objects.update_or_create(board_id=board_id, defaults={"size": size})
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="log_review.set_size",
        subject=("unit", board_id),
        keys={"size": size},
    )
    return row


def _open(actor: Actor, review_id: int) -> LogReview:
    review = locked(actor, review_id)
    if review.status != Status.DRAWN:
        raise Sealed(str(review))
    return review


def _not_own(actor: Actor, row: DrawnOpening) -> None:
    if row.opener_id is not None and row.opener_id == actor.account_id:
        raise OwnOpening(str(row))


def _texts(given: Given) -> list[tuple[str, str]]:
    return [("comment", given.comment), ("done", given.done)]


def _check(faults: list[Fault], texts: Mapping[str, str]) -> None:
    """Raises InvalidReview for the faults, else NumbersInText for a number in the texts."""
    if faults:
        raise InvalidReview(faults)
    stop_numbers(texts)
