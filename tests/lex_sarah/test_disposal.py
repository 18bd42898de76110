"""A case that is gone: nothing of what was written, its reports with it, and every figure as it
was."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from tests.lex_sarah import scene
from tests.reports.house_of_two import House
from tests.security.test_stored_numbers import is_stored

from hjulet.calendar.rules import parse_period
from hjulet.figures import catalogue
from hjulet.figures.types import Scope
from hjulet.journal.queries import verify
from hjulet.kernel.clock import at
from hjulet.lex_sarah import disposal, operations
from hjulet.lex_sarah.models import Case
from hjulet.organisation.rules import NotAllowed
from hjulet.reports import disposal as reports_as_records
from hjulet.reports import operations as reports
from hjulet.reports.disposal import KIND as REPORT
from hjulet.reports.models import Report
from hjulet.retention import operations as retention
from hjulet.retention.kinds import Outcome
from hjulet.retention.models import RetentionRule
from hjulet.retention.record_kinds import StillNeeded
from hjulet.retention.rules import HELD

pytestmark = pytest.mark.django_db

WORDS = ("Nattpasset", "Jourtelefon", "golvet", "obemannad", "Hon fick veta", "inte sitt stöd")


def figures() -> list[Any]:
    return [
        (one.key, catalogue.compute(one.key, Scope(parse_period("2025")), scene.LATER).rows)
        for one in catalogue.definitions()
    ]


def dispose(house: House, case: Case) -> Any:
    return disposal.dispose(house.actor("registrar"), scene.LATER, case.pk)


def test_what_was_written_goes_with_the_reports_and_what_is_counted_stays(house: House) -> None:
    case = scene.closed(house, degree="serious")
    assert all(is_stored(word) for word in WORDS)
    before = figures()
    gone = dispose(house, case)
    assert gone.rows["texter"] > 8
    assert figures() == before
    assert {word: is_stored(word) for word in WORDS if is_stored(word)} == {}
    case.refresh_from_db()
    assert (case.degree, case.disposed_on) == ("serious", scene.LATER.date())
    assert Report.objects.filter(lex_sarah_links__case=case, disposed_on=None).count() == 0
    assert verify().broken_at is None


def test_an_open_case_and_one_that_is_gone_stay(house: House) -> None:
    case = scene.decided(house)
    with pytest.raises(StillNeeded):
        dispose(house, case)
    assert not disposal.ready().exists()
    closed = scene.closed(house)
    assert list(disposal.ready()) == [closed]
    dispose(house, closed)
    assert not disposal.ready().exists()
    with pytest.raises(StillNeeded):
        dispose(house, closed)
    with pytest.raises(operations.WrongStatus):
        scene.do(house, "reopen", closed, reason="Mer har kommit fram.")


def test_its_page_says_what_is_left(house: House, browse: Any) -> None:
    case = scene.closed(house)
    dispose(house, case)
    address = reverse("lex_sarah_page", args=[case.slug])
    page = browse("sas").get(address).content.decode()
    assert "Gallrat" in page
    assert "Det här står kvar" in page
    assert not any(word in page for word in WORDS)
    assert browse("manager").get(address).status_code == 404


@pytest.mark.parametrize("scope", ["record", "kind"])
def test_a_hold_on_a_report_stops_its_case(house: House, scope: str) -> None:
    """Also one placed after both have signed; the dry run tells of one that stands already."""
    case, free = scene.closed(house), scene.closed(house)
    report = Report.objects.get(lex_sarah_links__case=case)
    then = date(2031, 2, 3)
    RetentionRule.objects.create(
        kind=disposal.KIND, board=house.board, keep_months=60, basis="planen"
    )

    def act(who: str) -> dict[str, Any]:
        return {"actor": house.actor(who, then), "now": at(then, 10)}

    given = {"reference": report.reference} if scope == "record" else {}
    stop = {"board_id": house.board.pk, "kind": REPORT, "reason": "tillsyn från IVO", **given}
    made = retention.propose(**act("sas"), board_id=house.board.pk, kind=disposal.KIND)
    item = made.items.get(key=case.pk)
    first = retention.place_hold(**act("registrar"), **stop)
    tried = retention.dry_run(**act("sas"), list_id=made.pk).tried
    assert tried["stops"][str(item.pk)] == HELD
    assert tried["going"] == (1 if scope == "record" else 0)
    retention.lift_hold(**act("registrar"), hold_id=first.pk, reason="Klart.")
    assert retention.dry_run(**act("sas"), list_id=made.pk).tried["going"] == 2
    retention.sign_first(**act("sas"), list_id=made.pk)
    retention.sign_second(**act("lead"), list_id=made.pk)
    retention.place_hold(**act("registrar"), **stop)
    retention.carry_out(now=at(then, 11), list_id=made.pk)
    item.refresh_from_db()
    assert (item.outcome, item.reason) == (Outcome.KEPT, HELD)
    report.refresh_from_db()
    case.refresh_from_db()
    assert (report.disposed_on, case.disposed_on) == (None, None)
    assert report.what_happened
    assert case.decisions.get().position
    free.refresh_from_db()
    assert (free.disposed_on is not None) is (scope == "record")


def test_an_old_report_without_a_case_goes_when_it_has_got_one(house: House) -> None:
    """As the page of disposal says: closed in a file, opened again, taken up by a case."""
    report = scene.reported(house)
    Report.objects.filter(pk=report.pk).update(status="closed", closed_on=scene.LATER.date())
    assert reports_as_records.unreached(house.board.pk).startswith("1\xa0avslutad rapport med")
    reports.reopen(
        actor=house.actor("sas"), now=scene.LATER, report_id=report.pk, reason="Ska gallras."
    )
    dispose(house, scene.closed(house, report))
    report.refresh_from_db()
    assert report.disposed_on == scene.LATER.date()
    assert reports_as_records.unreached(house.board.pk) == ""


def test_sas_says_how_long_cases_are_kept(house: House) -> None:
    """Who may not know of the cases does not set their rule; SAS does, and may place a stop."""
    rule: dict[str, Any] = {
        "board_id": house.board.pk, "kind": disposal.KIND, "keep_months": 60,
        "basis": "planen", "valid_from": date(2026, 1, 1), "now": scene.LATER,
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        retention.set_rule(actor=house.actor("registrar"), **rule)
    retention.set_rule(actor=house.actor("sas"), **rule)
    assert RetentionRule.objects.get(board=house.board).kind == disposal.KIND
