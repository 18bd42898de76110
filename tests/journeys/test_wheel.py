"""The half of the wheel that is easily skipped: from finding to effect, and on from what failed."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect
from tests.journeys.browsing import Visit
from tests.journeys.conftest import Open
from tests.journeys.installation import Installation

pytestmark = [pytest.mark.journey, pytest.mark.both_databases]

UNIT = "Utredningsenhet 2"
FINDING = "Vidimerade kopior saknas när beslutet skickas"
FIRST, SECOND = "Kontrollista vid utskick av beslut", "Kopian följer med ur systemet"


def faults_of(visit: Visit) -> list[str]:
    return visit.axe_everywhere() + visit.english() + visit.sideways()


def reports(visit: Visit) -> list[str]:
    """Two assessed reports of the unit that are open to be learnt from."""
    visit.go("/rapporter/?status=assessed")
    unit = visit.page.get_by_label("Enhet").locator("option").filter(has_text=UNIT)
    visit.go(f"/rapporter/?status=assessed&enhet={unit.first.get_attribute('value')}")
    links = visit.page.locator("ul.wl a.t")
    return [str(links.nth(place).get_attribute("href")) for place in range(2)]


def fill_measure(visit: Visit, title: str, due: date, *, prefix: str = "id_") -> None:
    field = visit.page.locator
    field(f"[id='{prefix}title']").fill(title)
    field(f"[id='{prefix}what']").fill("Listan ligger vid skrivaren.")
    field(f"[id='{prefix}expected_effect']").fill("Inget beslut skickas utan kopia.")
    field(f"[id='{prefix}seen_by']").fill("Antal rapporter om post.")
    responsible = field(f"[id='{prefix}responsible'] option").filter(has_text="Henrik Almkvist")
    field(f"[id='{prefix}responsible']").select_option(responsible.first.get_attribute("value"))
    field(f"[id='{prefix}due_on']").fill(due.isoformat())
    field(f"[id='{prefix}effect_on']").fill(due.isoformat())


def test_two_reports_one_finding_a_measure_that_fails_and_the_next(
    open_page: Open, demostad: Installation
) -> None:
    team = open_page("kvalitetsteam")
    first, second = reports(team)

    # Two reports become one finding.
    team.go(first)
    team.follow(re.compile("Skriv ett fynd"))
    team.page.get_by_label("Fyndet i en mening").fill(FINDING)
    if not team.page.get_by_label(UNIT, exact=True).is_checked():
        team.page.get_by_label(UNIT, exact=True).check()
    assert faults_of(team) == []
    team.press("Spara utkast")
    expect(team.page.get_by_text("Fyndet är ett utkast.")).to_be_visible()
    finding = team.page.url.removeprefix(team.address)
    team.follow("Läs och släpp")
    team.press("Släpp fyndet")
    expect(team.page.get_by_role("alert").first).to_be_visible()  # it asks to be confirmed
    for answer in team.page.get_by_label("Behåll").all():
        answer.check()
    team.page.get_by_label("Jag har läst fyndet").check()
    assert faults_of(team) == []
    team.press("Släpp fyndet")
    expect(team.page.get_by_role("heading", level=1, name=FINDING)).to_be_visible()
    team.go(second)
    team.follow(re.compile("Skriv ett fynd"))
    team.page.get_by_label("Fyndet i en mening").fill(FINDING)
    team.press("Visa liknande")
    same = team.page.locator("li").filter(has_text=FINDING)
    team.open(same.get_by_role("link", name=re.compile("koppla hit")))
    for answer in team.page.get_by_label("Behåll").all():
        answer.check()
    team.press(re.compile("^Koppla"))
    team.go(finding)
    expect(team.page.get_by_text("Samlar 2 rapporter")).to_be_visible()
    assert faults_of(team) == []

    # The finding gets a measure, which its level decides.
    today = date.today()
    team.follow("Föreslå en åtgärd")
    fill_measure(team, FIRST, today)
    unit = team.page.locator("#id_unit option").filter(has_text=UNIT)
    team.page.locator("#id_unit").select_option(unit.first.get_attribute("value"))
    team.page.locator("#id_level").select_option("unit")
    figure = team.page.locator("#id_figure option").filter(has_text="Post, inkommande")
    team.page.locator("#id_figure").select_option(figure.first.get_attribute("value"))
    assert faults_of(team) == []
    team.press("Föreslå åtgärden")
    expect(team.page.get_by_role("heading", level=1, name=FIRST)).to_be_visible()
    measure = team.page.url.removeprefix(team.address)
    manager = open_page("enhetschef")
    manager.go(measure)
    manager.press("Besluta åtgärden")
    expect(manager.page.get_by_text("Åtgärden är beslutad.")).to_be_visible()

    # It is late, and chased a level up. Nobody waits for that: the worker is told the day.
    for days in (3, 15, 18):
        demostad.run("worker", "--once", "--now", f"{today + timedelta(days=days)}T09:00")
    reference = measure.strip("/").split("/")[-1]
    head = open_page("avdelningschef", phone=True)
    head.go("/meddelanden/")
    assert reference in head.page.locator("main").inner_text()
    assert faults_of(head) == []
    head.go("/")
    expect(head.page.get_by_text("Försenat hos någon annan")).to_be_visible()
    manager.go(measure)
    expect(manager.page.get_by_role("heading", name="Påminnelser")).to_be_visible()
    assert faults_of(manager) == []

    # Done, checked against nothing better than before, and a new measure follows.
    manager.page.get_by_label("Genomfört", exact=True).check()
    manager.page.get_by_label("Vad blev gjort?").fill("Listan används av alla.")
    manager.press("Spara svaret")
    manager.page.get_by_label("Nej", exact=True).check()
    manager.page.get_by_label("Vad bygger ni svaret på?").fill("Lika många rapporter som förut.")
    manager.press("Spara och stäng åtgärden")
    expect(manager.page.get_by_role("alert").first).to_contain_text("ny åtgärd")
    manager.page.get_by_label("Vi föreslår en ny åtgärd").check()
    manager.page.get_by_text("Den nya åtgärden", exact=True).click()
    fill_measure(manager, SECOND, today + timedelta(days=60), prefix="id_new-")
    assert faults_of(manager) == []
    manager.press("Spara och stäng åtgärden")
    expect(manager.page.get_by_role("heading", level=1, name=SECOND)).to_be_visible()
    expect(manager.page.get_by_role("link", name=re.compile(FIRST))).to_be_visible()
    manager.go(finding)
    expect(manager.page.get_by_text("Ingen effekt").first).to_be_visible()

    # Both stand in T5 of this year's draft.
    team.go("/kvalitetsberattelse/ny/")
    team.page.get_by_label("Vilken tid").select_option(str(today.year))
    team.press(re.compile("Öppna|Börja|Skapa"))
    team.page.wait_for_url(re.compile(r"/kvalitetsberattelse/\d+/"))
    edition = re.search(r"/kvalitetsberattelse/\d+/", team.page.url)
    assert edition
    team.go(edition[0] + "las/")
    text = team.page.locator("main").inner_text()
    rows = team.page.locator("tr").filter(has_text=FIRST)
    expect(rows.first).to_contain_text("genomfört")
    expect(rows.first).to_contain_text("nej")
    assert SECOND in text


def test_the_pages_of_the_wheel_are_read_by_everybody(open_page: Open) -> None:
    staff = open_page("medarbetare", phone=True)
    for path in ("/fynd/", "/atgarder/", "/atgarder/planer/", "/risker/", "/traffar/"):
        staff.go(path)
        link = staff.page.locator("main").locator("ul.wl a.t, table a").first
        assert faults_of(staff) == [], path
        staff.open(link)
        assert staff.page.locator("h1").count() == 1
        assert faults_of(staff) == [], path
