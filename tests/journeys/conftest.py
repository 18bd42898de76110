"""A running Demostad for each module of journeys, and a browser that keeps its ears open."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.journeys import installation
from tests.journeys.browsing import ARGUMENTS, DESK, PHONE, Visit, chromium
from tests.journeys.installation import Installation

PATIENCE = 30_000  # milliseconds that the browser waits for what it looks for
Open = Callable[..., Visit]


# Per module: what one journey freezes or publishes is not what the next one should find.
@pytest.fixture(scope="module")
def demostad(request: pytest.FixtureRequest) -> Installation:
    return installation.copy_of(installation.demo_template(), request.path.stem)


@pytest.fixture(scope="module")
def address(demostad: Installation) -> Iterator[str]:
    with demostad.serving() as url:
        yield url


# Per module: Playwright's loop must not be left running when tests of other rooms ask the database.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def sessions() -> dict[tuple[str, str], Any]:
    """Who has logged in already: cookies by address and person."""
    return {}


@pytest.fixture
def open_at(browser: Browser, sessions: dict[tuple[str, str], Any]) -> Iterator[Open]:
    """`open_at(url, "kvalitetsteam", phone=True)`: a page; its faults fail the test."""
    visits: list[Visit] = []

    def open_page(
        url: str, person: str | None = None, *, phone: bool = False, scheme: Any = "light"
    ) -> Visit:
        context = browser.new_context(
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
            has_touch=phone,
            color_scheme=scheme,
            locale="sv-SE",
            storage_state=sessions.get((url, person or "")),
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        visit = Visit(page, url)
        visit.listen()
        visits.append(visit)
        if person and (url, person) not in sessions:
            step_in(visit, person)
            sessions[url, person] = context.storage_state()
        return visit

    yield open_page
    faults = [fault for visit in visits for fault in visit.faults]
    for visit in visits:
        visit.page.context.close()
    assert faults == []


@pytest.fixture
def open_page(open_at: Open, address: str) -> Open:
    """The same in Demostad."""
    return lambda person=None, **choices: open_at(address, person, **choices)


def step_in(visit: Visit, person: str) -> None:
    """Logs in as one of Demostad's people, by her button on the login page."""
    visit.go("/konto/login/")
    row = visit.page.locator("li").filter(has_text=f"{person}@demostad.example")
    row.get_by_role("button").click()
    visit.page.wait_for_url(visit.address + "/")
