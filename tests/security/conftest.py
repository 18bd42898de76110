"""One board with reports, drafts, attachments and editions, another board beside it."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from tests.security import city

from hjulet.kernel import clock


@pytest.fixture
def town(db: None) -> Iterator[city.City]:
    """The city, at a time that stands still."""
    with clock.fixed_at(city.NOW):
        yield city.build()


@pytest.fixture
def browse(town: city.City) -> Callable[..., Client]:
    """A client that is logged in as somebody; nobody at all for ""."""

    def as_(who: str, **given: bool) -> Client:
        client = Client(**given)
        if who:
            client.force_login(
                town.house.people[who],
                backend="allauth.account.auth_backends.AuthenticationBackend",
            )
        return client

    return as_
