"""The months that are drawn, with their result."""

from dataclasses import dataclass

from django.db.models import Count, Q

from hjulet.log_review.access import RIGHT
from hjulet.log_review.kinds import Status, Verdict
from hjulet.log_review.models import DrawnOpening, LogReview, SampleSize
from hjulet.log_review.rules import SIZE
from hjulet.organisation.queries import boards_for, names
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor

PAGE = 24


@dataclass(frozen=True, slots=True)
class Month:
    """A review in the list: how many were drawn, what was said, and what waits after it."""

    review: LogReview
    drawn: int
    justified: int
    unclear: int
    unjustified: int
    left: int
    to_follow: int


@dataclass(frozen=True, slots=True)
class Page:
    """`more` tells whether there are older months."""

    rows: list[Month]
    more: bool


def page_of(actor: Actor, board_id: int | None = None, page: int = 1) -> Page:
    """The latest months first, for one board or all that the actor reviews. One query."""
    found = LogReview.objects.visible_to(actor).select_related("board", "signed_by")
    if board_id is not None:
        found = found.filter(board_id=board_id)
    counted = found.annotate(
        drawn=Count("openings"),
        **{one.value: Count("openings", filter=Q(openings__verdict=one)) for one in Verdict},
        left=Count("openings", filter=Q(openings__verdict="")),
        followed=Count("openings", filter=Q(openings__followed_at__isnull=False)),
    ).order_by("-month", "board_id")
    start = (page - 1) * PAGE
    rows = list(counted[start : start + PAGE + 1])
    return Page([_month(row) for row in rows[:PAGE]], len(rows) > PAGE)


def _month(row: LogReview) -> Month:
    counts = vars(row)
    signed = row.status == Status.SIGNED
    return Month(
        review=row,
        drawn=counts["drawn"],
        justified=counts["justified"],
        unclear=counts["unclear"],
        unjustified=counts["unjustified"],
        left=counts["left"],
        to_follow=counts["unjustified"] - counts["followed"] if signed else 0,
    )


def boards_of(actor: Actor) -> list[tuple[int, str]]:
    """The boards whose log the actor controls, by name. One query."""
    return sorted(names(boards_for(actor, RIGHT)).items(), key=lambda item: item[1])


def size_of(board_id: int) -> int:
    """How many openings the board draws each month. One query."""
    found = SampleSize.objects.filter(board_id=board_id).values_list("size", flat=True).first()
    return found or SIZE


def waiting_count(actor: Actor) -> int:
    """Months to sign and openings to follow up, where the actor reviews. Two queries, or none."""
    if actor.system or not may(actor, RIGHT):
        return 0
    seen = LogReview.objects.visible_to(actor)
    to_follow = DrawnOpening.objects.filter(
        review__in=seen.filter(status=Status.SIGNED),
        verdict=Verdict.UNJUSTIFIED,
        followed_at__isnull=True,
    )
    return seen.filter(status=Status.DRAWN).count() + to_follow.count()
