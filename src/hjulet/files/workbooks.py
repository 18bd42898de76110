"""Lists that people take with them: one sheet of an Excel file, written row by row.

Everything that people wrote is written as text: a description that begins with "=" must never
become a formula in the reader's Excel.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

import xlsxwriter

from hjulet.kernel.clock import STOCKHOLM

CELL = 32_000  # Excel takes 32,767 signs in a cell
Value = str | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around the rows: `columns` are heading and width in signs.

    `fixed` columns stay in sight when the reader scrolls sideways; `wrap` breaks long texts;
    `printed` lays the sheet across the paper, as wide as one page.
    """

    title: str
    columns: Sequence[tuple[str, int]]
    name: str = ""
    fixed: int = 1
    wrap: bool = True
    printed: bool = False


def write(out: BinaryIO, sheet: Sheet, rows: Iterable[Sequence[Value]], today: date) -> int:
    """Writes the file to `out` and gives how many rows it has; memory does not grow with them.

    A row holds a text, a day, a moment (shown in Swedish time) or nothing for each column.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    written = 0
    with xlsxwriter.Workbook(out, options) as book:
        created = datetime(today.year, today.month, today.day)
        book.set_properties({"title": sheet.title, "created": created})
        page = book.add_worksheet(sheet.name or sheet.title)
        top = {"valign": "top"}
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, **top})
        text = book.add_format({"text_wrap": sheet.wrap, **top})
        day = book.add_format({"num_format": "yyyy-mm-dd", **top})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", **top})
        for column, (name, width) in enumerate(sheet.columns):
            page.set_column(column, column, width)
            page.write_string(0, column, name, head)
        page.freeze_panes(1, sheet.fixed)
        if sheet.printed:
            page.set_landscape()
            page.fit_to_pages(1, 0)
        for written, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    local = value.astimezone(STOCKHOLM).replace(tzinfo=None)
                    page.write_datetime(written, column, local, moment)
                elif isinstance(value, date):
                    page.write_datetime(written, column, _midnight(value), day)
                elif value:
                    page.write_string(written, column, value[:CELL], text)
        page.autofilter(0, 0, max(written, 1), len(sheet.columns) - 1)
    return written


def as_bytes(sheet: Sheet, rows: Iterable[Sequence[Value]], today: date) -> tuple[bytes, int]:
    """The file, and how many rows it has."""
    out = io.BytesIO()
    written = write(out, sheet, rows, today)
    return out.getvalue(), written


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
