"""Reads of risk analyses. Everything starts from what the actor may see.

Lists: `Filters`, `page_of`, `overview`, `waiting_count`, `picture`. One analysis: `open_analysis`,
`detail_of`. Others: `responsibles`, `risks_of_finding`, `path_of`.
"""

from hjulet.risks.queries.lists import (
    Filters,
    Overview,
    Page,
    Row,
    overview,
    page_of,
    picture,
    waiting_count,
    years,
)
from hjulet.risks.queries.page import (
    Detail,
    Item,
    detail_of,
    open_analysis,
    path_of,
    responsibles,
    risks_of_finding,
)

__all__ = [
    "Detail",
    "Filters",
    "Item",
    "Overview",
    "Page",
    "Row",
    "detail_of",
    "open_analysis",
    "overview",
    "page_of",
    "path_of",
    "picture",
    "responsibles",
    "risks_of_finding",
    "waiting_count",
    "years",
]
