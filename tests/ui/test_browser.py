"""The open pages in a real browser: axe, sideways scroll, console, and what the script does."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ["/galleri/", "/hjalp/", "/uppgifter/", "/tillganglighet/", "/konto/login/"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright's own loop runs in this thread; the database is only used by the server's.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        found = play.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield found
        found.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def faults(page: Page) -> list[tuple[str, list[str]]]:
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES
    )
    return [
        (one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_have_no_fault_that_axe_can_find(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    for path in PAGES:
        page.goto(live_server.url + path)
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()
    assert said == []


def test_nothing_scrolls_sideways_at_320(browser: Browser, live_server: Any) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    for path in PAGES:
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.close()


def test_nothing_scrolls_sideways_with_text_twice_as_large(
    browser: Browser, live_server: Any
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    for path in PAGES:
        page.goto(live_server.url + path)
        # A browser's own text size is the size that rem counts from.
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, path
    page.close()


def test_the_keyboard_reaches_everything_from_the_top(browser: Browser, live_server: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(live_server.url + "/konto/login/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.type"))
    assert reached[:3] == ["login", "password", "submit"]
    page.close()


def test_the_menu_opens_without_script(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/galleri/")
    assert not page.locator("#meny").is_visible()
    page.get_by_role("link", name="Meny").click()
    assert page.locator("#meny").is_visible()
    context.close()


def test_the_script_helps(browser: Browser, live_server: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(live_server.url + "/galleri/")
    # a form that was sent back: the reader starts at the list of faults
    assert page.evaluate("document.activeElement.hasAttribute('data-focus')")
    # "Ej avvikelse" rules out the others, and the other way round
    first, alone = page.locator("#id_kinds_0"), page.locator("#id_kinds_3")
    assert first.is_checked()
    alone.check()
    assert not first.is_checked()
    first.check()
    assert not alone.is_checked()
    # a file over the limit is said at once, and no longer when another is chosen
    attachment = page.locator("#id_attachment")
    big = {
        "name": "stor.pdf",
        "mimeType": "application/pdf",
        "buffer": b"x" * (10 * 1024 * 1024 + 1),
    }
    attachment.set_input_files(big)  # type: ignore[arg-type]
    assert "stor.pdf är för stor" in page.locator("#id_attachment-size").inner_text()
    attachment.set_input_files({**big, "buffer": b"x"})  # type: ignore[arg-type]
    assert page.locator("#id_attachment-size").count() == 0
    page.close()


def test_print_hides_the_frame(browser: Browser, live_server: Any) -> None:
    page = browser.new_page()
    page.goto(live_server.url + "/galleri/")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert not page.locator("footer.foot").is_visible()
    assert page.locator("h1").is_visible()
    page.close()
