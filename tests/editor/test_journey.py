"""Writing a section: by keyboard, from Word, beside another writer, without contact."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.editor.conftest import EVERYWHERE, PATIENCE, violations
from tests.editor.stage import Stage

from hjulet.documents import tree
from hjulet.documents.stored import parse

pytestmark = pytest.mark.journey
expect.set_options(timeout=PATIENCE)

WORD = Path(__file__).with_name("word.html").read_text(encoding="utf-8")
NUMBER = tree.NumberRef("reports.total", (("board", "3"), ("year", "2025")))
SAVED = "Sparat 9.42"


def text_of(page: Page) -> Any:
    return page.locator(".hj-paper .hj-text")


def open_text(page: Page, stage: Stage) -> None:
    """Opens the page and goes to the text by keyboard: the toolbar is one stop before it."""
    page.goto(stage.url)
    expect(text_of(page)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(text_of(page)).to_be_focused()


def tool(page: Page, word: str) -> None:
    """Presses a tool by keyboard alone."""
    page.keyboard.press("Alt+F10")
    page.keyboard.press("Home")
    for _ in range(40):
        if page.evaluate("document.activeElement.textContent") == word:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"verktyget {word} går inte att nå med piltangenterna")


def paste(page: Page, html: str) -> None:
    page.evaluate(
        """html => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          const paste = {clipboardData: data, bubbles: true, cancelable: true};
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", paste));
        }""",
        html,
    )


def words(value: str) -> tree.Paragraph:
    return tree.Paragraph((tree.Text(value),))


def one_paragraph(value: str) -> dict[str, Any]:
    content = [{"type": "text", "text": value}]
    return {"type": "doc", "content": [{"type": "paragraph", "content": content}]}


@EVERYWHERE
def test_a_section_is_written_by_keyboard_alone(page: Page, stage: Stage) -> None:
    open_text(page, stage)
    expect(page.locator(".hj-status")).to_have_text("Sparat 9.41")
    assert violations(page) == []
    tool(page, "Rubrik 2")
    page.keyboard.type("Vad som hände")
    page.keyboard.press("Enter")
    page.keyboard.type("Vi tog emot ")
    tool(page, "Infoga siffra")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("option")).to_have_count(2)
    assert violations(page) == []
    page.keyboard.type("avvik")
    expect(dialog.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    page.keyboard.type(" avvikelser.")
    page.keyboard.press("Enter")
    tool(page, "Punktlista")
    page.keyboard.type("tidsfrister")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("utredning")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    tool(page, "Infoga figur")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("radio", name="Diagram", exact=True)).to_be_checked()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    tool(page, "Tabell")
    assert violations(page) == []
    for value in ("Enhet", "Antal", "Andel", "Norr", "12"):
        page.keyboard.type(value)
        page.keyboard.press("Tab")
    tool(page, "Ta bort rad")
    tool(page, "Tabellens rubrik")
    page.keyboard.type("Per enhet")
    page.keyboard.press("Enter")
    expect(page.locator(".hj-paper caption").last).to_have_text("Per enhet")
    page.keyboard.press("Control+s")
    expect(page.locator(".hj-status")).to_have_text(SAVED)
    assert violations(page) == []

    blocks = parse(stage.body)
    assert blocks[:4] == (
        tree.Heading(2, (tree.Text("Vad som hände"),)),
        tree.Paragraph((tree.Text("Vi tog emot "), NUMBER, tree.Text(" avvikelser."))),
        tree.ListBlock(
            False, ((words("tidsfrister"), tree.ListBlock(False, ((words("utredning"),),))),)
        ),
        tree.FigureRef("reports.t1", (("board", "3"), ("year", "2025")), "chart"),
    )
    (table,) = [block for block in blocks if isinstance(block, tree.Table)]
    assert table.caption == "Per enhet"
    assert [tree.plain(cell.inlines) for cell in table.header] == ["Enhet", "Antal", "Andel"]
    assert table.row_headers
    assert len(table.rows) == 1


def test_a_number_and_a_figure_show_what_they_stand_for(page: Page, stage: Stage) -> None:
    number = {"key": "reports.total", "params": {"year": "2025", "board": "3"}, "label": ""}
    unlisted = {"key": "risks.total", "params": {}, "label": "Antal risker"}
    figure = {"key": "reports.t1", "params": {"board": "3", "year": "2025"}, "show": "table"}
    inlines = [{"type": "liveNumber", "attrs": attrs} for attrs in (number, unlisted)]
    stage.body = {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": inlines},
            {"type": "liveFigure", "attrs": figure},
            {"type": "liveFigure", "attrs": figure},
        ],
    }
    page.goto(stage.url)
    live = page.locator(".hj-paper .live")
    expect(live.nth(0)).to_have_text("162 (Antal avvikelser under året)")
    expect(live.nth(0)).to_have_attribute("title", "Antal avvikelser under året")
    expect(live.nth(1)).to_have_text("12 (Antal risker)")
    previews = page.locator(".hj-fig td")
    expect(previews).to_have_text(["88", "74", "88", "74"])
    assert page.locator(".hj-paper [style]:not([style=''])").count() == 0
    assert page.locator(".hj-fig a").count() == 0
    assert violations(page) == []  # two copies of one preview: no id twice
    assert stage.saves == []  # opening is not writing
    page.locator(".hj-fig select").first.select_option("both")
    expect(page.locator(".hj-status")).to_have_text(SAVED)
    assert [block["attrs"]["show"] for block in stage.body["content"][1:]] == ["both", "table"]
    page.get_by_role("button", name="Ta bort figuren").first.click()
    expect(page.locator(".hj-fig")).to_have_count(1)


@EVERYWHERE
def test_word_is_pasted_as_headings_lists_and_tables(page: Page, stage: Stage) -> None:
    open_text(page, stage)
    paste(page, WORD)
    told = page.locator(".hj-told")
    expect(told).to_contain_text("Bilder kan inte klistras in")
    expect(told).to_contain_text("sammanslagna celler")
    assert violations(page) == []
    page.keyboard.press("Control+s")
    expect(page.locator(".hj-status")).to_have_text(SAVED)
    heading, paragraph, bullets, numbers, after, table, last = parse(stage.body)
    # The page has a title: Word's first level becomes our second.
    assert heading == tree.Heading(2, (tree.Text("Klistrad rubrik"),))
    assert isinstance(paragraph, tree.Paragraph)
    assert tree.Text("fet", bold=True) in paragraph.inlines
    assert tree.Text("kursiv", italic=True) in paragraph.inlines
    assert tree.Text("länk", href="https://example.se/sida") in paragraph.inlines
    assert tree.plain(paragraph.inlines).endswith("samt fil.")
    nested = tree.ListBlock(False, ((words("Underpunkt"),),))
    assert bullets == tree.ListBlock(False, ((words("Punkt ett"), nested), (words("Punkt två"),)))
    assert numbers == tree.ListBlock(
        True, ((words("Tredje steget"),), (words("Fjärde steget"),)), 3
    )
    assert isinstance(after, tree.Paragraph)
    assert isinstance(table, tree.Table)
    assert [tree.plain(cell.inlines) for cell in table.header] == ["Enhet", "Enhet", "Antal"]
    assert [[tree.plain(cell.inlines) for cell in row.cells] for row in table.rows] == [
        ["Norr", "Vuxen en två", "12"],
        ["Norr", "Barn och unga", "7"],
    ]
    assert table.rows[0].cells[2].align == "right"
    assert last == words("Sist")


def test_text_with_control_characters_is_cleaned(page: Page, stage: Stage) -> None:
    open_text(page, stage)
    paste(page, "<p>ett\x0btvå\x07</p><p style='x' onclick=y()>tre</p>")
    page.keyboard.press("Control+s")
    expect(page.locator(".hj-status")).to_have_text(SAVED)
    assert "tre" in json.dumps(stage.body)
    assert parse(stage.body)


def test_two_writers_lose_nothing(page: Page, stage: Stage) -> None:
    open_text(page, stage)
    page.keyboard.type("Min text")
    stage.body = one_paragraph("Den andras text")
    stage.version = 5
    conflict = page.locator(".hj-conflict")
    expect(conflict).to_contain_text("Karin sparade 9.40.")
    expect(page.locator(".hj-status")).to_contain_text("Ej sparat: någon annan har ändrat")
    expect(text_of(page)).to_have_text("Min text")
    assert violations(page) == []
    conflict.get_by_role("button", name="Läs in den andra versionen").click()
    expect(text_of(page)).to_have_text("Den andras text")
    kept = page.locator(".hj-kept")
    expect(kept.locator(".hj-text")).to_have_text("Min text")
    assert violations(page) == []
    text_of(page).press("End")
    page.keyboard.type(" och min")
    expect(page.locator(".hj-status")).to_have_text(SAVED)
    assert parse(stage.body) == (words("Den andras text och min"),)
    assert stage.saves[-1]["version"] == 5
    page.reload()
    expect(kept.locator(".hj-text")).to_have_text("Min text")
    kept.get_by_role("button", name="Ta bort min text").click()
    expect(kept).to_have_count(0)


def test_a_server_in_trouble_is_told_and_tried_again(page: Page, stage: Stage) -> None:
    open_text(page, stage)
    stage.answer = (500, {})
    page.keyboard.type("Viktigt")
    expect(page.locator(".hj-status")).to_have_text(
        "Ej sparat: felet är vårt. Vi försöker igen. Texten finns kvar här."
    )
    stage.answer = None
    expect(page.locator(".hj-status")).to_have_text(SAVED)
    assert parse(stage.body) == (words("Viktigt"),)


def test_a_refused_text_says_why_and_a_change_is_the_next_try(page: Page, stage: Stage) -> None:
    open_text(page, stage)
    stage.answer = (422, {"message": "Det står ett personnummer i texten. Ta bort det."})
    page.keyboard.type("Fel")
    expect(page.locator(".hj-status")).to_have_text(
        "Ej sparat: Det står ett personnummer i texten. Ta bort det."
    )
    stage.answer = None
    page.keyboard.press("Backspace")
    expect(page.locator(".hj-status")).to_have_text(SAVED)


def test_a_locked_text_is_not_tried_again(page: Page, stage: Stage) -> None:
    open_text(page, stage)
    stage.answer = (423, {"message": "Utgåvan är fryst. Ingen kan ändra texten."})
    page.keyboard.type("Sent")
    status = page.locator(".hj-status")
    expect(status).to_have_text("Ej sparat: Utgåvan är fryst. Ingen kan ändra texten.")
    page.keyboard.type(" igen")
    page.keyboard.press("Control+s")
    expect(text_of(page)).to_have_text("Sent igen")
    assert len(stage.saves) == 1


def test_a_button_of_the_page_opens_the_list(page: Page, stage: Stage) -> None:
    open_text(page, stage)
    page.keyboard.type("Andel: ")
    page.get_by_role("button", name="Siffror").click()
    page.get_by_role("dialog").get_by_text("79 procent").click()
    page.get_by_role("button", name="Infoga siffran").click()
    expect(page.locator(".hj-paper .live")).to_contain_text("79 procent")
    expect(text_of(page)).to_be_focused()
    page.get_by_role("button", name="Siffror").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator(".hj-paper .live")).to_have_count(0)


def test_the_form_posts_the_last_text_and_its_version(page: Page, stage: Stage) -> None:
    open_text(page, stage)
    page.keyboard.type("Klart")
    page.get_by_role("button", name="Avsnittet är klart").click()
    expect(page).to_have_title("Klart")
    (form,) = stage.forms
    assert parse(json.loads(form["body"][0])) == (words("Klart"),)
    assert form["version"] == ["2"]
    assert set(form) == {"body", "version"}


def test_leaving_the_page_saves(page: Page, stage: Stage) -> None:
    open_text(page, stage)
    page.keyboard.type("Hastigt")
    page.goto("about:blank")
    page.goto(stage.url)
    expect(text_of(page)).to_have_text("Hastigt")


def test_links_are_made_changed_and_refused(page: Page, stage: Stage) -> None:
    open_text(page, stage)
    page.keyboard.type("sidan")
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("textbox", name="Adress")).to_be_focused()
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Enter")
    error = page.get_by_role("alert").filter(has_text="Skriv en adress")
    expect(error).to_be_visible()
    assert violations(page) == []
    page.get_by_role("textbox", name="Adress").fill("www.example.se/a")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    expect(page.locator(".hj-status")).to_have_text(SAVED)
    link = tree.Text("sidan", href="https://www.example.se/a")
    assert parse(stage.body) == (tree.Paragraph((link,)),)


def test_a_text_that_cannot_be_opened_is_left_alone(page: Page, stage: Stage) -> None:
    stage.body = {"type": "doc", "content": [{"type": "codeBlock"}]}
    page.goto(stage.url)
    expect(page.get_by_role("alert")).to_contain_text("Texten kan inte öppnas")
    assert json.loads(page.locator("textarea").input_value()) == stage.body
    assert stage.saves == []
