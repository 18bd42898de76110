"""The editor on its stage, in Debian's Chromium. A word on the console fails the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.editor.stage import Stage

AXE = Path(__file__).resolve().parents[1] / "vendor/axe.min.js"
DESK = (1280, "light")
EVERYWHERE = pytest.mark.parametrize(
    "page", [DESK, (1280, "dark"), (390, "light"), (390, "dark")], indirect=True
)
PATIENCE = 20_000  # milliseconds that an expectation may wait on a busy machine


# Per module: Playwright's loop must not be left running when other rooms ask the database.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.shutdown()
    stage.server_close()


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page at a desk in daylight; `EVERYWHERE` adds the others."""
    width, scheme = getattr(request, "param", DESK)
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale="sv-SE"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    # The browser itself notes each refused save; that is the server's answer, not a fault.
    assert [text for text in said if not text.startswith("Failed to load resource")] == []


def violations(page: Page) -> list[str]:
    """What axe finds on the page now."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{v['id']}: {[node['html'] for node in v['nodes']]}" for v in found]
