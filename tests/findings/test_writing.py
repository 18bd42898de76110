"""A finding is written, changed and thrown away; it is tied to its sources in the same step."""

from datetime import date, timedelta

import pytest
from tests.findings.making import assessed, draft, released
from tests.reports.house_of_two import DAY, NOW, House

from hjulet.findings import operations, sources
from hjulet.findings.models import Cause, Finding, Theme
from hjulet.kernel.free_text import Invalid, NumbersInText
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import SYSTEM
from hjulet.reports.models import ReportFinding


def test_a_draft_is_tied_to_its_report(house: House) -> None:
    report = assessed(house, occurred_on=DAY - timedelta(days=3))
    made = draft(house, report=report, text="Två gånger i våras.")
    assert made.reference == "2025-1"
    assert (made.status, made.origin, made.found_on) == ("draft", "report", report.occurred_on)
    assert made.board_id == house.board.pk
    assert ReportFinding.objects.get().report_id == report.pk
    assert "Ett brev gick till fel adress." in sources.texts_of(made.pk)
    again = sources.room("report")
    assert again is not None
    again.link(SYSTEM, NOW, made.pk, report.pk)
    assert ReportFinding.objects.count() == 1


@pytest.mark.parametrize(
    ("kinds", "origin"),
    [
        (("data_breach", "deviation"), "data_breach"),
        (("feedback",), "feedback"),
        (("deviation",), "report"),
    ],
)
def test_the_origin_follows_from_the_types(
    house: House, kinds: tuple[str, ...], origin: str
) -> None:
    assert draft(house, report=assessed(house, *kinds)).origin == origin


def test_only_who_reads_it_whole_may_draw_a_finding_from_lex_sarah(house: House) -> None:
    report = assessed(house, "lex_sarah")
    for who in ("quality", "manager", "staff", "other_sas"):
        with pytest.raises((operations.UnknownSource, NotAllowed)):
            draft(house, who, report)
    assert draft(house, "sas", report).origin == "lex_sarah"


def test_a_manager_writes_for_her_own_unit_only(house: House) -> None:
    assert draft(house, "manager").board_id == house.board.pk
    for who, unit in (("manager", house.second), ("staff", house.unit), ("member", house.unit)):
        with pytest.raises(NotAllowed):
            draft(house, who, unit_ids=[unit.pk])
    assert draft(house, "manager", unit_ids=[house.unit.pk, house.second.pk])


def test_what_cannot_be_saved_is_said_field_by_field(house: House) -> None:
    heading = Cause.objects.create(name="En rubrik")
    Cause.objects.create(name="Under rubriken", parent=heading)
    off = Theme.objects.create(name="Används inte", active=False)
    with pytest.raises(Invalid) as raised:
        draft(house, title=" ", found_on=DAY + timedelta(days=1), cause_id=heading.pk,
              theme_id=off.pk, weight=9, quality_area="x",
              unit_ids=[house.unit.pk, house.other_unit.pk],
              board_id=house.board.pk)  # fmt: skip
    assert {fault.field for fault in raised.value.faults} == {
        "title", "found_on", "cause", "theme", "weight", "quality_area", "units",
    }  # fmt: skip
    with pytest.raises(Invalid):
        draft(house, unit_ids=[])
    assert not Finding.objects.exists()


@pytest.mark.parametrize("field", ["title", "text", "requirement"])
@pytest.mark.parametrize("words", ["19121212-1212", "701063-2391", "dnr 2023/1234"])
def test_numbers_are_stopped_in_every_text(house: House, field: str, words: str) -> None:
    with pytest.raises(NumbersInText):
        draft(house, **{field: f"Om {words}."})
    made = draft(house)
    given = {"title": made.title, "text": "", "requirement": ""} | {field: f"Om {words}."}
    with pytest.raises(NumbersInText):
        change(house, made, **given)
    assert Finding.objects.count() == 1


def change(house: House, made: Finding, who: str = "quality", **given: object) -> Finding:
    values: dict[str, object] = {
        "title": made.title, "text": made.text, "theme_id": None, "cause_id": None,
        "quality_area": "", "requirement": "", "weight": 2, "unit_ids": [house.unit.pk],
        "origin": made.origin, "found_on": made.found_on,
    }  # fmt: skip
    return operations.change(  # type: ignore[misc]
        actor=house.actor(who), now=NOW, finding_id=made.pk, **(values | given)
    )


def test_a_draft_changes_and_a_released_one_does_not(house: House) -> None:
    made = draft(house)
    changed = change(house, made, title="Ny mening", unit_ids=[house.second.pk],
                     found_on=date(2025, 1, 2), weight=4)  # fmt: skip
    assert (changed.title, changed.weight) == ("Ny mening", 4)
    assert list(changed.unit_links.values_list("unit_id", flat=True)) == [house.second.pk]
    with pytest.raises(NotAllowed):
        change(house, made, "manager")
    with pytest.raises(operations.WrongStatus):
        change(house, released(house))


def test_a_draft_is_thrown_away_and_its_report_stays(house: House) -> None:
    report = assessed(house)
    made = draft(house, report=report)
    operations.discard(actor=house.actor("quality"), now=NOW, finding_id=made.pk)
    assert not Finding.objects.exists()
    assert not ReportFinding.objects.exists()
    assert type(report).objects.filter(pk=report.pk).exists()
    with pytest.raises(operations.WrongStatus):
        operations.discard(actor=house.actor("quality"), now=NOW, finding_id=released(house).pk)


def test_one_finding_gathers_many_reports(house: House) -> None:
    made = released(house, report=assessed(house))
    second = assessed(house, what_happened="Ännu ett brev kom fel.", unit_id=house.second.pk)
    house.assess(second, "deviation", unit_ids=[house.second.pk], expected_number=1)
    given = {"now": NOW, "finding_id": made.pk, "source": ("report", second.pk)}
    operations.tie(actor=house.actor("second_manager"), **given)
    operations.tie(actor=house.actor("quality"), **given)
    assert ReportFinding.objects.filter(finding=made.pk).count() == 2
    units = set(made.unit_links.values_list("unit_id", flat=True))
    assert units == {house.unit.pk, house.second.pk}
    with pytest.raises(operations.UnknownSource):
        operations.tie(actor=house.actor("manager"), **given)
    with pytest.raises(NotAllowed):
        operations.tie(actor=house.actor("other_quality"), **given)


def test_a_new_source_may_not_make_a_released_word_a_name(house: House) -> None:
    made = released(house, title="Brev till Fjällgatan kom bort")
    report = assessed(house, what_happened="Brevet till Fjällgatan kom aldrig fram.")
    given = {"actor": house.actor("quality"), "now": NOW, "finding_id": made.pk,
             "source": ("report", report.pk)}  # fmt: skip
    with pytest.raises(operations.UnansweredNames) as raised:
        operations.tie(**given)
    assert raised.value.words == ("Fjällgatan",)
    assert not ReportFinding.objects.exists()
    operations.tie(**given, kept=["Fjällgatan"])
    assert ReportFinding.objects.count() == 1
