"""What comes back: when its time has come, made up when missed, and no failure stops another."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from tests.clock_town import MONDAY, Town, at

from hjulet import cli
from hjulet.calendar import operations, recurrences
from hjulet.calendar.models import Chase, Recurrence
from hjulet.calendar.recurrences import Every, RecurrenceFailed, slot
from hjulet.notices.models import Letter


def test_slots() -> None:
    sunday, monday = date(2025, 10, 5), MONDAY
    assert slot(Every.RUN, at(sunday, 3)) == ""
    assert slot(Every.NIGHT, at(monday, 1)) == "2025-10-05"
    assert slot(Every.NIGHT, at(monday, 2)) == "2025-10-06"
    assert slot(Every.WORKING_MORNING, at(sunday, 9)) is None
    assert slot(Every.WORKING_MORNING, at(monday, 6)) is None
    assert slot(Every.WORKING_MORNING, at(monday, 23)) == "2025-10-06"


@pytest.fixture
def done() -> Iterator[list[str]]:
    found: list[str] = []

    def fail(now: Any) -> None:
        found.append("bad")
        raise RecurrenceFailed("Tre skillnader.")

    def crash(now: Any) -> None:
        raise ValueError("Anna 701063-2391")

    recurrences.register("test.bad", Every.NIGHT, fail)
    recurrences.register("test.crash", Every.RUN, crash)
    recurrences.register("test.good", Every.NIGHT, lambda now: found.append("good"))
    yield found
    for key in ("test.bad", "test.crash", "test.good"):
        recurrences.unregister(key)


def test_one_that_fails_stops_no_other(db: None, done: list[str]) -> None:
    for minute in range(0, 100, 10):
        now = at(MONDAY, 3) + timedelta(minutes=minute)
        assert operations.run_recurrences(now=now) == ["test.bad", "test.crash"] or minute % 30
    # The failure is tried again each half hour, what was done is done.
    assert done.count("good") == 1
    assert done.count("bad") == 4
    rows = {row.key: row for row in Recurrence.objects.order_by("key")}
    assert rows["test.bad"].failure == "Tre skillnader."
    assert rows["test.crash"].failure == "Felet är vårt (ValueError)."
    assert rows["test.good"].last_slot == "2025-10-06"


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_once_at_a_given_time(town: Town, capsys: Any) -> None:
    one = town.start(due_on=date(2025, 10, 3))
    for _ in range(2):
        assert cli.main(["worker", "--once", "--now", "2025-10-07"]) == 0
    assert Chase.objects.filter(clock=one, step="late", slot="2025-10-07").count() == 1
    # Not those of the log control, whose month is drawn by the same run.
    about = Letter.objects.exclude(subject__contains="Loggkontroll")
    assert about.filter(status="sent").count() == about.count() == 3
    assert cli.main(["worker", "--now", "2025-10-07"]) == 2
    assert cli.main(["worker", "--once", "--now", "i går"]) == 2
    assert "Skriv --now som" in capsys.readouterr().err
