"""What a demanding visitor does on every page: looks, listens, and reads with axe."""

import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
COLOURS = ["color-contrast", "link-in-text-block"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 700}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Words that no Swedish page shows.
ENGLISH = re.compile(
    r"\b(the|and|you|your|with|this|that|please|required|error|submit|cancel|delete|edit|save|"
    r"search|settings|click|here|not found|sign in|log in|log out|page|next|previous|report|"
    r"unit|user|account|password|welcome|loading|none|true|false|undefined|draft|received)\b",
    re.IGNORECASE,
)
SHOWN = """() => {
  const attributes = ['aria-label', 'alt', 'title', 'placeholder'];
  const said = [...document.querySelectorAll('*')].flatMap(
    one => attributes.map(name => one.getAttribute(name)).filter(Boolean));
  return [document.title, document.body.innerText, ...said].join('\\n');
}"""
# A state is wider than the place it has in its row: it lies on top of the words beside it.
CROWDED = """() => [...document.querySelectorAll('.wl .st')]
  .filter(one => one.scrollWidth > one.clientWidth + 1 || (one.nextElementSibling
    && one.getBoundingClientRect().top < one.nextElementSibling.getBoundingClientRect().bottom
    && one.nextElementSibling.getBoundingClientRect().top < one.getBoundingClientRect().bottom
    && one.getBoundingClientRect().right > one.nextElementSibling.getBoundingClientRect().left + 1))
  .map(one => `${location.pathname}: ${one.innerText} ligger över det bredvid`)"""
STILL = "Promise.all(document.getAnimations().map(one => one.finished.catch(() => null)))"
# The words of each cell as they are seen: without places to break or a link's hidden words.
ROWS = r"""rows => rows.map(row => [...row.cells].map(cell => {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll('.vh').forEach(one => { if (cell.tagName == 'TD') one.remove(); });
  return copy.textContent.replace(/[\u00ad\u200b]/g, '').trim();
}))"""
ANSWERED_WITH_FAULTS = 422
Name = str | re.Pattern[str]


def chromium() -> str:
    """Where Chromium is; the journeys cannot be made without it."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    assert Path(found).exists(), (
        "Chromium saknas. Installera det (apt-get install chromium) eller ange CHROMIUM=sökväg."
    )
    return found


@dataclass
class Visit:
    """One browser page with ears: what the console said and what did not load."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"fel på sidan: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    def _console(self, message: ConsoleMessage) -> None:
        # What did not load is told by `_answered`, which knows what was meant.
        told = message.text.startswith("Failed to load resource")
        if message.type in ("error", "warning") and not told:
            self.faults.append(f"konsolen: {message.text}")

    def _failed(self, request: Request) -> None:
        # A download and a page that is left end as aborted; they did not fail.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"gick inte fram: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status != ANSWERED_WITH_FAULTS:
            self.faults.append(f"svarade {response.status}: {response.url}")

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def status_of(self, path: str) -> int:
        """The status that the one who is logged in here gets, without opening the page."""
        return self.page.request.get(self.address + path).status

    def axe(self, *, colours_only: bool = False) -> list[str]:
        """What axe finds in the page as it stands, when colours have stopped changing."""
        self.page.evaluate(STILL)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        kind, wanted = ("rule", COLOURS) if colours_only else ("tag", RULES)
        found = self.page.evaluate(
            "([type, values]) => axe.run(document, "
            "{runOnly: {type, values}, resultTypes: ['violations']})",
            [kind, wanted],
        )
        return [
            f"{self.page.url} {one['id']}: {[node['html'][:160] for node in one['nodes']]}"
            for one in found["violations"]
        ]

    def axe_everywhere(self) -> list[str]:
        """At a desk and on a phone; in dark what the scheme changes, which is the colours."""
        before, found = self.page.viewport_size, []
        for size in (PHONE, DESK):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            for scheme in ("dark", "light"):
                self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                faults = self.axe(colours_only=scheme == "dark")
                found += [f"{size['width']} {scheme} {fault}" for fault in faults]
        if before:
            self.page.set_viewport_size(before)
        return found

    def english(self) -> list[str]:
        return ENGLISH.findall(self.page.evaluate(SHOWN))

    def sideways(self) -> list[str]:
        """Where the page scrolls sideways, on a phone and on a very small one; and where a state
        in a list runs into what stands beside it."""
        before, found = self.page.viewport_size, self.page.evaluate(CROWDED)
        for size in (PHONE, NARROW):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            width = self.page.evaluate("document.scrollingElement.scrollWidth")
            if width > size["width"]:
                found.append(f"{self.page.url} är {width} bred på {size['width']}")
        if before:
            self.page.set_viewport_size(before)
        return found

    # A click does not wait for what it leads to: what is read at once is read on the page before.
    # So a journey presses and follows; a bare click is for what stays on the page.
    def press(self, name: Name) -> None:
        """Presses a button that sends a form, and waits for the page that answers."""
        self.open(self.page.get_by_role("button", name=name))

    def follow(self, name: Name, *, exact: bool = False) -> None:
        """Follows a link by its words, and waits for the page that it leads to."""
        self.open(self.page.get_by_role("link", name=name, exact=exact))

    def open(self, place: Locator) -> None:
        """Clicks what opens another page, and waits for that page."""
        with self.page.expect_navigation():
            place.first.click()

    def tab_to(self, selector: str) -> None:
        """Moves by keyboard alone until the element has focus; a trap or an end fails."""
        for _ in range(300):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("one => document.activeElement.matches(one)", selector):
                return
        raise AssertionError(f"{selector} går inte att nå med tangentbordet på {self.page.url}")

    def tick(self, label: str) -> None:
        """Ticks a box or a choice by its label, by keyboard alone."""
        box = self.page.get_by_label(label, exact=True).get_attribute("id")
        self.tab_to(f"[id='{box}']")
        self.page.keyboard.press("Space")

    def table(self) -> dict[str, dict[str, int]]:
        """The figure on the page as {row: {column: number}}."""
        return self.as_table(self.page.locator("#tabell table tr").evaluate_all(ROWS))

    @staticmethod
    def as_table(rows: list[list[str]]) -> dict[str, dict[str, int]]:
        """Cells of a printed T1 as {row: {column: number}}: a dash is zero, shares are left out."""
        heading = next(row for row in rows if "Totalt" in row[1:])
        names = ["totalt" if name == "Totalt" else name for name in heading[1:]]
        found = {}
        for name, *cells in rows[rows.index(heading) + 1 :]:
            if not any("%" in cell for cell in cells):
                found[name] = {
                    column: 0 if cell == "–" else int(re.sub(r"\D", "", cell))
                    for column, cell in zip(names, cells, strict=True)
                }
        return found
