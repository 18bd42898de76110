"""CSV: which signs, which separator, and the rows."""

import codecs
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from hjulet.files.tabular_faults import TooLarge, WrongEncoding, WrongFormat
from hjulet.files.tabular_limits import MAX_CELL
from hjulet.stats import numbers

SAMPLE = 256 * 1024
SEPARATORS = (";", ",", "\t")
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_UTF16 = (
    "Filen är sparad som UTF-16 (”Unicode-text”). Spara den som ”CSV UTF-8” eller som "
    "Excel-arbetsbok (.xlsx)."
)
_NOT_TEXT = (
    "Filen är varken CSV eller Excel (.xlsx). Öppna den i Excel och spara som Excel-arbetsbok "
    "(.xlsx) eller CSV UTF-8."
)


class Source:
    """A CSV file with the encoding and separator found out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.encoding = _encoding(path)
        with path.open(encoding=self.encoding, newline="") as file:
            sample = file.read(SAMPLE)
        head = _SEP_LINE.match(sample)
        # Excel's own first line "sep=;" is not a row of the table.
        self.skip = len(head.group()) if head else 0
        self.separator = head.group(1) if head else separator(sample)
        self.row_estimate = _line_breaks(path)

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """(number, cells) of every record; a line break inside quotes does not make a row."""
        number = 0
        with self.path.open(encoding=self.encoding, newline="") as file:
            file.read(self.skip)
            reader = csv.reader(file, delimiter=self.separator, strict=True)
            while True:
                number += 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    raise _in_words(error, number) from error
                yield number, cells


def separator(sample: str) -> str:
    """Semicolon, comma or tab: the one that cuts the first rows into equally many cells."""
    best, best_score = ",", (0.0, 0)
    for candidate in SEPARATORS:
        widths = _widths(sample, candidate)
        if not widths or widths[0] < 2:
            continue
        alike = sum(width == widths[0] for width in widths) / len(widths)
        score = (round(alike, 2), widths[0])
        if score > best_score:
            best, best_score = candidate, score
    return best


def long_cell(row: int, column: int | None) -> str:
    where = f"Rad {row}, kolumn {column}" if column else f"Rad {row}"
    return (
        f"{where}: en cell är längre än {numbers.number(MAX_CELL)} tecken. Korta texten. Om den "
        "inte ska vara så lång kan ett citattecken saknas på raden eller strax före."
    )


def _widths(sample: str, candidate: str) -> list[int]:
    """Cells per record in the first records, read as if `candidate` were the separator."""
    widths: list[int] = []
    whole = len(sample) < SAMPLE
    lines = sample.splitlines(keepends=True)
    reader = csv.reader(lines if whole else lines[:-1], delimiter=candidate)
    try:
        for cells in reader:
            if cells:
                widths.append(len(cells))
            if len(widths) == 30:
                break
    except csv.Error:
        return widths
    return widths


def _encoding(path: Path) -> str:
    """utf-8-sig or cp1252. Raises WrongEncoding or WrongFormat."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8, first = True, True
    with path.open("rb") as file:
        while chunk := file.read(1024 * 1024):
            if first:
                _refuse_other(chunk)
                first = False
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                utf8 = False
                break
        else:
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                utf8 = False
    if utf8:
        return "utf-8-sig"
    windows = codecs.getincrementaldecoder("cp1252")()
    with path.open("rb") as file:
        if file.read(3) == codecs.BOM_UTF8:
            raise WrongEncoding(_mixed())
        file.seek(0)
        try:
            while chunk := file.read(1024 * 1024):
                windows.decode(chunk)
        except UnicodeDecodeError as error:
            raise WrongEncoding(_mixed()) from error
    return "cp1252"


def _mixed() -> str:
    return (
        "Filens tecken går inte att läsa. Den är varken UTF-8 eller Windows-1252. Spara den som "
        "”CSV UTF-8” eller som Excel-arbetsbok (.xlsx)."
    )


def _refuse_other(chunk: bytes) -> None:
    if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise WrongEncoding(_UTF16)
    head = chunk[:4096]
    zeros = head.count(0)
    if zeros > len(head) // 4:
        # Every second byte is zero in Swedish text as UTF-16.
        even, odd = head[::2].count(0), head[1::2].count(0)
        if min(even, odd) <= zeros // 20:
            raise WrongEncoding(_UTF16)
    if any(byte < 32 and byte not in b"\t\n\r\x0b\x0c" for byte in head):
        raise WrongFormat(_NOT_TEXT)


def _line_breaks(path: Path) -> int:
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1024 * 1024), b""))


def _in_words(error: csv.Error, number: int) -> TooLarge | WrongFormat:
    text = str(error)
    if "field larger than field limit" in text:
        return TooLarge(long_cell(number, None))
    if "unexpected end of data" in text:
        return WrongFormat(
            f"Rad {number}: ett citattecken som öppnas stängs aldrig, så resten av filen hamnar i "
            "samma cell. Rätta citattecknet eller spara filen som xlsx."
        )
    if "line contains NUL" in text:
        return WrongFormat(f"Rad {number}: filen är skadad (tomma tecken). Spara den på nytt.")
    return WrongFormat(
        f'Rad {number}: ett citattecken står mitt i en cell. Skriv det dubbelt ("") inom '
        "citattecken eller spara filen som xlsx."
    )
