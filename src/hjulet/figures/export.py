"""A Figure as CSV, JSON, Excel or aligned text. The same for pages and command line."""

import csv
import io
import json
from typing import Any

from hjulet.figures.layout import kind_of, shown
from hjulet.figures.types import Figure, Row

# What a spreadsheet would take for a formula if a cell began with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


# How a spreadsheet writes each kind of cell.
_PATTERNS = {
    "share": "0.0%",
    "rate": "0.0",
    "change": "+0;-0;0",
    "rate_change": "+0.0;-0.0;0.0",
    "text": "@",
}


def rows_to_export(figure: Figure) -> tuple[Row, ...]:
    """Rows that hold counts of their own: a share row is another unit than its column."""
    return tuple(row for row in figure.rows if row.level != "share")


def as_csv(figure: Figure, *, for_spreadsheet: bool = False) -> str:
    """UTF-8 text, comma, LF; the first line is the header, the last row the total; zero is 0.

    `for_spreadsheet` puts an apostrophe before a text that a spreadsheet would run as a formula.
    """

    def text(value: str) -> str:
        # A carriage return in a name would begin a row of its own, and a formula with it.
        value = value.replace("\r", " ").replace("\n", " ")
        return f"'{value}" if for_spreadsheet and value.startswith(FORMULA) else value

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([figure.row_heading, *(text(column.label) for column in figure.columns)])
    for row in rows_to_export(figure):
        cells = (text(cell) if isinstance(cell, str) else cell for cell in row.cells)
        writer.writerow([text(row.label), *("" if cell is None else cell for cell in cells)])
    return out.getvalue()


def as_json(figure: Figure) -> str:
    """The whole Figure, with notes and comment."""
    return json.dumps(figure.as_json(), ensure_ascii=False, indent=2) + "\n"


def words(figure: Figure) -> list[str]:
    """Title, comment, notes and source, one to a line: what stands around the table."""
    place = f", {figure.unit_name}" if figure.unit_name else ""
    title = f"{figure.title}: {figure.period_label}{place}{counting(figure)}"
    return [title, *(line for line in (figure.comment, *figure.notes, figure.source) if line)]


def counting(figure: Figure) -> str:
    """ " (inkomna)" or " (avslutade)"; "" of a figure that knows no difference."""
    words = {"received": " (inkomna)", "closed": " (avslutade)"}
    return words.get(figure.count, "")


def as_text(figure: Figure) -> str:
    """A table in columns for a terminal, with title, comment and notes around it."""
    head = [figure.row_heading, *(column.label for column in figure.columns)]
    lines = [
        [
            f"  {row.label}" if row.level == "unit" else row.label,
            *(
                shown(cell, kind_of(row, column), blank="–")
                for cell, column in zip(row.cells, figure.columns, strict=True)
            ),
        ]
        for row in figure.rows
    ]
    widths = [max(len(line[i]) for line in (head, *lines)) for i in range(len(head))]
    left = {0} | {i for i, column in enumerate(figure.columns, start=1) if column.kind == "text"}

    def line(cells: list[str]) -> str:
        return "  ".join(
            cell.ljust(width) if i in left else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()

    title, *rest = words(figure)
    rule = "-" * len(line(head))
    body = [line(cells) for cells in lines]
    return "\n".join([title, "", line(head), rule, *body, "", *rest]) + "\n"


def as_xlsx(figure: Figure) -> bytes:
    """An Excel file: the table with real numbers, and a second sheet with what it says."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": figure.title, "author": "Hjulet"})
        _table_sheet(book, figure)
        sheet = book.add_worksheet("Om siffrorna")
        sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
        for number, text in enumerate(words(figure)):
            sheet.write_string(number, 0, text)
    return out.getvalue()


def _table_sheet(book: Any, figure: Figure) -> None:
    sheet = book.add_worksheet("Siffror")
    bold = {"bold": True}
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1})
    sheet.write_string(0, 0, figure.row_heading, head)
    for number, column in enumerate(figure.columns, start=1):
        sheet.write_string(0, number, column.label, head)
    formats: dict[tuple[str, str], Any] = {}
    for line, row in enumerate(figure.rows, start=1):
        own = bold if row.level in ("department", "total") else {}
        for number, column in enumerate(figure.columns, start=1):
            value = row.cells[number - 1]
            kind = kind_of(row, column)
            key = (row.level, kind)
            if key not in formats:
                pattern = _PATTERNS.get(kind, "0")
                formats[key] = book.add_format({**own, "num_format": pattern})
            if isinstance(value, str):
                sheet.write_string(line, number, value, formats[key])
            elif value is not None:
                shown_value = value / 100 if kind == "share" else value
                sheet.write_number(line, number, shown_value, formats[key])
        indent = {"indent": 1} if row.level == "unit" else {}
        sheet.write_string(line, 0, row.label, book.add_format({**own, **indent}))
    longest = max((len(row.label) for row in figure.rows), default=10)
    sheet.set_column(0, 0, min(60, longest + 4))
    for number, column in enumerate(figure.columns, start=1):
        sheet.set_column(number, number, 60 if column.kind == "text" else 14)
    sheet.freeze_panes(1, 1)
