"""States of a report in the words and shapes of the interface."""

from datetime import date, datetime, timedelta

from hjulet.kernel.clock import local_date
from hjulet.reports.kinds import Status
from hjulet.reports.queries.listing import Row
from hjulet.ui.format import date_short

State = tuple[str, str]


def state_of(
    status: str,
    assess_by: date | None,
    closed_on: date | None,
    today: date,
    *,
    assesses: bool = False,
) -> State:
    """(shape, words) as `c-status` wants them; who `assesses` is asked to, others are told."""
    if status == Status.RECEIVED:
        return _waiting(assess_by, today, "bedöm" if assesses else "bedöms")
    if status == Status.CLOSED:
        return "done", f"Avslutad {date_short(closed_on, today)}"
    return "active", "Utreds" if status == Status.INVESTIGATING else "Bedömd"


def waiting_state(to: str, at: datetime, today: date) -> State:
    """Somebody outside has been told, and has not answered."""
    return "wait", f"Väntar på svar från {to} sedan {date_short(local_date(at), today)}"


def _waiting(assess_by: date | None, today: date, verb: str) -> State:
    if assess_by is None:
        return "new", "Ny"
    if assess_by < today:
        return "late", f"Skulle ha bedömts {date_short(assess_by, today)}"
    if assess_by == today:
        return "new", f"Ny, {verb} i dag"
    if assess_by == today + timedelta(days=1):
        return "new", f"Ny, {verb} senast i morgon"
    return "new", f"Ny, {verb} senast {date_short(assess_by, today)}"


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
    return shape, "Ny", "bedöms i dag" if assess_by == today else right


def state_of_row(row: Row, today: date) -> tuple[str, str, str]:
    """As `row_state`, of a row of the list; the reporter is not told to whom it was handed."""
    if row.waits_since:
        since = date_short(local_date(row.waits_since), today)
        return "wait", "Väntar på svar", f"sedan {since}"
    return row_state(row.status, row.assess_by, row.closed_on, today)


def joined(names: tuple[str, ...] | list[str]) -> str:
    """ "a, b och c"."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " och " + names[-1]
