"""What an investigation must hold, and how grave an event is."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.reports.investigation_rules import (
    CLOCKS,
    STEPS,
    Content,
    asks_for_sas,
    draft_faults,
    finish_faults,
    severity,
)
from hjulet.reports.kinds import InvestigationStatus, Severity

DAY = date(2025, 10, 14)
WHOLE = Content(
    course="Brevet låg kvar.",
    why="Ingen rutin.",
    cause_ids=(1,),
    consequence=2,
    likelihood=2,
    police_report=False,
    told_reporter="Vi har infört kod.",
)


def fields(content: Content) -> set[str]:
    return {fault.field for fault in finish_faults(content)}


def test_whole_is_whole() -> None:
    assert finish_faults(WHOLE) == []
    assert draft_faults(WHOLE, DAY) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"course": ""}, "course"),
        ({"why": ""}, "why"),
        ({"cause_ids": ()}, "causes"),
        ({"cause_unknown": True}, "cause_unknown"),
        ({"consequence": None}, "consequence"),
        ({"likelihood": None}, "likelihood"),
        ({"police_report": None}, "police_report"),
        ({"police_report": True}, "police_on"),
        ({"told_reporter": ""}, "told_reporter"),
    ],
)
def test_each_thing_is_asked_beside_its_field(changed: dict[str, object], field: str) -> None:
    assert fields(replace(WHOLE, **changed)) == {field}  # type: ignore[arg-type]


def test_nobody_has_to_analyse_what_nobody_could_find() -> None:
    assert fields(replace(WHOLE, cause_unknown=True, cause_ids=(), why="")) == set()


def test_tidy_drops_the_day_of_a_no() -> None:
    tidy = replace(WHOLE, course=" a ", cause_ids=(2, 1, 2), police_on=DAY).tidy()
    assert (tidy.course, tidy.cause_ids, tidy.police_on) == ("a", (1, 2), None)


@pytest.mark.parametrize(
    ("consequence", "likelihood", "expected"),
    [
        (1, 1, Severity.SMALL), (1, 2, Severity.SMALL), (1, 3, Severity.NOTICEABLE),
        (2, 2, Severity.NOTICEABLE), (2, 3, Severity.SERIOUS), (2, 4, Severity.SERIOUS),
        (3, 3, Severity.VERY_SERIOUS), (4, 1, Severity.SERIOUS), (4, 3, Severity.VERY_SERIOUS),
    ],
)  # fmt: skip
def test_how_grave(consequence: int, likelihood: int, expected: Severity) -> None:
    assert severity(consequence, likelihood) == expected


STEP = st.integers(1, 4)


@given(STEP, STEP)
def test_worse_is_never_less_grave(consequence: int, likelihood: int) -> None:
    order = list(Severity)
    here = order.index(severity(consequence, likelihood))
    for more in ((min(4, consequence + 1), likelihood), (consequence, min(4, likelihood + 1))):
        assert order.index(severity(*more)) >= here


def test_when_sas_is_to_be_asked() -> None:
    assert asks_for_sas(4, None)
    assert asks_for_sas(4, 1)
    assert not asks_for_sas(None, 4)
    assert not asks_for_sas(2, 2)


def test_every_status_leads_somewhere() -> None:
    for status in InvestigationStatus:
        assert any(status in froms for froms in STEPS.values())
        assert (status in CLOCKS) == (status != InvestigationStatus.CLOSED)
