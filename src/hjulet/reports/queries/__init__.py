"""Reads of reports. Everything starts from what the actor may see.

Work list: `mine`, `own_under_way`, `recent_in_units`; what is to be assessed is known by its clock.
Lists: `Filters`, `look_up`,
`page_of`, `total_of`, `cap_of`, `counted_in_figure`. One report: `open_report`, `detail_of`,
`similar_to`. For the rooms of cases: `awaiting_case`, `without_case`, `whole`,
`received_of_kind`, `investigations_of`.
"""

from hjulet.reports.places import legal_bases
from hjulet.reports.queries.awaiting import Awaiting, awaiting_case
from hjulet.reports.queries.detail import (
    Opened,
    detail_of,
    history_of,
    open_report,
    status_changes_of,
)
from hjulet.reports.queries.for_cases import investigations_of, whole, without_case
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
from hjulet.reports.queries.of_kind import Received, received_of_kind
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
    "Awaiting",
    "Cursor",
    "Filters",
    "Mine",
    "Opened",
    "Page",
    "Received",
    "Row",
    "Waiting",
    "awaiting_case",
    "cap_of",
    "causes_by_name",
    "counted_in_figure",
    "detail_of",
    "history_of",
    "investigations_of",
    "latest_of",
    "legal_bases",
    "look_up",
    "mine",
    "open_report",
    "own_under_way",
    "page_of",
    "received_of_kind",
    "recent_in_units",
    "rows_for_export",
    "similar_to",
    "status_changes_of",
    "total_of",
    "types_by_name",
    "waiting_count",
    "whole",
    "without_case",
]
