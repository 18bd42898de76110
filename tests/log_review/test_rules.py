"""The draw: everybody can count it again, nobody is passed by, everything can be drawn."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.log_review.rules import (
    Given,
    Opening,
    draw,
    lot,
    month_after,
    months_to_draw,
    seed,
    sign_faults,
    verdict_faults,
)

SEED = "2025-03/1/87"
OPENINGS = st.lists(
    st.builds(Opening, st.integers(1, 5000), st.one_of(st.none(), st.integers(1, 12))),
    unique_by=lambda one: one.seq,
    max_size=60,
)
SIZES = st.integers(1, 30)
SEEDS = st.builds(
    seed, st.dates(date(2024, 1, 1), date(2040, 1, 1)), st.integers(1, 99), st.integers(0, 9999)
)


@given(OPENINGS, SIZES, SEEDS)
def test_as_many_as_asked_for_and_none_twice(
    openings: list[Opening], size: int, start: str
) -> None:
    chosen = draw(openings, size, start)
    assert len(chosen) == min(size, len(openings))
    assert list(chosen) == sorted(set(chosen))
    assert set(chosen) <= {one.seq for one in openings}


@given(OPENINGS, SIZES, SEEDS, st.randoms())
def test_the_same_draw_whatever_order_they_come_in(
    openings: list[Opening], size: int, start: str, random: object
) -> None:
    first = draw(openings, size, start)
    shuffled = list(openings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert draw(shuffled, size, start) == first


@given(OPENINGS, SIZES, SEEDS)
def test_everybody_who_opened_is_looked_at_as_far_as_it_goes(
    openings: list[Opening], size: int, start: str
) -> None:
    chosen = set(draw(openings, size, start))
    seen = {one.person for one in openings if one.seq in chosen}
    assert len(seen) == min(size, len({one.person for one in openings}))


@given(OPENINGS.filter(bool), st.data())
def test_every_opening_can_be_drawn(openings: list[Opening], data: st.DataObject) -> None:
    """Also by the smallest draw: some month of some board would have taken just that one."""
    one = data.draw(st.sampled_from(openings))
    starts = (seed(date(2025, 1, 1), board, len(openings)) for board in range(1, 5000))
    assert any(draw(openings, 1, start) == (one.seq,) for start in starts)


@given(OPENINGS, SIZES, SEEDS)
def test_a_person_with_many_openings_hides_none_of_the_others(
    openings: list[Opening], size: int, start: str
) -> None:
    """More openings of one person never push out the first lot of another, if there is room."""
    people = {one.person for one in openings}
    if len(people) > size:
        return
    chosen = set(draw(openings, size, start))
    for person in people:
        own = [one.seq for one in openings if one.person == person]
        assert min(own, key=lambda seq: lot(start, seq)) in chosen


def test_the_lot_is_what_anybody_can_count() -> None:
    """printf '2025-03/1/87:42' | sha256sum"""
    assert seed(date(2025, 3, 1), 1, 87) == SEED
    assert lot(SEED, 42).startswith("7e36e0143469fa13")
    openings = [Opening(seq, 1) for seq in range(1, 6)]
    assert draw(openings, 3, SEED) == (3, 4, 5)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 900))
def test_no_month_is_missed_and_none_is_drawn_before_it_is_over(start: date, days: int) -> None:
    """However seldom the worker wakes up."""
    latest = months_to_draw(None, start)[-1]
    now = start + timedelta(days=days)
    found = months_to_draw(latest, now)
    for month in found:
        assert month == month_after(latest)
        assert month_after(month) <= now
        latest = month
    assert month_after(month_after(latest)) > now


@pytest.mark.parametrize(
    ("day", "months"),
    [(date(2025, 3, 1), [date(2025, 2, 1)]), (date(2025, 1, 31), [date(2024, 12, 1)])],
)
def test_the_first_time_the_last_month_is_drawn(day: date, months: list[date]) -> None:
    assert months_to_draw(None, day) == months


DAY = date(2025, 3, 14)


@pytest.mark.parametrize(
    ("given_", "fields"),
    [
        (Given(1, "justified"), []),
        (Given(1, ""), ["verdict"]),
        (Given(1, "kanske"), ["verdict"]),
        (Given(1, "unclear"), ["comment"]),
        (Given(1, "unclear", "Varför?", DAY), []),
        (Given(1, "unjustified", "Nyfiken"), ["done"]),
        (Given(1, "unjustified", "Nyfiken", None, "Samtal med chefen"), []),
        (Given(1, "justified", "", DAY - timedelta(days=1)), ["asked_on"]),
        (Given(1, "justified", "", DAY + timedelta(days=9)), ["asked_on"]),
    ],
)
def test_what_a_verdict_must_hold(given_: Given, fields: list[str]) -> None:
    faults = verdict_faults(given_, DAY, DAY + timedelta(days=8))
    assert [fault.field for fault in faults] == fields


@pytest.mark.parametrize(
    ("rows", "summary", "fields"),
    [
        ([], "", []),
        ([("justified", None)], "", []),
        ([("justified", None), ("", None)], "", ["openings"]),
        ([("unclear", None)], "Ett svar saknas.", ["openings"]),
        ([("unclear", DAY)], "", ["summary"]),
        ([("unclear", DAY)], "Ett svar saknas.", []),
        ([("unjustified", None)], "", ["summary"]),
    ],
)
def test_what_is_left_before_it_is_signed(
    rows: list[tuple[str, date | None]], summary: str, fields: list[str]
) -> None:
    assert [fault.field for fault in sign_faults(rows, summary)] == fields
