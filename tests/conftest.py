"""What every test stands on: the test settings, no network, and no bad habits (see strict)."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.template import engines
from hypothesis import settings
from pytest_socket import socket_allow_hosts
from tests import strict

# New examples every time, and none against the clock. What must hold before a change lands is
# tried with the same examples each time (`--hypothesis-profile=steady`).
settings.register_profile("new", deadline=None, print_blob=True)
settings.register_profile("steady", deadline=None, print_blob=True, derandomize=True)
settings.load_profile("new")


@pytest.fixture(autouse=True)
def _only_this_machine() -> None:
    """Tests may speak with their own database and live server, with nobody else."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _no_bad_habits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An undefined variable in a template and a list without an order fail."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    monkeypatch.setattr(engine, "string_if_invalid", strict.Undefined("%s"))
    monkeypatch.setattr(QuerySet, "_fetch_all", strict.fetch_in_order(QuerySet._fetch_all))
    yield
