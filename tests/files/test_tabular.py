"""Tables that people bring: the same rows whatever the format, and clear words for the rest."""

import csv
import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjulet.files import tabular, tabular_limits, tabular_xlsx
from hjulet.files.tabular import open_table
from hjulet.files.tabular_cells import NotADay, find_columns, read_day
from hjulet.files.tabular_faults import (
    EmptyFile,
    TableFault,
    TooLarge,
    UnknownSheet,
    WrongEncoding,
    WrongFormat,
    WrongHeadings,
)

TABLE = [
    ["namn", "text", "dag", "antal"],
    ["Åsa", "ett; två, tre\ttabb", "2023-05-17", "12"],
    ["Öst", 'rad ett\nrad två "citat"', "2023-05-17 14:30", "3.5"],
    ["", "", "", "7"],
]


def write_csv(path: Path, rows: list[list[str]], separator: str, encoding: str) -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, rows: list[list[object]], sheet: str = "Blad1") -> Path:
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, datetime):
                page.write_datetime(number, place, cell, moment if cell.hour else day)
            else:
                page.write(number, place, cell)
    book.close()
    return path


def read(path: Path, sheet: str | None = None) -> list[list[str]]:
    table = open_table(path, sheet)
    return [list(table.headings), *(list(row.cells) for row in table.rows())]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings_and_separators_give_the_same(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    assert read(write_csv(tmp_path / "a.csv", TABLE, separator, encoding)) == TABLE


def test_excel_gives_the_same_as_csv(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(row) for row in TABLE]
    rows[1][2:] = [datetime(2023, 5, 17), 12]
    rows[2][2:] = [datetime(2023, 5, 17, 14, 30), 3.5]
    rows[3][3] = 7
    assert read(write_xlsx(tmp_path / "a.xlsx", rows)) == TABLE


def test_a_table_can_be_walked_through_again(tmp_path: Path) -> None:
    for path in (
        write_csv(tmp_path / "a.csv", TABLE, ";", "utf-8"),
        write_xlsx(tmp_path / "a.xlsx", [list(row) for row in TABLE]),
    ):
        table = open_table(path)
        assert list(table.rows()) == list(table.rows())


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    rows = [["a", "b"], ["1", "x\ny"], ["", ""], ["2", "z"]]
    for path in (
        write_csv(tmp_path / "a.csv", rows, ";", "utf-8"),
        write_xlsx(tmp_path / "a.xlsx", [list(row) for row in rows]),
    ):
        assert [row.number for row in open_table(path).rows()] == [2, 4]


def test_excels_own_first_line_names_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\na;b,c\n1;2\n", encoding="utf-8")
    assert read(path) == [["a", "b,c"], ["1", "2"]]


def test_short_rows_are_filled_and_long_ones_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1\n1;2;3\n1;2;;\n", encoding="utf-8")
    assert [(row.cells, row.beyond) for row in open_table(path).rows()] == [
        (("1", ""), False), (("1", "2"), True), (("1", "2"), False)
    ]  # fmt: skip


def test_a_sheet_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Ett").write_column(0, 0, ["a", "1"])
    book.add_worksheet("Två").write_column(0, 0, ["b", "2"])
    book.close()
    assert read(path) == [["a"], ["1"]]
    assert read(path, "två") == [["b"], ["2"]]
    with pytest.raises(UnknownSheet, match="”Ett”, ”Två”"):
        open_table(path, "Tre")


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "fault", "words"),
    [
        (b"", EmptyFile, "tom"),
        (b"\n;;\n", EmptyFile, "tom"),
        (b"a;b\n", EmptyFile, "inga rader"),
        ("a;b\n1;å\n".encode("utf-16"), WrongEncoding, "UTF-16"),
        ("a;b\n1;å\n".encode("utf-16-le"), WrongEncoding, "UTF-16"),
        (b"a;b\n1;\x81\x8d\xe5\n", WrongEncoding, "Windows-1252"),
        (b"\xef\xbb\xbfa;b\n1;\xe5\n", WrongEncoding, "UTF-8"),
        (b"a;b\n1;\x00\n", WrongFormat, "Excel"),
        (b"a;b\n" + b"1;2\n" * 2000 + b"1;\x00\n", WrongFormat, "Rad 2002"),
        (bytes(range(256)) * 20, WrongFormat, "varken CSV eller Excel"),
        (b"%PDF-1.7\n\x01\x02", WrongFormat, "varken CSV eller Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, WrongFormat, ".xlsx"),
        (zipped("mimetype", "content.xml"), WrongFormat, "OpenDocument"),
        (zipped("a.txt"), WrongFormat, "ingen Excel-arbetsbok"),
        (b"PK\x03\x04 and then nothing", WrongFormat, "skadad"),
        (b"a;A \n1;2\n", WrongHeadings, "två gånger"),
        (b'a;b\n1;"2\n3;4\n', WrongFormat, "stängs aldrig"),
        (b'a;b\n1;"2"x\n', WrongFormat, "citattecken"),
        (b"a;b\n1;" + b"x" * 20_001 + b"\n", TooLarge, "Rad 2, kolumn 2"),
        (b"a;b\n1;" + b"x" * 10_000_000 + b"\n", TooLarge, "Rad 2"),
        (b";".join(b"k%d" % n for n in range(101)) + b"\n", TooLarge, "100 kolumner"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, content: bytes, fault: type[TableFault], words: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(fault, match=words):
        list(open_table(path).rows())


def test_limits_of_size_and_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_csv(tmp_path / "a.csv", [["a", "b"], *[["1", "2"]] * 6], ";", "utf-8")
    monkeypatch.setattr(tabular, "MAX_ROWS", 5)
    with pytest.raises(TooLarge, match="fler än 5 rader"):
        list(open_table(path).rows())
    monkeypatch.setattr(tabular, "MAX_BYTES", 10)
    with pytest.raises(TooLarge, match="högst 1 MB"):
        open_table(path)


def bomb(path: Path, size: int) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as entry:
            for _ in range(size // 1_000_000):
                entry.write(b"0" * 1_000_000)
    return path


def test_a_zip_bomb_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(self: object) -> None:
        raise AssertionError("arbetsboken öppnades")

    monkeypatch.setattr(tabular_xlsx.Source, "_talk", never)
    with pytest.raises(TooLarge, match="orimligt stor"):
        open_table(bomb(tmp_path / "b.xlsx", 40_000_000))


def test_a_bomb_that_lies_about_its_size_is_not_opened(tmp_path: Path) -> None:
    path = bomb(tmp_path / "b.xlsx", 40_000_000)
    honest = path.read_bytes()
    size = (40_000_000).to_bytes(4, "little")
    assert honest.count(size) >= 1
    path.write_bytes(honest.replace(size, (40).to_bytes(4, "little")))
    with pytest.raises(TooLarge, match="orimligt stor"):
        open_table(path)


def test_too_many_parts_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    names = [f"xl/{number}" for number in range(tabular_limits.MAX_ENTRIES)]
    path.write_bytes(zipped("[Content_Types].xml", *names))
    with pytest.raises(TooLarge):
        open_table(path)


def test_a_cell_in_the_last_corner_takes_no_memory_here(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    page = book.add_worksheet()
    page.write(0, 0, "a")
    page.write(1_048_575, 16_383, "b")
    book.close()
    with pytest.raises(TooLarge):
        open_table(path)


text = st.text(
    st.characters(codec="cp1252", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12
).map(str.strip)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(text, min_size=3, max_size=3), min_size=1, max_size=8),
    separator=st.sampled_from(";,\t"),
    encoding=st.sampled_from(["utf-8-sig", "utf-8"]),
)
def test_whatever_is_written_is_read(
    tmp_path: Path, rows: list[list[str]], separator: str, encoding: str
) -> None:
    kept = [row for row in rows if any(row)]
    path = write_csv(tmp_path / "a.csv", [["a", "b", "c"], *rows], separator, encoding)
    if kept:
        assert read(path)[1:] == kept
    else:
        with pytest.raises(EmptyFile):
            read(path)


@pytest.mark.parametrize(
    ("written", "day", "clock"),
    [
        ("2023-05-17", "2023-05-17", None),
        ("2023-5-7", "2023-05-07", None),
        ("17.5.2023", "2023-05-17", None),
        ("17/5 2023", "2023-05-17", None),
        ("17/5-2023", "2023-05-17", None),
        ("17/05/2023", "2023-05-17", None),
        ("2023-05-17 14:30", "2023-05-17", "14:30"),
        ("2023-05-17T08.05", "2023-05-17", "08:05"),
        ("2023-05-17 08:05:33", "2023-05-17", "08:05"),
    ],
)
def test_days(written: str, day: str, clock: str | None) -> None:
    found, time = read_day(written)
    assert found.isoformat() == day
    assert (time.strftime("%H:%M") if time else None) == clock


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2023-02-30", "almanackan"),
        ("31.4.2023", "almanackan"),
        ("2023-05-17 25:00", "almanackan"),
        ("17/5 23", "fyra siffror"),
        ("23-05-17", "fyra siffror"),
        ("230517", "fyra siffror"),
        ("45063", "ett tal"),
        ("0203-01-01", "orimligt"),
        ("igår", "är inte ett datum"),
        ("5/17/2023", "almanackan"),
    ],
)
def test_what_is_not_a_day(written: str, words: str) -> None:
    with pytest.raises(NotADay, match=words):
        read_day(written)


def test_headings_in_any_case_and_mapped() -> None:
    known, required = ("referens", "anmäld_ivo", "typer"), ("referens", "typer")
    columns = find_columns([" Referens", "Anmäld IVO", "TYPER", "x"], known, required)
    assert dict(columns.places) == {"referens": 0, "anmäld_ivo": 1, "typer": 2}
    assert columns.unused == ("x",)
    mapped = find_columns(["Nr", "Slag"], known, required, {"nr": "referens", "Slag": "typer"})
    assert dict(mapped.places) == {"referens": 0, "typer": 1}
    with pytest.raises(WrongHeadings, match="”typer” saknas"):
        find_columns(["referens"], known, required)
    with pytest.raises(WrongHeadings, match="Två rubriker"):
        find_columns(["referens", "nr", "typer"], known, required, {"nr": "referens"})
