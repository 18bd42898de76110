"""Without a mouse: past the menu, through the menu, and a figure for another year."""

import pytest
from playwright.sync_api import expect
from tests.journeys.browsing import Visit
from tests.journeys.conftest import Open
from tests.journeys.installation import Installation

pytestmark = pytest.mark.journey

T1 = "reports.types_by_unit"
# What shows where the focus is: an outline or a ring of its own.
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
    || style.boxShadow !== 'none';
}"""
HIDDEN = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.bottom <= 0 || box.top >= innerHeight || box.width === 0;
}"""


def steps(visit: Visit, count: int) -> list[str]:
    """Tabs through the page; where focus cannot be seen. The browser marks the parts of a date."""
    faults, before = [], ""
    for _ in range(count):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement === document.body"):
            break
        where = visit.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        if where != before and not visit.page.evaluate(RING):
            faults.append(f"syns inte var man är: {where}")
        if visit.page.evaluate(HIDDEN):
            faults.append(f"utanför bilden: {where}")
        before = where
    return faults


def test_the_first_stop_leads_past_the_menu(open_page: Open) -> None:
    visit = open_page("kvalitetsteam")
    visit.go("/rapporter/")
    visit.page.keyboard.press("Tab")
    skip = visit.page.locator(":focus")
    expect(skip).to_be_in_viewport()
    assert visit.page.evaluate(RING)
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#main")).to_be_focused()
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", f"/siffror/{T1}/", "/rapporter/ny/"])
def test_one_always_sees_where_one_is(open_page: Open, path: str, scheme: str) -> None:
    visit = open_page("kvalitetsteam", scheme=scheme)
    visit.go(path)
    assert steps(visit, 40) == []


def test_a_figure_is_found_and_filtered(open_page: Open, demostad: Installation) -> None:
    visit = open_page("kvalitetsteam")
    page = visit.page
    visit.go("/")
    visit.tab_to("nav a[href='/siffror/']")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Siffror").wait_for()
    visit.tab_to(f"a[href='/siffror/{T1}/']")
    page.keyboard.press("Enter")
    page.get_by_label("Period").wait_for()
    for choice, wanted in (("period", "2024"), ("enhet", "Funktionsstöd")):
        visit.tab_to(f"select[name={choice}]")
        options = page.locator(f"select[name={choice}] option").all_inner_texts()
        place = [option.strip() for option in options].index(wanted)
        page.keyboard.press("Home")
        for _ in range(place):
            page.keyboard.press("ArrowDown")
    visit.tab_to("main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**period=2024**")
    shown = visit.table()
    expected = demostad.figure(T1, "2024", unit="Funktionsstöd")
    assert shown == expected
    assert "Boendestöd" in shown, "det året hörde Boendestöd dit"
    assert visit.axe() == []
    # And down to the reports behind one number.
    visit.tab_to("#tabell tfoot td a")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Rapporter").wait_for()
    total = list(expected.values())[-1]["totalt"]
    expect(page.locator("main")).to_contain_text(f"av {total} visas")
