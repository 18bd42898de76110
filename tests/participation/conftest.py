"""The town, at a time that stands still."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from tests.improvements import town as towns

from hjulet.kernel import clock


@pytest.fixture
def town(db: None) -> Iterator[towns.Town]:
    with clock.fixed_at(towns.NOW):
        yield towns.build()


@pytest.fixture
def browse(town: towns.Town) -> Callable[[str], Client]:
    """A client that is logged in as somebody."""

    def as_(who: str) -> Client:
        client = Client()
        client.force_login(
            town.people[who], backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return as_
