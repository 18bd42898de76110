"""`hjulet figures`: what stands on stdout, what on stderr, and how it refuses."""

import csv
import io
import json

import pytest
from tests import builders
from tests.figures import year

from hjulet.cli import main
from hjulet.organisation.kinds import UnitKind
from hjulet.reports.models import ReportFact

pytestmark = pytest.mark.django_db
T1 = "reports.types_by_unit"
HEADER = (
    "enhet,Övrig avvikelse,Lex Sarah,Personuppgiftsincident,Synpunkt/klagomål,Ej avvikelse,totalt"
)


def table(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[list[str]]:
    assert main(["figures", *arguments, "--format", "csv"]) == 0
    return list(csv.reader(io.StringIO(capsys.readouterr().out)))


def test_t1_as_csv_is_exactly_this(capsys: pytest.CaptureFixture[str]) -> None:
    year.make()
    assert main(["figures", T1, "--period", "2023", "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert out == (
        f"{HEADER}\n"
        "Barn och unga,2,1,2,0,0,4\n"
        "Familjehem,0,0,1,0,0,1\n"
        "Mottagningen,1,1,2,0,0,3\n"
        "Vuxen,1,0,0,0,1,2\n"
        "Vuxenenheten,1,0,0,0,1,2\n"
        "Ängens stöd,0,0,0,0,0,0\n"
        "Totalt,2,1,2,0,1,5\n"
    )
    err = err.replace("\N{NO-BREAK SPACE}", " ")
    assert "Avdelningarna tillsammans blir 6 och typerna tillsammans blir 6" in err
    assert "1 rapport i perioden är ännu inte bedömd" in err
    assert "Varav 1 på uppdrag av andra" in err
    assert "ingen särskild enhet (Barn och unga 1)" in err
    assert "Andelarna är av de 4 rapporter som var avvikelser" in err


def test_closed_is_another_table(capsys: pytest.CaptureFixture[str]) -> None:
    year.make()
    rows = table(capsys, T1, "--period", "2023", "--count", "closed")
    assert rows[-1] == ["Totalt", "0", "2", "1", "0", "0", "2"]


def test_reports_on_commission_apart(capsys: pytest.CaptureFixture[str]) -> None:
    year.make()
    for choice, total in (("all", "5"), ("own", "4"), ("others", "1")):
        rows = table(capsys, T1, "--period", "2023", "--commissioned", choice)
        assert rows[-1][-1] == total
    assert main(["figures", T1, "--period", "2023", "--commissioned", "x"]) == 2
    assert "Okänt val" in capsys.readouterr().err


def test_a_unit_in_any_case_and_by_path(capsys: pytest.CaptureFixture[str]) -> None:
    year.make()
    for name in ("barn och UNGA", "Barn och unga"):
        rows = table(capsys, T1, "--period", "2023", "--unit", name)
        assert [row[0] for row in rows[1:]] == [
            "Barn och unga", "Familjehem", "Mottagningen", "Totalt",
        ]  # fmt: skip
        assert rows[-1][-1] == "4"
    rows = table(capsys, T1, "--period", "2023", "--unit", "vuxen > vuxenenheten")
    assert rows[1:] == [
        ["Vuxenenheten", "1", "0", "0", "0", "1", "2"],
        ["Totalt", "1", "0", "0", "0", "1", "2"],
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["reports.types_by_units", "--period", "2023"], "Menade du ”reports.types_by_unit”"),
        ([T1, "--period", "20x3"], "Okänd period"),
        ([T1, "--period", "2023-02-30..2023-03-01"], "datum som inte finns"),
        ([T1, "--period", "2023-03-01..2023-02-01"], "slutar innan den börjar"),
        ([T1, "--period", "0001-01-01..0001-02-01"], "utanför 1900–2099"),
        ([T1], "--period behövs"),
        ([T1, "--period", "2023", "--unit", "Motagningen"], "Menade du ”Mottagningen”"),
        ([T1, "--period", "2023", "--count", "all"], "Okänt sätt att räkna"),
        (
            ["reports.silent_units", "--period", "2023", "--count", "closed"],
            "”Enheter som inte har rapporterat” räknas bara på ett sätt. Ta bort --count.",
        ),
        (["risks.by_level", "--period", "2023", "--commissioned", "own"], "Ta bort --commissioned"),
    ],
)
def test_what_is_unknown_is_refused_in_swedish(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    year.make()
    assert main(["figures", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err


def test_an_ambiguous_name_lists_the_paths(capsys: pytest.CaptureFixture[str]) -> None:
    made = year.make()
    builders.unit(UnitKind.UNIT, "Mottagningen", made.adults)
    assert main(["figures", T1, "--period", "2023", "--unit", "mottagningen"]) == 2
    err = capsys.readouterr().err
    assert "Barn och unga > Mottagningen" in err
    assert "Vuxen > Mottagningen" in err
    labels = [row[0] for row in table(capsys, T1, "--period", "2023")]
    assert "Barn och unga > Mottagningen" in labels
    assert "Vuxen > Mottagningen" in labels
    assert "Familjehem" in labels


def test_json_holds_notes_and_comment(capsys: pytest.CaptureFixture[str]) -> None:
    year.make()
    assert main(["figures", T1, "--period", "2023", "--format", "json"]) == 0
    figure = json.loads(capsys.readouterr().out)
    assert figure["key"] == T1
    assert any("går raderna inte att lägga ihop" in note for note in figure["notes"])
    assert "4 mot 1" in figure["comment"]


def test_table_is_aligned_and_list_names_every_key(capsys: pytest.CaptureFixture[str]) -> None:
    year.make()
    assert main(["figures", T1, "--period", "2023"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Rapporter efter typ och enhet: 2023")
    head, total = lines[2], next(line for line in lines if line.startswith("Totalt"))
    assert head.rstrip().endswith("totalt")
    assert len(head.rstrip()) == len(total.rstrip())
    assert main(["figures"]) == 0
    listed = capsys.readouterr().out
    for key in (T1, "reports.type_shares", "reports.categories", "reports.by_month",
                "reports.causes"):  # fmt: skip
        assert key in listed


def test_reports_per_employee_as_text_and_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    made = year.make()
    builders.headcount(made.reception, 2023, 12)
    assert table(capsys, "reports.reporting_rate", "--period", "2023")[-3:] == [
        ["Vuxenenheten", "2", "", "", ""],
        ["Ängens stöd", "0", "", "", ""],
        ["Totalt", "5", "", "", ""],
    ]
    assert main(["figures", "reports.reporting_rate", "--period", "2023"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Rapporter per 100 anställda: 2023\n")
    assert ["Mottagningen", "3", "12", "25,0", "–"] in [line.split() for line in text.splitlines()]


def test_verify_finds_and_rebuild_mends(capsys: pytest.CaptureFixture[str]) -> None:
    year.make()
    assert main(["figures", "verify"]) == 0
    ReportFact.objects.filter(f_type=1).order_by("id").first().delete()
    assert main(["figures", "verify"]) == 1
    assert "skillnader" in capsys.readouterr().err
    assert main(["figures", "rebuild"]) == 0
    assert main(["figures", "verify"]) == 0


def test_the_other_figures(capsys: pytest.CaptureFixture[str]) -> None:
    year.make()
    shares = {row[0]: row[1:4] for row in table(capsys, "reports.type_shares", "--period", "2023")}
    assert shares["typ"] == ["antal", "av", "andel"]
    assert shares["Lex Sarah"] == ["1", "4", "25.0"]
    assert shares["Personuppgiftsincident"] == ["2", "4", "50.0"]
    assert shares["Anmälda till IVO, av lex Sarah"] == ["1", "1", "100.0"]
    assert shares["Anmälda till IVO, av alla avvikelser"] == ["1", "4", "25.0"]
    assert shares["Anmälda till IMY, av personuppgiftsincidenter"] == ["1", "2", "50.0"]
    rows = table(capsys, "reports.categories", "--period", "2023")
    assert rows[0][:5] == ["kategori", "2023", "2022", "2021", "förändring"]
    assert [row[:3] for row in rows[1:]] == [
        ["Brev", "2", "0"], ["Ingen kategori", "3", "1"], ["Totalt", "5", "1"],
    ]  # fmt: skip
    assert rows[1][5].startswith("2 mot 0: ")
    months = table(capsys, "reports.by_month", "--period", "2023")
    assert months[0] == ["månad", "2023", "2022"]
    assert months[2] == ["februari", "2", "0"]
    assert months[5] == ["maj", "0", "1"]
    assert months[-1] == ["Totalt", "5", "1"]
    causes = [row for row in table(capsys, "reports.causes", "--period", "2023") if row[1] != "0"]
    assert causes == [
        ["orsak", "antal", "andel"],
        ["Lokaler", "2", "50.0"],
        ["Ny sorts orsak", "1", "25.0"],
        ["Ingen orsak angiven", "2", "50.0"],
        ["Totalt", "4", "100.0"],
    ]


def test_quality_year_tertial_and_free_period(capsys: pytest.CaptureFixture[str]) -> None:
    year.make()
    totals = {
        period: table(capsys, T1, "--period", period)[-1][-1]
        for period in ("kv2023", "kv2024", "2023T1", "2023T3", "2023-02-10..2023-02-20", "2031")
    }
    assert totals == {
        "kv2023": "4", "kv2024": "1", "2023T1": "4", "2023T3": "1",
        "2023-02-10..2023-02-20": "2", "2031": "0",
    }  # fmt: skip
