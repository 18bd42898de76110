"""Rules of measures without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.improvements import rules
from hjulet.improvements.kinds import Effect, Status
from hjulet.improvements.rules import Outlook

DAYS = {
    "decide_by": date(2025, 10, 28),
    "due_on": date(2025, 11, 14),
    "effect_on": date(2026, 2, 14),
}
STATUSES = st.sampled_from(list(Status))


@given(STATUSES)
def test_only_what_is_closed_or_rejected_has_no_next_step(status: Status) -> None:
    step = rules.next_step(status, DAYS)
    assert (step is None) == (status in (Status.CLOSED, Status.REJECTED))
    if step:
        assert step.day in DAYS.values()
        assert rules.MOVABLE[status]


@given(st.lists(st.tuples(STATUSES, st.sampled_from(["", *Effect]), st.sampled_from(["", "x"]))))
def test_a_finding_is_never_done_while_something_is_under_way(found: list) -> None:
    outlooks = [Outlook(*one) for one in found]
    handling, reason = rules.handling_of(outlooks)
    if any(one.status in rules.OPEN for one in outlooks):
        assert handling == "under_way"
    assert (handling == "none_needed") == bool(reason)


@pytest.mark.parametrize(
    ("measures", "handling"),
    [
        ([], "open"),
        ([Outlook(Status.REJECTED)], "open"),
        ([Outlook(Status.PROPOSED)], "under_way"),
        ([Outlook(Status.CLOSED, Effect.YES)], "effect_shown"),
        ([Outlook(Status.CLOSED, Effect.NO), Outlook(Status.DECIDED)], "under_way"),
        ([Outlook(Status.CLOSED, Effect.NO, "Räcker så.")], "none_needed"),
        ([Outlook(Status.CLOSED, Effect.NO), Outlook(Status.REJECTED)], "open"),
    ],
)
def test_what_measures_make_of_a_finding(measures: list[Outlook], handling: str) -> None:
    assert rules.handling_of(measures)[0] == handling


def test_partly_and_no_ask_for_what_comes_next() -> None:
    def fields(effect: str, **more: object) -> set[str]:
        given = {"has_new": False, "no_more": "", **more}
        return {fault.field for fault in rules.effect_faults(effect, "Granskat.", **given)}  # type: ignore[arg-type]

    assert fields("yes") == set()
    for effect in ("partly", "no"):
        assert fields(effect) == {"no_more"}
        assert fields(effect, has_new=True) == fields(effect, no_more="Räcker.") == set()
    assert rules.effect_faults("yes", " ", has_new=False, no_more="")[0].field == "evidence"


def test_the_effect_is_checked_when_it_is_done_not_before() -> None:
    early = {**DAYS, "effect_on": date(2025, 11, 1)}
    assert [one.field for one in rules.day_faults(early, [], date(2025, 10, 1))] == ["effect_on"]
    assert rules.day_faults(DAYS, ["due_on"], date(2025, 11, 14)) == []
    assert rules.day_faults(DAYS, ["due_on"], date(2025, 11, 15))[0].field == "due_on"
