"""The pages of figures: what they show, who reaches them, what they cost and what they leave."""

import csv
import html
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook
from tests import builders
from tests.figures import year

from hjulet.journal.models import Event
from hjulet.kernel import clock
from hjulet.organisation.kinds import Role, UnitKind
from hjulet.organisation.models import Placement
from hjulet.reports.models import Report

pytestmark = pytest.mark.django_db
T1 = "reports.types_by_unit"
KEYS = [
    T1, "reports.type_shares", "reports.categories", "reports.by_month", "reports.causes",
    "reports.recurrence", "reports.reporting_rate",
]  # fmt: skip
MEASURES = [f"improvements.{name}" for name in ("follow_up", "planned", "summary", "obstacles")]
ONE_WAY = [*MEASURES, "reports.reporting_rate", "reports.silent_units", "risks.by_level"]


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def made() -> year.Year:
    return year.make()


@pytest.fixture
def reader(client: Client, made: year.Year) -> Client:
    client.force_login(builders.account(Role.QUALITY_TEAM, made.board, home=made.homes))
    return client


def test_list_names_every_figure(reader: Client) -> None:
    text = page(reader, "/siffror/")
    for key in KEYS:
        assert f"/siffror/{key}/" in text


@pytest.mark.parametrize("key", KEYS)
def test_every_figure_opens_with_its_source(reader: Client, key: str) -> None:
    text = page(reader, f"/siffror/{key}/?period=2023")
    assert "på inkomna rapporter" in text
    assert 'style="' not in text


@pytest.mark.parametrize("key", ONE_WAY)
def test_no_choice_is_offered_that_changes_nothing(reader: Client, key: str) -> None:
    text = page(reader, f"/siffror/{key}/?period=2023&rakna=closed")
    assert 'name="rakna"' not in text
    assert "rakna=" not in text.replace("rakna=received&amp;siffra", "")
    assert 'name="rakna"' in page(reader, f"/siffror/{T1}/?period=2023")


def test_a_figure_of_words_is_a_list_on_a_phone(reader: Client) -> None:
    text = page(reader, "/siffror/reports.silent_units/?period=2023")
    assert '<table class="t words">' in text
    assert 'data-th="Senaste rapporten"' in text
    assert "Ängens stöd" in text
    assert "data-th" not in page(reader, f"/siffror/{T1}/?period=2023")


def test_t1_says_what_is_true(reader: Client) -> None:
    text = page(reader, f"/siffror/{T1}/?period=2023")
    assert (
        "5 av 6 inkomna rapporter är bedömda. 4 avvikelser kom in under 2023 och är bedömda. "
        "1 var lex Sarah och 2 personuppgiftsincidenter."
    ) in text
    assert "Därför går raderna inte att lägga ihop." in text
    assert text.index('class="key">Totalt') < text.index("Övrig av")
    assert 'class="unit mine"><th scope="row">Familjehem' in text
    assert "<svg" in text
    assert 'role="img"' in text


def test_a_number_leads_to_its_list(reader: Client, made: year.Year) -> None:
    text = page(reader, f"/siffror/{T1}/?period=2023")
    lex = made.types["lex_sarah"].pk
    assert (
        f"/rapporter/?fran=2023-01-01&amp;till=2023-12-31&amp;enhet={made.reception.pk}"
        f"&amp;typ={lex}&amp;rakna=received&amp;siffra={T1}"
    ) in text


def test_a_unit_and_closed(reader: Client, made: year.Year) -> None:
    text = page(reader, f"/siffror/{T1}/?period=2023&enhet={made.homes.pk}&rakna=closed")
    assert "1 avvikelse avslutades under 2023." in text
    assert "Vuxenenheten</th>" not in text


def test_own_days_and_their_faults(reader: Client) -> None:
    text = page(reader, f"/siffror/{T1}/?period=egna&fran=2023-02-01&till=2023-02-28")
    assert "2 avvikelser kom in från 1 februari 2023 till 28 februari 2023." in text
    text = page(reader, f"/siffror/{T1}/?period=egna&fran=2023-02-01&till=2023-01-01")
    assert "Perioden slutar innan den börjar." in text
    assert 'value="2023-02-01"' in text
    text = page(reader, f"/siffror/{T1}/?period=egna&fran=igår&till=")
    assert "Skriv datumet som 2025-10-14." in text


@pytest.mark.parametrize("query", ["period=skräp", "period=2031", "rakna=alla", "period=egna"])
def test_odd_choices_still_give_a_page(reader: Client, query: str) -> None:
    page(reader, f"/siffror/{T1}/?{query}")


@pytest.mark.parametrize(
    "address",
    [
        "/siffror/reports.nothing/",
        f"/siffror/{T1}/?enhet=999999",
        f"/siffror/{T1}/?enhet=x",
        f"/siffror/{T1}/?enhet={'9' * 30}",
        "/siffror/reports.nothing.csv",
    ],
)
def test_what_does_not_exist(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_only_the_own_board(client: Client, made: year.Year) -> None:
    other = builders.board("Äldrenämnden")
    there = builders.unit(UnitKind.UNIT, "Hemtjänsten", other)
    client.force_login(builders.account(Role.UNIT_MANAGER, there))
    assert "Hemtjänsten" in page(client, f"/siffror/{T1}/")
    for address in (
        f"/siffror/{T1}/?enhet={made.board.pk}",
        f"/siffror/{T1}/?enhet={made.homes.pk}",
        f"/siffror/{T1}.csv?enhet={made.homes.pk}",
        f"/siffror/{T1}.xlsx?enhet=alla",
    ):
        assert client.get(address).status_code == 404, address
    both = builders.account(Role.SAS, there)
    builders.RoleAssignment.objects.create(account=both, unit=made.board, role=Role.SAS)
    client.force_login(both)
    assert "Alla nämnder" in page(client, f"/siffror/{T1}/?enhet=alla&period=2023")


@pytest.mark.parametrize("role", [Role.STAFF, Role.SYSTEM_ADMIN, None])
def test_those_without_the_right(client: Client, made: year.Year, role: str | None) -> None:
    client.force_login(builders.account(role, made.board))
    for address in ("/siffror/", f"/siffror/{T1}/", f"/siffror/{T1}.csv", f"/siffror/{T1}.xlsx"):
        assert client.get(address).status_code == 404, address


def test_without_login(client: Client) -> None:
    assert client.get(f"/siffror/{T1}/").status_code == 302


def test_exports_hold_the_table_and_leave_an_event(reader: Client, made: year.Year) -> None:
    before = Event.objects.count()
    page(reader, f"/siffror/{T1}/?period=2023")
    assert Event.objects.count() == before
    answer = reader.get(f"/siffror/{T1}.csv?period=2023")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[-1] == ["Totalt", "2", "1", "2", "0", "1", "5"]
    answer = reader.get(f"/siffror/{T1}.xlsx?period=2023")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    sheet = book.get_sheet_by_name("Siffror").to_python()
    assert sheet[-2] == ["Totalt", 2, 1, 2, 0, 1, 5]
    assert "Om siffrorna" in book.sheet_names
    events = list(Event.objects.order_by("seq"))[before:]
    assert [one.verb for one in events] == ["figures.exported"] * 2
    assert events[0].subject_id == T1
    assert str(made.board.pk) in events[0].keys
    assert "Socialnämnden" not in events[0].keys


def test_a_name_that_looks_like_a_formula_is_text(reader: Client, made: year.Year) -> None:
    builders.unit(UnitKind.UNIT, "=1+1", made.adults)
    text = reader.get(f"/siffror/{T1}.csv?period=2023").content.decode("utf-8-sig")
    assert "\n'=1+1," in text


def test_before_the_first_report(client: Client) -> None:
    board = builders.board()
    client.force_login(builders.account(Role.QUALITY_TEAM, board))
    assert "Inga siffror ännu" in page(client, "/siffror/")
    for key in KEYS:
        assert "Inget att räkna här" in page(client, f"/siffror/{key}/")


def test_an_unfinished_year_is_not_a_fall(reader: Client, made: year.Year) -> None:
    with clock.fixed_at(clock.at(date(2024, 3, 1))):
        text = page(reader, f"/siffror/{T1}/?period=2024")
    assert "minskat" not in text
    assert "Perioden pågår" in text


@pytest.mark.parametrize("key", KEYS[:4])
def test_a_year_under_way_is_set_against_the_same_days(
    reader: Client, made: year.Year, key: str
) -> None:
    """Five in June 2023 say nothing of the spring of 2024."""
    for _ in range(40):
        builders.report(
            board=made.board, units=[made.homes], types=[made.types["deviation"]],
            received_on=date(2023, 6, 1),
        )  # fmt: skip
    for month in (1, 2):
        builders.report(
            board=made.board, units=[made.homes], types=[made.types["deviation"]],
            received_on=date(2024, month, 2),
        )  # fmt: skip
    with clock.fixed_at(clock.at(date(2024, 3, 1))):
        text = page(reader, f"/siffror/{key}/?period=2024")
    assert "<b>Rapporterna har minskat" not in text
    assert "<b>Avvikelserna har minskat" not in text
    assert "färre än slump" not in text
    if key == "reports.type_shares":
        assert "Det är 2024 hittills mot hela 2023." in text
    else:
        days = "1 januari 2024 till 1 mars 2024 med 1 januari 2023 till 1 mars 2023."
        assert f"Perioden pågår, så det som jämförs är {days}" in text


def test_nothing_is_claimed_that_those_waiting_could_change(
    reader: Client, made: year.Year
) -> None:
    for month in (1, 2, 3):
        for _ in range(10):
            builders.report(
                board=made.board, units=[made.homes], received_on=date(2023, month, 1),
                types=[made.types["deviation"]],
            )  # fmt: skip
    for number in range(30):
        types = [made.types["deviation"]] if number < 10 else []
        builders.report(
            board=made.board, units=[made.homes], types=types, received_on=date(2024, 2, 1)
        )
    with clock.fixed_at(clock.at(date(2025, 3, 1))):
        text = page(reader, f"/siffror/{T1}/?period=2024")
        shares = page(reader, "/siffror/reports.type_shares/?period=2024")
    assert "minskat" not in text
    assert "2024 går inte att jämföra än." in text
    assert "20 rapporter är inte bedömda, och det kan ändra svaret." in text
    assert "10 av 30 inkomna rapporter är bedömda." in text
    assert "Andelarna går inte att jämföra än." in shares
    assert "mer än 100" not in shares


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        page(client, address)
    return len(found)


def test_more_units_and_reports_cost_no_more_queries(reader: Client, made: year.Year) -> None:
    addresses = [f"/siffror/{key}/?period=2023" for key in KEYS]
    few = [queries(reader, address) for address in addresses]
    for number in range(6):
        unit = builders.unit(UnitKind.UNIT, f"Enhet {number}", made.adults)
        builders.report(board=made.board, units=[unit], types=[made.types["feedback"]])
    assert [queries(reader, address) for address in addresses] == few
    assert max(few) <= 40, few


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("count", ["received", "closed"])
def test_every_list_holds_as_many_reports_as_its_number(
    reader: Client, made: year.Year, key: str, count: str
) -> None:
    text = page(reader, f"/siffror/{key}/?period=2023&rakna={count}")
    links = re.findall(r'<a href="(/rapporter/[^"]+)" aria-label="(\d+), ([^"]*)"', text)
    assert links
    for address, number, name in links:
        answer = reader.get(html.unescape(address))
        assert answer.context["counted"] == int(number), name


@pytest.mark.parametrize("count", ["received", "closed"])
def test_an_administration_and_a_team_lead_to_their_reports(
    reader: Client, made: year.Year, count: str
) -> None:
    """A department that went from one administration to another in the middle of the year."""
    first, second = (
        builders.unit(UnitKind.ADMINISTRATION, name, made.board) for name in ("Första", "Andra")
    )
    moved = builders.unit(UnitKind.DEPARTMENT, "Flyttad", first, last=date(2023, 6, 30))
    Placement.objects.create(unit=moved, name="Flyttad", parent=second, valid_from=date(2023, 7, 1))
    unit = builders.unit(UnitKind.UNIT, "Med flyttad", moved)
    team = builders.unit(UnitKind.TEAM, "Teamet", unit)
    for month, place in ((2, unit), (3, team), (8, unit), (9, team), (10, team)):
        builders.report(
            board=made.board, units=[place], types=[made.types["deviation"]],
            received_on=date(2023, month, 1), closed_on=date(2023, month, 20),
        )  # fmt: skip
    for chosen, expected in ((first, 2), (second, 3), (moved, 5), (team, 3)):
        address = f"/siffror/{T1}/?period=2023&rakna={count}&enhet={chosen.pk}"
        links = re.findall(
            r'<a href="(/rapporter/[^"]+)" aria-label="(\d+), ([^"]*)"', page(reader, address)
        )
        totals = [one for one in links if one[2].startswith("Totalt, totalt")]
        assert [int(number) for _, number, _ in totals] == [expected]
        for link, number, name in totals:
            assert reader.get(html.unescape(link)).context["counted"] == int(number), name


def test_a_period_where_nothing_is_assessed_says_so(reader: Client, made: year.Year) -> None:
    builders.report(board=made.board, units=[made.homes], types=[], received_on=date(2031, 3, 1))
    with clock.fixed_at(clock.at(date(2031, 4, 1))):
        for key in KEYS:
            text = page(reader, f"/siffror/{key}/?period=2031")
            assert "1 rapport kom in under 2031, men inget av det är bedömt ännu." in text, key
            assert "har minskat" not in text


def test_reports_that_one_may_not_read_are_told_of(reader: Client, made: year.Year) -> None:
    made_of = Report.objects.filter(
        received_on__year=2023, type_links__type=made.types["lex_sarah"]
    )
    assert made_of.update(restricted=True) == 1
    lex = made.types["lex_sarah"].pk
    text = page(reader, f"/rapporter/?fran=2023-01-01&till=2023-12-31&typ={lex}&siffra={T1}")
    assert "1 rapport stämmer med det du har valt. Du får inte läsa den." in text
    assert "0 av 1 visas." in text
    assert "Inga rapporter" not in text
    assert "Ingen rapport stämmer" not in text
