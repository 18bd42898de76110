"""Rules of reports that need no database."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hjulet.reports.rules import imy_due

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def test_seventy_two_hours_run_over_a_weekend_and_a_change_of_clocks() -> None:
    friday = datetime(2026, 3, 27, 16, 30, tzinfo=STOCKHOLM)
    due = imy_due(friday.astimezone(ZoneInfo("UTC"))).astimezone(STOCKHOLM)
    assert due == datetime(2026, 3, 30, 17, 30, tzinfo=STOCKHOLM)
    assert (due.hour, due.minute) == (17, 30)
    assert imy_due(friday) == due
