"""The tests and intervals against what R and statsmodels computed for the same input."""

import json
import math
from pathlib import Path

import pytest

from hjulet.stats import counts, many, proportions
from hjulet.stats.proportions import Share

REFERENCE = Path(__file__).parent / "reference"


def cases(name: str, key: str) -> list[dict]:
    return json.loads((REFERENCE / f"{name}.json").read_text())[key]


def close(value: float) -> object:
    return pytest.approx(value, rel=1e-7, abs=1e-10)


@pytest.mark.parametrize("case", cases("counts", "two_counts"))
def test_two_counts_as_r(case: dict) -> None:
    answer = counts.compare(case["x1"], case["x2"])
    low, high = case["ratio_interval"]
    assert answer.p == close(case["p"])
    assert answer.ratio == (None if case["rr"] is None else close(case["rr"]))
    assert answer.ratio_interval.low == close(low)
    assert answer.ratio_interval.high == (math.inf if high is None else close(high))


@pytest.mark.parametrize("case", cases("counts", "two_rates"))
def test_two_rates_as_r(case: dict) -> None:
    answer = counts.compare(case["x1"], case["x2"], time_now=case["t1"], time_before=case["t2"])
    assert answer.p == close(case["p"])
    assert answer.ratio == close(case["rr"])
    limits = [answer.ratio_interval.low, answer.ratio_interval.high]
    assert limits == [close(limit) for limit in case["ratio_interval"]]


@pytest.mark.parametrize("case", cases("proportions", "shares"))
def test_intervals_of_a_share(case: dict) -> None:
    wilson = proportions.wilson(Share(case["x"], case["n"]))
    exact = counts.clopper_pearson(case["x"], case["n"])
    assert [wilson.low, wilson.high] == [close(limit) for limit in case["wilson"]]
    assert [exact.low, exact.high] == [close(limit) for limit in case["clopper_pearson"]]


@pytest.mark.parametrize("case", cases("proportions", "differences"))
def test_difference_of_shares(case: dict) -> None:
    answer = proportions.compare(Share(case["x1"], case["n1"]), Share(case["x2"], case["n2"]))
    limits = [answer.difference_interval.low, answer.difference_interval.high]
    assert answer.difference == close(case["diff"])
    assert answer.p == close(case["fisher_p"])
    assert limits == [close(limit) for limit in case["newcombe"]]
    if "published" in case:
        assert [round(limit, 4) for limit in limits] == case["published"]


def test_holm_as_r() -> None:
    assert many.holm(cases("many", "p")) == [close(p) for p in cases("many", "holm")]
