"""A year of some 400 reports from a file is counted exactly, in every form the product gives it.

The counts are made here by hand with sets, from the rows of the file and nothing else.
"""

import csv
import io
import random
import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import docx
import pikepdf
import pytest

from hjulet.cli import main

pytestmark = pytest.mark.django_db

TREE = {
    "Barn och unga": ["Mottagning", "Utredning 1", "Utredning 2", "Familjehem"],
    "Vuxna": ["Vuxenenheten", "Boendestöd", "Mottagning"],
    "Funktionsstöd": ["LSS-handläggning", "Gruppbostäder", "Daglig verksamhet", "Tyst enhet"],
}
TYPES = ["Lex Sarah", "Personuppgiftsincident", "Synpunkt/klagomål", "Övrig avvikelse"]
NOT = "Ej avvikelse"
BOARD = "Socialnämnden i Provköping"


def path_of(department: str, unit: str) -> str:
    """Two units are called Mottagning: they are told apart by their department."""
    return f"{department} > {unit}" if unit == "Mottagning" else unit


def drawn(count: int = 400) -> list[dict[str, object]]:
    dice = random.Random(20110901)
    places = [(d, u) for d, units in TREE.items() for u in units if u != "Tyst enhet"]
    rows = []
    for number in range(count):
        day = date(2023, 1, 1) + timedelta(days=dice.randrange(365))
        types = [NOT] if dice.random() < 0.07 else dice.sample(TYPES, dice.choice((1, 1, 1, 2, 3)))
        rows.append(
            {
                "referens": f"{2023}-{number + 1}",
                "inkommen": day,
                "typer": types,
                "enheter": dice.sample(places, dice.choice((1, 1, 1, 2, 3))),
                "avslutad": day + timedelta(days=dice.randrange(90))
                if dice.random() < 0.7
                else None,
            }
        )
    # The year before and the year after must not be counted.
    for number, day in enumerate((date(2022, 12, 31), date(2024, 1, 1))):
        rows.append(
            {
                "referens": f"utanför-{number}",
                "inkommen": day,
                "typer": ["Lex Sarah"],
                "enheter": [("Vuxna", "Boendestöd")],
                "avslutad": None,
            }
        )
    return rows


def brute_force(rows: list[dict[str, object]], field: str) -> dict[str, dict[str, int]]:
    """Every cell as the size of a set of references."""
    inside = [row for row in rows if row[field] and row[field].year == 2023]
    table: dict[str, dict[str, int]] = {}

    def add(label: str, chosen: list[dict[str, object]]) -> None:
        cells = {
            name: len({row["referens"] for row in chosen if name in row["typer"]})
            for name in [*TYPES, NOT]
        }
        table[label] = {**cells, "totalt": len({row["referens"] for row in chosen})}

    for department, units in TREE.items():
        add(department, [r for r in inside if department in {d for d, _ in r["enheter"]}])
        for unit in units:
            add(
                path_of(department, unit),
                [r for r in inside if (department, unit) in r["enheter"]],
            )
    add("Totalt", inside)
    return table


@pytest.fixture
def year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    organisation = [["namn", "typ", "överordnad", "från", "lagrum"]]
    for department, units in TREE.items():
        organisation += [[unit, "enhet", department, "", "SoL"] for unit in units]
    organisation += [[name, "avdelning", "Socialförvaltningen", "2020-01-01", ""] for name in TREE]
    organisation += [
        ["Socialförvaltningen", "förvaltning", BOARD, "", ""],
        [BOARD, "nämnd", "", "", ""],
    ]
    rows = drawn()
    reports = [["referens", "inkommen", "typer", "enheter", "avslutad", "beskrivning"]]
    for row in rows:
        reports.append(
            [
                row["referens"],
                row["inkommen"].isoformat(),
                ";".join(row["typer"]).upper(),
                "; ".join(path_of(*place) for place in row["enheter"]),
                row["avslutad"].isoformat() if row["avslutad"] else "",
                "Brevet kom till fel adress, och låg där en vecka.",
            ]
        )
    for name, table in (("organisation", organisation), ("reports", reports)):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";" if name == "organisation" else ",").writerows(table)
        assert main(["import", name, str(tmp_path / f"{name}.csv")]) == 0, capsys.readouterr().err
    assert main(["import", "reports", str(tmp_path / "reports.csv")]) == 0
    capsys.readouterr()
    return rows


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, str]]:
    assert main(["figures", "reports.types_by_unit", "--format", "csv", *arguments]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


@pytest.mark.parametrize(("count", "field"), [("received", "inkommen"), ("closed", "avslutad")])
def test_every_cell_of_the_csv(
    year: list[dict[str, object]],
    capsys: pytest.CaptureFixture[str],
    count: str,
    field: str,
) -> None:
    table = printed(capsys, "--period", "2023", "--count", count)
    got = {row.pop("enhet"): {key: int(value) for key, value in row.items()} for row in table}
    assert got == brute_force(year, field)
    assert list(got)[-1] == "Totalt"
    assert list(got).index("Vuxna") < list(got).index("Boendestöd")


def test_a_part_of_the_organisation_counts_its_own(
    year: list[dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> None:
    expected = brute_force(year, "inkommen")
    for name in ("Vuxna", "Boendestöd", "vuxna > mottagning", BOARD, "Socialförvaltningen"):
        table = printed(capsys, "--period", "2023", "--unit", name)
        whole = {
            "Vuxna": "Vuxna",
            "Boendestöd": "Boendestöd",
            "vuxna > mottagning": "Vuxna > Mottagning",
        }
        wanted = expected[whole.get(name, "Totalt")]
        assert {key: int(value) for key, value in table[-1].items() if key != "enhet"} == wanted


def test_the_same_numbers_in_web_page_pdf_and_word(
    year: list[dict[str, object]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ut"
    arguments = ["report", "build", "--template", "sosfs", "--period", "2023", "--unit", BOARD]
    assert main([*arguments, "--format", "html,pdf,docx", "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "kvalitetsberattelse.docx", "kvalitetsberattelse.html", "kvalitetsberattelse.pdf",
    ]  # fmt: skip
    expected = brute_force(year, "inkommen")
    assert word_table(out / "kvalitetsberattelse.docx") == expected
    html = (out / "kvalitetsberattelse.html").read_text(encoding="utf-8")
    assert html_table(html) == expected
    # Each row of the PDF is one line of text: its label and its numbers in the order of the table.
    text = pdf_text(out / "kvalitetsberattelse.pdf")
    for label, cells in expected.items():
        numbers = r"\s+".join(str(cells[name]) for name in ("totalt", *column_order(html)))
        shown = label.split(" > ")[-1]
        assert re.search(rf"{re.escape(shown)}\s+{numbers}\b", text), (label, cells)


def column_order(html: str) -> list[str]:
    table = t1(html)
    heads = [
        plain(cell) for cell in re.findall(r"<th[^>]*scope=\"col\"[^>]*>(.*?)</th>", table, re.S)
    ]
    return [name for name in heads if name in (*TYPES, NOT)]


def t1(html: str) -> str:
    return next(
        table
        for table in re.findall(r"<table.*?</table>", html, re.S)
        if "Rapporter efter typ och enhet" in table
    )


def plain(markup: str) -> str:
    text = unescape(re.sub(r"<[^>]+>", "", markup))
    return re.sub(r"\s+", " ", re.sub("[\u00ad\u200b]", "", text)).strip()


def html_table(html: str) -> dict[str, dict[str, int]]:
    rows = re.findall(r"<tr.*?</tr>", t1(html), re.S)
    cells = [[plain(c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", r, re.S)] for r in rows]
    return as_table(cells)


def word_table(path: Path) -> dict[str, dict[str, int]]:
    for table in docx.Document(str(path)).tables:
        cells = [[plain(cell.text) for cell in row.cells] for row in table.rows]
        if "Lex Sarah" in cells[0]:
            return as_table(cells)
    raise AssertionError("T1 saknas i Word")


def as_table(cells: list[list[str]]) -> dict[str, dict[str, int]]:
    head = next(row for row in cells if "Lex Sarah" in row)
    names = [name.lower() if name == "Totalt" else name for name in head[1:]]
    found = {}
    for row in cells[cells.index(head) + 1 :]:
        if len(row) == len(head) and row[1].isdigit():
            found[row[0]] = {n: int(v) for n, v in zip(names, row[1:], strict=True)}
    return found


def pdf_text(path: Path) -> str:
    import subprocess

    with pikepdf.open(path) as file:
        assert len(file.pages) > 3
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout
