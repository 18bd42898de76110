"""Typed numbers beside the text, and a form that stays while its text is not saved."""

import json

import pytest
from playwright.sync_api import Page, expect
from tests.editor.conftest import EVERYWHERE, PATIENCE, violations
from tests.editor.stage import Stage
from tests.editor.test_journey import open_text, text_of, words

from hjulet.documents.stored import parse

pytestmark = pytest.mark.journey
expect.set_options(timeout=PATIENCE)


def test_a_typed_number_that_no_figure_has_is_changed_from_the_list(
    page: Page, stage: Stage
) -> None:
    open_text(page, stage)
    stage.typed = [{"words": "16 avvikelser", "number": "16"}]
    page.keyboard.type("Vi hade 116 avvikelser, och då 16 avvikelser.")
    listed = page.get_by_role("group", name="Siffror att se över")
    expect(listed).to_contain_text("”16 avvikelser”")
    page.keyboard.type(" Mer.")  # writing goes on
    expect(text_of(page)).to_contain_text("Mer.")
    stage.typed = []
    listed.get_by_role("button", name="Infoga från siffrorna").click()
    page.get_by_role("dialog").get_by_text("Antal avvikelser under året").click()
    page.get_by_role("button", name="Infoga siffran").click()
    expect(listed).to_have_count(0)
    (paragraph,) = parse(stage.body)
    before, number, after = paragraph.inlines
    assert (before.text, number.key) == ("Vi hade 116 avvikelser, och då ", "reports.total")
    assert after.text.startswith(" avvikelser. Mer.")


@EVERYWHERE
def test_the_list_of_typed_numbers_can_be_read_by_all(page: Page, stage: Stage) -> None:
    stage.typed = [{"words": "61,4 procent", "number": "61,4 procent"}]
    open_text(page, stage)
    page.keyboard.type("Hela 61,4 procent.")
    expect(page.get_by_role("button", name="Infoga från siffrorna")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("answer", [(401, {}), (500, {})])
def test_the_form_stays_while_the_text_is_not_saved(
    page: Page, stage: Stage, answer: tuple[int, dict[str, str]]
) -> None:
    open_text(page, stage)
    stage.answer = answer
    page.keyboard.type("Viktigt")
    page.get_by_role("button", name="Avsnittet är klart").click()
    expect(page.locator(".hj-status")).to_contain_text("Ej sparat")
    expect(text_of(page)).to_have_text("Viktigt")
    assert stage.forms == []
    stage.answer = None
    page.get_by_role("button", name="Avsnittet är klart").click()
    expect(page).to_have_title("Klart")
    assert parse(json.loads(stage.forms[0]["body"][0])) == (words("Viktigt"),)
