"""When somebody is told of a clock: any runs, with gaps, over 13 months."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hjulet.calendar.chase_rules import Facts, Tell, above, days_left, to_tell, warned_before
from hjulet.calendar.kinds import ChaseStep
from hjulet.calendar.rules import is_working_day, subtract_working_days, working_days_after
from hjulet.kernel import clock

START = clock.at(date(2025, 9, 1), 0)
HOURS = 13 * 30 * 24
RUNS = st.lists(st.integers(0, HOURS), min_size=1, max_size=120, unique=True).map(sorted)


def facts(due: date, *, raise_after: int = 5, started: date = date(2025, 9, 1)) -> Facts:
    return Facts(
        started_on=started,
        warn_on=subtract_working_days(due, 3),
        due_on=due,
        raise_after=raise_after,
    )


def run(which: Facts, moments: list[datetime], end: datetime | None = None) -> list[tuple]:
    """Every run in turn: (moment, tell), with what has been told kept between them."""
    told: set[tuple[str, str]] = set()
    found = []
    for moment in moments:
        if end is not None and moment >= end:
            which = Facts(
                started_on=which.started_on, warn_on=which.warn_on, due_on=which.due_on,
                due_at=which.due_at, raise_after=which.raise_after, ended=True,
            )  # fmt: skip
        for tell in to_tell(which, moment, clock.local_date(moment), told):
            told.add((tell.step, tell.slot))
            found.append((moment, tell))
    return found


def moments(hours: list[int]) -> list[datetime]:
    return [clock.hours_later(START, hour) for hour in hours]


@given(RUNS, st.integers(0, 380), st.integers(1, 9), st.integers(0, HOURS))
def test_any_runs_tell_what_holds_once(
    hours: list[int], due_in: int, raise_after: int, end: int
) -> None:
    due = date(2025, 9, 1) + timedelta(days=due_in)
    which = facts(due, raise_after=raise_after)
    runs, ended = moments(hours), clock.hours_later(START, end)
    told = run(which, runs, ended)
    alive = [moment for moment in runs if moment < ended]
    assert all(moment < ended for moment, _ in told)
    assert [moment for moment, tell in told if tell.step == ChaseStep.LANDED] == alive[:1]
    days = {clock.local_date(moment) for moment in alive}
    late = [clock.local_date(m) for m, tell in told if tell.step == ChaseStep.LATE]
    assert late == sorted(day for day in days if day > due and is_working_day(day))
    raised = [
        (clock.local_date(m), tell.level) for m, tell in told if tell.step == ChaseStep.RAISED
    ]
    assert sorted(raised) == sorted(
        (day, level)
        for day in days
        if is_working_day(day)
        for level in (1, 2, 3)
        if working_days_after(due, day) >= level * raise_after
    )
    soon = [clock.local_date(m) for m, tell in told if tell.step == ChaseStep.SOON]
    assert len(soon) <= 1
    assert (
        soon
        == [
            day for day in sorted(days) if max(which.warn_on or day, date(2025, 9, 2)) <= day <= due
        ][:1]
    )


@given(RUNS, st.integers(1, HOURS))
def test_a_moment_is_chased_day_and_night(hours: list[int], due_in: int) -> None:
    due = clock.hours_later(START, due_in)
    which = Facts(
        started_on=date(2025, 9, 1), warn_on=None, due_on=clock.local_date(due), due_at=due
    )
    told = run(which, moments(hours))
    late = [(m, tell.slot) for m, tell in told if tell.step == ChaseStep.LATE]
    after = [m for m in moments(hours) if m > due]
    assert bool(late) == bool(after)
    assert len({slot for _, slot in late}) == len(late)
    assert {clock.between(due, m) // timedelta(hours=12) for m in after} == {
        int(slot[1:]) // 12 for _, slot in late
    }


def test_every_hour_of_72() -> None:
    due = clock.hours_later(START, 72)
    which = Facts(
        started_on=date(2025, 9, 1), warn_on=None, due_on=clock.local_date(due), due_at=due
    )
    told = run(which, moments(list(range(100))))
    assert [(round((m - START).total_seconds() / 3600), t.step, t.slot) for m, t in told] == [
        (0, "landed", ""),
        (48, "soon", "-24"),
        (66, "soon", "-6"),
        (71, "soon", "-1"),
        (73, "late", "+0"),
        (84, "late", "+12"),
        (96, "late", "+24"),
    ]


def test_nothing_on_days_off_around_new_year() -> None:
    which = facts(date(2025, 12, 30))
    days = [clock.at(date(2025, 12, 31) + timedelta(days=number), 8) for number in range(8)]
    told = run(which, days)
    assert [tell.slot for _, tell in told if tell.step == ChaseStep.LATE] == [
        "2026-01-02", "2026-01-05", "2026-01-07",
    ]  # fmt: skip


def test_the_first_run_comes_after_the_due_day() -> None:
    which = facts(date(2025, 10, 1), raise_after=2)
    told = to_tell(which, clock.at(date(2025, 10, 6)), date(2025, 10, 6), ())
    assert told == (
        Tell(ChaseStep.LANDED, ""),
        Tell(ChaseStep.LATE, "2025-10-06"),
        Tell(ChaseStep.RAISED, "2025-10-06/1", 1),
    )


def test_levels_above() -> None:
    levels = [{1}, {2, 3}, {4}]
    assert above(levels, {9}) == [{1}, {2, 3}, {4}]
    assert above(levels, {1}) == [{2, 3}, {4}]
    assert above(levels, {3}) == [{4}]
    assert above([], {3}) == []


def test_days_left() -> None:
    friday = date(2025, 10, 3)
    assert days_left(friday, date(2025, 10, 1)) == 2
    assert days_left(friday, friday) == 0
    assert days_left(friday, date(2025, 10, 6)) == -1


def test_what_is_due_at_a_moment_is_raised_on_a_saturday_too() -> None:
    due = clock.at(date(2025, 9, 5), 14)  # a Friday
    which = Facts(
        started_on=date(2025, 9, 2), warn_on=None, due_on=date(2025, 9, 5), due_at=due,
        raise_after=1,
    )  # fmt: skip

    def levels(day: int, hour: int) -> list[int]:
        now = clock.at(date(2025, 9, day), hour)
        found = to_tell(which, now, clock.local_date(now), ())
        return [tell.level for tell in found if tell.step == ChaseStep.RAISED]

    assert levels(6, 13) == []
    assert levels(6, 14) == [1]
    assert levels(7, 14) == [1, 2]
    assert levels(9, 0) == [1, 2, 3]


def test_nobody_is_reminded_longer_before_than_the_time_itself() -> None:
    assert warned_before(72, "hours", 3) == (24, 6, 1)
    assert warned_before(24, "hours", 0) == (6, 1)
    assert warned_before(1, "hours", 0) == ()
    assert warned_before(1, "working_days", 3) == ()
    assert warned_before(1, "working_days", 0) == (0,)
    assert warned_before(5, "working_days", 3) == (3,)
    assert warned_before(12, "months", 20) == (20,)
