"""Every fault of a row is named by row and column, and nothing is saved."""

import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.urls import resolve, reverse
from tests import builders
from tests.reports.imports.town import HEAD, NOW, Town, bring, build

from hjulet.journal.models import Event
from hjulet.kernel import clock
from hjulet.organisation.kinds import Role
from hjulet.organisation.queries import actor_for
from hjulet.reports.models import Category, Report

pytestmark = pytest.mark.django_db
FULL = (
    "referens;inkommen;inträffade;typer;enheter;kategori;orsaker;beskrivning;status;avslutad;"
    "anmäld_ivo;anmäld_imy;uppdragsgivare"
)
GOOD = {
    "referens": "A-1", "inkommen": "2023-05-17", "inträffade": "2023-05-16",
    "typer": "Övrig avvikelse", "enheter": "Norr", "kategori": "Insats", "orsaker": "Kompetens",
    "beskrivning": "Ett besök blev inte av.", "status": "", "avslutad": "", "anmäld_ivo": "nej",
    "anmäld_imy": "", "uppdragsgivare": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def town(db: None) -> Town:
    return build()


def line(**changes: str) -> str:
    return ";".join(f'"{value}"' for value in (GOOD | changes).values())


CASES = [
    ({"referens": ""}, "referens", "saknas"),
    ({"referens": "x" * 61}, "referens", "60 tecken"),
    ({"referens": "19121212-1212"}, "referens", "personnummer"),
    ({"referens": "ny"}, "referens", "adress i Hjulet"),
    ({"referens": "bilaga/1"}, "referens", "adress i Hjulet"),
    ({"referens": "A-1/avsluta"}, "referens", "adress i Hjulet"),
    ({"referens": "A-1/.."}, "referens", "adress i Hjulet"),
    ({"inkommen": ""}, "inkommen", "datum saknas"),
    ({"inkommen": "2023-02-30"}, "inkommen", "finns inte i almanackan"),
    ({"inkommen": "17/5 23"}, "inkommen", "fyra siffror"),
    ({"inkommen": "2024-02-02"}, "inkommen", "har inte varit än"),
    ({"inkommen": "45063"}, "inkommen", "är ett tal"),
    ({"inträffade": "snart"}, "inträffade", "är inte ett datum"),
    ({"inträffade": "2023-05-18"}, "inträffade", "efter den dag"),
    ({"typer": ""}, "typer", "typ saknas"),
    ({"typer": "Lex Sahra"}, "typer", "Menar du ”Lex Sarah”"),
    ({"typer": "Annat"}, "typer", "okänd typ"),
    ({"typer": "Ej avvikelse; Lex Sarah"}, "typer", "kan inte stå tillsammans"),
    ({"enheter": " ; "}, "enheter", "enhet saknas"),
    ({"enheter": "Nor"}, "enheter", "Menar du ”Norr”"),
    ({"enheter": "Kiruna"}, "enheter", "okänd enhet"),
    ({"enheter": "Mottagning"}, "enheter", "Äldre > Mottagning"),
    ({"enheter": "Unga > Norr"}, "enheter", "Menar du ”Äldre > Norr”"),
    ({"enheter": "Gamla"}, "enheter", "fanns inte 2023-05-17. Enheten finns till 2022-12-31"),
    ({"kategori": "x" * 121}, "kategori", "120 tecken"),
    ({"kategori": "Om 19121212-1212"}, "kategori", "personnummer"),
    ({"orsaker": "Kompetens; Se 19121212-1212"}, "orsaker", "personnummer"),
    ({"beskrivning": "Gällde 19121212-1212 hemma"}, "beskrivning", "personnummer"),
    ({"beskrivning": "Gällde 19121272-1219 hemma"}, "beskrivning", "samordningsnummer"),
    ({"beskrivning": "Se dnr 2023/1234 i akten"}, "beskrivning", "ärendenummer"),
    ({"status": "klar"}, "status", "inkommen, bedömd, utreds eller avslutad"),
    ({"status": "avslutad"}, "status", "datum saknas"),
    ({"avslutad": "2023-05-16"}, "avslutad", "före den dag"),
    ({"avslutad": "2024-03-01"}, "avslutad", "har inte varit än"),
    ({"anmäld_ivo": "kanske"}, "anmäld_ivo", "ett datum, ja eller nej"),
    ({"anmäld_imy": "2023-05-01"}, "anmäld_imy", "före den dag"),
    ({"uppdragsgivare": "Se 19121212-1212"}, "uppdragsgivare", "personnummer"),
]


@pytest.mark.parametrize(("changes", "column", "words"), CASES)
def test_a_fault_is_named_and_nothing_is_saved(
    tmp_path: Path, changes: dict[str, str], column: str, words: str
) -> None:
    outcome = bring(tmp_path, line(referens="A-0"), line(**changes), head=FULL)
    assert [(item.row, item.column) for item in outcome.faults] == [(3, column)]
    assert words in outcome.faults[0].message
    assert "1212-1212" not in str(outcome.faults[0])
    assert not outcome.applied
    assert not Report.objects.exists()
    assert not Category.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "reference", ["A-1", "2023/17", "Ärende 5?", "100%", "a#b", "nyare", "/3", "%2e%2e", "A\n1"]
)
def test_what_a_report_is_called_opens_it(tmp_path: Path, reference: str) -> None:
    assert bring(tmp_path, line(referens=reference), head=FULL).applied
    found = Report.objects.get()
    assert found.reference == " ".join(reference.split())
    match = resolve(unquote(reverse("report_page", args=[found.reference])))
    assert (match.url_name, match.kwargs) == ("report_page", {"reference": found.reference})


def test_a_letter_in_two_parts_is_the_same_letter(tmp_path: Path) -> None:
    """A Mac may write å as a and a ring: the same report and the same unit."""
    first = bring(tmp_path, line(referens="Å-1"), head=FULL)
    again = bring(tmp_path, line(referens=unicodedata.normalize("NFD", "Å-1")), head=FULL)
    assert (first.new, again.new, again.unchanged) == (1, 0, 1)


def test_all_faults_are_found_at_once(tmp_path: Path) -> None:
    outcome = bring(
        tmp_path,
        line(inkommen="igår", typer="?", enheter="Kiruna", status="klar"),
        line(),
        line(referens="A-1", anmäld_ivo="?"),
        line(referens="A-2", enheter="Kiruna; Norr; Boden"),
        head=FULL,
    )
    assert [(item.row, item.column) for item in outcome.faults] == [
        (2, "inkommen"), (2, "typer"), (2, "enheter"), (2, "status"), (3, "referens"),
        (4, "anmäld_ivo"), (4, "referens"), (5, "enheter"), (5, "enheter"),
    ]  # fmt: skip
    assert str(outcome.faults[-1]) == "Rad 5, kolumn enheter, ”Boden”: " + (
        outcome.faults[-1].message
    )
    assert "rad 2" in outcome.faults[6].message


def test_a_row_longer_than_the_headings(tmp_path: Path) -> None:
    outcome = bring(tmp_path, "A;2023-05-17;Lex Sarah;Norr;Söder")
    assert "fler celler" in outcome.faults[0].message


def test_script_in_a_cell_is_only_text(tmp_path: Path) -> None:
    outcome = bring(tmp_path, line(beskrivning="<script>alert(1)</script>"), head=FULL)
    assert outcome.applied
    assert Report.objects.get().what_happened == "<script>alert(1)</script>"


def test_a_unit_of_another_board_may_not_be_named(tmp_path: Path, town: Town) -> None:
    builders.unit(name="Skola", parent=builders.board("Skolnämnden"))
    account = builders.account(Role.QUALITY_TEAM, town.board)
    actor = actor_for(account, clock.local_date(NOW))
    assert bring(tmp_path, "A;2023-05-17;Lex Sarah;Norr", actor=actor).applied
    outcome = bring(tmp_path, "B;2023-05-17;Lex Sarah;Skola", head=HEAD, actor=actor)
    assert "Skolnämnden" in outcome.faults[0].message


def test_a_reference_used_by_another_board_may_not_be_changed(tmp_path: Path, town: Town) -> None:
    other = builders.board("Skolnämnden")
    builders.unit(name="Skola", parent=other)
    bring(tmp_path, "A;2023-05-17;Lex Sarah;Skola")
    actor = actor_for(builders.account(Role.QUALITY_TEAM, town.board), clock.local_date(NOW))
    outcome = bring(tmp_path, "A;2023-05-17;Övrig avvikelse;Norr", actor=actor)
    assert "annan nämnd" in outcome.faults[0].message
    assert Report.objects.get().board_id == other.pk
