"""No sequence of allowed verbs leaves a measure without somebody, a day and a next step."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.improvements.town import DAY, NOW, Town

from hjulet.calendar.models import Clock
from hjulet.improvements import operations, rules
from hjulet.improvements.models import Measure
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.rules import NotAllowed

pytestmark = pytest.mark.django_db

WHO = st.sampled_from(["manager", "second", "head", "lead", "quality", "staff"])
DAYS = st.integers(0, 200).map(lambda days: DAY + timedelta(days=days))
STEPS = st.one_of(
    st.tuples(st.just("decide"), st.fixed_dictionaries({})),
    st.tuples(st.just("reject"), st.fixed_dictionaries({"reason": st.just("Nej.")})),
    st.tuples(st.just("start"), st.fixed_dictionaries({})),
    st.tuples(
        st.just("postpone"),
        st.fixed_dictionaries(
            {
                "which": st.sampled_from(["decide_by", "due_on", "effect_on"]),
                "to": DAYS,
                "obstacle": st.sampled_from(["no_time", "waits", ""]),
                "text": st.just("Det dröjer."),
            }
        ),
    ),
    st.tuples(
        st.just("note_done"),
        st.fixed_dictionaries(
            {"outcome": st.sampled_from(["done", "partly", "not"]), "text": st.just("Gjort.")}
        ),
    ),
    st.tuples(st.just("hand_over"), st.fixed_dictionaries({"to": WHO})),
    st.tuples(
        st.just("check_effect"),
        st.fixed_dictionaries(
            {
                "effect": st.sampled_from(["yes", "partly", "no"]),
                "evidence": st.just("Granskat."),
                "new": st.booleans(),
                "no_more": st.sampled_from(["", "Räcker."]),
            }
        ),
    ),
)


def check(measure: Measure) -> None:
    days: dict[str, date] = {name: getattr(measure, name) for name in rules.DAY_WORDS}
    step = rules.next_step(measure.status, days)
    running = list(Clock.objects.filter(subject_id=measure.pk, ended_at__isnull=True))
    assert measure.responsible_id
    if measure.status in ("closed", "rejected"):
        assert running == []
        return
    assert step is not None
    assert [(one.kind, one.due_on) for one in running] == [(step.clock, step.day)]
    assert running[0].responsible_id or running[0].role


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WHO, STEPS), max_size=12))
def test_never(town: Town, told: list[tuple[str, tuple[str, dict[str, Any]]]]) -> None:
    actors = {who: town.actor(who) for who in town.people}
    measures = [town.propose(finding_ids=[town.finding().pk]).pk]
    for who, (verb, told_with) in told:
        call = dict(told_with)
        if verb == "hand_over":
            call = {"to_id": town.people[call["to"]].pk}
        if verb == "check_effect" and call.pop("new"):
            new = town.words()
            call["new_measure"] = {key: new[key] for key in new if key not in ("unit_id", "level")}
        given_to = {"actor": actors[who], "now": NOW, "measure_id": measures[-1]}
        try:
            made = getattr(operations, verb)(**given_to, **call)
        except (Invalid, NotAllowed, operations.WrongStatus):
            made = None
        if verb == "check_effect" and made is not None:
            measures.append(made.pk)
        for measure in Measure.objects.filter(pk__in=measures).order_by("pk"):
            check(measure)
