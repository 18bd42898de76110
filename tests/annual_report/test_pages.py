"""Pages and endpoints: who may open what, and what the editor is answered."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.annual_report.world import World, browser, figure, number, section, text

from hjulet.annual_report.kinds import EditionStatus, SectionStatus
from hjulet.annual_report.models import Edition, Section
from hjulet.annual_report.web.menu import start_side
from hjulet.journal.models import Event

pytestmark = pytest.mark.usefixtures("quick_files")


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def save(client: Client, one: Section, body: Any, version: int = 1) -> Any:
    return client.post(
        reverse("section_save", args=[one.edition_id, one.pk]),
        json.dumps({"version": version, "body": body}),
        content_type="application/json",
    )


def test_every_page_needs_a_login(world: World, client: Client) -> None:
    edition = world.open()
    for name in ("edition_page", "edition_read", "edition_freeze", "edition_catalogue"):
        answer = client.get(reverse(name, args=[edition.pk]))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("who", ["staff", "stranger"])
def test_a_draft_does_not_exist_for_those_who_do_not_write(world: World, who: str) -> None:
    edition = world.open()
    client = browser(getattr(world, who))
    one = section(edition)
    for name, args in (
        ("edition_page", [edition.pk]),
        ("edition_read", [edition.pk]),
        ("edition_file", [edition.pk, "html"]),
        ("edition_catalogue", [edition.pk]),
        ("edition_freeze", [edition.pk]),
        ("section_page", [edition.pk, one.pk]),
        ("section_history", [edition.pk, one.pk]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404
    assert save(client, one, text("Nej.")).status_code == 404
    assert edition.title not in page(client, "edition_list").split("<main")[1].split("h1>")[2]


def test_staff_read_what_is_frozen_and_nothing_more(world: World) -> None:
    edition = world.publish(world.open())
    client = browser(world.staff)
    assert "Publicerad" in page(client, "edition_page", edition.pk)
    assert "Inledning" in page(client, "edition_read", edition.pk)
    assert "hjulet-editor" not in page(client, "section_page", edition.pk, section(edition).pk)
    assert client.get(reverse("edition_file", args=[edition.pk, "pdf"])).content == b"%PDF-"
    assert client.get(reverse("edition_catalogue", args=[edition.pk])).status_code == 404
    assert client.post(reverse("edition_next", args=[edition.pk])).status_code == 404
    assert (
        browser(world.stranger).get(reverse("edition_page", args=[edition.pk])).status_code == 404
    )


def test_a_writer_writes_and_does_not_decide(world: World) -> None:
    edition = world.open()
    client = browser(world.manager)
    shown = page(client, "edition_page", edition.pk)
    assert "Granska och frys" not in shown
    assert "Ändra<span" not in shown
    for name in ("edition_freeze", "edition_discard"):
        assert client.post(reverse(name, args=[edition.pk])).status_code == 404
    assert client.get(reverse("edition_new")).status_code == 404
    assert save(client, section(edition), text("Ja.")).status_code == 200


def test_reading_writes_nothing(world: World) -> None:
    edition = world.open()
    client = browser(world.lead)
    before = Event.objects.count(), list(Section.objects.values())
    for name in ("edition_page", "edition_read", "edition_freeze", "edition_catalogue"):
        assert client.get(reverse(name, args=[edition.pk])).status_code == 200
    page(client, "section_page", edition.pk, section(edition).pk)
    assert (Event.objects.count(), list(Section.objects.values())) == before


def test_the_empty_list_names_the_first_step(world: World) -> None:
    assert "Öppna ett utkast" in page(browser(world.lead), "edition_list")
    assert "Öppna ett utkast" not in page(browser(world.staff), "edition_list")


@pytest.mark.parametrize(
    ("period", "dates", "key"),
    [
        ("kv2026", {}, "kv2026"),
        ("egen", {"first": "2025-02-01", "last": "2025-06-30"}, "2025-02-01..2025-06-30"),
    ],
)
def test_opening_from_the_page(world: World, period: str, dates: dict[str, str], key: str) -> None:
    from datetime import date

    from hjulet.kernel import clock

    with clock.fixed_at(clock.at(date(2026, 3, 1))):
        answer = browser(world.lead).post(
            reverse("edition_new"),
            {
                "unit": world.department.pk,
                "period": period,
                "title": "Vår berättelse",
                "template": "sosfs",
                **dates,
            },
        )
    edition = Edition.objects.get()
    assert answer["Location"] == reverse("edition_page", args=[edition.pk])
    assert (edition.period_key, edition.title) == (key, "Vår berättelse")
    assert (edition.unit_id, edition.board_id) == (world.department.pk, world.board.pk)


def test_a_period_that_ends_before_it_begins_keeps_what_was_typed(world: World) -> None:
    answer = browser(world.lead).post(
        reverse("edition_new"),
        {
            "unit": world.board.pk,
            "period": "egen",
            "first": "2025-06-30",
            "last": "2025-02-01",
            "title": "Min egen titel",
            "template": "sosfs",
        },
    )
    shown = answer.content.decode()
    assert "slutar innan den börjar" in shown
    assert "Min egen titel" in shown
    assert not Edition.objects.exists()


def test_a_period_long_before_anything_is_refused(world: World) -> None:
    form = {"unit": world.board.pk, "period": "egen", "title": "T", "template": "sosfs"}
    dates = {"first": "0001-01-01", "last": "0001-12-31"}
    answer = browser(world.lead).post(reverse("edition_new"), {**form, **dates})
    assert "Rätta årtalet" in answer.content.decode()
    assert not Edition.objects.exists()


def test_autosave_answers_as_the_editor_expects(world: World) -> None:
    one = section(world.open())
    client = browser(world.manager)
    good = save(client, one, text("Ett."))
    assert good.status_code == 200
    assert good.json()["version"] == 2
    assert good.json()["warnings"] == []
    stale = save(browser(world.lead), one, text("Två."))
    assert stale.status_code == 409
    answer = stale.json()
    assert answer["message"].startswith("Henrik Alm sparade ")
    assert (answer["version"], answer["body"]) == (2, text("Ett."))
    bad = save(client, one, {"type": "doc", "content": [{"type": "iframe"}]}, 2)
    assert bad.status_code == 400
    assert bad.json()["message"]
    for broken in (b"{", b"[]", b'{"version": "2", "body": {}}', b"\xff"):
        answer = client.post(
            reverse("section_save", args=[one.edition_id, one.pk]),
            broken,
            content_type="application/json",
        )
        assert answer.status_code == 400
    warned = save(client, one, text("Ett tecken \ue001 från Word."), 2)
    assert "U+E001" in warned.json()["warnings"][0]


def test_autosave_in_a_frozen_edition_is_locked(world: World) -> None:
    edition = world.publish(world.open())
    answer = save(browser(world.manager), section(edition), text("Sent."))
    assert answer.status_code == 423
    assert "fryst" in answer.json()["message"]


def test_the_catalogue_offers_every_figure_and_its_numbers(world: World) -> None:
    edition = world.open()
    answer = browser(world.manager).get(reverse("edition_catalogue", args=[edition.pk])).json()
    keys = {one["key"] for one in answer["figures"]}
    assert keys >= {"reports.types_by_unit", "reports.type_shares", "reports.categories"}
    total = next(
        one
        for one in answer["numbers"]
        if one["key"] == "reports.types_by_unit"
        and one["params"] == {"row": "total", "column": "total"}
    )
    assert total["text"] == "6"
    client = browser(world.manager)
    for version, one in enumerate(answer["numbers"][:20], start=1):
        body = number(one["key"], **one["params"])
        assert save(client, section(edition), body, version).status_code == 200


def test_previews_of_a_figure_and_a_number(world: World) -> None:
    edition = world.open()
    client, address = browser(world.manager), reverse("edition_insert", args=[edition.pk])
    shown = client.get(address, {"key": "reports.types_by_unit", "params": "{}", "show": "table"})
    assert "<table" in shown.json()["html"]
    assert "style=" not in shown.json()["html"]
    one = {"key": "reports.types_by_unit", "params": '{"row": "total", "column": "total"}'}
    assert client.get(address, one).json() == {"text": "6"}
    for query, status in (
        ({"key": "finns.inte", "show": "table"}, 404),
        ({"key": "reports.types_by_unit", "params": "{"}, 400),
        ({"key": "reports.types_by_unit", "params": "[1]"}, 400),
        ({"key": "reports.types_by_unit", "show": "allt"}, 400),
        ({"key": "reports.types_by_unit", "params": '{"row": "x"}'}, 404),
    ):
        answer = client.get(address, query)
        assert (answer.status_code, bool(answer.json()["message"])) == (status, True)


def test_the_section_is_done_with_what_was_typed_last(world: World) -> None:
    one = section(world.open())
    client = browser(world.manager)
    address = reverse("section_page", args=[one.edition_id, one.pk])
    body = json.dumps(text("Klart nu."))
    done = client.post(address, {"body": body, "version": "1", "done": "1"})
    assert done.status_code == 302
    one.refresh_from_db()
    assert (one.status, one.body) == (SectionStatus.DONE, text("Klart nu."))
    client.post(address, {"body": body, "version": "2", "reopen": "1"})
    one.refresh_from_db()
    assert (one.status, one.version) == (SectionStatus.UNDER_WAY, 2)


def test_a_form_from_an_old_page_keeps_the_typed_text(world: World) -> None:
    one = section(world.open())
    save(browser(world.lead), one, text("Karins text."))
    answer = browser(world.manager).post(
        reverse("section_page", args=[one.edition_id, one.pk]),
        {"body": json.dumps(text("Henriks text.")), "version": "1", "done": "1"},
    )
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Henriks text." in shown
    assert "Någon annan har sparat" in shown
    one.refresh_from_db()
    assert one.body == text("Karins text.")


def test_the_text_can_be_read_without_script_and_is_escaped(world: World) -> None:
    one = section(world.open())
    client = browser(world.manager)
    save(client, one, text("<script>alert(1)</script>"))
    shown = page(client, "section_page", one.edition_id, one.pk)
    assert "<script>alert" not in shown
    inside = shown.split("<noscript>")[1].split("</noscript>")[0]
    assert "Slå på JavaScript" in inside
    assert "&lt;script&gt;alert(1)" in inside


def test_history_shows_and_restores(world: World) -> None:
    one = section(world.open())
    start = one.body
    client = browser(world.manager)
    assert "Inget är sparat" in page(client, "section_history", one.edition_id, one.pk)
    save(client, one, text("Nyare."))
    assert "Nyare." in page(client, "section_history", one.edition_id, one.pk)
    restore = reverse("section_restore", args=[one.edition_id, one.pk, 1])
    client.post(restore, {"current": "1"})
    one.refresh_from_db()
    assert one.version == 2
    client.post(restore, {"current": "2"})
    one.refresh_from_db()
    assert (one.version, one.body) == (3, start)
    missing = reverse("section_restore", args=[one.edition_id, one.pk, 99])
    assert client.post(missing, {"current": "3"}).status_code == 404


def test_a_section_of_another_edition_is_not_found(world: World) -> None:
    first, second = world.open(), world.open()
    answer = browser(world.lead).get(reverse("section_page", args=[first.pk, section(second).pk]))
    assert answer.status_code == 404


def test_handing_out_a_section_puts_it_on_the_start_page(world: World) -> None:
    one = section(world.open())
    assert start_side(world.writer, None, None) == ""
    lead = browser(world.lead)
    address = reverse("section_assign", args=[one.edition_id, one.pk])
    assert lead.post(address, {"writer": world.staff.pk}).status_code == 200
    assert lead.post(address, {"writer": world.manager.pk}).status_code == 302
    assert "Börja med Sammanfattning" in start_side(world.writer, None, None)
    assert browser(world.manager).get(address).status_code == 404


def test_freezing_asks_that_small_numbers_are_seen(world: World) -> None:
    edition = world.open()
    client, address = browser(world.lead), reverse("edition_freeze", args=[edition.pk])
    shown = client.get(address).content.decode()
    assert "Små tal som blir offentliga" in shown
    assert "<b>Enhet A.</b>" in shown
    refused = client.post(address).content.decode()
    assert "Titta igenom de små talen" in refused
    edition.refresh_from_db()
    assert edition.status == EditionStatus.DRAFT
    assert client.post(address, {"seen": "on"}).status_code == 302
    edition.refresh_from_db()
    assert edition.status == EditionStatus.FROZEN
    assert client.post(address, {"seen": "on"}).status_code == 404


def test_from_frozen_to_published_on_the_pages(world: World) -> None:
    edition = world.open()
    client = browser(world.lead)
    client.post(reverse("edition_freeze", args=[edition.pk]), {"seen": "on"})
    publish = reverse("edition_publish", args=[edition.pk])
    assert client.get(publish)["Location"] == reverse("edition_decide", args=[edition.pk])
    decision = {"dnr": "SN 2024/0007", "paragraph": "§ 12", "on": "2024-02-20"}
    client.post(reverse("edition_decide", args=[edition.pk]), decision)
    assert 'value="socialnamnden-2023"' in client.get(publish).content.decode()
    assert "små bokstäver" in client.post(publish, {"slug": "Å Ä"}).content.decode()
    client.post(publish, {"slug": "socialnamnden-2023"})
    edition.refresh_from_db()
    assert edition.status == EditionStatus.PUBLISHED
    client.post(reverse("edition_next", args=[edition.pk]))
    assert "nyare utgåva" in page(client, "edition_page", edition.pk)


def test_a_draft_file_is_marked_and_an_unknown_format_is_not_found(world: World) -> None:
    edition = world.open()
    client = browser(world.manager)
    answer = client.get(reverse("edition_file", args=[edition.pk, "html"]))
    assert "UTKAST" in answer.content.decode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(reverse("edition_file", args=[edition.pk, "exe"])).status_code == 404


def test_discarding_takes_the_draft_away(world: World) -> None:
    edition = world.open()
    address = reverse("edition_discard", args=[edition.pk])
    client = browser(world.lead)
    assert "Ta bort utkastet?" in client.get(address).content.decode()
    assert client.post(address)["Location"] == reverse("edition_list")
    assert not Edition.objects.exists()
    assert Event.objects.latest("seq").subject_id == str(edition.pk)


def test_a_broken_reference_does_not_break_the_pages(world: World) -> None:
    edition = world.open()
    Section.objects.filter(edition=edition, key="summary").update(body=figure("reports.borta"))
    client = browser(world.lead)
    assert "kan inte visas" in page(client, "edition_read", edition.pk)
    assert "Det här måste rättas först" in page(client, "edition_freeze", edition.pk)
    page(client, "section_page", edition.pk, section(edition).pk)
    answer = client.get(reverse("edition_file", args=[edition.pk, "html"]))
    assert answer.status_code == 302


def count_queries(client: Client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_the_list_asks_as_often_for_many_as_for_one(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, address = browser(world.lead), reverse("edition_list")
    world.open("2022")
    one = count_queries(client, address)
    for period in ("2021", "2023", "kv2023"):
        world.open(period)
    assert count_queries(client, address) == one
    with django_assert_max_num_queries(20):
        client.get(address)


def test_the_edition_page_asks_as_often_with_writers_as_without(world: World) -> None:
    edition = world.open()
    client, address = browser(world.lead), reverse("edition_page", args=[edition.pk])
    without = count_queries(client, address)
    edition.sections.update(responsible=world.manager)
    assert count_queries(client, address) == without
    assert without <= 20
