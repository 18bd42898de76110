"""What the law asks for after the decision: that IVO has the investigation, and that somebody is
told of the outcome."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.lex_sarah import scene
from tests.lex_sarah.scene import LATER, do, fresh
from tests.reports.house_of_two import DAY, House

from hjulet.calendar.models import Clock
from hjulet.kernel import clock
from hjulet.kernel.free_text import NumbersInText
from hjulet.lex_sarah import queries, rules
from hjulet.lex_sarah.kinds import Degree, Status
from hjulet.lex_sarah.models import Case
from hjulet.lex_sarah.operations import InvalidCase

Browse = Callable[..., Client]
NEXT = DAY + timedelta(days=1)
NEXT_MOMENT = LATER + timedelta(days=1)


def running(case: Case) -> set[str]:
    rows = Clock.objects.filter(
        subject_id=case.pk, kind__startswith="lex_sarah.", ended_at__isnull=True
    )
    return {kind.removeprefix("lex_sarah.") for kind in rows.values_list("kind", flat=True)}


def address(name: str, *args: Any) -> str:
    return reverse(f"lex_sarah_{name}", args=args)


def decided_next_day(house: House) -> Case:
    case = scene.sent(house)
    do(house, "decide", case, "head", now=NEXT_MOMENT, degree="misconduct", position="Skälen.",
       expected=case.revision)  # fmt: skip
    return fresh(case)


def told(house: House, case: Case, on: Any) -> Any:
    return do(house, "inform", case, now=NEXT_MOMENT, receiver="reporter", on=on, way="phone",
              what="Hon fick veta.")  # fmt: skip


def test_what_somebody_was_told_before_the_decision_is_no_word_of_it(house: House) -> None:
    case = decided_next_day(house)
    assert told(house, case, DAY).decision is None
    assert running(case) == {"inform"}
    with pytest.raises(InvalidCase):
        do(house, "close", case, now=NEXT_MOMENT)
    assert told(house, case, NEXT).decision == case.decisions.get()
    assert running(case) == {"close"}


def test_the_page_says_which_word_counts(house: House, browse: Browse) -> None:
    case = decided_next_day(house)
    sas = browse("sas")
    with clock.fixed_at(NEXT_MOMENT):
        assert (
            "Beslutet är från 15 oktober 2025."
            in sas.get(address("inform", case.slug)).content.decode()
        )
        given = {"receiver": "reporter", "way": "phone", "what": "Att det utreds."}
        answer = sas.post(
            address("inform", case.slug), {**given, "on": DAY.isoformat()}, follow=True
        )
        page = answer.content.decode()
        assert "Dagen är före beslutet, så det räknas inte som besked om det." in page
        assert "inte om beslutet" in page
        assert "Informera den som rapporterade" in page
        answer = sas.post(
            address("inform", case.slug), {**given, "on": NEXT.isoformat()}, follow=True
        )
        page = answer.content.decode()
        assert "räknas inte" not in page
        assert ">om beslutet<" in page
        assert "Avsluta ärendet" in page


def notified_early(house: House, degree: str) -> Case:
    case = scene.opened(house)
    scene.notify(house, case, with_investigation=False)
    scene.recorded(house, case)
    scene.investigated(house, case)
    do(house, "send", case, decider_id=house.people["head"].pk)
    scene.decide(house, case, degree)
    return fresh(case)


@pytest.mark.parametrize("degree", list(Degree))
def test_a_notification_without_investigation_asks_for_it(house: House, degree: str) -> None:
    """Whatever was decided: IVO has it and waits (27 kap. 6 § SoL)."""
    case = notified_early(house, degree)
    assert running(case) == {"notify", "inform"}
    scene.inform(house, case)
    with pytest.raises(InvalidCase) as error:
        do(house, "close", case)
    assert [one.message for one in error.value.faults] == [rules.SEND_LATER]
    scene.notify(house, case)
    assert running(case) == {"close"}
    do(house, "close", case)


def test_a_case_that_nobody_notified_asks_for_nothing() -> None:
    facts = rules.Facts(Status.DECIDED, Degree.MISCONDUCT, informed=True)
    assert rules.next_clocks(facts) == {rules.CLOSE}


def test_the_page_asks_for_the_investigation(house: House, browse: Browse) -> None:
    case = notified_early(house, "misconduct")
    page = browse("sas").get(address("page", case.slug)).content.decode()
    assert "Skicka utredningen till IVO" in page
    assert "Notera att den är skickad" in page


def test_written_off_ivo_is_told_and_may_answer(house: House, browse: Browse) -> None:
    case = scene.opened(house)
    sas, place = browse("sas"), address("write_off", case.slug)
    assert "Vad har IVO fått veta?" not in sas.get(address("page", case.slug)).content.decode()
    note = scene.notify(house, case, with_investigation=False)
    with pytest.raises(InvalidCase) as error:
        do(house, "write_off", case, reason="Inte lex Sarah.")
    assert [one.field for one in error.value.faults] == ["told_ivo"]
    page = sas.post(place, {"reason": "Det var en annan händelse."}).content.decode()
    assert "Skriv vad ni har berättat för IVO, och när." in page
    assert "Det var en annan händelse." in page
    sas.post(place, {"reason": "En annan händelse.", "told_ivo": "Brev i dag om att det avskrivs."})
    case = fresh(case)
    assert case.status == "written_off"
    step = case.steps.get(kind="written_off")
    assert step.reason == "En annan händelse.\n\nTill IVO: Brev i dag om att det avskrivs."
    assert not running(case)
    page = sas.get(address("page", case.slug)).content.decode()
    assert address("answer", case.slug, note.pk) in page
    sas.post(
        address("answer", case.slug, note.pk),
        {"answered_on": DAY.isoformat(), "answer": "IVO avslutar ärendet."},
    )
    assert "IVO avslutar ärendet." in sas.get(address("page", case.slug)).content.decode()


def test_numbers_stop_in_what_ivo_was_told(house: House) -> None:
    case = scene.opened(house)
    scene.notify(house, case, with_investigation=False)
    with pytest.raises(NumbersInText):
        do(house, "write_off", case, reason="Nej.", told_ivo="Om 20000101-2384.")
    assert queries.facts_of(fresh(case)).status == Status.DOCUMENTING
