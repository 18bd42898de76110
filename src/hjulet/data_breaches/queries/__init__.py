"""Reads of incidents. Everything starts from what the actor may see.

The register: `Filters`, `Cursor`, `page_of`, `rows_for_export`, `hidden_count`, `years`. One
incident: `open_incident`, `may_open`, `detail_of`, `of_report`, `of_finding`, `responsibles`.
"""

from hjulet.data_breaches.queries.lists import (
    Cursor,
    Filters,
    Page,
    hidden_count,
    page_of,
    rows_for_export,
    years,
)
from hjulet.data_breaches.queries.page import (
    Detail,
    detail_of,
    may_open,
    of_finding,
    of_report,
    open_incident,
    responsibles,
)

__all__ = [
    "Cursor",
    "Detail",
    "Filters",
    "Page",
    "detail_of",
    "hidden_count",
    "may_open",
    "of_finding",
    "of_report",
    "open_incident",
    "page_of",
    "responsibles",
    "rows_for_export",
    "years",
]
