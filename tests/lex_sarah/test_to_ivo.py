"""What IVO has been sent: the right investigation, on a day that can be, with its number."""

from datetime import timedelta
from typing import Any

import pytest
from tests.lex_sarah import scene
from tests.lex_sarah.scene import LATER, do, fresh
from tests.reports.house_of_two import House

from hjulet.kernel import clock
from hjulet.lex_sarah import rules
from hjulet.lex_sarah.models import BoardRules, Case
from hjulet.lex_sarah.operations import InvalidCase
from hjulet.lex_sarah.queries import facts_of
from hjulet.notices.models import Notice

NUMBER = "Dnr 3.5.1-45678/2025-7"
DAY = clock.local_date(LATER)


def notified(house: House, case: Case, **given: Any) -> Any:
    call = {"sent_on": DAY, "what": "Beslut och utredning", "with_investigation": True} | given
    return do(house, "notify", case, **call)


def made_again(house: House, case: Case, degree: str) -> Case:
    """Opened again, investigated anew and decided the day after."""
    at = {"now": LATER + timedelta(days=1)}
    do(house, "reopen", case, reason="Nya uppgifter har kommit.", **at)
    do(house, "seal_investigation", case, fields=scene.INVESTIGATION, reason="Nya uppgifter.",
       expected="1.0", **at)  # fmt: skip
    do(house, "send", case, decider_id=house.people["head"].pk, **at)
    do(house, "decide", case, "head", degree=degree, position="Ny prövning.",
       expected=fresh(case).revision, **at)  # fmt: skip
    return fresh(case)


@pytest.mark.parametrize(("degree", "owes"), [("serious", True), ("risk", False)])
def test_ivo_gets_the_new_investigation_of_a_serious_case(
    house: House, degree: str, owes: bool
) -> None:
    case = scene.decided(house)
    notified(house, case)
    do(house, "inform", case, receiver="reporter", way="meeting", on=DAY, what="Beslutet.")
    do(house, "close", case)
    case = made_again(house, fresh(case), degree)
    facts = facts_of(case)
    assert (rules.NOTIFY in rules.next_clocks(facts)) is owes
    said = [fault.message for fault in rules.close_faults(facts)]
    assert (rules.SEND_AGAIN in said) is owes
    notified(house, case, sent_on=DAY + timedelta(days=2), now=LATER + timedelta(days=2))
    assert rules.NOTIFY not in rules.next_clocks(facts_of(fresh(case)))


def test_the_investigation_is_not_sent_before_it_is_sealed(house: House) -> None:
    case = scene.decided(house)
    Case.objects.filter(pk=case.pk).update(received_on=DAY - timedelta(days=9))
    with pytest.raises(InvalidCase) as refused:
        notified(house, case, sent_on=DAY - timedelta(days=1))
    assert [fault.field for fault in refused.value.faults] == ["sent_on"]
    notified(house, case, sent_on=DAY - timedelta(days=1), with_investigation=False)
    notified(house, case)


def test_the_number_of_ivo_may_come_with_the_answer(house: House) -> None:
    case = scene.decided(house)
    sent = notified(house, case, reference=NUMBER)
    given = {"notification_id": sent.pk, "answered_on": DAY, "answer": "De avslutar ärendet."}
    assert do(house, "note_answer", case, reference=f" {NUMBER} ", **given).reference == NUMBER
    for wrong in ("19121212-1212", "x" * 61):
        with pytest.raises(InvalidCase) as refused:
            do(house, "note_answer", case, reference=wrong, **given)
        assert [fault.field for fault in refused.value.faults] == ["reference"]


@pytest.mark.parametrize("shown", [True, False])
def test_the_manager_hears_that_there_is_something_to_remedy(house: House, shown: bool) -> None:
    report = scene.reported(house)
    case = scene.opened(house, report)
    if not shown:
        BoardRules.objects.create(board=house.board, manager_sees_summary=False, changed_at=LATER)
    Notice.objects.all().delete()
    do(house, "summarise", case, summary="En händelse.", remedy_now="Sätt in vikarie.")
    told = Notice.objects.filter(kind="lex_sarah.summary")
    assert {one.account_id for one in told} == ({house.people["manager"].pk} if shown else set())
    assert all(report.reference in one.words and "vikarie" not in one.words for one in told)
