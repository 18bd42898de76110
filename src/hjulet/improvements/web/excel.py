"""The list of measures as an Excel file."""

from collections.abc import Iterable
from datetime import date

from hjulet.files import workbooks
from hjulet.files.workbooks import Sheet, Value
from hjulet.improvements.kinds import Effect, Level, Status
from hjulet.improvements.queries import Row
from hjulet.improvements.web.words import outcome_words

MAX_ROWS = 20_000
_COLUMNS = (
    ("referens", 12), ("åtgärd", 50), ("enhet", 24), ("beslutas av", 16), ("ansvarig", 24),
    ("tema", 22), ("läge", 20), ("nästa datum", 12), ("klar senast", 12),
    ("effekten kontrolleras", 14), ("genomförd", 18), ("effekt", 12), ("avslutad", 12),
    ("försenad", 10),
)  # fmt: skip

_SHEET = Sheet("Åtgärder", _COLUMNS)


def workbook(rows: Iterable[Row], today: date) -> tuple[bytes, int]:
    """The file and how many rows it has."""
    return workbooks.as_bytes(_SHEET, map(_cells, rows), today)


def _cells(row: Row) -> list[Value]:
    return [
        row.reference,
        row.title,
        row.unit,
        str(Level(row.level).label),
        row.responsible,
        row.theme,
        str(Status(row.status).label),
        row.next_on,
        row.due_on,
        row.effect_on,
        outcome_words(row.outcome),
        str(Effect(row.effect).label) if row.effect else "",
        row.closed_on,
        "ja" if row.late else "",
    ]
