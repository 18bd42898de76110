"""Two people at the same moment: one of them wins, nothing is doubled or half done."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from tests.reports import house_of_two
from tests.reports.house_of_two import NOW, House

from hjulet.annual_report import operations as editions
from hjulet.annual_report.models import Edition, EditionFile
from hjulet.annual_report.operations import freezing
from hjulet.journal.queries import verify
from hjulet.reports import fact_check
from hjulet.reports import operations as reports
from hjulet.reports.models import Assessment, Report

pytestmark = pytest.mark.django_db(transaction=True)


def together(*deeds: Callable[[], Any]) -> list[Any]:
    """Runs the deeds in threads that start as one; each result or exception."""
    gate = threading.Barrier(len(deeds))
    results: list[Any] = [None] * len(deeds)

    def run(place: int, deed: Callable[[], Any]) -> None:
        try:
            gate.wait()
            results[place] = deed()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def light_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """No files are drawn: a process has one thread when it does, and typefaces rely on it."""

    def light(document: object, formats: object) -> dict[str, bytes]:
        return {"html": b"<html></html>", "pdf": b"%PDF-", "docx": b"PK"}

    monkeypatch.setattr(freezing, "build", light)


@pytest.fixture
def house() -> House:
    return house_of_two.build()


def test_of_two_assessments_one_is_told(house: House) -> None:
    report = house.submit()
    kinds = ("deviation", "lex_sarah")
    done = together(*(lambda kind=kind: house.assess(report, kind, who="sas") for kind in kinds))
    assert sorted(type(one).__name__ for one in done) == ["Assessment", "StaleAssessment"]
    assert Assessment.objects.filter(report=report).count() == 1
    report.refresh_from_db()
    won = next(one for one in done if isinstance(one, Assessment))
    assert report.restricted == (won.type_ids == [house.types["lex_sarah"].pk])
    assert verify().broken_at is None


def test_the_same_form_sent_twice_is_one_report(house: House) -> None:
    key = uuid4()
    done = together(*[lambda: house.submit(idempotency_key=key)] * 4)
    assert len({one.pk for one in done}) == 1
    assert Report.objects.count() == 1


def test_many_at_once_get_each_a_reference(house: House) -> None:
    done = together(*[lambda: house.submit()] * 6)
    assert len({one.reference for one in done}) == 6
    assert verify().broken_at is None


def test_one_closes_while_another_assesses(house: House) -> None:
    report = house.submit()
    house.assess(report, "deviation")
    given = {"now": NOW + timedelta(hours=3), "report_id": report.pk, "reason": "Klart."}
    together(
        lambda: reports.close(actor=house.actor("quality"), **given),
        lambda: house.assess(report, "lex_sarah", who="sas", expected_number=1),
    )
    assert verify().broken_at is None
    assert not fact_check.verify()


def opened(house: House, period: str = "2025") -> Edition:
    return editions.open_edition(
        actor=house.actor("quality"),
        now=NOW,
        template="sosfs",
        period_key=period,
        unit_id=house.board.pk,
    )


def test_two_freezes_are_one(house: House, light_files: None) -> None:
    edition = opened(house)
    given = {"actor": house.actor("quality"), "now": NOW, "edition_id": edition.pk}
    done = together(*[lambda: editions.freeze(**given)] * 2)
    assert sum(isinstance(one, Exception) for one in done) == 1
    assert next(type(one).__name__ for one in done if isinstance(one, Exception)) in (
        "NotInThisState",
        "StaleSection",
    )
    formats = list(EditionFile.objects.filter(edition=edition).values_list("format", flat=True))
    assert sorted(formats) == sorted(set(formats))
    assert formats


def test_two_reports_never_share_an_address(house: House, light_files: None) -> None:
    ready = []
    for period in ("2024", "2025"):
        edition = opened(house, period)
        given: dict[str, Any] = {
            "actor": house.actor("quality"), "now": NOW, "edition_id": edition.pk
        }  # fmt: skip
        editions.freeze(**given)
        editions.decide(**given, dnr="SN 2025/0007", paragraph="§ 1", on=NOW.date())
        ready.append(given)
    done = together(
        *(lambda given=given: editions.publish(**given, slug="samma") for given in ready)
    )
    assert sorted(isinstance(one, editions.AddressTaken) for one in done) == [False, True]
    assert Edition.objects.filter(slug="samma").count() == 1
