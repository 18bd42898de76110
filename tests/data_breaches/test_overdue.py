"""What the pages say when the 72 hours have run out: how long ago, and what to do first."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.data_breaches import scene
from tests.reports.house_of_two import NOW, House

from hjulet.kernel import clock
from hjulet.kernel.clock import hours_later

Browse = Callable[..., Client]


def text(client: Client, name: str, *args: object) -> str:
    page = client.get(reverse(f"breach_{name}", args=args)).content.decode()
    return page.replace("\u00a0", " ").replace("<b>", "").replace("</b>", "")


@pytest.mark.parametrize(
    ("late", "words"),
    [(1, "1 timme"), (47, "47 timmar"), (48, "2 dagar"), (87 * 24 + 3, "87 dagar")],
)
def test_hours_become_days_and_the_decision_comes_first(
    house: House, browse: Browse, late: int, words: str
) -> None:
    incident, client, waits = scene.opened(house), browse("dpo"), scene.reported(house)
    assert "Skriv vad ni vet" in text(client, "page", incident.number)
    with clock.fixed_at(hours_later(NOW, 72 + late)):
        page = text(client, "page", incident.number)
        assert f"Tiden gick ut för {words} sedan. Besluta först om den ska anmälas." in page
        assert "så beslutet kommer först" in page
        assert reverse("breach_decide", args=[incident.number]) in page
        assert "Skriv vad ni vet" not in page and "Anmäl ändå" not in page
        listed = text(client, "list")
        assert f"Öppna en incident för rapport {waits.reference}" in listed
        assert f"{words} sen" in listed
        assert f"{words} sedan" in text(client, "decide", incident.number)
        scene.do(house, "decide", incident, notify=True, reason="Det finns en risk.")
        page = text(client, "page", incident.number)
        assert f"Tiden gick ut för {words} sedan. Incidenten skulle ha anmälts" in page
        assert "skriv varför det dröjde" in page and "Skriv vad ni vet" in page


def test_the_work_list_says_who_should_have_been_told(house: House, browse: Browse) -> None:
    incident = scene.notified(house)
    scene.do(house, "save", incident, contents=scene.changed(severity=3))
    with clock.fixed_at(hours_later(NOW, 24 * 9)):
        page = browse("dpo").get("/").content.decode()
    assert "besked skulle ha lämnats 17 okt" in page.replace("\u00a0", " ")


def test_what_is_decided_not_to_be_notified_is_never_late(house: House, browse: Browse) -> None:
    incident, client = scene.decided(house, notify=False), browse("dpo")
    with clock.fixed_at(hours_later(NOW, 72 + 100)):
        assert "Tiden gick ut" not in text(client, "page", incident.number)
