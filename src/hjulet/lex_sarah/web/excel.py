"""The list of cases as an Excel file: what is counted of each, and no text of what happened."""

from collections.abc import Iterable
from datetime import datetime

from hjulet.files import workbooks
from hjulet.files.workbooks import Sheet, Value
from hjulet.kernel import clock
from hjulet.lex_sarah.models import Case

MAX_ROWS = 10_000
_COLUMNS = (
    ("referens", 14), ("rapporter", 20), ("nämnd", 24), ("enhet", 24), ("tema", 20), ("läge", 18),
    ("inkom", 12), ("öppnat", 12), ("utfall", 30), ("beslutat", 12), ("anmält till IVO", 14),
    ("avslutat", 12), ("annan nämnd", 20), ("privat utförare", 20), ("oväntat dödsfall", 14),
)  # fmt: skip


def workbook(rows: Iterable[Case], now: datetime) -> tuple[bytes, int]:
    """The file, and how many rows it has. The rows hold `report_references`."""
    sheet = Sheet("Lex Sarah-ärenden", list(_COLUMNS), name="Ärenden")
    return workbooks.as_bytes(sheet, (_cells(row) for row in rows), clock.local_date(now))


def _cells(row: Case) -> list[Value]:
    return [
        row.reference,
        row.report_references,  # type: ignore[attr-defined]
        row.board.name,
        row.unit.name,
        row.theme.name if row.theme else "",
        row.get_status_display(),
        row.received_on,
        clock.local_date(row.opened_at),
        row.get_degree_display(),
        row.decided_on,
        row.notified_on,
        row.closed_on,
        row.other_board,
        row.private_provider,
        "ja" if row.unexpected_death else "nej",
    ]
