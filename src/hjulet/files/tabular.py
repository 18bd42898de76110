"""Tables that people bring: CSV and XLSX read row by row into text, with limits.

Every value comes out as text, so that a CSV file and the same table in Excel give the same
rows: dates as 2023-05-17 (with 14:30 when a time of day is given), whole numbers without
decimals, true and false as ja and nej. Letters come out composed: a Mac may write å as a and a
ring, and the same name or reference must not become two. Nothing in the file is run.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hjulet.files import tabular_csv, tabular_xlsx
from hjulet.files.tabular_faults import EmptyFile, TooLarge, WrongFormat, WrongHeadings
from hjulet.files.tabular_limits import (
    MAX_BYTES,
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    megabytes,
)
from hjulet.kernel.swedish import fold
from hjulet.stats import numbers

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `number` as a spreadsheet shows it (the headings are row 1), `cells` as text.

    `cells` has one text per heading. `beyond` says that something stands to the right of them.
    """

    number: int
    cells: tuple[str, ...]
    beyond: bool = False


class Table:
    """An opened table: `headings`, and rows that can be walked through again and again."""

    def __init__(self, source: "tabular_csv.Source | tabular_xlsx.Source") -> None:
        self._source = source
        # Kept open for the first walk: a workbook takes seconds to load.
        self._begun: Iterator[tuple[int, list[str]]] | None = self._records()
        first = next(self._begun, None)
        if first is None:
            raise EmptyFile("Filen är tom. Den ska ha en rad med rubriker och minst en rad till.")
        self._heading_row, cells = first
        self.headings = tuple(" ".join(cell.split()) for cell in _trimmed(cells))
        _check_headings(self.headings)

    @property
    def row_estimate(self) -> int:
        """About how many rows there are; for showing how far one has come."""
        return self._source.row_estimate

    def rows(self) -> Iterator[Row]:
        """The rows below the headings that hold something. Raises TableFault on the way.

        EmptyFile when there are none.
        """
        width, count = len(self.headings), 0
        records, self._begun = self._begun or self._records(), None
        for number, cells in records:
            if number == self._heading_row:
                continue
            count += 1
            if count > MAX_ROWS:
                raise TooLarge(
                    f"Filen har fler än {numbers.number(MAX_ROWS)} rader. Dela den i flera filer."
                )
            kept = tuple(cells[:width]) + ("",) * (width - len(cells))
            yield Row(number, kept, any(cell.strip() for cell in cells[width:]))
        if not count:
            raise EmptyFile("Filen har rubriker men inga rader under dem.")

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """(row number, cells) of every row that holds something, within the limits."""
        for number, cells in self._source.records():
            if not any(cell and not cell.isspace() for cell in cells):
                continue
            if len(cells) > MAX_COLUMNS and len(_trimmed(cells)) > MAX_COLUMNS:
                raise TooLarge(
                    f"Rad {number} har fler än {MAX_COLUMNS} kolumner. Ta bort dem som inte behövs."
                )
            _check_cells(number, cells)
            yield number, [unicodedata.normalize("NFC", cell) for cell in cells]


def open_table(path: Path, sheet: str | None = None) -> Table:
    """Opens a CSV or XLSX file, told apart by content. `sheet` names a sheet; else the first.

    Raises TableFault (EmptyFile, WrongFormat, WrongEncoding, TooLarge, WrongHeadings,
    UnknownSheet). Nothing is unpacked before its size is known.
    """
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile("Filen är tom.")
    if size > MAX_BYTES:
        raise TooLarge(
            f"Filen är {megabytes(size)} MB. Den får vara högst {megabytes(MAX_BYTES)} MB. "
            "Dela den i flera filer."
        )
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(OLE):
        raise WrongFormat(
            "Filen är en äldre Excel-fil (.xls) eller skyddad med lösenord. Öppna den i Excel "
            "och spara som Excel-arbetsbok (.xlsx) utan lösenord."
        )
    if start.startswith(ZIP):
        return Table(tabular_xlsx.Source(path, sheet))
    return Table(tabular_csv.Source(path))


def heading_key(heading: str) -> str:
    """One spelling for comparing headings: any case, "Anmäld IVO" the same as "anmäld_ivo"."""
    return fold(heading.replace("_", " ").replace("-", " ").strip(" :*"))


def _trimmed(cells: Sequence[str]) -> Sequence[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _check_headings(headings: Sequence[str]) -> None:
    seen: dict[str, str] = {}
    for heading in headings:
        key = heading_key(heading)
        if key and key in seen:
            raise WrongHeadings(
                f"Rubriken ”{heading[:60]}” står två gånger. Ta bort eller döp om den ena."
            )
        seen[key] = heading


def _check_cells(number: int, cells: Sequence[str]) -> None:
    for place, cell in enumerate(cells, start=1):
        if len(cell) > MAX_CELL:
            raise TooLarge(tabular_csv.long_cell(number, place))
        if not cell.isprintable() and _unreadable(cell):
            raise WrongFormat(
                f"Rad {number}, kolumn {place}: cellen innehåller tecken som inte är text. "
                "Filen kan vara skadad. Spara den på nytt som CSV eller xlsx."
            )


def _unreadable(cell: str) -> bool:
    return any(sign < " " and sign not in "\t\n\r\x0b\x0c" for sign in cell)
