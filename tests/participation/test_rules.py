"""How far back the page looks, and which meetings can be noted."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hjulet.participation import rules

DAY = date(2025, 10, 14)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_the_page_begins_where_the_last_meeting_ended(today: date, days: int) -> None:
    last = today - timedelta(days=days)
    assert rules.since(last, today) == last
    assert rules.since(None, today) == today - timedelta(days=91)


@given(st.integers(-5, 700), st.integers(-400, 400))
def test_a_meeting_has_been_and_had_people(participants: int, days: int) -> None:
    faults = rules.faults_of(
        held_on=DAY + timedelta(days=days), participants=participants, note="", today=DAY
    )
    assert ("participants" in {fault.field for fault in faults}) == (not 1 <= participants <= 500)
    assert ("held_on" in {fault.field for fault in faults}) == (days > 0)


def test_a_very_long_note_is_refused() -> None:
    faults = rules.faults_of(held_on=DAY, participants=3, note="x" * 4001, today=DAY)
    assert [fault.field for fault in faults] == ["note"]
