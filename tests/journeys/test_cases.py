"""Cases, each as its law says: from a report to what helped, to a decision, to IMY, to the end."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect
from tests.journeys.browsing import Visit
from tests.journeys.conftest import Open
from tests.journeys.test_report import reported, write_by_touch
from tests.journeys.test_wheel import fill_measure

pytestmark = [pytest.mark.journey, pytest.mark.both_databases]

UNIT = "Utredningsenhet 2"
FINDING = "Nycklar till akter räknas inte vid passets slut"
MEASURE = "Nycklarna räknas och kvitteras varje kväll"


def faults_of(visit: Visit) -> list[str]:
    return visit.axe_everywhere() + visit.english() + visit.sideways()


def report(open_page: Open, text: str) -> str:
    staff = open_page("medarbetare", phone=True)
    staff.go("/")
    write_by_touch(staff, text)
    return reported(staff)


def assess(open_page: Open, reference: str, *kinds: str) -> None:
    team = open_page("kvalitetsteam")
    team.go(f"/rapporter/{reference}/")
    for kind in kinds:
        team.page.get_by_label(kind, exact=True).check()
    team.press("Spara och försegla")
    expect(team.page.get_by_text("Bedömningen är sparad").first).to_be_visible()


def choose(visit: Visit, field: str, text: str) -> None:
    """The option that holds the words."""
    option = visit.page.locator(f"{field} option").filter(has_text=text).first
    visit.page.locator(field).select_option(option.get_attribute("value"))


def test_a_deviation_from_report_to_effect(open_page: Open) -> None:
    reference = report(open_page, "Nyckeln till aktskåpet saknades efter kvällspasset.")
    assess(open_page, reference, "Övrig avvikelse")

    # The manager finds it on her list, writes a draft, and is asked for what is missing.
    manager = open_page("enhetschef")
    manager.go("/")
    expect(manager.page.locator(f"a[href='/rapporter/{reference}/']").first).to_be_visible()
    manager.go(f"/rapporter/{reference}/")
    manager.press("Utred händelsen")
    manager.page.wait_for_url(re.compile(r"/rapporter/utredningar/"))
    investigation = manager.page.url.removeprefix(manager.address).split("#")[0]
    course = manager.page.get_by_label("Vad hände, steg för steg?")
    course.fill("Nyckeln lämnades i dörren när passet byttes.")
    manager.press("Utredningen är klar")
    expect(manager.page.get_by_role("alert").first).to_be_visible()
    expect(course).to_have_value("Nyckeln lämnades i dörren när passet byttes.")
    assert faults_of(manager) == []
    manager.page.get_by_label("Rutin saknas", exact=True).check()
    manager.page.get_by_label("Varför kunde det hända?").fill("Ingen räknar nycklarna.")
    for group in ("consequence", "likelihood"):
        manager.page.locator(f"input[name={group}][value='2']").check()
    manager.page.locator("input[name=police_report]").last.check()
    manager.page.get_by_label("Vad ska den som rapporterade få veta?").fill(
        "Nycklarna räknas från och med nu."
    )
    manager.press("Utredningen är klar")
    expect(manager.page.get_by_text("Kvalitetsteamet läser den").first).to_be_visible()
    assert faults_of(manager) == []

    # One finding, and a measure that its level decides.
    manager.follow(re.compile("Skriv ett fynd"))
    manager.page.get_by_label("Fyndet i en mening").fill(FINDING)
    if not manager.page.get_by_label(UNIT, exact=True).is_checked():
        manager.page.get_by_label(UNIT, exact=True).check()
    manager.press("Spara utkast")
    manager.follow("Läs och släpp")
    for answer in manager.page.get_by_label("Behåll").all():
        answer.check()
    manager.page.get_by_label("Jag har läst fyndet").check()
    manager.press("Släpp fyndet")
    expect(manager.page.get_by_role("heading", level=1, name=FINDING)).to_be_visible()

    # The quality team sends it back once, and then approves.
    team = open_page("kvalitetsteam")
    team.go(investigation)
    team.page.get_by_text("Skicka tillbaka", exact=True).first.click()
    team.page.locator("[id$=return_form_reason], #id_reason").first.fill(
        "Skriv vem som har nycklar."
    )
    team.press("Skicka tillbaka")
    manager.go(investigation)
    expect(manager.page.get_by_text("Skriv vem som har nycklar.").first).to_be_visible()
    manager.press("Utredningen är klar")
    team.go(investigation)
    team.press("Godkänn utredningen")
    assert faults_of(team) == []

    # It is not closed before the finding is handled.
    manager.go(investigation)
    expect(manager.page.get_by_text("är inte klart").first).to_be_visible()
    manager.follow(FINDING)
    manager.follow("Föreslå en åtgärd")
    fill_measure(manager, MEASURE, date.today())
    choose(manager, "#id_unit", UNIT)
    manager.page.locator("#id_level").select_option("unit")
    manager.press("Föreslå åtgärden")
    manager.press("Besluta åtgärden")
    manager.page.get_by_label("Genomfört", exact=True).check()
    manager.page.get_by_label("Vad blev gjort?").fill("Listan används.")
    manager.press("Spara svaret")
    manager.page.get_by_label("Ja", exact=True).check()
    manager.page.get_by_label("Vad bygger ni svaret på?").fill(
        "Ingen nyckel har saknats sedan dess."
    )
    manager.press("Spara och stäng åtgärden")
    manager.go(investigation)
    manager.page.locator("form[action$='avsluta/'] textarea").fill("Nycklarna räknas varje kväll.")
    manager.press("Avsluta utredningen")
    expect(manager.page.get_by_text("Avslutad").first).to_be_visible()
    assert faults_of(manager) == []

    # The reporter sees what came of it, and has been told.
    staff = open_page("medarbetare", phone=True)
    staff.go(f"/rapporter/{reference}/")
    expect(staff.page.get_by_text("Nycklarna räknas från och med nu.").first).to_be_visible()
    assert faults_of(staff) == []
    staff.go("/meddelanden/")
    assert reference in staff.page.locator("main").inner_text()


def test_a_report_becomes_lex_sarah_and_leaves_the_managers_list(open_page: Open) -> None:
    text = "En boende blev inlåst på sitt rum hela natten."
    reference = report(open_page, text)
    assess(open_page, reference, "Övrig avvikelse")
    manager = open_page("enhetschef")
    manager.go(f"/rapporter/{reference}/")
    manager.press("Utred händelsen")
    manager.page.wait_for_url(re.compile(r"/rapporter/utredningar/"))
    investigation = manager.page.url.removeprefix(manager.address).split("#")[0]

    # Assessed anew as lex Sarah: in the same moment it is gone from the manager.
    team = open_page("kvalitetsteam")
    team.go(f"/rapporter/{reference}/")
    team.page.get_by_text("Bedöm på nytt").first.click()
    team.page.get_by_label("Lex Sarah", exact=True).check()
    team.press("Spara och försegla")
    expect(team.page.get_by_text("ligger hos SAS")).to_be_visible()
    assert manager.status_of(investigation) == 404
    manager.go("/")
    assert text not in manager.page.content()

    # SAS opens a case and goes the whole way to a decision.
    sas = open_page("sas")
    sas.go("/lex-sarah/")
    assert faults_of(sas) == []
    sas.go(f"/rapporter/{reference}/")
    sas.go("/lex-sarah/nytt/")
    sas.page.get_by_label(re.compile(f"Rapport {reference}")).check()
    sas.press("Öppna ärendet")
    sas.page.wait_for_url(re.compile(r"/lex-sarah/LS-"))
    case = sas.page.url.removeprefix(sas.address)
    assert faults_of(sas) == []
    for path in ("/lex-sarah/", case):
        assert manager.status_of(path) == 404
        assert team.status_of(path) == 404


def test_an_incident_is_notified_within_its_clock(open_page: Open) -> None:
    reference = report(open_page, "Ett brev med uppgifter om en annan familj låg i kuvertet.")
    assess(open_page, reference, "Personuppgiftsincident")
    officer = open_page("dataskyddsombud")
    officer.go("/")
    expect(officer.page.get_by_text(re.compile("senast .* kl")).first).to_be_visible()
    officer.go("/personuppgiftsincidenter/")
    assert faults_of(officer) == []
    officer.go(f"/personuppgiftsincidenter/ny/?rapport={reference}")
    officer.press("Öppna incidenten")
    officer.page.wait_for_url(re.compile(r"/personuppgiftsincidenter/20"))
    incident = officer.page.url.removeprefix(officer.address)
    expect(officer.page.get_by_text(re.compile(r"71\s+timmar kvar")).first).to_be_visible()
    assert faults_of(officer) == []

    # What is known so far, the decision, and a notification that is not complete.
    officer.go(f"{incident}innehall/")
    officer.page.get_by_label("Vad gick fel?").select_option("wrong_receiver")
    officer.page.get_by_label("Vad hände?").fill("Två brev förväxlades när de lades i kuvert.")
    officer.page.get_by_label("Vem kan IMY fråga?").fill("Dataskyddsombudet")
    assert faults_of(officer) == []
    officer.press(re.compile("^Spara"))
    officer.follow("Besluta", exact=True)
    officer.page.get_by_label(re.compile("^Ja")).first.check()
    officer.page.get_by_label("Varför?").fill("Uppgifterna är känsliga.")
    officer.press(re.compile("[Bb]eslut"))
    officer.follow("Notera att anmälan är skickad")
    officer.page.get_by_label(re.compile("^Nej")).first.check()
    assert faults_of(officer) == []
    officer.open(officer.page.locator("main form button"))
    expect(officer.page.get_by_text(re.compile("dagar kvar")).first).to_be_visible()
    expect(officer.page.get_by_text("Skickat till IMY")).to_be_visible()
    assert faults_of(officer) == []
    team = open_page("kvalitetsteam")
    team.go(f"/rapporter/{reference}/")
    expect(team.page.get_by_text("PUI").first).to_be_visible()


def test_a_case_is_moved_to_another_unit(open_page: Open) -> None:
    reference = report(open_page, "Anmälan hade skickats till fel enhet och blev liggande.")
    assess(open_page, reference, "Övrig avvikelse")
    manager = open_page("enhetschef")
    manager.go(f"/rapporter/{reference}/")
    manager.page.get_by_text("Lämna över", exact=True).first.click()
    manager.follow("Till en annan enhet")
    choose(manager, "#id_unit", "Mottagningsenheten")
    manager.page.locator("textarea[name=text]").fill("Händelsen gäller er mottagning.")
    assert faults_of(manager) == []
    manager.press("Lämna över")
    assert manager.status_of(f"/rapporter/{reference}/") == 404
    team = open_page("kvalitetsteam")
    team.go(f"/rapporter/{reference}/")
    expect(team.page.get_by_text("Mottagningsenheten").first).to_be_visible()
    expect(team.page.get_by_text("Händelsen gäller er mottagning.").first).to_be_visible()
    assert faults_of(team) == []


def test_two_dispose_together(open_page: Open) -> None:
    registrar = open_page("registrator")
    registrar.go("/gallring/")
    assert faults_of(registrar) == []
    registrar.follow(re.compile("^Lista "))
    page = registrar.page.url.removeprefix(registrar.address)
    assert faults_of(registrar) == []
    registrar.press("Provkör")
    expect(registrar.page.get_by_text("Provkörd").first).to_be_visible(timeout=120_000)
    registrar.press("Skriv under")
    expect(registrar.page.get_by_text("Du har skrivit under först.")).to_be_visible()
    assert registrar.page.get_by_role("link", name="Gå vidare").count() == 0

    lead = open_page("forvaltningsledning")
    lead.go(page)
    first = lead.page.locator("main a[href^='/rapporter/20']").first.get_attribute("href")
    lead.follow("Gå vidare")
    lead.page.get_by_label(re.compile("Jag")).check()
    assert faults_of(lead) == []
    lead.press("Skriv under och gallra")
    expect(lead.page.get_by_text(re.compile("gallrad|Gallringen pågår")).first).to_be_visible()
    team = open_page("kvalitetsteam")
    if first:
        team.go(first)
        expect(team.page.get_by_text("Gallrad").first).to_be_visible()
        assert faults_of(team) == []


def test_the_pages_of_cases_are_read_on_a_phone(open_page: Open) -> None:
    for person, paths in (
        ("enhetschef", ("/rapporter/utredningar/",)),
        ("sas", ("/lex-sarah/", "/gallring/")),
        ("dataskyddsombud", ("/personuppgiftsincidenter/", "/loggkontroll/")),
    ):
        reader = open_page(person, phone=True)
        for path in paths:
            reader.go(path)
            assert reader.page.locator("h1").count() == 1
            assert faults_of(reader) == [], path
            link = reader.page.locator("main").locator("ul.wl a.t, table a").first
            if link.count():
                reader.open(link)
                assert reader.page.locator("h1").count() == 1
                assert faults_of(reader) == [], reader.page.url
