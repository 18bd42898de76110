"""The figures: what is counted, against what, and how it is said."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from tests.reports.house_of_two import House

from hjulet.calendar.rules import calendar_year, free
from hjulet.data_breaches.models import Incident, Notification
from hjulet.figures import catalogue
from hjulet.figures.types import Figure, Scope
from hjulet.kernel.clock import at, hours_later

pytestmark = pytest.mark.django_db
NOW = at(date(2026, 2, 1))
KEYS = ("by_kind", "notified", "within_clock")
NONE = ("read_by_outsider", "published", "changed", "unavailable", "intrusion", "other")


def make(
    house: House,
    discovered: datetime,
    hours: int | None = None,
    *,
    notify: bool | None = None,
    kind: str = "lost",
    unit: Any = None,
) -> Incident:
    """An incident; notified so many hours after its discovery, or not."""
    notify = True if hours is not None else notify
    made = Incident.objects.create(
        reference=f"X-{Incident.objects.count()}", board=house.board, unit=unit or house.unit,
        discovered_at=discovered, opened_at=discovered, kind=kind, notify=notify,
        decided_at=None if notify is None else discovered,
        status="notified" if hours is not None else "open" if notify is None else "decided",
    )  # fmt: skip
    if hours is not None:
        Notification.objects.create(
            incident=made, number=1, sent_at=hours_later(discovered, hours), complete=True,
            contents=[], noted_at=NOW,
        )  # fmt: skip
    return made


def count(
    house: House, key: str, unit: Any = None, year: int = 2025, now: datetime = NOW
) -> Figure:
    place = unit or house.board
    return catalogue.compute(
        f"data_breaches.{key}", Scope(calendar_year(year), place.pk, place.name), now
    )


def cells(figure: Figure) -> dict[str, tuple[Any, ...]]:
    return {row.key: row.cells for row in figure.rows}


@pytest.fixture
def year(house: House) -> None:
    day = at(date(2025, 5, 6), 10)
    make(house, day, 10, kind="wrong_receiver")
    make(house, day, 72, kind="wrong_receiver", unit=house.second)
    make(house, day, 73)
    make(house, day, notify=False, kind="wrong_receiver")
    make(house, day, notify=True)
    make(house, day, kind="")
    make(house, at(date(2025, 12, 31), 23, 59), 1)
    make(house, at(date(2026, 1, 1), 0, 0), 1)  # the next year
    make(house, at(date(2024, 12, 31), 23, 59), 5)  # the one before


def test_by_kind(house: House, year: None) -> None:
    found = count(house, "by_kind")
    assert cells(found) == {
        "wrong_receiver": (3, 42.9, 2, 0),
        "lost": (3, 42.9, 2, 1),
        **dict.fromkeys(NONE, (0, 0.0, 0, 0)),
        "unknown": (1, 14.3, 0, 0),
        "total": (7, 100.0, 4, 1),
    }  # fmt: skip
    assert found.lede == "7\u00a0personuppgiftsincidenter upptäcktes under 2025."
    assert "7 mot 1: kan inte skiljas från slump." in found.comment
    assert found.bars[0].label == "fel mottagare"
    assert "registret" in found.source


def test_notified(house: House, year: None) -> None:
    found = count(house, "notified")
    assert {key: row[:3] for key, row in cells(found).items()} == {
        "notified": (4, 7, 57.1), "decided": (1, 7, 14.3), "kept": (1, 7, 14.3),
        "undecided": (1, 7, 14.3), "total": (7, 7, 100.0),
    }  # fmt: skip
    assert cells(found)["notified"][3] == "25–84\u00a0%"
    assert found.lede.endswith("4 är anmälda till IMY, 1 anmäls inte och 2 väntar.")
    assert "för få" in found.comment


def test_within_the_clock(house: House, year: None) -> None:
    found = count(house, "within_clock")
    # Four are sent, and two should have been by now. One was never to be.
    assert {key: row[:3] for key, row in cells(found).items()} == {
        "in_time": (3, 6, 50.0), "later": (1, 6, 16.7), "not_yet": (2, 6, 33.3),
        "total": (6, 6, 100.0),
    }  # fmt: skip
    assert found.lede == (
        "3 av 6 incidenter under 2025 som skulle anmälas anmäldes inom 72 timmar. "
        "2 är inte anmälda än."
    )
    assert "Mittersta tiden från upptäckt till anmälan: 72\u00a0timmar." in found.notes
    soon = count(house, "within_clock", now=hours_later(at(date(2025, 5, 6), 10), 71))
    assert "not_yet" in cells(soon)
    assert cells(soon)["not_yet"][0] == 0


def test_the_quick_do_not_speak_for_those_that_wait(house: House) -> None:
    day = at(date(2025, 5, 6), 10)
    make(house, day, 10)
    make(house, day, notify=False)

    def told(hours: int) -> str:
        notes = count(house, "within_clock", now=hours_later(day, hours)).notes
        return next(note for note in notes if note.startswith("Mittersta"))

    alone = "Mittersta tiden från upptäckt till anmälan: 10\u00a0timmar."
    assert told(60) == alone
    make(house, day, notify=True)
    # Half are sent: it can be said, and of whom.
    assert told(60) == f"{alone} Här är också de som har tid kvar med."
    make(house, day, notify=True)
    make(house, day)  # nobody has decided
    for hours in (60, 80):  # within their hours, and when these are out
        assert "går inte att säga: färre än hälften är anmälda" in told(hours)


def test_the_unit_and_what_is_below_it(house: House, year: None) -> None:
    assert count(house, "by_kind", house.second).cell("total", "count") == 1
    assert count(house, "by_kind", house.department).cell("total", "count") == 7
    assert count(house, "by_kind", house.other).cell("total", "count") == 0


def test_summer_time_does_not_make_it_late(house: House) -> None:
    make(house, at(date(2025, 10, 24), 14, 7), 72)
    make(house, at(date(2025, 3, 28), 14, 7), 72)
    assert count(house, "within_clock").cell("in_time", "share") == 100.0


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_said_of_nothing(house: House, key: str) -> None:
    found = count(house, key)
    assert found.lede.startswith("Ingen")
    assert found.comment == ""
    assert found.cell("total", "count") == 0
    assert Figure.from_json(found.as_json()) == found


@pytest.mark.parametrize("key", KEYS)
def test_a_period_under_way_compares_no_counts(house: House, year: None, key: str) -> None:
    found = count(house, key, now=at(date(2025, 8, 1)))
    assert any("pågår" in note for note in found.notes)
    if key != "within_clock":
        assert found.comment == ""
    week = catalogue.compute(
        f"data_breaches.{key}", Scope(free(date(2025, 5, 5), date(2025, 5, 11))), NOW
    )
    assert "från 5 maj 2025 till 11 maj 2025" in week.lede or key == "within_clock"


@pytest.mark.parametrize("key", KEYS)
def test_what_it_costs(
    house: House, key: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(40):
        make(house, at(date(2025, 5, 1 + number % 28), 10), number)
    with django_assert_max_num_queries(6):
        count(house, key)


def test_more_than_chance_is_said(house: House) -> None:
    for number in range(40):
        make(house, at(date(2025, 5, 1 + number % 28), 10), 10)
        make(house, at(date(2024, 5, 1 + number % 28), 10), 90)
    found = count(house, "within_clock")
    assert found.comment.startswith("Andelen anmälda inom 72 timmar har ökat.")
    assert "Vad skillnaden beror på" in found.comment
