"""States of a report in the words and shapes of the interface."""

from datetime import date, timedelta

from hjulet.reports.kinds import Status
from hjulet.ui.format import date_short

State = tuple[str, str]


def state_of(status: str, assess_by: date | None, closed_on: date | None, today: date) -> State:
    """(shape, words) as `c-status` wants them."""
    if status == Status.RECEIVED:
        return _waiting(assess_by, today)
    if status == Status.CLOSED:
        return "done", f"Avslutad {date_short(closed_on, today)}"
    return "active", "Utreds" if status == Status.INVESTIGATING else "Bedömd"


def _waiting(assess_by: date | None, today: date) -> State:
    if assess_by is None:
        return "new", "Ny"
    if assess_by < today:
        return "late", f"Skulle ha bedömts {date_short(assess_by, today)}"
    if assess_by == today:
        return "new", "Ny, bedöm i dag"
    if assess_by == today + timedelta(days=1):
        return "new", "Ny, bedöm senast i morgon"
    return "new", f"Ny, bedöm senast {date_short(assess_by, today)}"


def row_state(
    status: str, assess_by: date | None, closed_on: date | None, today: date
) -> tuple[str, str, str]:
    """(shape, one word, the exact words to the right) for a row of a list."""
    shape, words = state_of(status, assess_by, closed_on, today)
    if status == Status.CLOSED:
        return shape, "Avslutad", date_short(closed_on, today)
    if status != Status.RECEIVED:
        return shape, words, ""
    right = f"bedöms senast {date_short(assess_by, today)}" if assess_by else ""
    if shape == "late":
        return shape, "Försenad", f"skulle ha bedömts {date_short(assess_by, today)}"
    return shape, "Ny", "bedöm i dag" if assess_by == today else right


def joined(names: tuple[str, ...] | list[str]) -> str:
    """ "a, b och c"."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " och " + names[-1]
