"""The organisation from a file: what is one unit, what is a fault, what a second file changes."""

import random
from datetime import date
from pathlib import Path

import pytest

from hjulet.journal.models import Event
from hjulet.kernel import clock
from hjulet.organisation.imports.operations import Outcome, import_organisation
from hjulet.organisation.models import Placement, Unit
from hjulet.organisation.operations import change_unit
from hjulet.organisation.queries import find_unit, tree_on
from hjulet.organisation.types import SYSTEM

pytestmark = pytest.mark.django_db
HEAD = "namn;typ;överordnad;från;till;verksamhetsområde;lagrum"
TOWN = (
    "Socialnämnden;nämnd;;;;;",
    "Socialförvaltningen;förvaltning;Socialnämnden;;;;",
    "Vuxen;avdelning;Socialförvaltningen;;;Missbruk;SoL",
    "Unga;Avdelning; socialförvaltningen ;2020-01-01;;;",
    "Stöd;enhet;Vuxen;;;;sol",
    "Mottagning;enhet;Unga;;;;",
    "Natt;team;Mottagning;2021-01-01;2021-12-31;;",
)


def bring(tmp_path: Path, *rows: str, head: str = HEAD, dry_run: bool = False) -> Outcome:
    path = tmp_path / "organisation.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return import_organisation(actor=SYSTEM, now=clock.now(), path=path, dry_run=dry_run)


def faults(outcome: Outcome) -> list[tuple[int, str]]:
    return [(item.row, item.column) for item in outcome.faults]


def test_a_whole_tree_in_any_order(tmp_path: Path) -> None:
    rows = list(TOWN)
    random.Random(4).shuffle(rows)
    outcome = bring(tmp_path, *rows)
    assert not outcome.faults
    assert (outcome.new, outcome.changed, outcome.unchanged) == (7, 0, 0)
    tree = tree_on(date(2021, 6, 1))
    natt = find_unit(tree, "Natt")
    assert [node.name for node in tree.ancestors(natt.id)] == [
        "Natt", "Mottagning", "Unga", "Socialförvaltningen", "Socialnämnden"
    ]  # fmt: skip
    assert find_unit(tree, "stöd").legal_basis == "SoL"
    assert natt.id not in tree_on(date(2022, 1, 1))


def test_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    bring(tmp_path, *TOWN)
    before = list(Placement.objects.order_by("id").values())
    events = Event.objects.count()
    outcome = bring(tmp_path, *reversed(TOWN))
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 7)
    assert list(Placement.objects.order_by("id").values()) == before
    assert Event.objects.count() == events == 1


def test_periods_that_do_not_meet_are_one_moved_unit(tmp_path: Path) -> None:
    outcome = bring(
        tmp_path, *TOWN[:4], "Hem;enhet;Unga;2023-01-01;;;", "Hem;enhet;Vuxen;;2022-12-31;;"
    )
    assert not outcome.faults
    unit = Unit.objects.get(name="Hem")
    assert tree_on(date(2022, 12, 31)).nearest(unit.pk, "department").name == "Vuxen"
    assert tree_on(date(2023, 1, 1)).nearest(unit.pk, "department").name == "Unga"


def test_same_name_in_the_same_time_is_two_units(tmp_path: Path) -> None:
    outcome = bring(tmp_path, *TOWN[:4], "Hem;enhet;Vuxen;;;;", "Hem;enhet;Unga;2020-01-01;;;")
    assert not outcome.faults
    assert Unit.objects.filter(name="Hem").count() == 2
    again = bring(
        tmp_path, *TOWN[:4], "Hem;enhet;Vuxen;;;;", "Hem;enhet;Unga;2020-01-01;;;",
        "Dag;team;Unga > Hem;2020-01-01;;;",
    )  # fmt: skip
    assert not again.faults
    team = Unit.objects.get(name="Dag")
    assert tree_on(date(2024, 1, 1)).path(team.pk) == "Socialförvaltningen > Unga > Hem > Dag"


@pytest.mark.parametrize(
    ("rows", "expected", "words"),
    [
        (("X;enhet;Vuxen;2020-01-01;2021-06-01;;", "X;enhet;Vuxen;2021-01-01;;;"),
         [(7, "från")], "perioderna överlappar"),
        (("X;enhet;Vuxen;;;;", "X;enhet;Vuxen;;;;"), [(7, "från")], "rad 6"),
        (("X;enhet;Vuxna;;;;",), [(6, "överordnad")], "Menar du ”Vuxen”"),
        (("X;enhet;Helt annat;;;;",), [(6, "överordnad")], "finns inte i filen eller Hjulet"),
        (("X;team;Y;;;;", "Y;enhet;X;;;;"), [(7, "överordnad")], "fel nivå"),
        (("X;enhet;X;;;;",), [(6, "överordnad")], "sig själv"),
        (("X;avdelning;Y;;;;", "Y;avdelning;X;;;;"),
         [(6, "överordnad"), (7, "överordnad")], "nivå"),
        (("X;enhet;Vuxen;2021-01-01;2020-12-31;;",), [(6, "till")], "före första dagen"),
        (("X;enhet;Vuxen;2021-02-30;;;",), [(6, "från")], "finns inte i almanackan"),
        (("X;enhet;Unga;2019-01-01;;;",), [(6, "överordnad")], "bara från 2020-01-01"),
        (("X;grupp;Vuxen;;;;",), [(6, "typ")], "nämnd, förvaltning, avdelning, enhet eller team"),
        (("X;enhet;;;;;",), [(6, "överordnad")], "enheten hör till"),
        (("X;nämnd;Vuxen;;;;",), [(6, "överordnad")], "överst"),
        ((";enhet;Vuxen;;;;",), [(6, "namn")], "saknas"),
        (("X > Y;enhet;Vuxen;;;;",), [(6, "namn")], "tecknet > används"),
        (('"X; Y";enhet;Vuxen;;;;',), [(6, "namn")], "tecknet ; skiljer"),
        (("X;enhet;Vuxen;21-01-01;;;",), [(6, "från")], "fyra siffror"),
        (("H;enhet;Vuxen;;;;", "H;enhet;Unga;2020-01-01;;;", "T;team;H;2021-01-01;;;"),
         [(8, "överordnad")], "flera har det namnet"),
        (("Å;avdelning;Socialförvaltningen;x;;;", "B;enhet;Å;;;;"), [(6, "från")], "datum"),
    ],
)  # fmt: skip
def test_faults_are_named_and_nothing_is_saved(
    tmp_path: Path, rows: tuple[str, ...], expected: list[tuple[int, str]], words: str
) -> None:
    outcome = bring(tmp_path, *TOWN[:4], *rows)
    assert faults(outcome) == expected
    assert words in outcome.faults[0].message
    assert not outcome.applied
    assert not Unit.objects.exists()
    assert not Event.objects.exists()


def test_a_new_file_adds_history(tmp_path: Path) -> None:
    bring(tmp_path, *TOWN)
    outcome = bring(
        tmp_path, *TOWN[:4], "Stöd;enhet;Vuxen;;2022-12-31;;SoL", "Stöd;enhet;Unga;2023-01-01;;;SoL"
    )
    assert not outcome.faults
    assert (outcome.new, outcome.changed, outcome.unchanged) == (1, 1, 4)
    unit = Unit.objects.get(name="Stöd")
    assert tree_on(date(2022, 6, 1)).nearest(unit.pk, "department").name == "Vuxen"
    assert tree_on(date(2023, 6, 1)).nearest(unit.pk, "department").name == "Unga"


def test_a_file_with_part_of_the_town_does_not_move_its_namesake(tmp_path: Path) -> None:
    bring(tmp_path, *TOWN, "Kansli;enhet;Vuxen;;;;")
    outcome = bring(tmp_path, "Kansli;enhet;Unga;2020-01-01;;;")
    assert not outcome.faults
    assert Unit.objects.filter(name="Kansli").count() == 2


def test_what_somebody_changed_in_hjulet_is_kept_and_listed(tmp_path: Path) -> None:
    bring(tmp_path, *TOWN)
    unit = Unit.objects.get(name="Stöd")
    change_unit(actor=SYSTEM, now=clock.now(), unit_id=unit.pk, name="Stöd", service_area="Ny")
    outcome = bring(tmp_path, *TOWN)
    assert [item.row for item in outcome.kept] == [6]
    assert outcome.unchanged == 6
    assert Placement.objects.get(unit=unit).service_area == "Ny"


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    outcome = bring(tmp_path, *TOWN, dry_run=True)
    assert outcome.new == 7
    assert not Unit.objects.exists()
    assert not Event.objects.exists()


def test_headings_in_any_case_with_spaces(tmp_path: Path) -> None:
    outcome = bring(tmp_path, "Nämnden;nämnd;x", head=" NAMN ; Typ ;Anteckning")
    assert not outcome.faults
    assert outcome.unused == ("Anteckning",)
    assert Unit.objects.get().name == "Nämnden"
