"""Reads one sheet of a workbook and writes its rows to standard output. Run as a script.

A process of its own with limited memory: a sheet that asks for more ends this process and
nothing else. Imports nothing of Hjulet, so that it starts at once.
"""

import datetime
import marshal
import struct
import sys
from typing import Any

BATCH = 500


def as_text(value: Any) -> str:
    """The cell as a person would have typed it in CSV."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        if (value.hour, value.minute, value.second) == (0, 0, 0):
            return value.date().isoformat()
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return str(value)


def say(kind: str, body: Any = None) -> None:
    """One message: its length, then marshalled (kind, body)."""
    packed = marshal.dumps((kind, body))
    sys.stdout.buffer.write(struct.pack("<Q", len(packed)) + packed)


def limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def find_sheet(workbook: Any, wanted: str) -> Any:
    """The sheet called `wanted` in any case, or the first that is a visible worksheet."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [
        item for item in workbook.sheets_metadata if item.typ == SheetTypeEnum.WorkSheet
    ]  # fmt: skip
    if wanted:
        names = [item.name for item in sheets if item.name.casefold() == wanted.casefold()]
    else:
        visible = [item.name for item in sheets if item.visible == SheetVisibleEnum.Visible]
        names = visible or [item.name for item in sheets]
    if not names:
        say("fault", ("sheet", [item.name for item in sheets]))
        return None
    return workbook.get_sheet_by_name(names[0])


def read(path: str, wanted: str, rows: int, columns: int) -> None:
    from python_calamine import CalamineWorkbook

    sheet = find_sheet(CalamineWorkbook.from_path(path), wanted)
    if sheet is None:
        return
    if sheet.total_height > rows + 1:
        say("fault", ("rows", sheet.total_height))
        return
    if sheet.total_width > columns:
        say("fault", ("columns", sheet.total_width))
        return
    say("height", sheet.total_height)
    batch: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        batch.append((number, [as_text(cell) for cell in cells]))
        if len(batch) == BATCH:
            say("rows", batch)
            batch = []
    say("rows", batch)
    say("end")


def main(arguments: list[str]) -> None:
    path, wanted, memory, rows, columns = arguments
    limit_memory(int(memory))
    try:
        read(path, wanted, int(rows), int(columns))
    except MemoryError:
        say("fault", ("memory",))
    except BrokenPipeError:
        return
    except Exception:
        say("fault", ("damaged",))


if __name__ == "__main__":
    main(sys.argv[1:])
