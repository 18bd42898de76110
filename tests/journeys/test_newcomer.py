"""What `make start` does on an empty machine, and again the next day."""

import urllib.request

import pytest
from tests.journeys import installation
from tests.journeys.conftest import Open
from tests.journeys.installation import Installation

pytestmark = [pytest.mark.journey, pytest.mark.both_databases]

PASSWORD = "tre kloka ugglor i eken"


@pytest.fixture(scope="module")
def empty() -> Installation:
    return installation.fresh("empty")


def test_starting_again_changes_nothing(demostad: Installation) -> None:
    copy = installation.copy_of(installation.demo_template(), "started_again")
    before = copy.figure("reports.types_by_unit", "2025")
    last = copy.run("journal", "verify")
    for _ in range(2):
        copy.run("init")
        copy.run("demo", "--if-empty")
    assert copy.figure("reports.types_by_unit", "2025") == before
    assert copy.run("journal", "verify") == last


def test_it_says_that_it_is_well(address: str) -> None:
    with urllib.request.urlopen(f"{address}/halsa") as answer:  # noqa: S310  our own server
        assert answer.status == 200
        assert "frisk" in answer.read().decode()


def test_an_empty_installation_says_what_to_do_first(open_at: Open, empty: Installation) -> None:
    words = ("account", "add", "--email", "anna@example.org", "--name", "Anna Prov")
    refused = empty.run(*words, "--role", "system_admin", typed="kort\n", status=1)
    assert refused == ""
    empty.run(*words, "--role", "system_admin", typed=f"{PASSWORD}\n")
    with empty.serving() as url:
        visit = open_at(url)
        visit.go("/konto/login/")
        assert "demostad" not in visit.page.content()
        visit.page.get_by_label("E-post").fill("anna@example.org")
        visit.page.get_by_label("Lösenord").fill(PASSWORD)
        visit.page.get_by_role("button", name="Logga in").click()
        visit.page.wait_for_url(f"{url}/")
        assert visit.axe_everywhere() + visit.english() + visit.sideways() == []
        for path in ("/organisation/", "/organisation/personer/", "/journal/", "/rapporter/mina/"):
            visit.go(path)
            assert visit.page.locator("h1").count() == 1
            assert visit.axe() + visit.english() + visit.sideways() == [], path
