"""Reads of measures."""

from hjulet.improvements.queries.listing import Filters, Row, page_of, rows_for_export, total_of
from hjulet.improvements.queries.measures import (
    Brief,
    chain_of,
    of_findings,
    open_measure,
    titles_of,
)
from hjulet.improvements.queries.people import able

__all__ = [
    "Brief",
    "Filters",
    "Row",
    "able",
    "chain_of",
    "of_findings",
    "open_measure",
    "page_of",
    "rows_for_export",
    "titles_of",
    "total_of",
]
