"""The life of a measure: who may do what, what it leaves behind, and what is refused."""

from datetime import date, timedelta

import pytest
from tests.improvements.town import DAY, NOW, Town

from hjulet.calendar.models import Clock
from hjulet.findings.kinds import Handling
from hjulet.findings.models import Finding
from hjulet.improvements import operations, rules
from hjulet.improvements.kinds import Obstacle, Status
from hjulet.improvements.models import EffectCheck, Measure, Step
from hjulet.journal.models import Event
from hjulet.journal.queries import verify
from hjulet.kernel.free_text import NumbersInText
from hjulet.organisation.models import Absence
from hjulet.organisation.rules import NotAllowed

pytestmark = pytest.mark.django_db


def clocks(measure: Measure) -> list[tuple[str, date | None, int | None]]:
    rows = Clock.objects.filter(subject_id=measure.pk, ended_at__isnull=True).order_by("pk")
    return list(rows.values_list("kind", "due_on", "responsible_id"))


def handling(finding: Finding) -> str:
    finding.refresh_from_db()
    return finding.handling


def fields(error: pytest.ExceptionInfo[operations.InvalidMeasure]) -> set[str]:
    return {fault.field for fault in error.value.faults}


def test_from_proposal_to_effect(town: Town) -> None:
    finding, manager = town.finding(), town.people["manager"]
    measure = town.propose(finding_ids=[finding.pk])
    assert measure.reference == "2025-1"
    assert handling(finding) == Handling.UNDER_WAY
    assert clocks(measure) == [(rules.DECIDE, measure.decide_by, None)]
    given = {"actor": town.actor("manager"), "measure_id": measure.pk}
    operations.decide(**given, now=NOW)
    assert clocks(measure) == [(rules.DO, measure.due_on, manager.pk)]
    operations.start(**given, now=NOW + timedelta(days=1))
    operations.note_done(
        **given, now=NOW + timedelta(days=20), outcome="partly", text="Hälften använder listan."
    )
    assert clocks(measure) == [(rules.EFFECT, measure.effect_on, manager.pk)]
    assert handling(finding) == Handling.UNDER_WAY
    operations.check_effect(
        **given, now=NOW + timedelta(days=120), effect="yes", evidence="Inga fler brev."
    )
    measure.refresh_from_db()
    assert measure.status == Status.CLOSED
    assert clocks(measure) == []
    assert handling(finding) == Handling.EFFECT_SHOWN
    assert [one.verb for one in Event.objects.order_by("seq")] == [
        f"improvements.{verb}"
        for verb in ("propose", "decide", "start", "note_done", "check_effect")
    ]
    assert verify().broken_at is None


def test_what_did_not_help_leads_on_or_says_why_not(town: Town) -> None:
    finding = town.finding()
    measure = town.done(finding_ids=[finding.pk])
    given = {"actor": town.actor("manager"), "now": NOW, "measure_id": measure.pk}
    with pytest.raises(operations.InvalidMeasure) as error:
        operations.check_effect(**given, effect="no", evidence="Lika många brev.")
    assert fields(error) == {"no_more"}
    new = town.words(title="Hämta adressen i utskriften")
    for key in ("unit_id", "level"):
        new.pop(key)
    with pytest.raises(operations.InvalidMeasure) as error:
        operations.check_effect(
            **given, effect="no", evidence="x", new_measure={**new, "title": " "}
        )
    assert fields(error) == {"new_title"}
    assert Measure.objects.get().status == Status.DONE
    follower = operations.check_effect(
        **given, effect="no", evidence="Lika många brev.", new_measure=new
    )
    assert follower is not None
    assert follower.follows_id == measure.pk
    assert list(follower.finding_links.values_list("finding_id", flat=True)) == [finding.pk]
    assert handling(finding) == Handling.UNDER_WAY
    operations.reject(**{**given, "measure_id": follower.pk}, reason="Räcker så.")
    assert handling(finding) == Handling.OPEN
    last = town.done(finding_ids=[finding.pk])
    operations.check_effect(
        **{**given, "measure_id": last.pk}, effect="partly", evidence="x", no_more="Räcker nu."
    )
    finding.refresh_from_db()
    assert (finding.handling, finding.handling_reason) == (Handling.NONE_NEEDED, "Räcker nu.")


def test_only_deciders_of_the_level_decide(town: Town) -> None:
    measure = town.propose(level="department")
    for who in ("staff", "manager", "second", "quality"):
        with pytest.raises(NotAllowed):
            operations.decide(actor=town.actor(who), now=NOW, measure_id=measure.pk)
    with pytest.raises(Measure.DoesNotExist):
        operations.decide(actor=town.actor("other"), now=NOW, measure_id=measure.pk)
    operations.decide(actor=town.actor("head"), now=NOW, measure_id=measure.pk)
    with pytest.raises(operations.WrongStatus):
        operations.decide(actor=town.actor("head"), now=NOW, measure_id=measure.pk)


def test_the_board_names_its_decision(town: Town) -> None:
    measure = town.propose(level="board", unit_id=town.board.pk)
    given = {"actor": town.actor("quality"), "now": NOW, "measure_id": measure.pk}
    with pytest.raises(operations.InvalidMeasure) as error:
        operations.decide(**given)
    assert fields(error) == {"dnr", "paragraph"}
    made = operations.decide(**given, dnr="SN 2025/0123", paragraph="§ 31")
    assert (made.dnr, made.paragraph) == ("SN 2025/0123", "§ 31")


def test_a_unit_does_not_decide_for_the_department(town: Town) -> None:
    with pytest.raises(operations.InvalidMeasure) as error:
        town.propose(unit_id=town.department.pk, level="unit")
    assert fields(error) == {"level"}


def test_a_day_is_moved_with_its_obstacle_and_the_old_one_stays(town: Town) -> None:
    measure = town.decided()
    given = {"actor": town.actor("manager"), "now": NOW, "measure_id": measure.pk}
    to = measure.effect_on + timedelta(days=10)
    with pytest.raises(operations.InvalidMeasure) as error:
        operations.postpone(**given, which="due_on", to=to, obstacle="", text="")
    assert fields(error) == {"obstacle", "text"}
    operations.postpone(
        **given, which="due_on", to=to, obstacle=Obstacle.NO_STAFF, text="Två har slutat."
    )
    before, gap = measure.due_on, measure.effect_on - measure.due_on
    measure.refresh_from_db()
    assert (measure.due_on, measure.effect_on) == (to, to + gap)
    step = Step.objects.get(verb="postpone")
    assert (step.moved, step.moved_from, step.moved_to, step.obstacle) == (
        "due_on", before, to, Obstacle.NO_STAFF,
    )  # fmt: skip
    assert clocks(measure) == [(rules.DO, to, town.people["manager"].pk)]


def test_who_answers_follows_up_also_for_somebody_away(town: Town) -> None:
    measure = town.decided()
    with pytest.raises(NotAllowed):
        operations.start(actor=town.actor("second"), now=NOW, measure_id=measure.pk)
    Absence.objects.create(
        account=town.people["manager"],
        first=DAY,
        last=DAY + timedelta(days=7),
        substitute=town.people["second"],
    )
    operations.start(actor=town.actor("second"), now=NOW, measure_id=measure.pk)
    operations.hand_over(
        actor=town.actor("quality"),
        now=NOW,
        measure_id=measure.pk,
        to_id=town.people["second"].pk,
    )
    assert clocks(measure)[0][2] == town.people["second"].pk


@pytest.mark.parametrize("field", ["title", "what", "why", "expected_effect", "seen_by"])
def test_numbers_of_persons_are_stopped(town: Town, field: str) -> None:
    with pytest.raises(NumbersInText):
        town.propose(**{field: "Om 19121212-1212."})
    assert not Measure.objects.exists()


def test_somebody_is_asked_also_where_the_level_has_nobody(town: Town) -> None:
    town.people["head"].is_active = False
    town.people["head"].save()
    measure = town.propose(level="department")
    assert Clock.objects.get(subject_id=measure.pk).role == "administration_lead"


def test_the_figure_is_counted_before_and_after_and_kept(town: Town) -> None:
    measure = town.done(
        figure_key="reports.types_by_unit", figure_params={"row": "total", "column": "total"}
    )
    operations.check_effect(
        actor=town.actor("manager"),
        now=NOW + timedelta(days=100),
        measure_id=measure.pk,
        effect="yes",
        evidence="Siffran.",
    )
    check = EffectCheck.objects.get()
    assert check.after == {"value": 0, "first": "2025-10-14", "last": "2026-01-21"}
    assert check.before == {"value": 0, "first": "2025-07-06", "last": "2025-10-13"}
    assert check.comment
