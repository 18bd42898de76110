"""The median of Kaplan and Meier against what can be counted by hand."""

import csv
import statistics
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hjulet.stats.survival import median_time

TIMES = st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=40)


def test_without_anything_unfinished_it_is_the_lower_median() -> None:
    assert median_time([]) is None
    assert median_time([(5, True)]) == 5
    assert median_time([(1, True), (2, True), (9, True)]) == 2
    assert median_time([(1, True), (9, True)]) == 1


def test_what_is_not_finished_counts() -> None:
    # 6 at risk: S(6) = 0.833, S(7) = 0.625 (4 left), S(9) = 0.417.
    times = [(6, True), (6, False), (7, True), (8, False), (9, True), (10, False)]
    assert median_time(times) == 9
    assert median_time([(3, False), (4, False)]) is None
    assert median_time([(3, True), (4, False), (5, False)]) is None


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_all_finished(times: list[int]) -> None:
    assert median_time((time, True) for time in times) == statistics.median_low(times)


@given(TIMES)
def test_an_answer_is_a_time_when_something_finished(times: list[tuple[int, bool]]) -> None:
    found = median_time(times)
    assert found is None or (found, True) in times


def test_reference() -> None:
    """The same as lifelines 0.30.3 on 120 made-up cases of which some are open."""
    with (Path(__file__).parent / "reference" / "km_input.csv").open(encoding="utf-8") as file:
        cases = [(int(row["days"]), row["closed"] == "1") for row in csv.DictReader(file)]
    assert any(not closed for _, closed in cases)
    assert median_time(cases) == 109
