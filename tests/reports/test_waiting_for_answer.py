"""A deviation that somebody outside was told of waits for the answer; somebody follows it up."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from tests.reports.house_of_two import DAY, House
from tests.reports.investigating import LATER, deviation, handed_of, opened

from hjulet.calendar.models import Clock
from hjulet.calendar.rules import add_working_days
from hjulet.reports import operations, queries
from hjulet.reports.models import Report
from hjulet.reports.queries import Filters

Browse = Callable[..., Client]


def outside(house: House, report: Report, expected: int = 0) -> None:
    operations.hand_over_outside(
        actor=house.actor("manager"), now=LATER, report_ids=[report.pk], body_kind="region",
        body="Vårdcentralen", ground="consent", text="Kallelsen kom för sent.", expected=expected,
    )  # fmt: skip


def answer(house: House, report: Report) -> None:
    row = handed_of(report)[0]
    operations.note_answer(
        actor=house.actor("manager"), now=LATER + timedelta(hours=1), handover_id=row.pk,
        answered_on=DAY, answer="De har ändrat sin rutin.",
    )  # fmt: skip


def running(report: Report) -> list[Any]:
    rows = Clock.objects.filter(ended_at__isnull=True).order_by("pk")
    return list(rows.values_list("kind", "role", "due_on"))


def test_it_waits_for_the_answer_and_is_then_investigated(house: House) -> None:
    report = deviation(house)
    ((before, _, _),) = running(report)
    outside(house, report)
    assert running(report) == [("report.answer", "unit_manager", add_working_days(DAY, 20))]
    answer(house, report)
    ((after, role, due),) = running(report)
    assert (before, after, role) == ("report.investigate", "report.investigate", "unit_manager")
    assert due > DAY


def test_who_investigates_anyhow_has_the_clock_of_the_investigation(house: House) -> None:
    report = deviation(house)
    outside(house, report)
    opened(house, report)
    assert [kind for kind, _, _ in running(report)] == ["investigation.finish"]
    answer(house, report)
    assert [kind for kind, _, _ in running(report)] == ["investigation.finish"]


def test_page_and_lists_say_that_it_waits(house: House, browse: Browse) -> None:
    report, client = deviation(house), browse("manager")
    outside(house, report)
    page = client.get(reverse("report_page", args=[report.reference])).content.decode()
    assert "Väntar på svar från Vårdcentralen sedan" in page
    assert "Följ upp senast 11 november" in page
    assert "Utred händelsen ändå" in page
    listed = client.get(reverse("report_list")).content.decode()
    assert "Väntar på svar" in listed
    assert "följ upp svaret" in client.get("/").content.decode().lower()
    own = browse("staff").get(reverse("report_list")).content.decode()
    assert "Vårdcentralen" not in own
    answer(house, report)
    page = client.get(reverse("report_page", args=[report.reference])).content.decode()
    assert "Väntar på svar" not in page
    assert "Utred händelsen ändå" not in page
    (row,) = queries.page_of(house.actor("manager"), Filters()).rows
    assert row.waits_since is None
