"""Nothing that points at a person passes into what everybody may read."""

import json

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.findings.making import assessed, draft, released
from tests.reports.house_of_two import NOW, House

from hjulet.findings import operations
from hjulet.findings.models import Finding, FindingVersion
from hjulet.journal.models import Event
from hjulet.kernel.free_text import Invalid, NumbersInText
from hjulet.organisation.rules import NotAllowed

NUMBERS = ["19121212-1212", "701063-2391", "dnr 2023/1234"]


def release(house: House, made: Finding, who: str = "quality", **given: object) -> Finding:
    values: dict[str, object] = {"confirmed": True} | given
    return operations.release(  # type: ignore[misc]
        actor=house.actor(who), now=NOW, finding_id=made.pk, **values
    )


def test_every_shared_word_needs_an_answer(house: House) -> None:
    report = assessed(
        house,
        what_happened="Brevet till Zafira kom bort.",
        done_at_once="Vi ringde Fjällgatan.",
    )
    house.assess(report, "deviation", comment="Otto såg det.", expected_number=1)
    made = draft(house, report=report, title="Zafiras brev kom bort",
                 text="Otto bor på Fjällgatan. Rutinen saknas.")  # fmt: skip
    with pytest.raises(operations.UnansweredNames) as raised:
        release(house, made)
    assert raised.value.words == ("Zafiras", "Otto", "Fjällgatan")
    with pytest.raises(operations.UnansweredNames) as raised:
        release(house, made, kept=["Fjällgatan"], removed=["Otto"])
    assert raised.value.words == ("Zafiras",)
    with pytest.raises(Invalid):
        release(house, made, confirmed=False, kept=["Fjällgatan"], removed=["Zafiras", "Otto"])
    made.refresh_from_db()
    assert made.status == "draft"
    assert "Otto" in made.text
    done = release(house, made, kept=["Fjällgatan"], removed=["Zafiras", "Otto"])
    assert (done.title, done.text) == ("… brev kom bort", "… bor på Fjällgatan. Rutinen saknas.")
    sealed = FindingVersion.objects.get()
    assert (sealed.number, sealed.title, sealed.text) == (1, done.title, done.text)
    event = Event.objects.order_by("-seq").first()
    assert event is not None
    assert json.loads(event.keys) == {"kept": 1, "removed": 2}


def test_a_sentence_that_only_named_somebody_is_written_anew(house: House) -> None:
    report = assessed(house, what_happened="Det gällde Zafira.")
    with pytest.raises(Invalid):
        release(house, draft(house, report=report, title="Zafira"), removed=["Zafira"])


def test_who_releases(house: House) -> None:
    made = draft(house, "manager")
    for who in ("staff", "second_manager", "member", "other_quality", "admin"):
        with pytest.raises(NotAllowed):
            release(house, made, who)
    release(house, made, "manager")
    with pytest.raises(operations.WrongStatus):
        release(house, made)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_in_a_draft_from_elsewhere_does_not_pass(house: House, number: str) -> None:
    made = draft(house)
    Finding.objects.filter(pk=made.pk).update(text=f"Om {number}.")
    with pytest.raises(NumbersInText):
        release(house, made)
    assert Finding.objects.get().status == "draft"


def test_a_correction_stands_the_same_check(house: House) -> None:
    report = assessed(house, what_happened="Brevet till Zafira kom bort.")
    made = released(house, report=report)
    given = {"actor": house.actor("quality"), "now": NOW, "finding_id": made.pk,
             "title": "Brev till Zafira kommer bort", "text": "",
             "reason": "Tydligare"}  # fmt: skip
    with pytest.raises(operations.UnansweredNames):
        operations.correct(**given, confirmed=True)
    with pytest.raises(operations.UnansweredNames):
        operations.correct(
            **(given | {"title": "Brev kommer bort", "reason": "Zafira ska bort"}), confirmed=True
        )
    with pytest.raises(Invalid):
        operations.correct(**(given | {"title": "Brev kommer bort"}), confirmed=False)
    with pytest.raises(Invalid):
        operations.correct(**(given | {"title": "Brev kommer bort", "reason": ""}), confirmed=True)
    with pytest.raises(Invalid):
        operations.correct(**(given | {"title": made.title}), confirmed=True)
    second = operations.correct(**given, confirmed=True, removed=["Zafira"])
    made.refresh_from_db()
    assert made.title == "Brev till … kommer bort"
    assert (second.number, second.reason) == (2, "Tydligare")
    assert FindingVersion.objects.filter(title="Brev skickas till gammal adress").count() == 1


def test_that_nothing_is_needed_and_a_group_stand_the_same_check(house: House) -> None:
    report = assessed(house, what_happened="Brevet till Zafira kom bort.")
    made = released(house, report=report)
    given = {"actor": house.actor("quality"), "now": NOW, "finding_id": made.pk}
    with pytest.raises(operations.UnansweredNames):
        operations.need_nothing(**given, reason="Vi har talat med Zafira.")
    with pytest.raises(Invalid):
        operations.group(**given, name="Brev till Zafira")
    operations.need_nothing(**given, reason="Vi har talat med Zafira.", removed=["Zafira"])
    made.refresh_from_db()
    assert made.handling_reason == "Vi har talat med …."
    with pytest.raises(operations.WrongStatus):
        operations.need_nothing(**(given | {"finding_id": draft(house).pk}), reason="Nej.")


NAME = st.text("abdefghijklmnopqrtuvåäö", min_size=4, max_size=9).map(lambda word: word.title())


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAME, st.sampled_from(["%s kom hit.", "Vi mötte %s.", "Så: ”%s”."]),
       st.sampled_from(["what_happened", "done_at_once"]))  # fmt: skip
def test_a_planted_name_never_passes(house: House, name: str, sentence: str, field: str) -> None:
    words = {"what_happened": "Något hände.", field: sentence % name}
    made = draft(house, report=assessed(house, **words), text=sentence % name)
    with pytest.raises(operations.UnansweredNames):
        release(house, made)
    release(house, made, removed=[name])
    held = [*Finding.objects.filter(pk=made.pk).values_list("title", "text", "requirement"),
            *FindingVersion.objects.filter(finding=made).values_list("title", "text")]  # fmt: skip
    assert name not in json.dumps(held, ensure_ascii=False)
    assert connection.in_atomic_block  # each example in the transaction of the test
