"""What the reporter adds afterwards: sealed, beside the report, found, and only hers to write."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.reports.house_of_two import NOW, House

from hjulet.journal.models import Event
from hjulet.organisation.rules import NotAllowed
from hjulet.reports import operations, queries, searching
from hjulet.reports.models import Report, ReportAddition

Browse = Callable[..., Client]
TEXT = "Mottagaren ringde och hade öppnat kuvertet."


def add(house: House, report: Report, who: str = "staff", text: str = TEXT) -> ReportAddition:
    return operations.add_note(
        actor=house.actor(who), now=NOW + timedelta(hours=2), report_id=report.pk, text=text
    )


def found(house: House, words: str) -> list[str]:
    page = queries.page_of(house.actor("quality"), queries.Filters(text=words))
    return [row.reference for row in page.rows]


def test_an_addition_is_a_row_and_the_report_stays(house: House) -> None:
    report = house.submit()
    added = add(house, report)
    assert (added.text, added.by_id) == (TEXT, house.people["staff"].pk)
    assert Report.objects.get().what_happened == report.what_happened
    event = Event.objects.order_by("-seq").first()
    assert event is not None
    assert (event.verb, event.subject_id) == ("reports.add_note", str(report.pk))
    assert TEXT not in str(event.keys)


@pytest.mark.parametrize("who", ["quality", "manager", "sas", "other_staff", "nobody"])
def test_only_the_reporter_adds(house: House, browse: Browse, who: str) -> None:
    report = house.submit()
    with pytest.raises(NotAllowed):
        add(house, report, who)
    address = reverse("report_add", args=[report.reference])
    assert browse(who).post(address, {"text": TEXT}).status_code == 404
    assert not ReportAddition.objects.exists()


def test_numbers_empty_and_too_long_are_stopped(house: House) -> None:
    report = house.submit()
    with pytest.raises(operations.NumbersInText):
        add(house, report, text="Det gällde 19121212-1212.")
    for text in ("  ", "x" * 20_001):
        with pytest.raises(operations.InvalidReport):
            add(house, report, text=text)
    assert not ReportAddition.objects.exists()


def test_the_same_twice_is_one(house: House) -> None:
    report = house.submit()
    add(house, report)
    add(house, report, text=f" {TEXT} ")
    assert ReportAddition.objects.count() == 1
    add(house, report, text="Och en sak till.")
    assert ReportAddition.objects.count() == 2


def test_it_is_shown_to_the_reporter_and_to_who_assesses(house: House, browse: Browse) -> None:
    report = house.submit()
    staff = browse("staff")
    assert (
        "Lägg till en rad" in staff.get(f"/rapporter/{report.reference}/kvitto/").content.decode()
    )
    answer = staff.post(reverse("report_add", args=[report.reference]), {"text": TEXT}, follow=True)
    assert TEXT in answer.content.decode()
    assert "Du har lagt till 1\u00a0rad" in staff.get("/rapporter/mina/").content.decode()
    for who in ("quality", "manager"):
        page = browse(who).get(f"/rapporter/{report.reference}/").content.decode()
        assert TEXT in page
        assert "Lägg till en rad" not in page


def test_a_number_typed_in_the_form_is_told_and_kept(house: House, browse: Browse) -> None:
    report = house.submit()
    address = reverse("report_add", args=[report.reference])
    page = browse("staff").post(address, {"text": "Om 19121212-1212"}).content.decode()
    assert "Texten innehåller ett personnummer." in page
    assert "Om 19121212-1212" in page
    assert '<details class="more" open>' in page
    assert not ReportAddition.objects.exists()


def test_who_assessed_is_told_of_what_came_later(house: House, browse: Browse) -> None:
    report = house.submit()
    add(house, report, text="Före bedömningen.")
    house.assess(report, "deviation")
    ReportAddition.objects.update(at=NOW)
    address, words = f"/rapporter/{report.reference}/", "efter den senaste bedömningen"
    assert words not in browse("quality").get(address).content.decode()
    add(house, report)
    assert words in browse("quality").get(address).content.decode()


def test_secrecy_hides_it_from_all_but_sas_and_the_writer(house: House, browse: Browse) -> None:
    report = house.submit()
    house.assess(report, "lex_sarah")
    add(house, report)
    address = f"/rapporter/{report.reference}/"
    for who, seen in (("sas", True), ("staff", True), ("manager", False)):
        assert (TEXT in browse(who).get(address).content.decode()) is seen, who
    assert browse("quality").get(address).status_code == 404
    event = Event.objects.filter(verb="reports.add_note").get()
    assert event.confidential


def test_what_was_added_is_found_by_search_also_after_a_rebuild(house: House) -> None:
    report = house.submit()
    assert found(house, "kuvertet") == []
    add(house, report)
    assert found(house, "kuvertet") == [report.reference]
    searching.rebuild()
    assert found(house, "kuvertet") == [report.reference]
