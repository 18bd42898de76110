"""Elapsed time, also over the two nights when the clocks on the wall change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hjulet.kernel.clock import at, between, hours_later, later

SPRING = at(date(2026, 3, 27), 12)  # summer time begins on Sunday 29 March
AUTUMN = at(date(2025, 10, 24), 12)  # and ended on Sunday 26 October


@pytest.mark.parametrize(("start", "wall"), [(SPRING, 73), (AUTUMN, 71)])
def test_real_hours_over_both_nights(start: datetime, wall: int) -> None:
    end = hours_later(start, 72)
    assert end - start == timedelta(hours=wall)  # what Python says of the same zone
    assert between(start, end) == timedelta(hours=72)
    assert between(end, start) == -timedelta(hours=72)
    assert between(start.astimezone(UTC), end) == timedelta(hours=72)


def test_in_the_hour_that_comes_twice() -> None:
    first = at(date(2025, 10, 26), 2, 50)
    again = later(first, timedelta(minutes=20))
    assert (again.hour, again.minute, again.fold) == (2, 10, 1)
    assert between(first, again) == timedelta(minutes=20)
    assert between(again, later(again, timedelta(minutes=5))) == timedelta(minutes=5)
