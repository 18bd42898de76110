"""The register of what is gone, as an Excel file."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hjulet.files import workbooks
from hjulet.files.workbooks import Sheet, Value
from hjulet.kernel import clock
from hjulet.retention.web.words import counted, span

MAX_ROWS = 20_000
_COLUMNS = (
    ("slag", 16), ("referens", 14), ("nämnd", 24), ("enhet", 28), ("inkom", 11),
    ("avslutad", 11), ("bevarades", 14), ("gallrad", 11), ("gallrad av", 24), ("och av", 24),
    ("enligt", 40), ("lista", 10), ("det som togs bort", 40),
)  # fmt: skip


_SHEET = Sheet("Gallrat", _COLUMNS, fixed=2)


def workbook(rows: Iterable[Any], labels: Mapping[str, str], today: date) -> bytes:
    """The file; what kinds of records are called stands in `labels`."""
    return workbooks.as_bytes(_SHEET, (_cells(row, labels) for row in rows), today)[0]


def _cells(row: Any, labels: Mapping[str, str]) -> list[Value]:
    return [
        labels.get(row.kind, row.kind),
        row.reference,
        row.board.name,
        row.unit.name,
        row.started_on,
        row.ended_on,
        span(row.keep_months),
        clock.local_date(row.disposed_at),
        row.first_by.name,
        row.second_by.name,
        row.basis,
        row.disposal.reference,
        ", ".join(counted(row.counts)),
    ]
