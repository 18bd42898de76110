"""Lists in Excel: what people wrote stays text, days stay days, moments are Swedish."""

import io
import zipfile
from datetime import UTC, date, datetime

from python_calamine import CalamineWorkbook

from hjulet.files import workbooks
from hjulet.files.workbooks import CELL, Sheet

DAY = date(2025, 10, 14)
SHEET = Sheet("Provlista", [("referens", 12), ("text", 40), ("dag", 11), ("stund", 16)])


def read(content: bytes) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name("Provlista").to_python()


def test_texts_days_and_moments() -> None:
    moment = datetime(2025, 7, 1, 22, 30, tzinfo=UTC)
    content, written = workbooks.as_bytes(
        SHEET, [["2025-1", "Brevet kom bort.", DAY, moment], ["2025-2", "", None, None]], DAY
    )
    assert written == 2
    assert read(content) == [
        ["referens", "text", "dag", "stund"],
        ["2025-1", "Brevet kom bort.", DAY, datetime(2025, 7, 2, 0, 30)],
        ["2025-2", "", "", ""],
    ]


def test_nothing_that_was_written_is_run() -> None:
    texts = ["=1+1", "@SUM(A1)", "+46 8", "https://example.org", "0046", "x" * 40_000]
    content, _ = workbooks.as_bytes(SHEET, (["2025-1", text] for text in texts), DAY)
    assert [row[1] for row in read(content)[1:]] == [text[:CELL] for text in texts]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert "<hyperlink" not in page


def test_no_rows_is_a_sheet_with_headings() -> None:
    content, written = workbooks.as_bytes(SHEET, [], DAY)
    assert written == 0
    assert read(content) == [["referens", "text", "dag", "stund"]]
