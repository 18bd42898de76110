"""A report in a case is assessed anew: the case follows, and what is sealed stays as it was."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.lex_sarah import scene
from tests.lex_sarah.scene import LATER, do, fresh
from tests.reports.house_of_two import DAY, House

from hjulet.calendar.models import Clock
from hjulet.calendar.rules import parse_period
from hjulet.figures import catalogue
from hjulet.figures.types import Scope
from hjulet.journal.models import Event
from hjulet.lex_sarah import queries
from hjulet.lex_sarah.models import Case
from hjulet.lex_sarah.operations import InvalidCase
from hjulet.organisation.models import Unit
from hjulet.reports import operations as reports
from hjulet.reports.models import Report

Browse = Callable[..., Client]


def moved(house: House, report: Report, to: Unit, number: int = 1) -> None:
    """The same report, assessed at another unit."""
    house.assess(
        report, "lex_sarah", who="sas", unit_ids=[to.pk], expected_number=number,
        comment="Det hände någon annanstans.",
    )  # fmt: skip


def of_units(house: House) -> set[int | None]:
    found = catalogue.compute("lex_sarah.by_unit", Scope(parse_period("2025"), None, ""), LATER)
    return {row.unit_id for row in found.rows if row.level == "unit"}


def test_the_case_follows_unit_and_law(house: House) -> None:
    report = scene.reported(house)
    case = scene.opened(house, report)
    record = scene.recorded(house, case)
    moved(house, report, house.second)
    case = fresh(case)
    assert (case.unit_id, case.laws, case.status) == (house.second.pk, "lss", "investigating")
    step = case.steps.get(kind="changed")
    assert step.reason == (
        "En rapport är bedömd på nytt. Enhet: Åkersenheten, nu Mottagningen. Lag: SoL, nu LSS."
    )
    record.refresh_from_db()
    assert record.legal_basis.startswith("27 kap. 5 §")
    sealed = scene.investigated(house, case)
    assert sealed.legal_basis.startswith("24 e § lagen (1993:387)")
    clock = Clock.objects.get(kind="lex_sarah.investigate", ended_at__isnull=True)
    assert clock.unit_id == house.second.pk
    verbs = list(Event.objects.order_by("-seq").values_list("verb", flat=True))
    assert verbs.index("reports.assess") < verbs.index("lex_sarah.change")


def test_the_same_assessment_again_is_no_step(house: House) -> None:
    report = scene.reported(house)
    case = scene.opened(house, report)
    moved(house, report, house.unit)
    assert fresh(case).revision == case.revision
    assert not case.steps.filter(kind="changed").exists()


def test_those_who_decide_there_may_be_chosen(house: House) -> None:
    """Also a case that waits for a decision, and the one who was to decide no longer reads it."""
    department = builders.department(house.board, "Vuxna")
    unit = builders.unit(name="Boendet", parent=department, legal_basis="LSS")
    builders.account("department_manager", department, "Vuxenchefen", department)
    report = scene.reported(house)
    case = scene.sent(house, report)
    assert Case.objects.visible_to(house.actor("head")).exists()
    moved(house, report, unit)
    case = fresh(case)
    names = queries.may_decide(case, DAY).values()
    assert any("Vuxenchefen" in one for one in names)
    assert not any("head" in one for one in names)
    assert not Case.objects.visible_to(house.actor("head")).exists()
    with pytest.raises(InvalidCase):
        do(house, "send", case, decider_id=house.people["head"].pk)


def test_the_figure_counts_the_unit_that_it_was(house: House) -> None:
    report = scene.reported(house)
    scene.opened(house, report)
    assert house.unit.pk in of_units(house)
    moved(house, report, house.second)
    assert house.second.pk in of_units(house)
    assert house.unit.pk not in of_units(house)


def test_after_the_decision_what_is_left_follows_the_right_law(house: House) -> None:
    report = scene.reported(house)
    case = scene.decided(house, report, degree="serious")
    moved(house, report, house.second)
    sent = scene.notify(house, fresh(case))
    assert sent.legal_basis.startswith("24 f § lagen (1993:387)")
    assert "27 kap." in case.decisions.get().legal_basis


def test_a_closed_case_stays_as_it_was_until_it_is_opened_again(house: House) -> None:
    report = scene.reported(house)
    case = scene.closed(house, report)
    moved(house, report, house.second)
    assert (fresh(case).unit_id, fresh(case).laws) == (house.unit.pk, "sol")
    do(house, "reopen", case, reason="Nya uppgifter.")
    assert (fresh(case).unit_id, fresh(case).laws) == (house.second.pk, "lss")


def test_the_page_tells_it(house: House, browse: Browse) -> None:
    report = scene.reported(house)
    case = scene.opened(house, report)
    moved(house, report, house.second)
    page = browse("sas").get(reverse("lex_sarah_page", args=[case.slug])).content.decode()
    assert "Enhet: Åkersenheten, nu Mottagningen." in page


def test_a_corrected_day_moves_the_case_and_its_clock(house: House) -> None:
    report = scene.reported(house)
    case = scene.opened(house, report)
    before = Clock.objects.get(
        subject_id=case.pk, kind="lex_sarah.investigate", ended_at__isnull=True
    )
    reports.correct_date(
        actor=house.actor("sas"), now=LATER, report_id=report.pk, field="received_on",
        on=DAY - timedelta(days=14),
    )  # fmt: skip
    now = fresh(case)
    assert now.received_on == now.target_from == DAY - timedelta(days=14)
    after = Clock.objects.get(
        subject_id=case.pk, kind="lex_sarah.investigate", ended_at__isnull=True
    )
    assert after.due_on is not None and before.due_on is not None
    assert after.due_on < before.due_on
    step = case.steps.get(kind="changed")
    assert step.reason.startswith("Inkom ")


def test_a_unit_that_began_later_has_its_law_and_is_counted(house: House) -> None:
    """It took the report over before that became lex Sarah."""
    later = builders.unit(
        name="Nya enheten", parent=house.department, first=DAY + timedelta(days=1),
        legal_basis="LSS",
    )  # fmt: skip
    report = scene.reported(house)
    report.unit_links.update(unit=later)
    report.assessments.update(unit_ids=[later.pk])
    case = scene.opened(house, report)
    assert (case.unit_id, case.laws) == (later.pk, "lss")
    scope = Scope(parse_period("2025-10-01..2025-10-14"), house.board.pk, "Nämnden")
    found = catalogue.compute("lex_sarah.by_unit", scope, LATER)
    assert later.pk in {row.unit_id for row in found.rows}
    assert found.cell("total", "received") == 1
