"""What every test stands on: the test settings, no network, and no bad habits (see strict)."""

import os
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.template import engines
from django.test import Client
from hypothesis import settings
from pytest_socket import socket_allow_hosts
from tests import databases, sharing, strict
from tests.journeys import installation

# New examples every time, and none against the clock. What must hold before a change lands is
# tried with the same examples each time (`--hypothesis-profile=steady`).
settings.register_profile("new", deadline=None, print_blob=True)
settings.register_profile("steady", deadline=None, print_blob=True, derandomize=True)
settings.load_profile("new")

LEFT_OUT = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database",
        action="store_true",
        help="only tests that meet a database: for the second database, when the rest has run",
    )


def pytest_configure(config: pytest.Config) -> None:
    """The process that is started first names the run; its workers inherit the name."""
    if not hasattr(config, "workerinput"):
        os.environ["HJULET_TEST_RUN"] = uuid4().hex[:8]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        installation.clean_up()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    return sharing.scheduler(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: sharing.rank(item.nodeid))
    if config.getoption("--only-database"):
        left_out = databases.leave_out(items)
        config.stash[LEFT_OUT] = left_out
        # A worker of xdist tells the process that prints.
        getattr(config, "workeroutput", {})["left_out"] = left_out


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if left_out := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"{left_out} tests meet no database and were left out here")


@pytest.fixture(autouse=True)
def _only_this_machine() -> None:
    """Tests may speak with their own database and live server, with nobody else."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _no_bad_habits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An undefined variable in a template, a list without an order and a hidden fault fail."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    monkeypatch.setattr(engine, "string_if_invalid", strict.Undefined("%s"))
    monkeypatch.setattr(QuerySet, "_fetch_all", strict.fetch_in_order(QuerySet._fetch_all))
    monkeypatch.setattr(Client, "request", strict.show_faults(Client.request))
    yield
