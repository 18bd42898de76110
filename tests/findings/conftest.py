"""The house of two boards as in the tests of reports: findings come from reports there."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from tests.reports import house_of_two

from hjulet.kernel import clock


@pytest.fixture
def house(db: None) -> house_of_two.House:
    return house_of_two.build()


@pytest.fixture
def still() -> Iterator[None]:
    with clock.fixed_at(house_of_two.NOW):
        yield


@pytest.fixture
def browse(house: house_of_two.House, still: None) -> Callable[..., Client]:
    """A client that is logged in as somebody, at the fixed time."""

    def as_(who: str, **given: bool) -> Client:
        client = Client(**given)
        client.force_login(
            house.people[who], backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return as_
