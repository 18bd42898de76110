"""Words that fit who reads them, and when."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from tests.reports.house_of_two import DAY, NOW, House
from tests.reports.investigating import content, do, opened

from hjulet.calendar.models import Clock
from hjulet.kernel.free_text import MAX_LINE, MAX_TEXT, too_long
from hjulet.notices.models import Notice
from hjulet.reports import operations
from hjulet.reports.models import Report
from hjulet.reports.web.words import row_state, state_of

Browse = Callable[..., Client]


def page_of(client: Client, name: str, reference: str) -> str:
    return client.get(reverse(name, args=[reference])).content.decode()


def test_who_assesses_is_asked_to_and_others_are_told(house: House, browse: Browse) -> None:
    report = house.submit()
    for who, words in (("quality", "Ny, bedöm senast"), ("staff", "Ny, bedöms senast")):
        assert words in page_of(browse(who), "report_page", report.reference), who
    for days, words in ((0, "i dag"), (1, "senast i morgon")):
        day = DAY + timedelta(days=days)
        assert state_of("received", day, None, DAY) == ("new", f"Ny, bedöms {words}")
        assert state_of("received", day, None, DAY, assesses=True) == ("new", f"Ny, bedöm {words}")
    assert row_state("received", DAY, None, DAY)[2] == "bedöms i dag"


def test_what_is_read_too_late_should_have_been_read(house: House, browse: Browse) -> None:
    found = opened(house)
    do(house, "finish", found)
    Clock.objects.filter(ended_at__isnull=True).update(due_on=DAY - timedelta(days=2))
    page = page_of(browse("quality"), "investigation_page", found.reference)
    assert "skulle ha läst den 12 oktober" in page
    do(house, "accept", found, "quality")
    Clock.objects.filter(ended_at__isnull=True).update(due_on=DAY - timedelta(days=2))
    page = page_of(browse("quality"), "investigation_page", found.reference)
    assert "Skulle ha avslutats 12 oktober" in page


def test_sas_is_named_where_somebody_is_asked_to_talk_to_her(house: House, browse: Browse) -> None:
    found, client = opened(house), browse("manager")
    do(house, "save", found, content=content(consequence=4))
    assert "Tala med sas, som är SAS, om" in page_of(client, "investigation_page", found.reference)
    do(house, "finish", found)
    assert "Tala med sas, som är SAS, om" in page_of(client, "investigation_page", found.reference)
    assert "Tala med" not in page_of(client, "investigation_print", found.reference)


def test_the_one_who_reported_reads_a_whole_sentence(house: House) -> None:
    report = Report.objects.get(pk=house.submit().pk)
    house.assess(report, "feedback")
    operations.close(
        actor=house.actor("quality"), now=NOW + timedelta(hours=3), report_id=report.pk,
        reason="Klart.",
    )  # fmt: skip
    words = set(
        Notice.objects.filter(account=house.people["staff"]).values_list("words", flat=True)
    )
    assert not [one for one in words if ": är" in one]


def test_a_line_that_is_too_long_is_not_to_be_attached() -> None:
    assert (
        too_long(130, MAX_LINE)
        == "Texten är för lång: 130 tecken. Korta den till högst 120 tecken."
    )
    assert too_long(20_001, MAX_TEXT).endswith(", eller skicka den som bilaga.")
