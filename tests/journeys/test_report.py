"""From something that happened to a number in T1: report, assess, count, tell the reporter."""

import io
import re
from datetime import date

import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.journeys.browsing import Visit
from tests.journeys.conftest import Open
from tests.journeys.installation import Installation

pytestmark = [pytest.mark.journey, pytest.mark.both_databases]

T1 = "reports.types_by_unit"
NUMBER = "811218-9876"  # of the form that the tax agency prints as an example


def picture() -> bytes:
    """A photograph that tells where it was taken."""
    content, image = io.BytesIO(), Image.new("RGB", (64, 48), "teal")
    exif = Image.Exif()
    exif[0x010F] = "Kameramärket"
    image.save(content, "JPEG", exif=exif)
    return content.getvalue()


def write_by_touch(visit: Visit, text: str) -> None:
    page = visit.page
    page.get_by_role("link", name="Rapportera").first.tap()
    page.get_by_label("Berätta kort vad som hände").fill(text)
    page.get_by_label("Nej, men det kunde ha gått illa", exact=True).tap()
    page.get_by_label("Ja, det kan vara allvarligt", exact=True).tap()
    page.get_by_label("Vad gjorde du direkt?").fill("Ringde min chef.")
    page.get_by_role("button", name="Skicka in").tap()


def write_by_keyboard(visit: Visit, text: str) -> None:
    page = visit.page
    visit.tab_to("a[href='/rapporter/ny/']")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Rapportera", level=1).wait_for()
    visit.tab_to("textarea[name=what_happened]")
    page.keyboard.type(text)
    visit.tab_to("input[name=affected]")
    page.keyboard.press("ArrowDown")
    visit.tab_to("input[name=may_be_serious]")
    page.keyboard.press("Space")
    visit.tab_to("textarea[name=done_at_once]")
    page.keyboard.type("Ringde min chef.")
    visit.tab_to("button[value=send]")
    page.keyboard.press("Enter")


def correct(visit: Visit, text: str, by_keyboard: bool) -> None:
    """The text once more without the number, and a picture with it, when the number was refused."""
    page = visit.page
    page.locator("textarea[name=what_happened][aria-invalid=true]").wait_for()
    if by_keyboard:
        visit.tab_to("textarea[name=what_happened]")
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
    else:
        page.get_by_label("Berätta kort vad som hände").fill(text)
    shot = {"name": "trappan.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    page.get_by_label("Bilagor").set_input_files(shot)  # type: ignore[arg-type]
    if by_keyboard:
        visit.tab_to("button[value=send]")
        page.keyboard.press("Enter")
    else:
        page.get_by_role("button", name="Skicka in").tap()


def reported(visit: Visit) -> str:
    """The number on the receipt."""
    visit.page.get_by_role("heading", name="Tack. Din rapport är framme.").wait_for()
    found = re.search(r"\b\d{4}-\d+\b", visit.page.locator(".lede").inner_text())
    assert found
    return found.group()


def assess_by_keyboard(visit: Visit, reference: str, types: list[str], unit: str) -> None:
    page = visit.page
    visit.go("/")
    visit.tab_to(f"a[href='/rapporter/{reference}/']")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=f"Rapport {reference}").wait_for()
    assert visit.axe() == []
    for name in types:
        visit.tick(name)
    visit.tab_to("input[name=add_unit]")
    page.keyboard.type(unit)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=f"Ta bort {unit}").wait_for()
    for name in types:
        assert page.get_by_label(name, exact=True).is_checked(), "valet gick förlorat"
    visit.tab_to("button[value=seal]")
    page.keyboard.press("Enter")
    page.get_by_text("Bedömningen är sparad").wait_for()


def difference(
    before: dict[str, dict[str, int]], after: dict[str, dict[str, int]]
) -> dict[str, dict[str, int]]:
    """Only the cells that changed."""
    changes = {
        row: {
            name: number - before.get(row, {}).get(name, 0)
            for name, number in cells.items()
            if number != before.get(row, {}).get(name, 0)
        }
        for row, cells in after.items()
    }
    return {row: cells for row, cells in changes.items() if cells}


@pytest.mark.parametrize("by_keyboard", [False, True], ids=["touch", "keyboard"])
def test_a_report_from_a_phone_is_counted(
    open_page: Open, demostad: Installation, by_keyboard: bool
) -> None:
    how = "tangentbord" if by_keyboard else "fingrar"
    text = f"Trappan var hal när vi kom på morgonen. Skrivet med {how}."
    year = str(date.today().year)
    before = demostad.figure(T1, year)

    staff = open_page("medarbetare", phone=True)
    staff.go("/")
    (write_by_keyboard if by_keyboard else write_by_touch)(staff, f"{text} {NUMBER}")
    written = staff.page.get_by_label("Berätta kort vad som hände")
    expect(written).to_have_attribute("aria-invalid", "true")
    expect(written).to_have_value(f"{text} {NUMBER}")
    expect(staff.page.locator(".f", has=written)).to_contain_text("Texten innehåller")
    expect(staff.page.get_by_label("Vad gjorde du direkt?")).to_have_value("Ringde min chef.")
    assert staff.page.locator("input[name=affected]:checked").count() == 1
    assert staff.axe_everywhere() + staff.english() + staff.sideways() == []

    correct(staff, text, by_keyboard)
    reference = reported(staff)
    assert staff.axe_everywhere() + staff.english() + staff.sideways() == []
    staff.follow("Till mina rapporter")
    row = staff.page.locator("li").filter(has_text=reference)
    expect(row).to_contain_text("Väntar på bedömning")
    assert difference(before, demostad.figure(T1, year)) == {}

    team = open_page("kvalitetsteam")
    types = ["Övrig avvikelse", "Personuppgiftsincident"]
    assess_by_keyboard(team, reference, types, "Boendestöd")
    assert team.axe() == []

    once = {"Övrig avvikelse": 1, "Personuppgiftsincident": 1, "totalt": 1}
    rows = ["Barn och unga", "Utredningsenhet 2", "Vuxen och ekonomi", "Boendestöd", "Totalt"]
    after = demostad.figure(T1, year)
    assert difference(before, after) == dict.fromkeys(rows, once)
    team.go(f"/siffror/{T1}/?period={year}&rakna=received")
    assert team.table() == after
    assert demostad.run("figures", "verify")

    staff.page.reload()
    expect(row).to_contain_text("Bedömd som: Övrig avvikelse, Personuppgiftsincident")


def test_the_picture_is_kept_without_its_origin(open_page: Open) -> None:
    staff = open_page("medarbetare", phone=True)
    staff.go("/")
    write_by_touch(staff, f"Räcket var löst. {NUMBER}")
    correct(staff, "Räcket var löst.", by_keyboard=False)
    reported(staff)
    staff.go("/rapporter/mina/")
    staff.open(staff.page.locator("a.t").filter(has_text="Räcket var löst"))
    with staff.page.expect_download() as download:
        staff.page.get_by_role("link", name="trappan.jpg").click()
    kept = download.value.path().read_bytes()
    assert kept.startswith(b"\xff\xd8")
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


def test_lex_sarah_leaves_the_lists_and_its_opening_is_journalled(open_page: Open) -> None:
    text = "Dörren till rummet hade varit låst hela kvällen."
    staff = open_page("medarbetare", phone=True)
    staff.go("/")
    write_by_touch(staff, text)
    reference = reported(staff)
    path = f"/rapporter/{reference}/"

    manager = open_page("enhetschef")
    manager.go("/rapporter/")
    expect(manager.page.get_by_text(text)).to_have_count(1)

    team = open_page("kvalitetsteam")
    team.go(path)
    team.page.get_by_label("Lex Sarah", exact=True).check()
    team.press("Spara och försegla")
    expect(team.page.get_by_text("ligger hos SAS")).to_be_visible()
    assert text not in team.page.content()
    for visit in (team, manager):
        visit.go("/rapporter/?q=låst")
        assert text not in visit.page.content()
        visit.go("/rapporter/")
        assert text not in visit.page.content()
        body = visit.page.request.get(visit.address + path)
        assert text not in body.text()
    assert reference in manager.page.content()  # that it exists is no secret to the unit's manager

    sas = open_page("sas")
    sas.go(path)
    expect(sas.page.get_by_text(text)).to_be_visible()
    expect(sas.page.get_by_text("Att du öppnade den är skrivet i journalen")).to_be_visible()
    assert sas.axe_everywhere() == []
    for person in ("sas", "dataskyddsombud"):
        reader = open_page(person)
        reader.go("/journal/")
        row = reader.page.locator("tbody tr").filter(has_text="Öppnade något med sekretess").first
        expect(row).to_contain_text("Margareta Holmlund")
        assert text not in reader.page.content()
        assert reader.axe() == []
