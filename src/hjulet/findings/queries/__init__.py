"""Reads of findings that other rooms may ask for.

In short: `briefs`, `choosable`, `unhandled`. The list: `Filters`, `Cursor`, `page_of`, `total_of`.
One finding: `open_finding`, `may_write`, `similar_to`. Groups: `open_group`, `group_names`. Work:
`waiting_count`.
"""

from hjulet.findings.queries.briefs import (
    Brief,
    briefs,
    by_reference,
    choosable,
    themes_by_name,
    unhandled,
)
from hjulet.findings.queries.detail import (
    Group,
    group_names,
    may_write,
    open_finding,
    open_group,
    waiting_count,
)
from hjulet.findings.queries.listing import CAP, Cursor, Filters, Page, page_of, total_of
from hjulet.findings.queries.similar import Alike, similar_to

__all__ = [
    "CAP",
    "Alike",
    "Brief",
    "Cursor",
    "Filters",
    "Group",
    "Page",
    "briefs",
    "by_reference",
    "choosable",
    "group_names",
    "may_write",
    "open_finding",
    "open_group",
    "page_of",
    "similar_to",
    "themes_by_name",
    "total_of",
    "unhandled",
    "waiting_count",
]
