"""Verbs of risk analyses: from a draft to a done one, and to the next."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.reports.house_of_two import DAY, NOW, House
from tests.risks import scene
from tests.risks.findings import finding

from hjulet.calendar.kinds import Ended
from hjulet.calendar.models import Clock
from hjulet.journal.models import Event
from hjulet.kernel.free_text import NumbersInText
from hjulet.organisation.rules import NotAllowed
from hjulet.risks import operations
from hjulet.risks.models import Participant, Risk, RiskAnalysis, RiskFinding
from hjulet.risks.operations import (
    AlreadyReassessed,
    HasFindings,
    InvalidRisk,
    NotDraft,
    NotFinished,
)


def given(house: House, who: str = "manager") -> dict[str, Any]:
    return {"actor": house.actor(who), "now": NOW}


def faults(error: pytest.ExceptionInfo[InvalidRisk]) -> set[str]:
    return {fault.field for fault in error.value.faults}


def last_verb() -> str:
    return Event.objects.order_by("-seq").values_list("verb", flat=True)[0]


def test_a_draft_gets_a_number_and_its_board(house: House) -> None:
    first, second = scene.begun(house), scene.begun(house)
    assert (first.reference, second.reference) == ("2025-1", "2025-2")
    assert first.board_id == house.board.pk
    assert first.status == "draft"
    assert last_verb() == "risks.begin"


def test_what_a_draft_cannot_do_without(house: House) -> None:
    with pytest.raises(InvalidRisk) as error:
        scene.begun(house, title=" ", trigger="what", responsible_id=house.people["staff"].pk)
    assert faults(error) == {"title", "trigger", "responsible"}
    with pytest.raises(InvalidRisk) as error:
        scene.begun(house, title="x" * 161)
    assert faults(error) == {"title"}


@pytest.mark.parametrize("who", ["staff", "second_manager", "other_quality", "member", "admin"])
def test_only_those_of_the_unit_make_one(house: House, who: str) -> None:
    with pytest.raises(NotAllowed):
        scene.begun(house, who)
    analysis = scene.begun(house)
    with pytest.raises((NotAllowed, RiskAnalysis.DoesNotExist)):
        operations.discard(**given(house, who), analysis_id=analysis.pk)


def test_a_number_stops_in_every_text(house: House) -> None:
    number = "Gäller 19121212-1212."
    for field in ("title", "occasion"):
        with pytest.raises(NumbersInText):
            scene.begun(house, **{field: number})
    analysis = scene.filled(house)
    for field in ("description", "leads_to", "today"):
        with pytest.raises(NumbersInText):
            scene.add(house, analysis, **{field: number})
    with pytest.raises(NumbersInText):
        operations.set_participants(
            **given(house), analysis_id=analysis.pk, functions=[(number, True, True)]
        )
    operations.set_participants(
        **given(house), analysis_id=analysis.pk,
        functions=[("jurist", True, False), ("enhetschef", True, True)],
    )  # fmt: skip
    with pytest.raises(NumbersInText):
        operations.finish(
            **given(house), analysis_id=analysis.pk, reassess_on=scene.LATER, missing_reason=number
        )


def test_a_draft_is_changed(house: House) -> None:
    analysis = scene.begun(house)
    changed = operations.change(
        **given(house), analysis_id=analysis.pk, title="Nycklar", trigger="other",
        held_on=DAY - timedelta(days=2), responsible_id=house.people["quality"].pk,
        occasion="Vi flyttar.",
    )  # fmt: skip
    changed.refresh_from_db()
    assert (changed.title, changed.occasion) == ("Nycklar", "Vi flyttar.")
    assert changed.responsible_id == house.people["quality"].pk
    assert last_verb() == "risks.change"


def test_functions_are_told_by_their_place(house: House) -> None:
    analysis = scene.begun(house)
    with pytest.raises(InvalidRisk) as error:
        operations.set_participants(
            **given(house), analysis_id=analysis.pk,
            functions=[("it", True, True), ("", True, True), ("IT ", True, True), ("x", 0, 0)],
        )  # fmt: skip
    assert faults(error) == {"1", "2", "3"}
    operations.set_participants(**given(house), analysis_id=analysis.pk, functions=scene.WHO)
    operations.set_participants(
        **given(house), analysis_id=analysis.pk, functions=[("it", False, True)]
    )
    assert list(Participant.objects.values_list("function", "required", "took_part")) == [
        ("it", False, True)
    ]


def test_risks_keep_their_order(house: House) -> None:
    analysis = scene.begun(house)
    rows = [scene.add(house, analysis, description=name) for name in ("A", "B", "C")]
    operations.remove_risk(**given(house), risk_id=rows[0].pk)
    operations.change_risk(
        **given(house), risk_id=rows[1].pk, description="B2", probability=1, consequence=2
    )
    assert list(
        analysis.risks.order_by("order").values_list("order", "description", "probability")
    ) == [(1, "B2", 1), (2, "C", 3)]
    with pytest.raises(InvalidRisk) as error:
        scene.add(house, analysis, 5, 0, description="")
    assert faults(error) == {"description", "probability", "consequence"}


def test_an_empty_draft_cannot_be_done(house: House) -> None:
    analysis = scene.begun(house, trigger="other", held_on=DAY + timedelta(days=1))
    with pytest.raises(InvalidRisk) as error:
        operations.finish(**given(house), analysis_id=analysis.pk, reassess_on=None)
    assert faults(error) == {"held_on", "occasion", "risks", "participants", "reassess_on"}


def test_done_is_sealed_and_has_a_clock(house: House) -> None:
    analysis = scene.done(house)
    running = Clock.objects.get()
    assert (running.kind, running.subject_id) == ("risk.reassess", analysis.pk)
    assert (running.due_on, running.path) == (scene.LATER, "/risker/2025-1/")
    assert running.responsible_id == house.people["manager"].pk
    assert last_verb() == "risks.finish"
    same = {"analysis_id": analysis.pk}
    head = {"title": "x", "trigger": "law", "held_on": DAY, "responsible_id": 1}
    risk = {"description": "x", "probability": 1, "consequence": 1}
    item = Risk.objects.get()
    for deed in (
        lambda: operations.change(**given(house), **same, **head),
        lambda: operations.set_participants(**given(house), **same, functions=[]),
        lambda: operations.add_risk(**given(house), **same, **risk),
        lambda: operations.change_risk(**given(house), risk_id=item.pk, **risk),
        lambda: operations.remove_risk(**given(house), risk_id=item.pk),
        lambda: operations.finish(**given(house), **same, reassess_on=scene.LATER),
        lambda: operations.discard(**given(house), **same),
    ):
        with pytest.raises(NotDraft):
            deed()


def test_a_missing_function_asks_for_a_reason(house: House) -> None:
    analysis = scene.filled(house)
    operations.set_participants(
        **given(house), analysis_id=analysis.pk,
        functions=[*scene.WHO, ("jurist", True, False)],
    )  # fmt: skip
    with pytest.raises(InvalidRisk) as error:
        operations.finish(**given(house), analysis_id=analysis.pk, reassess_on=scene.LATER)
    assert faults(error) == {"missing_reason"}
    done = operations.finish(
        **given(house), analysis_id=analysis.pk, reassess_on=scene.LATER, missing_reason="Sjuk."
    )
    assert done.missing_reason == "Sjuk."


def test_somebody_else_answers_and_the_clock_follows(house: House) -> None:
    analysis = scene.done(house)
    operations.hand_over(
        **given(house), analysis_id=analysis.pk, responsible_id=house.people["quality"].pk
    )
    running = Clock.objects.get(ended_at__isnull=True)
    assert running.responsible_id == house.people["quality"].pk
    with pytest.raises(InvalidRisk):
        operations.hand_over(
            **given(house), analysis_id=analysis.pk, responsible_id=house.people["staff"].pk
        )


def test_made_anew_the_clock_moves_to_the_draft(house: House) -> None:
    before = scene.done(house, (3, 4), (1, 1))
    new = operations.reassess(**given(house), analysis_id=before.pk)
    assert (new.previous_id, new.status, new.trigger) == (before.pk, "draft", "recurring")
    assert new.risks.count() == 2
    assert not new.participants.filter(took_part=True).exists()
    running = Clock.objects.get(ended_at__isnull=True)
    assert (running.subject_id, running.due_on) == (new.pk, scene.LATER)
    with pytest.raises(AlreadyReassessed):
        operations.reassess(**given(house), analysis_id=before.pk)
    with pytest.raises(NotFinished):
        operations.reassess(**given(house), analysis_id=new.pk)
    operations.set_participants(**given(house), analysis_id=new.pk, functions=scene.WHO)
    operations.finish(**given(house), analysis_id=new.pk, reassess_on=date(2027, 1, 4))
    running = Clock.objects.get(ended_at__isnull=True)
    assert (running.subject_id, running.due_on) == (new.pk, date(2027, 1, 4))
    assert list(RiskAnalysis.objects.in_force()) == [new]


def test_a_new_one_thrown_away_gives_the_clock_back(house: House) -> None:
    before = scene.done(house)
    new = operations.reassess(**given(house), analysis_id=before.pk)
    operations.discard(**given(house), analysis_id=new.pk)
    running = Clock.objects.get(ended_at__isnull=True)
    assert (running.subject_id, running.due_on) == (before.pk, scene.LATER)
    assert Clock.objects.filter(ended=Ended.CANCELLED).count() == 1
    assert last_verb() == "risks.discard"
    assert operations.reassess(**given(house), analysis_id=before.pk).previous_id == before.pk


def test_a_risk_with_a_finding_stays(house: House) -> None:
    analysis = scene.filled(house)
    risk = analysis.risks.get()
    RiskFinding.objects.create(risk=risk, finding=finding(house))
    with pytest.raises(HasFindings):
        operations.remove_risk(**given(house), risk_id=risk.pk)
