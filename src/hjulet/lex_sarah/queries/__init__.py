"""Reads of cases. Everything starts from what the actor may see.

State: `facts_of`, `facts_in_words`, `draft_of`, `latest_sealed`, `latest_decision`, `stamp_of`,
`undocumented_in`, `path_of`. People: `may_investigate`, `may_answer`, `may_decide`,
`reporters_of`, `decides`.
One case: `open_case`, `writes`, `manages`, `detail_of`, `earlier_alike`. Lists: `page_of`,
`Cursor`, `may_look`, `waiting_reports`, `reports_in_cases`.
Outside the case: `rules_for`, `boards_that_hide_texts`, `summary_for`.
"""

from hjulet.lex_sarah.queries.board import Shown, boards_that_hide_texts, rules_for, summary_for
from hjulet.lex_sarah.queries.detail import (
    Detail,
    Told,
    detail_of,
    manages,
    open_case,
    told_in,
    writes,
)
from hjulet.lex_sarah.queries.likeness import Earlier, Likeness, earlier_alike
from hjulet.lex_sarah.queries.lists import (
    STATES,
    Cursor,
    Page,
    may_look,
    page_of,
    reports_in_cases,
    waiting_reports,
)
from hjulet.lex_sarah.queries.people import (
    decides,
    may_answer,
    may_decide,
    may_investigate,
    reporters_of,
)
from hjulet.lex_sarah.queries.state import (
    draft_of,
    facts_in_words,
    facts_of,
    has_reporter,
    latest_decision,
    latest_sealed,
    path_of,
    stamp_of,
    undocumented_in,
)

__all__ = [
    "STATES",
    "Cursor",
    "Detail",
    "Earlier",
    "Likeness",
    "Page",
    "Shown",
    "Told",
    "boards_that_hide_texts",
    "decides",
    "detail_of",
    "draft_of",
    "earlier_alike",
    "facts_in_words",
    "facts_of",
    "has_reporter",
    "latest_decision",
    "latest_sealed",
    "manages",
    "may_answer",
    "may_decide",
    "may_investigate",
    "may_look",
    "open_case",
    "page_of",
    "path_of",
    "reporters_of",
    "reports_in_cases",
    "rules_for",
    "stamp_of",
    "summary_for",
    "told_in",
    "undocumented_in",
    "waiting_reports",
    "writes",
]
