"""Times, states and counts in the words and shapes of the interface."""

from collections.abc import Iterable, Mapping
from typing import Any

from hjulet.retention.kinds import ListStatus, Outcome
from hjulet.retention.queries import Standing
from hjulet.ui.format import number, plural

State = tuple[str, str]
_LISTS: dict[str, State] = {
    ListStatus.PROPOSED: ("new", "Förslag"),
    ListStatus.SIGNED: ("wait", "En har skrivit under"),
    ListStatus.DECIDED: ("active", "Gallras nu"),
    ListStatus.EXECUTED: ("done", "Gallrad"),
    ListStatus.WITHDRAWN: ("draft", "Återtagen"),
}
_ITEMS: dict[str, State] = {
    Outcome.WAITING: ("active", "Ska gallras"),
    Outcome.TAKEN_OFF: ("draft", "Undantagen"),
    Outcome.DISPOSED: ("done", "Gallrad"),
    Outcome.KEPT: ("wait", "Stod kvar"),
}
# One of what a disposal takes away (`record_kinds.Gone`).
_ONE = {
    "bilagor": "bilaga",
    "filer": "fil",
    "rättelser": "rättelse",
    "rättigheter att läsa": "rättighet att läsa",
    "texter": "text",
}


def span(months: int | None) -> str:
    """60 gives "5 år", 18 gives "1 år och 6 månader"."""
    if months is None:
        return ""
    years, rest = divmod(months, 12)
    parts = [f"{number(years)} år"] if years else []
    if rest:
        parts.append(plural(rest, "månad", "månader"))
    return " och ".join(parts)


def list_state(status: str) -> State:
    """(shape, words) as `c-status` wants them."""
    return _LISTS[status]


def row_state(status: str) -> State:
    """As `list_state`, in one word for a row of lists."""
    return ("wait", "Väntar") if status == ListStatus.SIGNED else _LISTS[status]


def item_state(outcome: str, stays: str) -> State:
    """What becomes of a record; `stays` is why a dry run left it."""
    if outcome == Outcome.WAITING and stays:
        return "wait", "Står kvar"
    return _ITEMS[outcome]


def standing_state(one: Standing) -> State:
    """What holds for a kind at a board."""
    if one.held:
        return "wait", "Stoppad"
    if one.rule is None or (one.rule.keep_months is None and one.decided):
        return "frozen", "Bevaras"
    return ("done", "Bestämd") if one.decided else ("new", "Inte bestämd")


def counted(rows: Mapping[str, int] | Iterable[tuple[str, int]]) -> list[str]:
    """ "6 texter", "1 bilaga" of what the rooms count by plural nouns."""
    pairs: Iterable[tuple[str, Any]] = rows.items() if isinstance(rows, Mapping) else rows
    return [plural(amount, _ONE.get(word, word), word) for word, amount in sorted(pairs)]
