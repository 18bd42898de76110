"""Reads of reports. Everything starts from what the actor may see.

Work list: `to_assess`, `mine`, `counts`, `recent_in_units`. Lists: `Filters`, `look_up`,
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
from hjulet.reports.queries.similar import similar_to
from hjulet.reports.queries.words import look_up
from hjulet.reports.queries.worklist import (
    Counts,
    Mine,
    Waiting,
    counts,
    mine,
    recent_in_units,
    to_assess,
    waiting_count,
)

__all__ = [
    "CAP",
    "Counts",
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
    "counts",
    "detail_of",
    "history_of",
    "look_up",
    "mine",
    "open_report",
    "page_of",
    "recent_in_units",
    "rows_for_export",
    "similar_to",
    "to_assess",
    "total_of",
    "types_by_name",
    "waiting_count",
]
