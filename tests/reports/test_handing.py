"""Handing over: to a unit, to a board, to somebody outside. A trace, a ground, no lost report."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.reports.house_of_two import DAY, House
from tests.reports.investigating import (
    LATER,
    accepted,
    content,
    deviation,
    do,
    handed_of,
    head,
    opened,
)

from hjulet.calendar.models import Clock
from hjulet.journal.models import Event
from hjulet.kernel.free_text import Invalid, NumbersInText
from hjulet.notices.models import Notice
from hjulet.organisation.rules import NotAllowed
from hjulet.reports import fact_check, operations
from hjulet.reports.kinds import Status
from hjulet.reports.law import ground_law
from hjulet.reports.models import Assessment, Handover, Report
from hjulet.reports.operations.assessment import bases_of
from hjulet.reports.places import Trees

pytestmark = pytest.mark.django_db
WHY = "Det hände på mottagningen. Vi har ringt dem."


def to_unit(house: House, *reports: Report, who: str = "manager", **changed: Any) -> Any:
    given: dict[str, Any] = {"to_unit_id": house.second.pk, "text": WHY, "expected": 0}
    return operations.hand_over_to_unit(
        actor=house.actor(who), now=LATER, report_ids=[one.pk for one in reports], **given | changed
    )


def to_board(house: House, *reports: Report, who: str = "manager", **changed: Any) -> Any:
    given: dict[str, Any] = {
        "to_unit_id": house.other_unit.pk, "ground": "no_harm",
        "what_happened": "En nyckel till er lokal har hittats.", "expected": 0,
    }  # fmt: skip
    return operations.hand_over_to_board(
        actor=house.actor(who), now=LATER, report_ids=[one.pk for one in reports], **given | changed
    )


def outside(house: House, *reports: Report, who: str = "manager", **changed: Any) -> Any:
    given: dict[str, Any] = {
        "body_kind": "region", "body": "Vårdcentralen", "ground": "consent",
        "text": "Kallelsen kom fram för sent.", "expected": 0,
    }  # fmt: skip
    return operations.hand_over_outside(
        actor=house.actor(who), now=LATER, report_ids=[one.pk for one in reports], **given | changed
    )


def test_to_another_unit_reading_and_figures_follow(house: House) -> None:
    report = deviation(house)
    to_unit(house, report)
    sealed = Assessment.objects.order_by("-number").first()
    assert sealed is not None
    assert (sealed.number, sealed.unit_ids, sealed.comment) == (2, [house.second.pk], WHY)
    row = handed_of(report)[0]
    assert (row.from_unit_id, row.to_unit_id, row.text) == (house.unit.pk, house.second.pk, WHY)
    assert not Report.objects.visible_to(house.actor("manager")).exists()
    assert Report.objects.visible_to(house.actor("second_manager")).get() == report
    assert not fact_check.verify()
    clock = Clock.objects.get(ended_at__isnull=True)
    assert (clock.kind, clock.unit_id) == ("report.investigate", house.second.pk)
    told = Notice.objects.filter(account=house.people["staff"]).order_by("-pk").first()
    assert told is not None
    assert told.words == f"Rapport {report.reference} är lämnad till en annan enhet"
    with pytest.raises(NotAllowed):
        to_unit(house, report, expected=1)


def test_the_investigation_moves_whole_to_the_manager_there(house: House) -> None:
    one, two = deviation(house), deviation(house)
    found = opened(house, one, two)
    do(house, "save", found, content=content())
    with pytest.raises(Invalid, match="lämnas över hel"):
        to_unit(house, one)
    to_unit(house, one, two)
    found.refresh_from_db()
    second = house.people["second_manager"].pk
    assert (found.unit_id, found.responsible_id) == (house.second.pk, second)
    clock = Clock.objects.get(kind="investigation.finish", ended_at__isnull=True)
    assert (clock.unit_id, clock.responsible_id) == (house.second.pk, second)
    assert clock.due_on == Clock.objects.filter(kind="investigation.finish").earliest("pk").due_on
    with pytest.raises(found.__class__.DoesNotExist):
        do(house, "save", found)
    do(house, "finish", found, "second_manager")
    with pytest.raises(operations.WrongStep):
        to_unit(house, one, two, who="second_manager", to_unit_id=house.unit.pk, expected=2)


def test_a_report_of_two_units_keeps_the_other(house: House) -> None:
    third = builders.unit(name="Fältgruppen", parent=house.department)
    builders.account("unit_manager", third, "third")
    report = house.submit()
    house.assess(report, "deviation", unit_ids=[house.unit.pk, house.second.pk])
    to_unit(house, report, to_unit_id=third.pk)
    units = report.unit_links.order_by("unit_id").values_list("unit_id", flat=True)
    assert list(units) == [house.second.pk, third.pk]


def test_a_unit_that_has_begun_since_takes_over(house: House) -> None:
    """The report came in the day before; its law is that of the unit."""
    begun = DAY + timedelta(days=1)
    later = builders.unit(
        name="Nya enheten", parent=house.department, first=begun, legal_basis="LSS"
    )
    builders.account("unit_manager", later, "later")
    report = deviation(house)
    operations.hand_over_to_unit(
        actor=house.actor("manager"), now=LATER + timedelta(days=2), report_ids=[report.pk],
        to_unit_id=later.pk, text=WHY, expected=0,
    )  # fmt: skip
    sealed = Assessment.objects.order_by("-number").first()
    assert sealed is not None
    assert sealed.unit_ids == [later.pk]
    assert bases_of(report, [later.pk], Trees()) == ["LSS"]
    assert not fact_check.verify()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (lambda house: {"to_unit_id": house.unit.pk}, "annan enhet än"),
        (lambda house: {"to_unit_id": house.other_unit.pk}, "finns inte i nämnden"),
        (lambda house: {"to_unit_id": 987_654}, "finns inte i nämnden"),
        (lambda house: {"text": " "}, "Skriv varför"),
    ],
)
def test_what_is_refused(
    house: House, changed: Callable[[House], dict[str, Any]], words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        to_unit(house, deviation(house), **changed(house))
    assert not Handover.objects.exists()


def test_a_unit_without_a_manager_gets_nothing(house: House) -> None:
    alone = builders.unit(name="Ensamma enheten", parent=house.department)
    report = deviation(house)
    with pytest.raises(Invalid, match="Ingen är chef"):
        to_unit(house, report, to_unit_id=alone.pk)
    head(house)
    to_unit(house, report, to_unit_id=alone.pk)


@pytest.mark.parametrize("hand", [to_unit, to_board, outside])
def test_who_may_hand_over(house: House, hand: Callable[..., Any]) -> None:
    report = deviation(house)
    for who in ("staff", "second_manager", "sas", "dpo", "member", "admin", "other_quality"):
        with pytest.raises(NotAllowed):
            hand(house, report, who=who)
    with pytest.raises(operations.WrongStatus):
        hand(house, house.submit())
    secret = house.submit()
    house.assess(secret, "lex_sarah")
    for who in ("manager", "quality", "sas"):
        with pytest.raises(NotAllowed):
            hand(house, secret, who=who)
    hand(house, report, who="quality")


@pytest.mark.parametrize("hand", [to_unit, to_board, outside])
def test_the_second_at_once_is_told_who_has_it(house: House, hand: Callable[..., Any]) -> None:
    report = deviation(house)
    hand(house, report, who="quality")
    with pytest.raises(operations.AlreadyHandedOver) as told:
        to_unit(house, report, who="quality")
    assert told.value.to in ("Mottagningen", "Äldrenämnden", "Vårdcentralen")
    assert Handover.objects.count() == 1


def test_to_another_board_only_what_is_written_anew(house: House) -> None:
    report = deviation(house, what_happened="Klienten tappade en nyckel.", occurred_on=DAY)
    made = to_board(house, report)
    assert (made.board_id, made.status, made.reporter_id) == (house.other.pk, "received", None)
    assert made.what_happened == "En nyckel till er lokal har hittats."
    assert Clock.objects.filter(kind="report.assess", subject_id=made.pk).exists()
    row = handed_of(report)[0]
    assert (row.new_report_id, row.to_board_id, row.ground) == (
        made.pk, house.other.pk, "no_harm",
    )  # fmt: skip
    assert not Report.objects.visible_to(house.actor("manager")).filter(pk=made.pk).exists()
    assert Report.objects.visible_to(house.actor("other_quality")).get() == made
    assert Report.objects.get(pk=report.pk).status == Status.ASSESSED
    verbs = Event.objects.filter(actor_id=house.people["manager"].pk).order_by("seq")
    assert list(verbs.values_list("verb", flat=True)) == ["reports.hand_over", "reports.submit"]
    for wrong in (
        {"ground": ""}, {"ground": "annat"}, {"what_happened": ""},
        {"to_unit_id": house.second.pk}, {"to_unit_id": 987_654},
        {"occurred_on": DAY + timedelta(days=9)},
    ):  # fmt: skip
        with pytest.raises(Invalid):
            to_board(house, report, expected=1, **wrong)
    with pytest.raises(NumbersInText):
        to_board(house, report, expected=1, what_happened="Gäller 19121212-1212")
    house.assess(made, "deviation", who="other_quality", unit_ids=[house.other_unit.pk])
    assert not fact_check.verify()


def test_to_a_board_as_such(house: House) -> None:
    made = to_board(house, deviation(house), to_unit_id=house.other.pk)
    assert made.reported_unit_id == house.other.pk
    house.assess(made, "deviation", who="other_quality", unit_ids=[house.other.pk])
    assert not fact_check.verify()


def test_outside_and_what_they_answered(house: House) -> None:
    report = deviation(house)
    found = opened(house, report)
    row = outside(house, report, their_reference="R-77")[0]
    assert (row.investigation_id, row.ground) == (found.pk, "consent")
    given = {"now": LATER + timedelta(days=3), "handover_id": row.pk}
    on = DAY + timedelta(days=2)
    answer = {"answered_on": on, "answer": "De har ändrat kallelsen."}
    with pytest.raises(NotAllowed):
        operations.note_answer(actor=house.actor("second_manager"), **given, **answer)
    for wrong in ({"answer": ""}, {"answered_on": DAY - timedelta(days=1)}):
        with pytest.raises(Invalid):
            operations.note_answer(actor=house.actor("manager"), **given, **answer | wrong)
    row = operations.note_answer(actor=house.actor("manager"), **given, **answer)
    assert (row.answered_on, row.answer, row.their_reference) == (on, answer["answer"], "R-77")
    with pytest.raises(operations.AlreadyHandedOver):
        operations.note_answer(actor=house.actor("manager"), **given, **answer)
    for wrong in ({"body_kind": "x"}, {"body": ""}, {"ground": ""}, {"text": ""}):
        with pytest.raises(Invalid):
            outside(house, report, expected=1, **wrong)


def test_each_ground_has_its_law(house: House) -> None:
    assert ground_law("duty", DAY) == "10 kap. 28 § offentlighets- och sekretesslagen (2009:400)"
    for ground in ("no_harm", "consent", "necessary", "care"):
        assert "2009:400" in ground_law(ground, DAY)


def test_an_answer_is_written_in_also_when_the_report_is_closed(
    house: House, browse: Callable[..., Client]
) -> None:
    """A region usually answers later than that."""
    found = accepted(house)
    report = found.report_links.get().report
    operations.hand_over_outside(
        actor=house.actor("manager"), now=LATER, report_ids=[report.pk], body_kind="region",
        body="Vårdcentralen", ground="consent", text="Kallelsen kom fram för sent.", expected=0,
    )  # fmt: skip
    do(house, "close", found)
    report.refresh_from_db()
    assert report.status == "closed"
    pages = (
        reverse("investigation_page", args=[found.reference]),
        reverse("report_page", args=[report.reference]),
    )
    for path in pages:
        assert "Skriv in svaret" in browse("manager").get(path).content.decode(), path
