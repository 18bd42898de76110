"""The menu shows what the actor may see, grouped by the wheel, and marks where one is."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from hjulet.ui import menu
from hjulet.ui.menu import MenuItem

ANNA = SimpleNamespace(name="Anna", may=True)
BO = SimpleNamespace(name="Bo", may=False)


@pytest.fixture(autouse=True)
def items(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three items on pages of this room; whatever the other rooms registered is set aside."""
    monkeypatch.setattr(menu, "_items", {})
    menu.register(MenuItem(label="Uppgifter", url_name="privacy", stage="check", order=2))
    menu.register(MenuItem(label="Hjälp", url_name="help", stage="do", visible=lambda who: who.may))
    menu.register(
        MenuItem(label="Tillgång", url_name="accessibility", order=1, count=lambda who: 3)
    )
    yield


def labels(actor: object, path: str = "/") -> list[tuple[str, list[str]]]:
    return [(g.stage, [line.label for line in g.lines]) for g in menu.menu_for(actor, path)]


def test_groups_come_in_the_order_of_the_wheel() -> None:
    assert labels(ANNA) == [("", ["Tillgång"]), ("do", ["Hjälp"]), ("check", ["Uppgifter"])]


def test_an_item_that_may_not_be_seen_is_left_out_with_its_heading() -> None:
    assert labels(BO) == [("", ["Tillgång"]), ("check", ["Uppgifter"])]
    assert menu.menu_for(None, "/") == ()


def test_the_page_and_the_pages_below_it_are_marked() -> None:
    def marks(path: str) -> dict[str, str]:
        return {line.label: line.current for g in menu.menu_for(ANNA, path) for line in g.lines}

    assert marks("/hjalp/") == {"Tillgång": "", "Hjälp": "page", "Uppgifter": ""}
    assert marks("/hjalp/import/")["Hjälp"] == "true"
    assert set(marks("/").values()) == {""}


def test_the_longest_address_wins() -> None:
    menu.register(MenuItem(label="Import", url_name="account_home", prefix="/hjalp/import/"))
    found = {
        line.label: line.current
        for g in menu.menu_for(ANNA, "/hjalp/import/1/")
        for line in g.lines
    }
    assert found["Import"] == "true"
    assert found["Hjälp"] == ""


def test_a_count_is_asked_for_with_the_actor() -> None:
    assert menu.menu_for(ANNA, "/")[0].lines[0].count == 3


def test_an_address_that_does_not_exist_is_left_out() -> None:
    menu.register(MenuItem(label="Borta", url_name="no_such_page"))
    assert "Borta" not in str(labels(ANNA))
