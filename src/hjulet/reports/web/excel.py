"""The list as an Excel file, written row by row so that memory does not grow with it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, BinaryIO

import xlsxwriter

from hjulet.reports.kinds import Status

MAX_ROWS = 20_000
_CELL = 32_000  # Excel takes 32,767 signs in a cell
_COLUMNS = (
    ("referens", 12), ("inkommen", 11), ("inträffade", 11), ("typer", 28), ("enheter", 28),
    ("kategori", 22), ("orsaker", 28), ("beskrivning", 60), ("gjordes direkt", 40),
    ("status", 11), ("avslutad", 11), ("anmäld_ivo", 11), ("anmäld_imy", 11),
    ("uppdragsgivare", 20), ("sekretess", 10),
)  # fmt: skip


def workbook(out: BinaryIO, rows: Iterable[dict[str, Any]], now: datetime) -> tuple[int, int]:
    """Writes the file; returns how many rows, and how many of them with secrecy.

    Everything that people wrote is written as text: a description that begins with "=" must
    never become a formula in the reader's Excel.
    """
    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "in_memory": False,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": "Rapporter", "created": now.replace(tzinfo=None)})
    sheet = book.add_worksheet("Rapporter")
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    sheet.freeze_panes(1, 1)
    written = restricted = 0
    for written, row in enumerate(rows, start=1):
        restricted += bool(row["restricted"])
        for column, value in enumerate(_cells(row)):
            if isinstance(value, date):
                sheet.write_datetime(
                    written, column, datetime(value.year, value.month, value.day), day
                )
            elif value:
                sheet.write_string(written, column, value[:_CELL])
    sheet.autofilter(0, 0, max(written, 1), len(_COLUMNS) - 1)
    book.close()
    return written, restricted


def _cells(row: dict[str, Any]) -> list[str | date | None]:
    return [
        row["reference"],
        row["received_on"],
        row["occurred_on"],
        "; ".join(row["types"]),
        "; ".join(row["units"]),
        row["category__name"] or "",
        "; ".join(row["causes"]),
        row["what_happened"],
        row["done_at_once"],
        Status(row["status"]).label,
        row["closed_on"],
        row["notified_ivo_on"] or ("ja" if row["notified_ivo"] else "nej"),
        row["notified_imy_on"] or ("ja" if row["notified_imy"] else "nej"),
        row["commissioned_by"],
        "ja" if row["restricted"] else "",
    ]
