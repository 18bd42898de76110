"""The house of two boards as a fixture, a clock that stands still, and somebody logged in."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from tests.log_review import scene
from tests.reports.house_of_two import House

from hjulet.kernel import clock


@pytest.fixture
def house(db: None) -> House:
    return scene.build()


@pytest.fixture
def browse(house: House) -> Iterator[Callable[..., Client]]:
    """A client that is logged in as somebody, at the time of the draw."""

    def as_(who: str, **given: bool) -> Client:
        client = Client(**given)
        client.force_login(
            house.people[who], backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    with clock.fixed_at(scene.DRAWN):
        yield as_
