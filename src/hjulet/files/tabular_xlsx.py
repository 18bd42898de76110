"""XLSX: the packed file is measured first, then read by a process of its own with a memory limit.

A workbook is a zip file. A small one can unpack to gigabytes, or name a cell so far away that a
reader asks for all memory; neither may reach the process that serves people.
"""

import marshal
import struct
import subprocess  # our own script only, no shell
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from hjulet.files import tabular_child
from hjulet.files.tabular_faults import TooLarge, UnknownSheet, WrongFormat
from hjulet.files.tabular_limits import (
    MAX_COLUMNS,
    MAX_ENTRIES,
    MAX_MEMORY,
    MAX_RATIO,
    MAX_ROWS,
    MAX_UNPACKED,
    RATIO_FROM,
)
from hjulet.stats import numbers

_DAMAGED = "Excel-filen är skadad eller inte en riktig .xlsx. Öppna den i Excel och spara på nytt."
_BOMB = (
    "Excel-filen blir orimligt stor när den packas upp. Vi öppnar den inte. Spara bara den tabell "
    "som ska in i en ny fil."
)
_CHUNK = 1024 * 1024


class Source:
    """A workbook that has been measured."""

    def __init__(self, path: Path, sheet: str | None) -> None:
        measure(path)
        self.path = path
        self.sheet = sheet
        self.row_estimate = 0

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """(row number, cells) of every row of the sheet."""
        for kind, body in self._talk():
            if kind == "height":
                self.row_estimate = body
            if kind == "rows":
                yield from body

    def _talk(self) -> Iterator[tuple[str, Any]]:
        """What the reading process says, message by message."""
        arguments = [
            sys.executable, "-I", tabular_child.__file__, str(self.path), self.sheet or "",
            str(MAX_MEMORY), str(MAX_ROWS), str(MAX_COLUMNS),
        ]  # fmt: skip
        child = subprocess.Popen(  # noqa: S603  our own interpreter and script
            arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
        )
        finished = False
        try:
            assert child.stdout is not None  # noqa: S101  PIPE was asked for
            for kind, body in _messages(child.stdout):
                if kind == "end":
                    finished = True
                    break
                if kind == "fault":
                    finished = True
                    raise _in_words(body)
                yield kind, body
        finally:
            abandoned = sys.exc_info()[0] is GeneratorExit
            if child.stdout is not None:
                child.stdout.close()
            if not finished:
                child.kill()
            child.wait()
        if not finished and not abandoned:
            # Killed by the memory limit, or by a fault inside the reader.
            raise TooLarge(_BOMB)


def measure(path: Path) -> None:
    """Raises WrongFormat or TooLarge unless the zip file is a workbook of a decent size.

    The sizes that a zip file states may lie, so each entry is unpacked and thrown away first.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as error:
        raise WrongFormat(_DAMAGED) from error
    names = {entry.filename for entry in entries}
    _check_kind(names)
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise TooLarge(_BOMB)
    packed = path.stat().st_size
    total = 0
    with path.open("rb") as file:
        for entry in entries:
            for size in _unpacked(file, entry):
                total += size
                if total > MAX_UNPACKED or (total > RATIO_FROM and total > MAX_RATIO * packed):
                    raise TooLarge(_BOMB)


def _check_kind(names: set[str]) -> None:
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        if any(name.endswith(".bin") and "/worksheets/" in name for name in names):
            raise WrongFormat("Filen är en .xlsb. Spara den som Excel-arbetsbok (.xlsx).")
        return
    if "mimetype" in names or "content.xml" in names:
        raise WrongFormat(
            "Filen är en OpenDocument-fil (.ods). Spara den som Excel-arbetsbok (.xlsx) eller CSV."
        )
    raise WrongFormat(
        "Filen är en zip-fil men ingen Excel-arbetsbok. Spara tabellen som .xlsx eller CSV."
    )


def _unpacked(file: IO[bytes], entry: zipfile.ZipInfo) -> Iterator[int]:
    """The true sizes of the unpacked pieces of one entry, whatever the directory claims."""
    if entry.flag_bits & 0x1:
        raise WrongFormat("Filen är skyddad med lösenord. Spara den utan lösenord.")
    file.seek(entry.header_offset)
    header = file.read(30)
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise WrongFormat(_DAMAGED)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    file.seek(name_length + extra_length, 1)
    left = entry.compress_size
    if entry.compress_type == zipfile.ZIP_STORED:
        yield left
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise WrongFormat(_DAMAGED)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while left > 0 and not unpacker.eof:
            piece = file.read(min(_CHUNK, left))
            if not piece:
                raise WrongFormat(_DAMAGED)
            left -= len(piece)
            while piece:
                yield len(unpacker.decompress(piece, _CHUNK))
                piece = unpacker.unconsumed_tail
    except zlib.error as error:
        raise WrongFormat(_DAMAGED) from error


def _messages(pipe: IO[bytes]) -> Iterator[tuple[str, Any]]:
    while len(size := pipe.read(8)) == 8:
        body = pipe.read(struct.unpack("<Q", size)[0])
        yield marshal.loads(body)  # noqa: S302  written by our own script


def _in_words(body: Any) -> Exception:
    code, *details = body
    if code == "sheet":
        names = ", ".join(f"”{name}”" for name in details[0][:20])
        return UnknownSheet(f"Arbetsboken har inget blad med det namnet. Bladen är {names}.")
    if code == "rows":
        return TooLarge(
            f"Bladet går ned till rad {numbers.number(details[0])}. "
            f"Högst {numbers.number(MAX_ROWS)} rader kan läsas. "
            "Ta bort det som står långt ned, eller dela filen."
        )
    if code == "columns":
        return TooLarge(
            f"Bladet har {numbers.number(details[0])} kolumner. Högst {MAX_COLUMNS} kan läsas. "
            "Ta bort det som står långt till höger."
        )
    if code == "memory":
        return TooLarge(_BOMB)
    return WrongFormat(_DAMAGED)
