"""The causes of a report are those of the investigation that was accepted."""

import pytest
from tests.reports.house_of_two import House
from tests.reports.investigating import cause, content, deviation, do, opened

from hjulet.reports import operations
from hjulet.reports.models import Report

pytestmark = pytest.mark.django_db


def causes_of(report: Report) -> list[str]:
    return list(report.cause_links.order_by("cause__name").values_list("cause__name", flat=True))


def guessed(house: House) -> Report:
    report = house.submit()
    house.assess(report, "deviation", cause_ids=[cause("Gissad").pk])
    return report


def test_a_cause_that_could_not_be_found_is_not_counted_as_the_first_guess(house: House) -> None:
    report = guessed(house)
    found = opened(house, report)
    do(house, "finish", found, content=content(cause_unknown=True, cause_ids=(), why=""))
    assert causes_of(report) == ["Gissad"]
    do(house, "accept", found, "quality")
    assert causes_of(report) == []


def test_an_older_form_does_not_bring_the_guess_back(house: House) -> None:
    report = guessed(house)
    found = opened(house, report)
    do(house, "finish", found)
    do(house, "accept", found, "quality")
    assert causes_of(report) == ["Rutinen saknas"]
    with pytest.raises(operations.StaleAssessment):
        house.assess(report, "deviation", expected_number=1, cause_ids=[cause("Gissad").pk])
    latest = report.assessments.order_by("-number").first()
    assert latest is not None
    assert latest.comment == f"Orsakerna är de som utredning {found.reference} kom fram till."


def test_the_same_causes_need_no_new_assessment(house: House) -> None:
    report = deviation(house)
    house.assess(report, "deviation", expected_number=1, cause_ids=[cause().pk])
    found = opened(house, report)
    do(house, "finish", found)
    do(house, "accept", found, "quality")
    assert report.assessments.count() == 2
