"""A municipality begins: its organisation and last year's reports from files, on the pages."""

import csv
import io
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import xlsxwriter
from playwright.sync_api import expect
from tests.journeys import installation
from tests.journeys.browsing import Visit
from tests.journeys.conftest import Open
from tests.journeys.installation import Installation

pytestmark = [pytest.mark.journey, pytest.mark.both_databases]

PASSWORD = "sju gula bilar på bron"
T1 = "reports.types_by_unit"
BOARD = "Omsorgsnämnden i Provköping"
TREE = {
    "Ålder och omsorg": ("Västra hemtjänsten", "Östra hemtjänsten", "Särskilt boende"),
    "Barn": ("Mottagning barn", "Utredning barn"),
}
TYPES = ("Övrig avvikelse", "Lex Sarah", "Personuppgiftsincident", "Synpunkt/klagomål")
ORGANISATION = [
    ["namn", "typ", "överordnad", "från", "till", "verksamhetsområde", "lagrum"],
    [BOARD, "nämnd", "", "2020-01-01", "", "", ""],
    *([name, "avdelning", BOARD, "2020-01-01", "", "", "SoL"] for name in TREE),
    *(
        [unit, "enhet", name, "2020-01-01", "", "", "SoL"]
        for name, units in TREE.items()
        for unit in units
    ),
]
HEADINGS = ["referens", "inkommen", "typer", "enheter", "kategori", "beskrivning"]


def drawn() -> list[tuple[str, date, tuple[str, ...], tuple[str, ...]]]:
    """A year of reports: some of two types, some of two units or two departments."""
    dice = random.Random(2023)
    units = [unit for inside in TREE.values() for unit in inside]
    return [
        (
            f"P-{number}",
            date(2023, 1, 1) + timedelta(days=dice.randrange(365)),
            ("Ej avvikelse",)
            if dice.random() < 0.1
            else tuple(dice.sample(TYPES, dice.choice((1, 1, 2)))),
            tuple(dice.sample(units, dice.choice((1, 1, 2)))),
        )
        for number in range(1, 121)
    ]


def counted() -> dict[str, dict[str, int]]:
    """T1 by counting sets, the slow and certain way."""
    sets: dict[tuple[str, str], set[str]] = defaultdict(set)
    parents = {unit: name for name, inside in TREE.items() for unit in inside}
    for reference, _, types, units in drawn():
        rows = {"Totalt", *units, *(parents[unit] for unit in units)}
        for row in rows:
            for column in (*types, "totalt"):
                sets[row, column].add(reference)
    names = ["Totalt", *TREE, *parents]
    return {
        row: {column: len(sets[row, column]) for column in (*TYPES, "Ej avvikelse", "totalt")}
        for row in names
    }


def windows_csv(table: list[list[str]]) -> dict[str, Any]:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(table)
    content = text.getvalue().encode("cp1252")
    return {"name": "organisation.csv", "mimeType": "text/csv", "buffer": content}


def workbook(wrong: bool = False) -> dict[str, Any]:
    """The reports as Excel; `wrong` has an unknown unit and a day that does not exist."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    page, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, HEADINGS)
    for place, (reference, received, types, units) in enumerate(drawn(), start=1):
        page.write_string(place, 0, reference)
        page.write_datetime(place, 1, received, day)  # type: ignore[arg-type]
        page.write_string(place, 2, ";".join(types))
        page.write_string(place, 3, "; ".join(units))
        page.write_string(place, 4, "Insats uteblev")
        page.write_string(place, 5, "Besöket blev inte av.")
    if wrong:
        page.write_string(4, 3, "Norra hemtjänsten")
        page.write_string(8, 1, "2023-02-31")
    book.close()
    return {"name": "rapporter.xlsx", "mimeType": "application/zip", "buffer": content.getvalue()}


@pytest.fixture(scope="module")
def provkoping() -> Iterator[tuple[Installation, str]]:
    """A new installation with one account, as the handbook says to begin."""
    made = installation.fresh("provkoping")
    made.run(
        *("account", "add", "--email", "system@example.org", "--name", "Sigge System"),
        *("--role", "system_admin"),
        typed=f"{PASSWORD}\n",
    )
    with made.serving() as url:
        yield made, url


def log_in(visit: Visit, email: str) -> None:
    visit.go("/konto/login/")
    visit.page.get_by_label("E-post").fill(email)
    visit.page.get_by_label("Lösenord").fill(PASSWORD)
    visit.page.get_by_role("button", name="Logga in").click()
    visit.page.wait_for_url(f"{visit.address}/")


def send(visit: Visit, path: str, file: dict[str, Any], heading: str) -> None:
    """Chooses the file and waits, past the page that shows how far it has come."""
    visit.go(path)
    visit.page.get_by_label("Fil", exact=True).set_input_files(file)  # type: ignore[arg-type]
    visit.page.get_by_role("button", name="Läs och kontrollera").click()
    visit.page.get_by_role("heading", level=1, name=heading).wait_for()


def looked_at(visit: Visit) -> list[str]:
    return visit.axe_everywhere() + visit.english() + visit.sideways()


def test_a_year_comes_in_from_files(open_at: Open, provkoping: tuple[Installation, str]) -> None:
    made, url = provkoping
    system = open_at(url)
    log_in(system, "system@example.org")
    system.follow("För in organisationen")
    assert looked_at(system) == []
    preview = "Det här händer om du för in filen"
    send(system, "/rapporter/inforing/organisation/", windows_csv(ORGANISATION), preview)
    assert looked_at(system) == []
    expect(system.page.locator("main")).to_contain_text("8 nya")
    system.page.get_by_role("button", name="För in", exact=True).click()
    system.page.get_by_role("heading", level=1, name="Filen är införd").wait_for()
    assert looked_at(system) == []
    system.go("/organisation/")
    expect(system.page.locator("main")).to_contain_text("Östra hemtjänsten")

    made.run(
        *("account", "add", "--email", "kvalitet@example.org", "--name", "Kim Kvalitet"),
        *("--role", "quality_team"),
        typed=f"{PASSWORD}\n",
    )
    team = open_at(url)
    log_in(team, "kvalitet@example.org")
    page = team.page
    send(team, "/rapporter/inforing/", workbook(wrong=True), "Filen behöver rättas")
    assert looked_at(team) == []
    faults = [re.split(r"\t+", row) for row in page.locator("tbody tr").all_inner_texts()]
    assert [row[:3] for row in faults] == [
        ["5", "enheter", "Norra hemtjänsten"],
        ["9", "inkommen", "2023-02-31"],
    ]
    assert all(len(row[3]) > 10 for row in faults)

    send(team, "/rapporter/inforing/", workbook(), preview)
    expect(page.locator("main")).to_contain_text("120 nya")
    expect(page.locator("main")).to_contain_text("Insats uteblev")
    assert looked_at(team) == []
    page.get_by_role("button", name="För in", exact=True).click()
    page.get_by_role("heading", level=1, name="Filen är införd").wait_for()
    assert looked_at(team) == []

    figure = made.figure(T1, "2023")
    assert figure == counted()
    team.go(f"/siffror/{T1}/?period=2023&rakna=received")
    assert team.table() == figure
    last = made.run("journal", "verify")

    send(team, "/rapporter/inforing/", workbook(), preview)
    expect(page.locator("main")).to_contain_text("120 är som förut")
    expect(page.get_by_role("button", name="För in", exact=True)).to_have_count(0)
    assert made.figure(T1, "2023") == figure
    assert made.run("journal", "verify") == last
    made.run("figures", "verify")


def test_a_file_that_is_no_table_is_refused_in_words(
    open_at: Open, provkoping: tuple[Installation, str]
) -> None:
    _, url = provkoping
    visit = open_at(url)
    log_in(visit, "system@example.org")
    for name, content in (("tom.csv", b""), ("bild.xlsx", b"PK\x03\x04 inte en bok")):
        visit.go("/rapporter/inforing/organisation/")
        file = {"name": name, "mimeType": "text/csv", "buffer": content}
        visit.page.get_by_label("Fil", exact=True).set_input_files(file)  # type: ignore[arg-type]
        visit.page.get_by_role("button", name="Läs och kontrollera").click()
        visit.page.locator("input[aria-invalid=true]").wait_for()
        assert looked_at(visit) == []
