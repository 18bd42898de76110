"""Reading reviews: the months, one month, and how much waits."""

from hjulet.log_review.access import may_review
from hjulet.log_review.queries.lists import (
    PAGE,
    Month,
    Page,
    boards_of,
    page_of,
    size_of,
    waiting_count,
)
from hjulet.log_review.queries.page import Detail, Line, open_review

__all__ = [
    "PAGE",
    "Detail",
    "Line",
    "Month",
    "Page",
    "boards_of",
    "may_review",
    "open_review",
    "page_of",
    "size_of",
    "waiting_count",
]
