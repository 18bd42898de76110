"""A report that joins after the record is sealed is documented too (27 kap. 5 § SoL)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.lex_sarah import scene
from tests.lex_sarah.scene import LATER, do, fresh
from tests.reports.house_of_two import House

from hjulet.calendar.models import Clock
from hjulet.lex_sarah import rules
from hjulet.lex_sarah.models import Case
from hjulet.lex_sarah.operations import InvalidCase
from hjulet.reports.models import Report

Browse = Callable[..., Client]


def asked(report: Report) -> str:
    return f"Rapport {report.reference} har kommit till. Komplettera dokumentationen."


def running(case: Case) -> set[str]:
    rows = Clock.objects.filter(subject_id=case.pk, kind__in=rules.CLOCKS, ended_at__isnull=True)
    return set(rows.values_list("kind", flat=True))


def joined(house: House) -> tuple[Case, Report]:
    """A case whose investigation is done, that a report has joined the day after."""
    case, report = scene.ready(house), scene.reported(house)
    do(house, "join", case, report_id=report.pk, now=LATER + timedelta(days=1))
    return fresh(case), report


def sent(house: House, case: Case) -> Any:
    return do(house, "send", case, decider_id=house.people["head"].pk)


def test_it_starts_the_clock_again_and_is_documented_before_the_decision(house: House) -> None:
    case, report = joined(house)
    assert running(case) == {rules.RECORD, rules.INVESTIGATE}
    with pytest.raises(InvalidCase) as left:
        sent(house, case)
    assert [one.message for one in left.value.faults] == [asked(report)]
    do(house, "seal_report", case, fields=scene.REPORT, reason="En rapport till.", expected="1.0")
    assert running(case) == {rules.INVESTIGATE}
    sent(house, case)


def test_what_was_there_when_it_was_sealed_asks_for_nothing(house: House) -> None:
    first, second = scene.reported(house), scene.reported(house)
    case = scene.opened(house, first)
    do(house, "join", case, report_id=second.pk)
    assert running(case) == {rules.RECORD, rules.INVESTIGATE}
    scene.recorded(house, case)
    scene.investigated(house, case)
    assert running(case) == {rules.INVESTIGATE}
    sent(house, case)


def test_one_that_is_taken_out_asks_for_nothing(house: House) -> None:
    case, report = joined(house)
    do(house, "leave", case, report_id=report.pk, reason="Hör inte hit.")
    assert running(case) == {rules.INVESTIGATE}
    sent(house, case)


def test_nobody_decides_on_a_case_that_was_sent_without_it(house: House) -> None:
    case, report = joined(house)
    Case.objects.filter(pk=case.pk).update(status="to_decide", decider_id=house.people["head"].pk)
    with pytest.raises(InvalidCase) as left:
        scene.decide(house, case)
    assert asked(report) in str(left.value)


def test_the_page_says_what_to_do(house: House, browse: Browse) -> None:
    case, report = joined(house)
    page = browse("sas").get(reverse("lex_sarah_page", args=[case.slug])).content.decode()
    assert asked(report) in page
    assert reverse("lex_sarah_report", args=[case.slug]) in page
    page = browse("sas").get(reverse("lex_sarah_send", args=[case.slug])).content.decode()
    assert asked(report) in page


def test_several_are_named() -> None:
    assert rules.undocumented_words(["2025-1", "2025-2"]).startswith(
        "Rapporterna 2025-1 och 2025-2 har kommit till."
    )
