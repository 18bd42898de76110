"""Reads of reports. Everything starts from what the actor may see.

Work list: `mine`, `own_under_way`, `recent_in_units`; what is to be assessed is known by its clock.
Lists: `Filters`, `look_up`,
`page_of`, `total_of`, `cap_of`, `counted_in_figure`. One report: `open_report`, `detail_of`,
`similar_to`.
"""

from hjulet.reports.queries.detail import Opened, detail_of, history_of, open_report
from hjulet.reports.queries.listing import (
    CAP,
    Cursor,
    Filters,
    Page,
    Row,
    cap_of,
    counted_in_figure,
    page_of,
    rows_for_export,
    total_of,
)
from hjulet.reports.queries.names import causes_by_name, types_by_name
from hjulet.reports.queries.similar import latest_of, similar_to
from hjulet.reports.queries.words import look_up
from hjulet.reports.queries.worklist import (
    Mine,
    Waiting,
    mine,
    own_under_way,
    recent_in_units,
    waiting_count,
)

__all__ = [
    "CAP",
    "Cursor",
    "Filters",
    "Mine",
    "Opened",
    "Page",
    "Row",
    "Waiting",
    "cap_of",
    "causes_by_name",
    "counted_in_figure",
    "detail_of",
    "history_of",
    "latest_of",
    "look_up",
    "mine",
    "open_report",
    "own_under_way",
    "page_of",
    "recent_in_units",
    "rows_for_export",
    "similar_to",
    "total_of",
    "types_by_name",
    "waiting_count",
]
