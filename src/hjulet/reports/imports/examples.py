"""Empty files to begin from: the headings and two example rows, as CSV and Excel."""

import csv
import io
from datetime import datetime

import xlsxwriter

from hjulet.organisation.imports import lines
from hjulet.reports.imports import columns

EXAMPLES = {
    "reports": (columns.COLUMNS, columns.EXAMPLE),
    "organisation": (
        lines.COLUMNS,
        (
            ("Socialnämnden", "nämnd", "", "", "", "", ""),
            ("Äldre", "avdelning", "Socialnämnden", "2020-01-01", "", "Äldreomsorg", "SoL"),
        ),
    ),
}
NAMES = {"reports": "rapporter", "organisation": "organisation"}


def as_csv(target: str) -> bytes:
    """UTF-8 with BOM and semicolon: what a Swedish Excel opens by double click."""
    headings, rows = EXAMPLES[target]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([headings, *rows])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(target: str) -> bytes:
    headings, rows = EXAMPLES[target]
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    page = book.add_worksheet(NAMES[target].capitalize())
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, headings, bold)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            try:
                page.write_datetime(number, place, datetime.fromisoformat(cell), day)
            except ValueError:
                page.write_string(number, place, cell)
    page.set_column(0, len(headings) - 1, 18)
    page.freeze_panes(1, 0)
    book.close()
    return made.getvalue()
