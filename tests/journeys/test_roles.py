"""Everybody logs in, sees a start page of her own and can open all that the menu offers."""

import pytest
from tests.journeys.browsing import NARROW
from tests.journeys.conftest import Open

pytestmark = pytest.mark.journey

PEOPLE = [
    "medarbetare",
    "enhetschef",
    "avdelningschef",
    "forvaltningsledning",
    "kvalitetsteam",
    "sas",
    "utredare",
    "dataskyddsombud",
    "registrator",
    "namndledamot",
    "systemforvaltare",
]
MENU = "nav[aria-label] a[href^='/'], header a[href^='/'], footer a[href^='/']"
_read_everywhere: set[str] = set()


def test_somebody_logs_in_with_email_and_password(open_page: Open) -> None:
    visit = open_page(phone=True)
    visit.go("/")
    assert visit.page.url.startswith(visit.address + "/konto/login/")
    assert visit.axe_everywhere() == []
    assert visit.english() == []
    assert visit.sideways() == []
    password = visit.page.locator("section b").first.inner_text()
    visit.page.get_by_label("E-post").fill("kvalitetsteam@demostad.example")
    visit.page.get_by_label("Lösenord").fill("fel lösenord här")
    visit.page.get_by_role("button", name="Logga in", exact=True).click()
    visit.page.get_by_role("alert").first.wait_for()
    assert visit.page.get_by_label("E-post").input_value() == "kvalitetsteam@demostad.example"
    assert visit.axe() == []
    visit.page.get_by_label("Lösenord").fill(password)
    visit.page.get_by_role("button", name="Logga in", exact=True).click()
    visit.page.wait_for_url(visit.address + "/")
    visit.go("/mitt-konto/")
    assert "Ylva Ekström-Demir" in visit.page.locator("main").inner_text()


def test_every_role_has_a_button(open_page: Open) -> None:
    visit = open_page()
    visit.go("/konto/login/")
    shown = visit.page.locator("section li").all_inner_texts()
    assert [person for person in PEOPLE if not any(f"{person}@" in text for text in shown)] == []


@pytest.mark.parametrize("person", PEOPLE)
def test_a_role_reads_her_start_page_and_menu(open_page: Open, person: str) -> None:
    visit = open_page(person)
    visit.go("/")
    faults = visit.axe_everywhere() + visit.english() + visit.sideways()
    links = visit.page.locator(MENU).evaluate_all("all => all.map(a => a.getAttribute('href'))")
    paths = sorted({link.split("#")[0] for link in links} - {"/", ""})
    assert len(paths) >= 4
    for path in paths:
        if "logout" in path:
            continue
        visit.go(path)
        assert visit.page.locator("h1").count() == 1, path
        faults += [f"{path}: {word}" for word in visit.english()] + visit.sideways()
        faults += visit.axe() if path in _read_everywhere else visit.axe_everywhere()
        _read_everywhere.add(path)
    assert faults == []


@pytest.mark.parametrize("person", ["medarbetare", "kvalitetsteam"])
def test_the_menu_is_reached_on_a_small_phone(open_page: Open, person: str) -> None:
    visit = open_page(person, phone=True)
    visit.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    visit.go("/")
    assert not visit.page.get_by_role("link", name="Mina rapporter").first.is_visible()
    visit.page.get_by_role("link", name="Meny").tap()
    visit.page.get_by_role("link", name="Mina rapporter").first.tap()
    visit.page.get_by_role("heading", level=1, name="Mina rapporter").wait_for()
    assert visit.sideways() == []
