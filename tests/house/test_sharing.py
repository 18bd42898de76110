"""What is built once is built once, and early."""

import re

import pytest
from tests.house.test_source import REPOSITORY, TESTS
from tests.sharing import TOGETHER, rank, share_of

USES = re.compile(r"demo_template\(\)")


@pytest.mark.parametrize(
    ("nodeid", "share", "begins"),
    [
        ("tests/demo/test_demostad.py::test_x", "tests/demo/test_demostad.py", 0),
        ("tests/bench/test_kills.py::test_x", "tests/bench/test_kills.py::test_x", 1),
        ("tests/journeys/test_roles.py::test_a[sas]", "tests/journeys/test_roles.py", 2),
        ("tests/demo/test_places.py::test_x", "tests/demo/test_places.py::test_x", 9),
        ("tests/stats/test_rates.py::test_x[1]", "tests/stats/test_rates.py::test_x[1]", 9),
    ],
)
def test_what_stays_together_and_when_it_begins(nodeid: str, share: str, begins: int) -> None:
    assert share_of(nodeid) == share
    assert rank(nodeid) == begins


def test_whoever_copies_demostad_keeps_its_copy() -> None:
    using = [
        str(path.relative_to(REPOSITORY))
        for path in TESTS
        if path.name.startswith("test_") and USES.search(path.read_text(encoding="utf-8"))
    ]
    assert using
    assert all(name.startswith(TOGETHER) for name in using)
