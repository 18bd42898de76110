"""`hjulet import`: what is said, where, and with which exit code."""

from pathlib import Path

import pytest
import xlsxwriter
from tests.reports.imports.town import build

from hjulet.cli import main
from hjulet.cli.imports import Bar
from hjulet.organisation.models import Unit
from hjulet.reports.models import ImportMapping, Report

pytestmark = pytest.mark.django_db
ROW = "A-1;2023-05-17;Lex Sarah;Norr\n"
HEAD = "referens;inkommen;typer;enheter\n"


def write(folder: Path, text: str) -> str:
    path = folder / "rapporter.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_twice_the_same_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build()
    file = write(tmp_path, HEAD + ROW)
    assert main(["import", "reports", file]) == 0
    assert capsys.readouterr().out == "1 nya, 0 ändrade, 0 oförändrade\n"
    assert main(["import", "reports", file]) == 0
    assert capsys.readouterr() == ("0 nya, 0 ändrade, 1 oförändrade\n", "")


def test_dry_run_tells_and_saves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build()
    file = write(tmp_path, HEAD + ROW)
    assert main(["import", "reports", file, "--dry-run"]) == 0
    assert "Provkörning, inget är sparat: 1 nya" in capsys.readouterr().out
    assert not Report.objects.exists()


def test_one_line_a_fault_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build()
    file = write(tmp_path, HEAD + ROW + "A-2;igår;Lex Sarah;Norrr\nA-3;2023-05-17;Lex;Norr\n")
    assert main(["import", "reports", file]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert lines[0].startswith("Rad 3, kolumn inkommen, ”igår”: är inte ett datum.")
    # A row tells all its faults at once: a bad date does not hide an unknown unit.
    assert lines[1].startswith("Rad 3, kolumn enheter, ”Norrr”: okänd enhet.")
    assert lines[2].startswith("Rad 4, kolumn typer, ”Lex”: okänd typ.")
    assert lines[-1] == "3 fel. Inget är infört."
    assert not Report.objects.exists()


def test_a_heading_that_is_a_personal_number_is_told_without_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build()
    text = HEAD.strip() + ";19121212-1212\n" + ROW.strip() + ";x\n"
    assert main(["import", "reports", write(tmp_path, text), "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert "”19121212-••••”" in err
    assert "19121212-1212" not in out + err


def test_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "reports", write(tmp_path, "")]) == 1
    assert capsys.readouterr().err == "Filen är tom.\nInget är infört.\n"
    assert main(["import", "reports", write(tmp_path, "a;b\n1;2\n")]) == 1
    assert "”referens”, ”inkommen”, ”typer”, ”enheter” saknas" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--mapping", "Okänd"], "Kopplingen ”Okänd” finns inte."),
        (["--map", "Nr"], "Skriv --map som RUBRIK=KOLUMN"),
        (["--map", "Nr=nummer"], "”nummer” är ingen av våra kolumner."),
    ],
)
def test_what_does_not_exist_exits_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], words: str
) -> None:
    assert main(["import", "reports", write(tmp_path, HEAD + ROW), *more]) == 2
    assert words in capsys.readouterr().err


def test_a_file_that_is_not_there_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "organisation", "finns-inte.csv"]) == 2
    assert "finns inte" in capsys.readouterr().err


def test_other_headings_are_mapped_and_kept_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build()
    file = write(tmp_path, "Nr;Inkommen;Typer;Plats;Övrigt\nA-1;2023-05-17;Lex Sarah;Norr;x\n")
    pairs = ["--map", "Nr=referens", "--map", "plats=Enheter"]
    assert main(["import", "reports", file, *pairs, "--mapping", "Vårt"]) == 0
    assert "Kolumner som inte används: ”Övrigt”" in capsys.readouterr().err
    assert ImportMapping.objects.get().name == "Vårt"
    assert main(["import", "reports", file, "--mapping", "Vårt"]) == 0
    assert capsys.readouterr().out == "0 nya, 0 ändrade, 1 oförändrade\n"


def test_the_organisation_from_excel_by_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "organisation.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Läs mig").write(0, 0, "Hej")
    page = book.add_worksheet("Enheter")
    for number, row in enumerate(
        (("namn", "typ", "överordnad"), ("Nämnden", "nämnd", ""), ("Norr", "enhet", "Nämnden"))
    ):
        page.write_row(number, 0, row)
    book.close()
    arguments = ["import", "organisation", str(path), "--sheet", "Enheter"]
    assert main([*arguments, "--dry-run"]) == 0
    assert not Unit.objects.exists()
    assert main(arguments) == 0
    assert "2 nya, 0 ändrade, 0 oförändrade" in capsys.readouterr().out
    assert main(["import", "organisation", str(path)]) == 1
    assert "”namn”, ”typ” saknas" in capsys.readouterr().err


def test_how_far_it_has_come(capsys: pytest.CaptureFixture[str]) -> None:
    for screen, asked, lines in ((False, False, 0), (False, True, 3), (True, False, 1)):
        bar = Bar(screen, asked)
        for done in (1, 2, 500, 1000):
            bar.tell("Läser", done, 1000)
        bar.end()
        err = capsys.readouterr().err
        assert err.count("\n") == lines
        assert ("1000 av 1000 rader, 100 %" in err) == (lines > 0)
