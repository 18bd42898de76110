"""The list of measures as an Excel file."""

import io
from collections.abc import Iterable
from datetime import date, datetime

import xlsxwriter

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


def workbook(rows: Iterable[Row], today: date) -> tuple[bytes, int]:
    """The file and how many rows it has. What people wrote stays text, never a formula."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    written = 0
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": "Åtgärder", "created": datetime(*today.timetuple()[:3])})
        sheet = book.add_worksheet("Åtgärder")
        head = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (name, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        sheet.freeze_panes(1, 1)
        for written, row in enumerate(rows, start=1):
            for column, value in enumerate(_cells(row)):
                if isinstance(value, date):
                    moment = datetime(value.year, value.month, value.day)
                    sheet.write_datetime(written, column, moment, day)
                elif value:
                    sheet.write_string(written, column, value, wrap)
        sheet.autofilter(0, 0, max(written, 1), len(_COLUMNS) - 1)
    return out.getvalue(), written


def _cells(row: Row) -> list[str | date | None]:
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
