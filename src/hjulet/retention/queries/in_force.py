"""What holds for a kind at a board: the rule of the day, and the holds."""

from datetime import date

from django.db.models import F, Q

from hjulet.retention.models import Hold, RetentionRule
from hjulet.retention.record_kinds import StillNeeded
from hjulet.retention.rules import HELD, HoldFacts, held


def rule_for(kind: str, board_id: int, on: date) -> RetentionRule | None:
    """The board's own rule that day, else Hjulet's proposal, else None. One query."""
    rows = RetentionRule.objects.on(on).filter(Q(board_id=board_id) | Q(board=None), kind=kind)
    found: RetentionRule | None = rows.order_by(
        F("board_id").asc(nulls_last=True), F("valid_from").desc(nulls_last=True), "-pk"
    ).first()
    return found


def own_rule(kind: str, board_id: int, on: date) -> RetentionRule | None:
    """The rule that the board itself has decided, when it lets the kind go; None otherwise."""
    rule = rule_for(kind, board_id, on)
    if rule is None or rule.board_id is None or rule.keep_months is None:
        return None
    return rule


def holds_at(board_id: int, on: date) -> list[HoldFacts]:
    """The holds at the board that are in force that day. One query."""
    rows = Hold.objects.filter(
        Q(last=None) | Q(last__gte=on), board_id=board_id, lifted_at=None, first__lte=on
    ).order_by("pk")
    return [HoldFacts(one.kind, one.key, one.first, one.last) for one in rows]


def require_not_held(kind: str, board_id: int, key: int, on: date) -> None:
    """Raises StillNeeded when a hold stops the record that day. One query.

    For a room whose record goes with one of another kind: retention asks only about that one.
    """
    if held(holds_at(board_id, on), kind, key, on):
        raise StillNeeded(HELD)
