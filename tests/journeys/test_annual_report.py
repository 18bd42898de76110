"""The annual report: written around live numbers, frozen, in three formats, published."""

import re
import subprocess
from datetime import date
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, expect
from tests.journeys.browsing import ROWS, Visit
from tests.journeys.conftest import Open
from tests.journeys.installation import Installation

pytestmark = [pytest.mark.journey, pytest.mark.both_databases]

T1 = "reports.types_by_unit"
TITLE = "Rapporter efter typ och enhet"
Table = dict[str, dict[str, int]]
NUMBERS = r"\s+"


def draft(visit: Visit) -> str:
    """The address of the draft for 2025."""
    visit.go("/kvalitetsberattelse/")
    row = visit.page.locator("li").filter(has_text="Utkast").filter(has_text="2025")
    return str(row.get_by_role("link").get_attribute("href"))


def tool(visit: Visit, word: str) -> None:
    """Presses a tool of the editor by keyboard alone."""
    visit.page.keyboard.press("Alt+F10")
    visit.page.keyboard.press("Home")
    for _ in range(40):
        if visit.page.evaluate("document.activeElement.textContent") == word:
            visit.page.keyboard.press("Enter")
            return
        visit.page.keyboard.press("ArrowRight")
    raise AssertionError(f"verktyget {word} går inte att nå")


def choose(visit: Visit, search: str, shown: str) -> None:
    """Finds and inserts the entry that begins with `shown`, by keyboard alone."""
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_role("option").first.wait_for()
    visit.page.keyboard.type(search)
    expect(dialog.get_by_role("option").first).to_contain_text(re.compile(search, re.IGNORECASE))
    words = dialog.get_by_role("option").all_inner_texts()
    place = next(number for number, text in enumerate(words) if text.strip().startswith(shown))
    for _ in range(place):
        visit.page.keyboard.press("ArrowDown")
    assert visit.axe() == []
    visit.page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)


def in_html(table: Locator) -> Table:
    return Visit.as_table(table.locator("tr").evaluate_all(ROWS))


def in_word(path: Path) -> Table:
    for table in docx.Document(str(path)).tables:
        rows = [[cell.text.replace("\u00ad", "") for cell in row.cells] for row in table.rows]
        if any("Lex Sarah" in row for row in rows):
            return Visit.as_table([[cell.replace("\u200b", "") for cell in row] for row in rows])
    raise AssertionError("tabellen saknas i Word-filen")


def missing_in_pdf(path: Path, table: Table) -> list[str]:
    """Rows of the table that are not one line of the text: the label and then its numbers."""
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    return [
        row
        for row, cells in table.items()
        if not re.search(
            rf"^\s*{re.escape(row)}\s+{NUMBERS.join(printed(cells))}\b",
            done.stdout,
            re.MULTILINE,
        )
    ]


def printed(cells: dict[str, int]) -> list[str]:
    """The numbers in the order of the document: the total stands first."""
    others = [number for name, number in cells.items() if name != "totalt"]
    return [str(number) if number else "[0–]" for number in (cells["totalt"], *others)]


def downloaded(visit: Visit, name: str, folder: Path) -> Path:
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name=name).first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def assess_anew(visit: Visit) -> None:
    """A report of 2025 that was not a data breach becomes one too."""
    visit.go("/rapporter/?fran=2025-01-01&till=2025-12-31&status=closed&q=journalanteckning")
    visit.open(visit.page.locator("main a.t"))
    visit.page.get_by_text("Bedöm på nytt").first.click()
    breach = visit.page.get_by_label("Personuppgiftsincident", exact=True)
    assert not breach.is_checked()
    breach.check()
    visit.press("Spara och försegla")
    visit.page.get_by_text("Bedömningen är sparad").wait_for()


def test_a_draft_is_written_frozen_and_published(
    open_page: Open, demostad: Installation, tmp_path: Path
) -> None:
    counted = demostad.figure(T1, "2025")
    total = counted["Totalt"]["totalt"]
    team = open_page("kvalitetsteam")
    edition = draft(team)

    # Write: words, a live number and T1, by keyboard alone.
    team.go(edition)
    assert team.axe_everywhere() + team.english() + team.sideways() == []
    team.page.get_by_role("link", name="Sammanfattning").first.press("Enter")
    expect(team.page.locator(".hj-text")).to_be_visible()
    team.tab_to(".hj-text")
    team.page.keyboard.type("Kvalitetsteamet tog emot ")
    tool(team, "Infoga siffra")
    choose(team, "totalt", str(total))
    team.page.keyboard.type(" rapporter.")
    team.page.keyboard.press("Enter")
    tool(team, "Infoga figur")
    choose(team, "enhet", TITLE)
    expect(team.page.locator(".hj-fig table").first).to_contain_text("Barn och unga")
    expect(team.page.locator(".hj-status")).to_have_text(re.compile(r"^Sparat \d"))
    assert team.axe_everywhere() + team.english() + team.sideways() == []

    # What was autosaved is what a reader sees.
    team.follow("Så ser läsaren det")
    sentence = f"Kvalitetsteamet tog emot {total} rapporter."
    expect(team.page.get_by_text(sentence)).to_be_visible()
    assert team.axe_everywhere() + team.english() + team.sideways() == []

    # Freeze: the small numbers are looked through first.
    team.go(edition)
    team.follow("Granska och frys")
    assert team.axe_everywhere() + team.english() + team.sideways() == []
    team.press("Frys utgåvan")
    team.page.get_by_role("alert").first.wait_for()
    team.page.get_by_label("Jag har sett de små talen").check()
    team.press("Frys utgåvan")
    team.page.wait_for_url(team.address + edition)
    expect(team.page.locator("main")).to_contain_text("Text och siffror ändras inte mer.")
    assert team.axe_everywhere() + team.english() + team.sideways() == []

    # The same numbers in web page, PDF and Word as in T1.
    pdf, word = downloaded(team, "PDF", tmp_path), downloaded(team, "Word", tmp_path)
    assert missing_in_pdf(pdf, counted) == []
    assert in_word(word) == counted
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(word)).paragraphs)
    assert sentence in text
    team.go(f"{edition}las/")
    table = team.page.locator("table").filter(has_text="Lex Sarah").first
    assert in_html(table) == counted

    # Decide and publish: everybody reads it without login.
    team.go(edition)
    team.follow("Skriv in beslutet")
    team.page.get_by_label("Diarienummer").fill("DSN 2026/0042")
    team.page.get_by_label("Paragraf").fill("§ 12")
    team.page.get_by_label("Beslutsdag").fill(date.today().isoformat())
    assert team.axe_everywhere() + team.english() + team.sideways() == []
    team.press("Spara beslutet")
    team.follow("Publicera")
    assert team.axe_everywhere() + team.english() + team.sideways() == []
    team.press("Publicera berättelsen")
    public = team.page.locator("main a[href*='/publicerat/']").first
    public.wait_for()
    address = str(public.get_attribute("href"))
    path = address[address.index("/publicerat/") :]
    visitor = open_page(phone=True)
    visitor.go("/publicerat/")
    assert visitor.axe_everywhere() + visitor.english() + visitor.sideways() == []
    visitor.go(path)
    expect(visitor.page.get_by_text(sentence)).to_be_visible()
    assert visitor.axe_everywhere() + visitor.english() + visitor.sideways() == []
    shown = visitor.page.locator("article").inner_text()
    frozen = [downloaded(team, name, tmp_path / "beslutad") for name in ("PDF", "Word")]
    team.go(f"{edition}las/")
    read = team.page.locator("main").inner_text()

    # A report of that year is assessed anew: T1 changes, what is frozen does not.
    assess_anew(team)
    changed = demostad.figure(T1, "2025")["Totalt"]
    assert changed["Personuppgiftsincident"] == counted["Totalt"]["Personuppgiftsincident"] + 1
    assert changed["totalt"] == total
    team.go(f"{edition}las/")
    assert team.page.locator("main").inner_text() == read
    visitor.page.reload()
    assert visitor.page.locator("article").inner_text() == shown
    team.go(edition)
    later = [downloaded(team, name, tmp_path / "senare") for name in ("PDF", "Word")]
    assert [path.read_bytes() for path in later] == [path.read_bytes() for path in frozen]
