"""What an investigation that cannot be done yet says of what is saved."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from tests.reports.house_of_two import House
from tests.reports.investigating import opened

Browse = Callable[..., Client]
KEPT, NOT_KEPT = "Utkastet är sparat.", "Det du ändrade sist är inte sparat"


def test_it_says_whether_the_draft_is_saved(house: House, browse: Browse) -> None:
    found, client = opened(house), browse("manager")
    address = reverse("investigation_save", args=[found.reference])

    def send(course: str, **more: Any) -> str:
        return client.post(address, {"course": course, **more}).content.decode()

    page = send("Halvt", draft="0", do="finish")
    assert NOT_KEPT in page
    assert KEPT not in page
    send("Halvt", draft="0", do="autosave")
    page = send("Halvt", draft="1", do="finish")
    assert KEPT in page
    assert NOT_KEPT not in page
    assert NOT_KEPT in send("Mer än halvt", draft="1", do="finish")
