"""Nothing typed is lost: logged out elsewhere, without network, tapped twice, without script."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys.browsing import PHONE, Visit
from tests.journeys.conftest import PATIENCE, Open, step_in

pytestmark = [pytest.mark.journey, pytest.mark.both_databases]

expect.set_options(timeout=PATIENCE)
WORDS = "Nyckeln till medicinskåpet låg framme på köksbordet."
OUT = "Du har loggats ut. Logga in i en ny flik och försök igen – texten står kvar."
STATE = re.compile("Avsnittet är klart|Öppna avsnittet igen")
AWAY = "Ingen kontakt med servern. Texten står kvar."


def log_out(context: BrowserContext, address: str) -> None:
    """In another tab of the same browser."""
    tab = context.new_page()
    tab.goto(address + "/mitt-konto/")
    with tab.expect_navigation():
        tab.get_by_role("main").get_by_role("button", name="Logga ut").click()
    assert "logout" not in tab.url
    tab.close()


def log_in(context: BrowserContext, address: str, person: str) -> None:
    tab = context.new_page()
    step_in(Visit(tab, address), person)
    tab.close()


@pytest.fixture
def visit(open_page: Open) -> Iterator[Any]:
    """`visit(person)`: a page of her own login, which is ended here. Refusals are expected."""
    visits: list[Visit] = []

    def begin(person: str, **choices: Any) -> Visit:
        found = open_page(**choices)
        step_in(found, person)
        visits.append(found)
        return found

    yield begin
    for one in visits:
        one.faults[:] = [fault for fault in one.faults if not expected(fault)]


def expected(fault: str) -> bool:
    return fault.startswith(("svarade 401", "svarade 403", "gick inte fram"))


def write(page: Page, words: str = WORDS) -> None:
    page.get_by_label("Berätta kort vad som hände").fill(words)
    page.get_by_label("Nej, men det kunde ha gått illa", exact=True).check()
    page.get_by_label("Ja, det kan vara allvarligt", exact=True).check()


def draft_state(page: Page) -> Any:
    return page.locator("[data-draft-state]")


def test_a_report_outlives_the_session_and_the_network(visit: Any, address: str) -> None:
    one = visit("medarbetare", phone=True)
    page, context = one.page, one.page.context
    one.go("/rapporter/ny/")
    write(page)
    expect(draft_state(page)).to_contain_text("Sparat ")
    assert one.axe() == []

    context.set_offline(True)
    page.get_by_role("button", name="Skicka in").tap()
    expect(page.locator("[data-obstacle]")).to_contain_text(AWAY)
    context.set_offline(False)

    log_out(context, address)
    page.get_by_role("button", name="Skicka in").tap()
    expect(page.locator("[data-obstacle]")).to_contain_text(OUT)
    assert one.axe() == []
    assert one.english() == []
    expect(page.get_by_label("Berätta kort vad som hände")).to_have_value(WORDS)
    page.get_by_label("Vad gjorde du direkt?").fill("Låste in den.")
    expect(draft_state(page)).to_contain_text("Ej sparat. Du har loggats ut.")

    log_in(context, address, "medarbetare")
    page.get_by_role("button", name="Skicka in").dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tack")
    one.go("/rapporter/mina/")
    expect(page.get_by_text(WORDS)).to_have_count(1)
    one.go("/rapporter/ny/")
    expect(page.get_by_text(WORDS)).to_have_count(0)  # its draft is gone


def test_a_number_is_not_saved_in_the_draft(visit: Any) -> None:
    one = visit("medarbetare")
    one.go("/rapporter/ny/")
    one.page.get_by_label("Berätta kort vad som hände").fill("Det gällde 811218-9876.")
    expect(draft_state(one.page)).to_contain_text("Ej sparat. Texten innehåller ett personnummer")
    one.page.reload()
    expect(one.page.get_by_text("Det gällde")).to_have_count(0)


def test_without_script_the_text_comes_back(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    step_in(Visit(page, address), "medarbetare")
    page.goto(address + "/rapporter/ny/")
    write(page, "En väska stod kvar i bilen.")
    log_out(context, address)
    page.get_by_role("button", name="Skicka in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har loggats ut")
    expect(page.get_by_text("En väska stod kvar i bilen.")).to_be_visible()
    log_in(context, address, "medarbetare")
    page.get_by_role("button", name="Skicka igen").click()
    expect(page.get_by_label("Berätta kort vad som hände")).to_have_value(
        "En väska stod kvar i bilen."
    )
    page.get_by_role("button", name="Skicka in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tack")
    context.close()


def test_an_assessment_and_an_added_line_outlive_the_session(visit: Any, address: str) -> None:
    one = visit("kvalitetsteam")
    page, context = one.page, one.page.context
    one.go("/rapporter/?status=received")
    one.open(page.locator("main a[href^='/rapporter/20']"))
    page.get_by_label("Bedömning med egna ord").fill("Rutinen följdes inte.")
    expect(draft_state(page)).to_contain_text("Sparat ")
    log_out(context, address)
    page.get_by_label("Bedömning med egna ord").fill("Rutinen följdes inte alls.")
    expect(draft_state(page)).to_contain_text("Ej sparat. Du har loggats ut.")
    page.get_by_role("button", name="Spara och försegla").click()
    expect(page.locator("[data-obstacle]")).to_contain_text(OUT)
    log_in(context, address, "kvalitetsteam")
    page.get_by_role("button", name="Spara utkast").click()
    expect(page.get_by_text("Utkastet är sparat.")).to_be_visible()
    expect(page.get_by_label("Bedömning med egna ord")).to_have_value("Rutinen följdes inte alls.")


def test_a_section_outlives_the_session(visit: Any, address: str) -> None:
    one = visit("kvalitetsteam")
    page, context = one.page, one.page.context
    one.go("/kvalitetsberattelse/")
    one.open(page.get_by_role("main").get_by_role("link", name="Kvalitetsberättelse"))
    one.open(page.locator("main a[href*='/avsnitt/']"))
    text = page.locator(".hj-paper .hj-text")
    text.click()
    log_out(context, address)
    page.keyboard.type("Detta skrevs utan inloggning. ")
    expect(page.locator(".hj-status")).to_contain_text("du är utloggad")
    address_of_it, done = page.url, page.get_by_role("button", name=STATE)
    done.click()
    expect(text).to_contain_text("Detta skrevs utan inloggning.")
    log_in(context, address, "kvalitetsteam")
    done.click()
    expect(page.get_by_text(re.compile("avsnittet är (klart|öppet igen)"))).to_be_visible()
    page.goto(address_of_it)
    expect(text).to_contain_text("Detta skrevs utan inloggning.")
