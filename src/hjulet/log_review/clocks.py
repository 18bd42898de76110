"""The clocks of the room: a month that waits to be signed, and what was not justified."""

from collections.abc import Mapping, Sequence

from hjulet.calendar import clock_kinds
from hjulet.calendar.clock_kinds import ClockKind, Described
from hjulet.log_review.models import DrawnOpening, LogReview
from hjulet.log_review.operations import FOLLOW_UP, SIGN
from hjulet.organisation.types import Actor
from hjulet.ui.format import month_of_year, plural

BASIS = "lokalt mål; 10 § lagen (2001:454) säger återkommande"


def register_all() -> None:
    """Called once when the application starts."""
    clock_kinds.register(
        ClockKind(
            key=SIGN,
            noun="Loggkontroll",
            task="granska öppningarna och signera",
            late="skulle ha signerats",
            stage="check",
            amount=20,
            basis=BASIS,
            describe=describe_reviews,
        )
    )
    clock_kinds.register(
        ClockKind(
            key=FOLLOW_UP,
            noun="Loggkontroll",
            task="följ upp öppningen som inte var befogad",
            late="skulle ha följts upp",
            stage="act",
            amount=20,
            describe=describe_openings,
        )
    )


def describe_reviews(actor: Actor, review_ids: Sequence[int]) -> Mapping[int, Described]:
    """Month and how many openings to look at, of those that the actor reviews. Two queries."""
    rows = list(
        LogReview.objects.visible_to(actor)
        .filter(pk__in=review_ids)
        .select_related("board")
        .prefetch_related("openings")
        .order_by("pk")
    )
    return {
        row.pk: Described(
            f"Loggkontroll för {month_of_year(row.month)}",
            f"{plural(len(row.openings.all()), 'öppning', 'öppningar')} · {row.board.name}",
        )
        for row in rows
    }


def describe_openings(actor: Actor, opening_ids: Sequence[int]) -> Mapping[int, Described]:
    """The month of each, for who reviews it. One query."""
    rows = (
        DrawnOpening.objects.filter(
            pk__in=opening_ids, review__in=LogReview.objects.visible_to(actor)
        )
        .select_related("review__board")
        .order_by("pk")
    )
    return {
        row.pk: Described(
            f"En öppning i {month_of_year(row.review.month)} som inte var befogad",
            row.review.board.name,
        )
        for row in rows
    }
