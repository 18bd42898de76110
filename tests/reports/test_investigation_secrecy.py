"""A report that becomes lex Sarah takes with it what units have written about it, at once."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests import builders
from tests.reports.house_of_two import House
from tests.reports.investigating import (
    LATER,
    TEXT,
    accepted,
    content,
    deviation,
    do,
    finding,
    head,
    opened,
)

from hjulet.calendar.models import Clock
from hjulet.findings import sources
from hjulet.journal.models import Event
from hjulet.organisation.types import SYSTEM, Actor
from hjulet.reports import clocks, fact_check, investigation_clocks, operations
from hjulet.reports.models import (
    Investigation,
    InvestigationStep,
    InvestigationVersion,
    Report,
    ReportCase,
    ReportFinding,
)
from hjulet.reports.operations.investigation_common import current_ids

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
WORD = "kvicksilver"


def becomes_secret(house: House, report: Report, who: str = "quality") -> None:
    number = report.assessments.count()
    house.assess(report, "lex_sarah", "deviation", who=who, expected_number=number)


def sees(actor: Actor, found: Investigation) -> bool:
    return Investigation.objects.visible_to(actor).filter(pk=found.pk).exists()


def running(kind: str) -> list[str]:
    rows = Clock.objects.filter(kind__startswith=kind, ended_at__isnull=True).order_by("kind", "pk")
    return list(rows.values_list("kind", flat=True))


@pytest.mark.parametrize("status", ["draft", "done", "accepted", "closed"])
def test_an_investigation_of_that_report_alone_is_for_sas_only(house: House, status: str) -> None:
    report = deviation(house)
    found = opened(house, report)
    do(house, "save", found, content=content(course=WORD))
    if status != "draft":
        do(house, "finish", found, content=content(course=WORD))
    if status in ("accepted", "closed"):
        do(house, "accept", found, "quality")
    if status == "closed":
        do(house, "close", found)
    becomes_secret(house, report)
    found.refresh_from_db()
    assert (found.restricted, found.status, found.course) == (True, "closed", WORD)
    assert [who for who in house.people if sees(house.actor(who), found)] == ["sas"]
    assert not sees(head(house), found)
    assert not ReportCase.objects.exists()
    assert running("investigation.") == []
    assert running("report.") == [clocks.LEX_SARAH]
    assert Report.objects.get(pk=report.pk).status == "assessed"
    assert not fact_check.verify()
    event = Event.objects.get(verb="reports.set_aside_investigation")
    assert event.confidential
    for verb in ("save", "finish", "return", "accept", "close", "reopen"):
        for who in ("manager", "quality", "sas"):
            with pytest.raises((Investigation.DoesNotExist, operations.WrongStep)):
                do(house, verb, found, who)


def test_one_of_several_leaves_and_the_words_with_it(house: House) -> None:
    one, two = deviation(house), deviation(house)
    found = opened(house, one, two)
    do(house, "finish", found, content=content(course=WORD, told_reporter=WORD))
    do(house, "return", found, "quality", reason=f"Mer om {WORD}.")
    do(house, "save", found, content=content(why=WORD))
    becomes_secret(house, one)
    found.refresh_from_db()
    assert (found.restricted, found.status, found.course, found.told_reporter) == (
        False, "draft", "", "",
    )  # fmt: skip
    assert not found.cause_links.exists()
    assert current_ids(found.pk) == [two.pk]
    assert InvestigationVersion.objects.filter(restricted=False).count() == 0
    sealed = found.versions.order_by("number")
    assert [row.fields["why"] for row in sealed] == ["Ingen rutin för utskrifter.", WORD]
    hidden = InvestigationStep.objects.filter(restricted=False).values_list("verb", flat=True)
    assert list(hidden) == ["set_aside"]
    assert sees(house.actor("manager"), found)
    assert running("investigation.") == ["investigation.finish"]
    with pytest.raises(operations.StaleInvestigation):
        do(house, "save", found, expected=found.version - 1)
    do(house, "finish", found)


def test_a_report_that_has_left_takes_the_words_as_well(house: House) -> None:
    """Taking it out first is no way to keep what was written about it."""
    one, two = deviation(house), deviation(house)
    found, alone = opened(house, one, two), deviation(house)
    do(house, "save", found, content=content(course=WORD))
    remove = {"actor": house.actor("manager"), "now": LATER, "reason": "Nej."}
    operations.remove_report(investigation_id=found.pk, report_id=one.pk, **remove)
    becomes_secret(house, one)
    found.refresh_from_db()
    assert found.course == ""
    other = opened(house, alone)
    do(house, "save", other, content=content(course=WORD))
    operations.remove_report(investigation_id=other.pk, report_id=alone.pk, **remove)
    becomes_secret(house, alone)
    other.refresh_from_db()
    assert other.restricted
    assert not sees(house.actor("manager"), other)


def test_what_is_written_afterwards_is_not_taken_again(house: House) -> None:
    one, two = deviation(house), deviation(house)
    found = opened(house, one, two)
    becomes_secret(house, one)
    do(house, "save", found, content=content(course="Bara om den andra."))
    house.assess(one, "deviation", who="sas", expected_number=2)
    becomes_secret(house, one, "sas")
    found.refresh_from_db()
    assert found.course == "Bara om den andra."


def test_whoever_was_responsible_reads_neither(house: House) -> None:
    report = deviation(house)
    found = opened(house, report)
    worker = builders.account("staff", house.unit, "worker", house.unit)
    house.people["worker"] = worker
    do(house, "assign", found, responsible_id=worker.pk)
    becomes_secret(house, report)
    actor = house.actor("worker")
    assert not sees(actor, found)
    assert not Report.objects.visible_to(actor).exists()
    assert investigation_clocks.describe(actor, [found.pk]) == {}
    assert sources.find(actor, "investigation", found.pk) is None
    for who in ("manager", "sas"):
        assert sources.find(house.actor(who), "investigation", found.pk) is None


def test_its_findings_go_with_the_report(house: House) -> None:
    report = deviation(house)
    found = opened(house, report)
    made = finding(found)
    becomes_secret(house, report)
    assert ReportFinding.objects.get().finding_id == made.pk
    assert ReportFinding.objects.get().report_id == report.pk


def test_secrecy_that_is_lifted_lets_the_unit_investigate_again(house: House) -> None:
    report = deviation(house)
    found = opened(house, report)
    do(house, "save", found, content=content(course=WORD))
    becomes_secret(house, report)
    house.assess(report, "deviation", who="sas", expected_number=2)
    assert running("report.") == [clocks.INVESTIGATE]
    assert opened(house, report).reference == "2025-2"
    assert not sees(house.actor("manager"), found)


def test_the_other_board_reads_nothing(house: House) -> None:
    found = accepted(house, deviation(house))
    for who in ("other_quality", "other_sas", "other_staff"):
        assert not sees(house.actor(who), found)
    for who, expected in {
        "manager": True, "quality": True, "sas": True, "second_manager": False, "staff": False,
        "dpo": False, "member": False, "admin": False, "nobody": False,
    }.items():  # fmt: skip
        assert sees(house.actor(who), found) == expected, who
    assert sees(SYSTEM, found)


def test_a_manager_of_a_unit_that_is_concerned_reads_it(house: House) -> None:
    both = house.submit()
    house.assess(both, "deviation", unit_ids=[house.unit.pk, house.second.pk])
    found = opened(house, both)
    assert found.unit_id == house.unit.pk
    assert sees(house.actor("second_manager"), found)
    do(house, "save", found, "quality", content=content(course=TEXT))
    with pytest.raises(operations.NumbersInText):
        do(house, "save", found, "quality", content=content(course="19121212-1212"))
