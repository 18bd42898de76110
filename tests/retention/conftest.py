"""The house of two boards as a fixture, and a clock that stands still."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from tests.reports import house_of_two
from tests.retention import scene

from hjulet.kernel import clock


@pytest.fixture
def house(db: None) -> house_of_two.House:
    return scene.build()


@pytest.fixture
def still() -> Iterator[None]:
    with clock.fixed_at(scene.LATER):
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
