"""What a file becomes: reports, corrections with history, exact counts, one event."""

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reports.imports.town import HEAD, NOW, Town, bring, build

from hjulet.journal.models import Event
from hjulet.kernel import search
from hjulet.kernel.clock import at
from hjulet.organisation.types import SYSTEM
from hjulet.reports import fact_check, sums
from hjulet.reports.imports import operations
from hjulet.reports.kinds import Source, Status
from hjulet.reports.models import (
    Assessment,
    Category,
    Report,
    ReportCorrection,
    ReportFact,
    ReportType,
    ReportUnit,
)
from hjulet.reports.operations import assess

pytestmark = pytest.mark.django_db
MORE = f"{HEAD};beskrivning;kategori;orsaker;status;avslutad;anmäld_ivo;anmäld_imy;uppdragsgivare"


@pytest.fixture
def town(db: None) -> Town:
    return build()


def everything() -> list[list[tuple[Any, ...]]]:
    """All that an import could change, to compare before and after."""
    models = (Report, ReportType, ReportUnit, ReportFact, Assessment, ReportCorrection, Category)
    return [list(model.objects.order_by("pk").values_list()) for model in (*models, Event)]  # type: ignore[attr-defined]


def test_a_row_with_everything(tmp_path: Path, town: Town) -> None:
    outcome = bring(
        tmp_path,
        'A;17/5 2023 14:30;"lex sarah; PERSONUPPGIFTSINCIDENT";"Unga > Mottagning; norr; Natt";'
        '"Två\nrader";Insats;"Kompetens; Nytt skäl";;2023-08-01;2023-06-01;ja;Grannköping',
        head=MORE,
    )
    assert outcome.applied
    assert (outcome.new_categories, outcome.new_causes) == (["Insats"], ["Nytt skäl"])
    report = Report.objects.select_related("category").get()
    assert report.received_at == at(date(2023, 5, 17), 14, 30)
    assert report.received_on == date(2023, 5, 17)
    assert report.board == town.board
    assert report.reported_unit == town.units["Unga > Mottagning"]
    assert (report.status, report.closed_on) == (Status.CLOSED, date(2023, 8, 1))
    assert (report.notified_ivo, report.notified_ivo_on) == (True, date(2023, 6, 1))
    assert (report.notified_imy, report.notified_imy_on) == (True, None)
    assert report.commissioned_by == "Grannköping"
    assert report.what_happened == "Två\nrader"
    assert str(report.category) == "Insats"
    assert report.restricted
    assert report.source == Source.IMPORT
    assert report.indexed
    assert report.type_links.count() == 2
    assert report.unit_links.count() == 3
    assert report.cause_links.count() == 2
    sealed = report.assessments.get()
    assert (sealed.number, sealed.source) == (1, Source.IMPORT)
    assert "14 kap." in sealed.legal_basis
    event = Event.objects.get()
    assert event.verb == "reports.import"
    assert event.confidential
    assert "Grannköping" not in event.keys
    assert fact_check.verify() == []


def test_status_and_time_when_the_file_does_not_say(tmp_path: Path, town: Town) -> None:
    bring(tmp_path, "A;2023-05-17;Övrig avvikelse;Norr")
    report = Report.objects.get()
    assert report.received_at == at(date(2023, 5, 17), 12)
    assert report.status == Status.ASSESSED
    assert not report.restricted


def test_a_report_not_assessed_waits_for_it(tmp_path: Path, town: Town) -> None:
    bring(tmp_path, "A;2024-01-30;Övrig avvikelse;Norr;inkommen", head=f"{HEAD};status")
    report = Report.objects.get()
    assert report.status == Status.RECEIVED
    assert report.assess_by == date(2024, 2, 6)
    assert not report.assessments.exists()


def test_not_a_deviation_has_a_reason(tmp_path: Path, town: Town) -> None:
    bring(tmp_path, "A;2023-05-17;Ej avvikelse;Norr")
    assert "framgår inte av filen" in Assessment.objects.get().reason


def test_a_renamed_type_is_found_by_both_names(tmp_path: Path, town: Town) -> None:
    kind = town.types["Övrig avvikelse"]
    type(kind).objects.filter(pk=kind.pk).update(name="Annan händelse")
    bring(
        tmp_path, "A;2023-05-17;Övrig avvikelse;Norr", "B;2023-05-17;annan händelse;Norr"
    )  # fmt: skip
    assert ReportType.objects.filter(type=kind).count() == 2


def test_the_unit_is_the_one_of_that_day(tmp_path: Path, town: Town) -> None:
    outcome = bring(tmp_path, "A;2022-12-31;Lex Sarah;Gamla")
    assert outcome.applied
    assert Report.objects.get().reported_unit == town.units["Gamla"]


def test_same_file_twice_changes_nothing(tmp_path: Path, town: Town) -> None:
    rows = (
        'A;2023-05-17;"Lex Sarah;Övrig avvikelse";"Norr; Söder; Väster";x;Insats;"Annat;Kompetens"'
        ";;;ja;;Grannköping",
        "B;2023-05-17;Ej avvikelse;Norr;;;;inkommen;;;;",
    )
    bring(tmp_path, *rows, head=MORE)
    before = everything()
    outcome = bring(tmp_path, *reversed(rows), head=MORE)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 2)
    assert outcome.applied
    assert everything() == before


def test_order_and_case_inside_a_cell_say_nothing_new(tmp_path: Path, town: Town) -> None:
    bring(tmp_path, 'A;2023-05-17;"Lex Sarah;Övrig avvikelse";"Norr;Söder;Väster"')
    outcome = bring(tmp_path, 'A;17.5.2023;"övrig avvikelse; lex sarah";"Norr; Väster; söder"')
    assert outcome.unchanged == 1


def test_a_changed_row_is_a_correction_with_history(tmp_path: Path, town: Town) -> None:
    bring(tmp_path, "A;2023-05-17;Övrig avvikelse;Norr;Först;Insats;Annat;;;;;", head=MORE)
    outcome = bring(
        tmp_path, "A;2023-05-18;Lex Sarah;Söder;Sedan;Insats;Annat;;2023-06-01;;;", head=MORE
    )
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 1, 0)
    report = Report.objects.get()
    assert report.what_happened == "Först"
    assert report.received_on == date(2023, 5, 18)
    assert report.status == Status.CLOSED
    assert report.restricted
    assert not report.touched
    corrected = {
        row.field: (row.before, row.after) for row in ReportCorrection.objects.order_by("id")
    }
    assert corrected["what_happened"] == ("Först", "Sedan")
    assert corrected["closed_on"] == ("", "2023-06-01")
    assert corrected["types"] == ("Övrig avvikelse", "Lex Sarah")
    assert [row.number for row in report.assessments.order_by("number")] == [1, 2]
    assert list(report.type_links.values_list("type__name", flat=True)) == ["Lex Sarah"]
    assert fact_check.verify() == []
    # A search finds what was written first and what corrects it.
    for word in ("först", "sedan"):
        held = search.matching("report_search", word, "reports_report.id")
        assert Report.objects.filter(held).count() == 1
    again = bring(
        tmp_path, "A;2023-05-18;Lex Sarah;Söder;Sedan;Insats;Annat;;2023-06-01;;;", head=MORE
    )
    assert (again.changed, again.unchanged) == (0, 1)
    assert ReportCorrection.objects.count() == len(corrected)


def test_what_a_file_has_no_column_for_stays(tmp_path: Path, town: Town) -> None:
    bring(tmp_path, "A;2023-05-17;Lex Sarah;Norr;x;Insats;Annat;;2023-06-01;ja;;Bo", head=MORE)
    before = everything()
    assert bring(tmp_path, "A;2023-05-17;Lex Sarah;Norr").unchanged == 1
    assert everything() == before
    assert bring(tmp_path, "A;2023-05-17;Övrig avvikelse;Norr").changed == 1
    report = Report.objects.select_related("category").get()
    assert (str(report.category), report.commissioned_by) == ("Insats", "Bo")
    assert report.status == Status.CLOSED
    assert report.notified_ivo
    assert report.cause_links.count() == 1


def test_what_somebody_changed_in_hjulet_is_kept_and_listed(tmp_path: Path, town: Town) -> None:
    bring(tmp_path, "A;2023-05-17;Övrig avvikelse;Norr", "B;2023-05-17;Lex Sarah;Norr")
    report = Report.objects.get(reference="A")
    assess(
        actor=SYSTEM, now=NOW, report_id=report.pk, type_ids=[town.types["Lex Sarah"].pk],
        unit_ids=[town.units["Norr"].pk], expected_number=1,
    )  # fmt: skip
    before = everything()
    outcome = bring(tmp_path, "A;2023-05-18;Ej avvikelse;Söder", "B;2023-05-17;Lex Sarah;Norr")
    assert [(item.row, item.reference) for item in outcome.kept] == [(2, "A")]
    assert outcome.unchanged == 1
    assert everything() == before


def test_dry_run_writes_nothing(tmp_path: Path, town: Town) -> None:
    before = everything()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        outcome = bring(
            tmp_path, "A;2023-05-17;Lex Sarah;Norr;x;Ny;Ny;;;;;", head=MORE, dry_run=True
        )
    assert (outcome.new, outcome.new_categories, outcome.applied) == (1, ["Ny"], False)
    assert everything() == before
    assert all(query["sql"].lstrip().upper().startswith("SELECT") for query in queries)


def test_a_change_meanwhile_makes_the_check_anew(
    tmp_path: Path, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another person adds the same reference while the rows are being prepared."""
    original, calls = operations.Prepared, itertools.count()

    def prepare(*given: Any) -> Any:
        made = original(*given)
        if next(calls) == 0:
            Report.objects.create(
                reference="A", board=town.board, reported_unit=town.units["Norr"],
                received_at=NOW, received_on=date(2024, 2, 1), what_happened="Före",
            )  # fmt: skip
        return made

    monkeypatch.setattr(operations, "Prepared", prepare)
    outcome = bring(tmp_path, "A;2023-05-17;Lex Sarah;Norr", "B;2023-05-17;Lex Sarah;Norr")
    assert [item.reference for item in outcome.kept] == ["A"]
    assert outcome.new == 1
    assert Report.objects.get(reference="A").what_happened == "Före"


def test_who_never_gets_peace_is_told(
    tmp_path: Path, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = itertools.count()
    monkeypatch.setattr(operations, "stamp", lambda: (next(ticks), "aldrig lika"))
    before = everything()
    with pytest.raises(operations.Busy):
        bring(tmp_path, "A;2023-05-17;Lex Sarah;Norr")
    assert everything() == before


def test_two_thousand_rows_cost_no_more_queries_than_two(tmp_path: Path, town: Town) -> None:
    def cost(prefix: str, count: int) -> int:
        rows = [f"{prefix}{n};2023-0{n % 9 + 1}-11;Lex Sarah;Norr" for n in range(count)]
        with CaptureQueriesContext(connection) as queries:
            assert bring(tmp_path, *rows).new == count
        return len(queries)

    few = cost("a", 2)
    # Loading aside goes by the thousand, and so does the search index after the commit.
    assert cost("b", 2000) <= few + 30
    assert Report.objects.filter(indexed=True).count() == 2002
    assert fact_check.verify() == []


TYPES = ["Lex Sarah", "Personuppgiftsincident", "Synpunkt/klagomål", "Övrig avvikelse"]
UNITS = ["Norr", "Söder", "Väster", "Äldre > Mottagning", "Unga > Mottagning", "Natt"]
row = st.fixed_dictionaries(
    {
        "day": st.dates(date(2022, 1, 1), date(2023, 12, 31)),
        "types": st.one_of(
            st.just(["Ej avvikelse"]), st.lists(st.sampled_from(TYPES), min_size=1, unique=True)
        ),
        "units": st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True),
    }
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=st.lists(row, min_size=1, max_size=6), second=st.lists(row, max_size=8))
def test_counts_equal_sets_made_by_hand(
    tmp_path: Path, town: Town, first: list[dict[str, Any]], second: list[dict[str, Any]]
) -> None:
    """Two files after each other: the second corrects and adds. Every count is a set's size."""
    Report.objects.all().delete()
    sums.rebuild()
    stands: dict[str, dict[str, Any]] = {}
    for told in (first, second):
        if told:
            named = {f"R{number}": item for number, item in enumerate(told)}
            stands |= named
            outcome = bring(
                tmp_path,
                *(f'{key};{item["day"]};"{";".join(item["types"])}";"{";".join(item["units"])}"'
                  for key, item in named.items()),
            )  # fmt: skip
            assert not outcome.faults
    for name in TYPES:
        expected = {key for key, item in stands.items() if name in item["types"]}
        found = Report.objects.filter(type_links__type__name=name)
        assert set(found.values_list("reference", flat=True)) == expected
        assert sum(
            ReportFact.objects.filter(type__name=name).values_list("f_type", flat=True)
        ) == len(expected)
    for name in UNITS:
        expected = {key for key, item in stands.items() if name in item["units"]}
        found = Report.objects.filter(unit_links__unit=town.units[name])
        assert set(found.values_list("reference", flat=True)) == expected
    assert sum(ReportFact.objects.values_list("f_all", flat=True)) == len(stands)
    assert fact_check.verify() == []
