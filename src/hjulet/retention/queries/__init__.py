"""Reads of retention. Everything starts from the boards whose retention the actor follows.

Overview: `followed`, `standing_of`, `open_at`, `done_at`, `holds_in_force`, `waiting_count`.
One list: `open_list`, `detail_of`. What is gone: `tombstone_of`, `is_disposed`, `register`.
For rooms whose records go: `require_at`, `require_not_held`.
"""

from hjulet.retention.access import require_at
from hjulet.retention.queries.in_force import (
    holds_at,
    own_rule,
    require_not_held,
    rule_for,
)
from hjulet.retention.queries.lists import Detail, Line, detail_of, open_list
from hjulet.retention.queries.overview import (
    Standing,
    done_at,
    followed,
    holds_in_force,
    open_at,
    standing_of,
    waiting_count,
)
from hjulet.retention.queries.tombstones import (
    Filters,
    Register,
    Told,
    is_disposed,
    register,
    rows_for_export,
    tombstone_of,
    years,
)

__all__ = [
    "Detail",
    "Filters",
    "Line",
    "Register",
    "Standing",
    "Told",
    "detail_of",
    "done_at",
    "followed",
    "holds_at",
    "holds_in_force",
    "is_disposed",
    "open_at",
    "open_list",
    "own_rule",
    "register",
    "require_at",
    "require_not_held",
    "rows_for_export",
    "rule_for",
    "standing_of",
    "tombstone_of",
    "waiting_count",
    "years",
]
