"""The same numbers in the catalogue, on the page, in the PDF and in the Word file."""

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import docx
import page
import pytest
from tests.annual_report.world import NOW, World, section, text

from hjulet.annual_report import assembly, layout, operations, queries
from hjulet.annual_report.sources import LiveSource, scope_of
from hjulet.calendar.rules import parse_period
from hjulet.cli import main
from hjulet.documents.build import build
from hjulet.figures import catalogue
from hjulet.figures.layout import kind_of, shown, total_first
from hjulet.figures.types import Scope

FILES = {"kvalitetsberattelse.html", "kvalitetsberattelse.pdf", "kvalitetsberattelse.docx"}


def expected(world: World) -> list[list[str]]:
    """T1 as the catalogue counts it: label and cells of each row, total first."""
    scope = Scope(parse_period("2023"), world.board.pk, world.board.name)
    figure = total_first(catalogue.compute("reports.types_by_unit", scope, NOW))
    return [
        [
            row.label,
            *(
                shown(value, kind_of(row, column))
                for value, column in zip(row.cells, figure.columns, strict=True)
            ),
        ]
        for row in figure.rows
    ]


def plain(cell: str) -> str:
    return re.sub(r"\s+", " ", cell.replace("\xa0", " ")).strip()


def html_rows(page: str) -> list[list[str]]:
    table = next(t for t in re.findall(r"<table.*?</table>", page, re.S) if "Enhet A" in t)
    rows = re.findall(r"<tr.*?</tr>", table, re.S)
    return [
        [plain(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in rows
    ]


def docx_rows(content: bytes) -> list[list[str]]:
    document = docx.Document(io.BytesIO(content))
    table = next(t for t in document.tables if any("Enhet A" in c.text for c in t.columns[0].cells))
    return [[plain(cell.text) for cell in row.cells] for row in table.rows]


def pdf_text(content: bytes, folder: Path) -> str:
    path = folder / "in.pdf"
    path.write_bytes(content)
    done = subprocess.run(
        ["/usr/bin/pdftotext", "-layout", str(path), "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


@pytest.mark.slow
def test_t1_is_the_same_everywhere(world: World, tmp_path: Path) -> None:
    rows = [[plain(cell) for cell in row] for row in expected(world)]
    # Six reports; two of them stand in two rows, and the total counts each once.
    assert next(row for row in rows if row[0] == "Totalt")[1] == "6"
    assert [row[1] for row in rows if row[0].startswith("Enhet")] == ["5", "3"]
    files = build(assembly.of_edition(world.open()), {"html", "pdf", "docx"})
    assert html_rows(files["html"].decode())[1:] == rows
    assert docx_rows(files["docx"])[1:] == rows
    printed = [plain(line) for line in pdf_text(files["pdf"], tmp_path).splitlines()]
    for row in rows:
        if row[0].startswith(("Enhet", "Totalt", "Barn")):
            assert " ".join(row) in printed


@pytest.mark.slow
def test_the_command_writes_exactly_the_three_files(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ny" / "mapp"
    done = main(
        ["report", "build", "--template", "sosfs", "--period", "2023", "--unit", "Socialnämnden",
         "--format", "html,pdf,docx", "--out", str(out)]
    )  # fmt: skip
    assert done == 0
    assert {path.name for path in out.iterdir()} == FILES
    page = (out / "kvalitetsberattelse.html").read_text(encoding="utf-8")
    rows = [[plain(cell) for cell in row] for row in expected(world)]
    assert html_rows(page)[1:] == rows
    assert "UTKAST" in page
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_the_command_takes_a_department(world: World, tmp_path: Path) -> None:
    arguments = ["report", "build", "--period", "2023", "--unit", "Barn och unga", "--format"]
    assert main([*arguments, "html", "--out", str(tmp_path)]) == 0
    page = (tmp_path / "kvalitetsberattelse.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["kvalitetsberattelse.html"]
    assert "Barn och unga" in page
    assert "Socialnämnden" in page


def test_a_year_without_reports_can_be_built(world: World, tmp_path: Path) -> None:
    arguments = ["report", "build", "--period", "1999", "--unit", "Socialnämnden", "--format"]
    assert main([*arguments, "html", "--out", str(tmp_path)]) == 0
    assert "Sammanfattning" in (tmp_path / "kvalitetsberattelse.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--period", "tjugo"], "Okänd period"),
        (["--period", "2023", "--unit", "Ingen"], "ingen enhet"),
        (["--period", "2023", "--unit", "Socialnämnden", "--template", "x"], "Okänd mall"),
        (["--period", "2023", "--unit", "Socialnämnden", "--format", "odt"], "Okänt format"),
        (["--unit", "Socialnämnden"], "--period"),
        (["--edition", "999"], "ingen utgåva"),
        (["--edition", "0"], "ingen utgåva"),
        (["--edition", "1", "--period", "2023"], "--edition eller --period"),
    ],
)
def test_the_command_refuses_in_swedish(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: Any, words: str
) -> None:
    assert main(["report", "build", *arguments, "--out", str(tmp_path / "ut")]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "ut").exists()


def test_script_in_a_text_is_text(world: World) -> None:
    edition = world.open()
    one = section(edition)
    operations.save_section(
        actor=world.actor,
        now=NOW,
        section_id=one.pk,
        version=1,
        body=text("</main><script>alert(1)</script>"),
    )
    page = build(assembly.of_edition(edition), {"html"})["html"].decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.slow
def test_a_frozen_edition_has_three_files_that_read_as_themselves(
    world: World, tmp_path: Path
) -> None:
    edition = operations.freeze(actor=world.actor, now=NOW, edition_id=world.open().pk)
    content = {name: queries.stored_file(edition, name) for name in ("html", "pdf", "docx")}
    assert "Utgåva 1" in content["html"].decode()
    assert "UTKAST" not in content["html"].decode()
    assert "Vilka rapporter som kom in" in pdf_text(content["pdf"], tmp_path)
    words = [p.text for p in docx.Document(io.BytesIO(content["docx"])).paragraphs]
    assert any("Vilka rapporter som kom in" in line for line in words)


@pytest.mark.slow
def test_the_pdf_of_the_whole_template_is_accessible_and_lasting(world: World) -> None:
    """With guidance, figures and charts in it: UA-1 and A-2a in one file."""
    plan = layout.template("sosfs")
    source = LiveSource(scope_of(world.open()), NOW)
    names = {"title": "Kvalitetsberättelse", "board": "Socialnämnden", "unit": "Socialnämnden"}
    document = assembly.of_template(plan, source, **names, period_key="2023", date=NOW.date())
    content = build(document, {"pdf"})["pdf"]
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        assert page.is_pdf_compliant_bytes(content, profile=profile), profile
