"""The list as an Excel file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from hjulet.files import workbooks
from hjulet.files.workbooks import Sheet, Value
from hjulet.kernel import clock
from hjulet.reports.access import told
from hjulet.reports.kinds import Affected, Status

MAX_ROWS = 20_000
_COLUMNS = (
    ("referens", 12), ("inkommen", 11), ("inträffade", 11), ("typer", 28), ("enheter", 28),
    ("kategori", 22), ("orsaker", 28), ("beskrivning", 60), ("gjordes direkt", 40),
    ("status", 11), ("avslutad", 11), ("anmäld till IVO", 11), ("anmäld till IMY", 11),
    ("uppdragsgivare", 20), ("överlämnad till", 24), ("drabbades någon", 20),
    ("polisanmäld", 11), ("sekretess", 10),
)  # fmt: skip

_SHEET = Sheet("Rapporter", _COLUMNS, wrap=False)


def workbook(
    out: BinaryIO, rows: Iterable[dict[str, Any]], now: datetime
) -> tuple[int, Counter[int]]:
    """Writes the file; returns how many rows, and by board how many of them with secrecy."""
    restricted = Counter[int]()

    def cells() -> Iterator[list[Value]]:
        for row in rows:
            if row["restricted"]:
                restricted[row["board_id"]] += 1
            yield _cells(row)

    written = workbooks.write(out, _SHEET, cells(), clock.local_date(now))
    return written, restricted


def gone_words(disposed_on: date | None) -> str:
    """Instead of a text that is no longer there."""
    return f"Gallrad {disposed_on.isoformat()}" if disposed_on else ""


def _cells(row: dict[str, Any]) -> list[Value]:
    return [
        row["reference"],
        row["received_on"],
        row["occurred_on"],
        "; ".join(row["types"]),
        "; ".join(row["units"]),
        row["category__name"] or "",
        "; ".join(row["causes"]),
        told(row["restricted"], row["what_happened"]) or gone_words(row["disposed_on"]),
        told(row["restricted"], row["done_at_once"]),
        Status(row["status"]).label,
        row["closed_on"],
        row["notified_ivo_on"] or ("ja" if row["notified_ivo"] else "nej"),
        row["notified_imy_on"] or ("ja" if row["notified_imy"] else "nej"),
        row["commissioned_by"],
        told(row["restricted"], "; ".join(row["handed"])),
        told(row["restricted"], str(Affected(row["affected"]).label) if row["affected"] else ""),
        "ja" if row["police"] else "",
        "ja" if row["restricted"] else "",
    ]
