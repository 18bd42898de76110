"""One month: the drawn openings as the reviewer sees them."""

from dataclasses import dataclass

from hjulet.log_review.kinds import Status, Verdict
from hjulet.log_review.models import DrawnOpening, LogReview
from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn opening. `own`: the reader opened it herself, so somebody else judges it.

    `without_right`: neither her role nor a grant had let her in, as far as the program knows.
    """

    opening: DrawnOpening
    own: bool
    without_right: bool
    to_follow: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """`left` are those that nobody has judged, `own_left` of them the reader's own."""

    review: LogReview
    lines: list[Line]
    left: int
    own_left: int

    @property
    def signed(self) -> bool:
        return self.review.status == Status.SIGNED


def open_review(actor: Actor, review_id: int) -> Detail | None:
    """The review with its openings in the order of the journal; None when she may not see it."""
    review = (
        LogReview.objects.visible_to(actor)
        .select_related("board", "signed_by")
        .filter(pk=review_id)
        .first()
    )
    if review is None:
        return None
    rows = review.openings.select_related("opener", "judged_by", "followed_by").order_by("seq")
    lines = [_line(actor, review, row) for row in rows]
    left = [line for line in lines if not line.opening.verdict]
    return Detail(review, lines, len(left), sum(1 for line in left if line.own))


def _line(actor: Actor, review: LogReview, row: DrawnOpening) -> Line:
    signed = review.status == Status.SIGNED
    return Line(
        opening=row,
        own=row.opener_id is not None and row.opener_id == actor.account_id,
        without_right=row.opener_id is not None and not row.by_role and not row.grant,
        to_follow=signed and row.verdict == Verdict.UNJUSTIFIED and row.followed_at is None,
    )
