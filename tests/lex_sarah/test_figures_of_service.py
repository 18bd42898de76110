"""T4: what the cases were about, how many are investigated, and what is proposed."""

from datetime import date, timedelta

from tests.lex_sarah import scene
from tests.lex_sarah.scene import LATER, do, fresh
from tests.reports.house_of_two import DAY, House

from hjulet.calendar.rules import parse_period
from hjulet.figures import catalogue
from hjulet.figures.types import Figure, Scope
from hjulet.findings.models import Finding
from hjulet.improvements.models import Measure, MeasureFinding
from hjulet.lex_sarah.disposal import dispose
from hjulet.lex_sarah.figure_words import _first_of_each
from hjulet.lex_sarah.models import CaseFinding, ReportRecord
from hjulet.organisation.models import Unit
from hjulet.organisation.types import SYSTEM


def figure(key: str, unit: Unit | None = None) -> Figure:
    scope = Scope(parse_period("2025"), unit.pk if unit else None, unit.name if unit else "")
    return catalogue.compute(f"lex_sarah.{key}", scope, LATER)


def test_an_investigation_is_counted_when_it_is_done(house: House) -> None:
    case = scene.opened(house)
    scene.recorded(house, case)
    assert figure("overview").cell("investigated", "count") == 0
    scene.investigated(house, case)
    assert figure("overview").cell("investigated", "count") == 1


def test_a_correction_is_no_new_investigation() -> None:
    first, later, again = date(2024, 3, 1), date(2025, 1, 2), date(2026, 4, 1)
    assert _first_of_each([first, later], []) == (first,)
    assert _first_of_each([first, later, again], [date(2026, 2, 1)]) == (first, again)
    assert _first_of_each([first], [later]) == (first,)


def test_the_kinds_are_those_of_the_documentation_that_holds(house: House) -> None:
    case, other = scene.opened(house), scene.opened(house)
    scene.opened(house)
    scene.recorded(house, case, service="authority")
    scene.recorded(house, other, service="provision")
    do(house, "change", case, other_board="Äldrenämnden", unexpected_death=True)
    table = figure("kind_of_service", house.unit)
    count = {row.key: row.cells for row in table.rows}
    assert count["authority"] == (1, 0, 1, 1, 1)
    assert count["provision"] == (1, 0, 1, 0, 0)
    assert count["none"] == (1, 0, 1, 0, 0)
    assert count["total"] == (3, 0, 3, 1, 1)
    assert table.unit_id == house.board.pk
    assert "Räknat för hela Socialnämnden" in " ".join(table.notes)


def test_a_correction_changes_the_kind(house: House) -> None:
    case = scene.opened(house)
    scene.recorded(house, case, service="authority")
    do(house, "seal_report", case, fields=scene.REPORT | {"service": "both"},
       reason="Båda.", expected="1.0")  # fmt: skip
    table = figure("kind_of_service")
    assert (table.cell("authority", "received"), table.cell("both", "received")) == (0, 1)
    assert ReportRecord.objects.filter(case=case).count() == 2


def test_the_figures_stay_when_the_case_is_disposed_of(house: House) -> None:
    case = scene.decided(house)
    do(house, "change", case, private_provider="Omsorg AB", unexpected_death=True)
    scene.inform(house, case)
    do(house, "close", case)
    before = [figure(key).rows for key in ("overview", "kind_of_service", "outcomes")]
    dispose(SYSTEM, LATER + timedelta(days=1), case.pk)
    assert fresh(case).private_provider == ""
    assert [figure(key).rows for key in ("overview", "kind_of_service", "outcomes")] == before
    assert figure("kind_of_service").cell("total", "others") == 1


def test_what_was_learnt_tells_what_is_proposed(house: House) -> None:
    case = scene.decided(house)
    finding = Finding.objects.create(
        reference="2025-90", board=house.board, origin="lex_sarah", title="Återbud når ingen",
        found_on=DAY, written_at=LATER, status="released", released_at=LATER,
    )  # fmt: skip
    CaseFinding.objects.create(case=case, finding=finding)
    assert figure("learned").cell("case-1", "handling") == "inget gjort än"
    for number, (title, status) in enumerate((("Jourtelefon", "proposed"), ("Nej", "rejected"))):
        measure = Measure.objects.create(
            reference=f"Å{number}", board=house.board, unit=house.unit, level="unit", title=title,
            expected_effect="Svar.", seen_by="Samtal.", responsible=house.people["manager"],
            decide_by=DAY, due_on=DAY, effect_on=DAY, status=status, proposed_on=DAY,
            closed_on=DAY if status == "rejected" else None,
        )  # fmt: skip
        MeasureFinding.objects.create(measure=measure, finding=finding)
    assert figure("learned").cell("case-1", "handling") == "Jourtelefon"
