"""The second database meets every test that could answer otherwise there, and says how many."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from tests import databases
from tests.house.test_source import REPOSITORY, TESTS

# What a test names when it looks for the database that this run is on.
LOOKS = re.compile(r"DATABASE_URL|connection\.(vendor|settings_dict)|journeys import installation")
MARKED = re.compile(r"django_db|both_databases|\bdb: |\"db\"")
# These name an address of their own, the same on every run, or ask for a room's fixture that asks
# for the database.
NEED_NO_MARK = {
    "tests/bench/test_bench.py",
    "tests/cli/test_command.py",
    "tests/conftest.py",
    "tests/house/test_both_databases.py",
    "tests/journeys/conftest.py",
    "tests/journeys/installation.py",
    "tests/reports/test_common_words.py",
}


def test_who_looks_for_the_database_of_the_run_is_marked() -> None:
    looking = {
        str(path.relative_to(REPOSITORY)): text
        for path in TESTS
        if LOOKS.search(text := path.read_text(encoding="utf-8"))
    }
    assert len(looking) > 10
    unmarked = {name for name, text in looking.items() if not MARKED.search(text)}
    assert unmarked <= NEED_NO_MARK


def test_what_meets_no_database_is_left_out_and_counted(request: pytest.FixtureRequest) -> None:
    pure: pytest.Item = request.node
    stored: Any = SimpleNamespace(get_closest_marker=lambda name: None, fixturenames=["db"])
    items = [pure, stored, pure]
    assert databases.leave_out(items) == 2
    assert items == [stored]


def test_asking_for_the_database_is_meeting_it(request: pytest.FixtureRequest, db: None) -> None:
    assert databases.met_by(request.node)


@pytest.mark.both_databases
def test_saying_so_is_meeting_it(request: pytest.FixtureRequest) -> None:
    assert databases.met_by(request.node)


@pytest.mark.one_database
def test_who_gets_what_is_asked_of_one(request: pytest.FixtureRequest, db: None) -> None:
    assert not databases.met_by(request.node)


def test_anything_else_is_not(request: pytest.FixtureRequest) -> None:
    assert not databases.met_by(request.node)
