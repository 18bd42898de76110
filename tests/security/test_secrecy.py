"""What somebody may not see does not exist for her: no page, file, count or word gives it away."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.security.city import DRAFT, OPEN, SECRET, WORD, City, addresses

from hjulet.annual_report import operations as editions
from hjulet.journal.models import Event
from hjulet.organisation import operations as organisation
from hjulet.organisation.models import RoleAssignment
from hjulet.reports import operations as reports

Browse = Callable[..., Client]
# Everybody but SAS of the board; the reporter keeps her own text and is tested apart.
OTHERS = (
    "", "manager", "second_manager", "quality", "dpo", "admin", "member", "other_quality",
    "other_sas", "other_staff", "nobody",
)  # fmt: skip
NEVER = ("logout", "prova", "tvafaktor")


def everything(client: Client, town: City, reference: str = "") -> dict[str, str]:
    """Every page, file and spreadsheet that answers 200, as text."""
    found = {}
    keys = {**town.keys, **({"reference": reference} if reference else {})}
    searches = [
        f"{reverse('report_list')}?{query}"
        for query in (f"q={WORD}", f"q={WORD}&siffra=1", f"q={town.secret.reference}", "siffra=1")
    ]
    searches.append(f"{reverse('report_export')}?q={WORD}")
    for address in [*addresses(keys), *searches]:
        if any(word in address for word in NEVER):
            continue
        answer = client.get(address)
        if answer.status_code == 200:
            found[address] = words_of(answer)
        # Closing the whole answer would close the database of the test as well.
        for close in answer._resource_closers:
            close()
    return found


def words_of(answer: object) -> str:
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined, call-overload]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    return content.decode("utf-8", "replace")


@pytest.mark.parametrize("who", OTHERS)
def test_secret_words_reach_nobody_else(town: City, browse: Browse, who: str) -> None:
    for address, words in everything(browse(who), town).items():
        shown = words.replace(f'value="{WORD}"', "").replace(f"q={WORD}", "")
        assert SECRET not in words, address
        assert f"{WORD}.txt" not in words, address
        assert f"{WORD} bedömt" not in words, address
        assert WORD not in shown.replace(f"”{WORD}”", ""), address
        assert DRAFT not in words, address


def test_sas_reads_it(town: City, browse: Browse) -> None:
    """The test above would pass on empty pages."""
    pages = everything(browse("sas"), town)
    assert SECRET in pages[reverse("report_page", args=[town.secret.reference])]
    assert SECRET in pages[reverse("attachment", args=[town.attachment.pk])]
    assert town.secret.reference in pages[f"{reverse('report_list')}?q={WORD}"]


def test_what_sas_reads_stands_in_the_read_log(town: City, browse: Browse) -> None:
    """10 § SoLPuL: no list, file or start page shows the text outside the log."""
    client, told = browse("sas"), []
    for address, words in everything(client, town).items():
        if SECRET in words or f"{WORD}.txt" in words:
            told.append(address)
    assert reverse("report_page", args=[town.secret.reference]) in told
    for address in told:
        before = Event.objects.filter(verb="read.opened").count()
        answer = client.get(address)
        for close in answer._resource_closers:
            close()
        assert Event.objects.filter(verb="read.opened").count() > before, address
    listed = everything(client, town)
    for address in ("/", reverse("report_list"), reverse("report_export")):
        assert address not in told
        assert town.secret.reference in listed[address]


def test_the_reporter_keeps_her_text_and_hears_no_more(town: City, browse: Browse) -> None:
    pages = everything(browse("staff"), town)
    for address, words in pages.items():
        assert f"{WORD} bedömt" not in words, address
        assert reverse("attachment", args=[town.attachment.pk]) != address
    assert SECRET in pages[reverse("report_page", args=[town.secret.reference])]


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["admin", "member", "nobody", "other_quality", "other_sas"])
def test_no_content_of_any_report(town: City, browse: Browse, who: str) -> None:
    """The systemförvaltare, the politician, and the neighbouring board."""
    for reference in (town.open.reference, town.secret.reference):
        for address, words in everything(browse(who), town, reference).items():
            assert OPEN not in words, address
            assert SECRET not in words, address


@pytest.mark.parametrize("who", ["staff", "member", "admin", "other_quality", "nobody"])
def test_a_draft_of_the_annual_report_is_for_those_who_write(
    town: City, browse: Browse, who: str
) -> None:
    for address, words in everything(browse(who), town).items():
        assert "violetta" not in words, address
    for answer in (
        browse(who).get(reverse("edition_page", args=[town.edition.pk])),
        browse(who).get(reverse("edition_catalogue", args=[town.edition.pk])),
        browse(who).get(reverse("edition_insert", args=[town.edition.pk]), {"key": "x"}),
        browse(who).get(reverse("edition_file", args=[town.edition.pk, "html"])),
        browse(who).post(reverse("section_save", args=[town.edition.pk, town.section.pk])),
        browse(who).post(reverse("edition_freeze", args=[town.edition.pk])),
    ):
        assert answer.status_code == 404


def test_a_search_from_a_figure_counts_nothing_locked(town: City, browse: Browse) -> None:
    """Figures count what is locked too; a word that narrows them would tell what it says."""
    address = reverse("report_list")
    for who in ("manager", "quality", "member", "dpo"):
        hit = browse(who).get(address, {"siffra": "1", "q": WORD})
        miss = browse(who).get(address, {"siffra": "1", "q": "x" * len(WORD)})
        assert hit.context["counted"] is None
        pages = [
            re.sub(r'"[A-Za-z0-9]{64}"', "", answer.content.decode()) for answer in (hit, miss)
        ]
        assert pages[0].replace(WORD, "x" * len(WORD)) == pages[1]
        known = browse(who).get(address, {"siffra": "1", "q": town.secret.reference})
        assert known.context["counted"] is None


def test_figures_of_another_board_do_not_exist(town: City, browse: Browse) -> None:
    unit = town.house.unit.pk
    for who in ("other_quality", "other_sas", "staff", "admin", "nobody"):
        for name in ("figure_page", "figure_csv", "figure_xlsx"):
            address = reverse(name, args=["reports.types_by_unit"])
            for place in (str(unit), str(town.house.board.pk), "alla"):
                assert browse(who).get(address, {"enhet": place}).status_code == 404
    params = {"key": "reports.types_by_unit", "show": "table"}
    own = editions.open_edition(
        actor=town.house.actor("other_quality"),
        now=town.secret.received_at,
        template="sosfs",
        period_key="2025",
        unit_id=town.house.other.pk,
    )
    answer = browse("other_quality").get(
        reverse("edition_insert", args=[own.pk]), {**params, "params": f'{{"unit": "{unit}"}}'}
    )
    assert answer.status_code == 404
    assert "Åkersenheten" not in answer.content.decode()


@pytest.mark.parametrize("who", ["admin", "other_sas", "nobody", "member"])
def test_not_there_and_not_for_you_are_the_same(town: City, browse: Browse, who: str) -> None:
    client = browse(who)
    pairs = (
        ("report_page", [town.secret.reference], ["2025-9999"]),
        ("report_receipt", [town.secret.reference], ["2025-9999"]),
        ("attachment", [town.attachment.pk], [999_999]),
        ("edition_page", [town.edition.pk], [999_999]),
        ("section_page", [town.edition.pk, town.section.pk], [999_999, 999_999]),
        ("report_draft_discard", [town.draft.pk], [999_999]),
    )
    for name, hidden, missing in pairs:
        for method in (client.get, client.post):
            one, two = method(reverse(name, args=hidden)), method(reverse(name, args=missing))
            assert one.status_code == two.status_code != 403
            assert one.content == two.content
            assert {key.lower() for key in one.headers} == {key.lower() for key in two.headers}


def test_a_role_that_has_ended_opens_nothing(town: City, browse: Browse) -> None:
    client = browse("sas")
    page = reverse("report_page", args=[town.secret.reference])
    assert client.get(page).status_code == 200
    day = date(2025, 10, 13)
    RoleAssignment.objects.filter(account=town.house.people["sas"]).update(
        valid_from=day - timedelta(days=30), valid_to=day
    )
    assert client.get(page).status_code == 404
    RoleAssignment.objects.filter(account=town.house.people["sas"]).update(
        valid_from=day + timedelta(days=30), valid_to=None
    )
    assert client.get(page).status_code == 404


def test_a_closed_account_is_out_at_once(town: City, browse: Browse) -> None:
    client = browse("sas")
    page = reverse("report_page", args=[town.secret.reference])
    assert client.get(page).status_code == 200
    organisation.deactivate_account(
        actor=town.house.actor("admin"),
        now=town.secret.received_at,
        account_id=town.house.people["sas"].pk,
    )
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_access_to_one_report_opens_nothing_else(town: City, browse: Browse) -> None:
    house = town.house
    other = house.submit(what_happened=f"En till: {SECRET}")
    house.assess(other, "lex_sarah")
    reports.grant_access(
        actor=house.actor("sas"),
        now=other.received_at,
        report_id=town.secret.pk,
        account_id=house.people["other_staff"].pk,
    )
    client = browse("other_staff")
    assert client.get(reverse("report_page", args=[town.secret.reference])).status_code == 200
    assert client.get(reverse("report_page", args=[other.reference])).status_code == 404
    for name in ("report_assess", "report_close", "report_grant", "report_correct"):
        assert client.post(reverse(name, args=[town.secret.reference])).status_code == 404
    assert client.get(reverse("report_export")).status_code == 404


def test_the_journal_and_health_hold_keys_only(town: City, browse: Browse) -> None:
    page = browse("admin").get(reverse("journal_page")).content.decode()
    assert "journal" in page.lower()
    for words in (SECRET, WORD, OPEN, DRAFT, "violetta", "Ett brev"):
        assert words not in page
    assert browse("").get(reverse("health")).content == b"frisk\n"


@pytest.mark.one_database
def test_what_somebody_reads_is_stored_nowhere(browse: Browse, town: City) -> None:
    """Units share computers: after logout the back button and the disk must show nothing."""
    for who in ("sas", "staff"):
        client = browse(who)
        for address in (*addresses(town.keys), reverse("report_list")):
            if any(word in address for word in NEVER):
                continue
            answer = client.get(address)
            if answer.status_code == 200:
                assert "no-store" in answer.headers.get("Cache-Control", ""), address
            for close in answer._resource_closers:
                close()
