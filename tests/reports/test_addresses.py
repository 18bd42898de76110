"""Addresses of reports: any reference, sent by itself, and where the search stands."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.reports.house_of_two import NOW, House

from hjulet.reports import operations
from hjulet.reports.models import (
    Report,
)

Browse = Callable[..., Client]
NEW = "/rapporter/ny/"


def test_a_reference_from_a_file_may_hold_any_sign(house: House, browse: Browse) -> None:
    report = house.submit()
    for reference in ("A/12 b", "Å?#%1", "../x"):
        Report.objects.filter(pk=report.pk).update(reference=reference)
        if ".." not in reference:  # a browser would take such an address apart
            address = reverse("report_page", args=[reference])
            assert browse("quality").get(address).status_code == 200
        assert browse("quality").get("/rapporter/").status_code == 200


def test_the_system_submits_nothing_without_a_unit(house: House) -> None:
    from hjulet.organisation.types import SYSTEM

    with pytest.raises(operations.InvalidReport):
        operations.submit(actor=SYSTEM, now=NOW, unit_id=0, what_happened="x")


def test_a_sending_address_opened_by_itself_leads_to_its_page(house: House, browse: Browse) -> None:
    report, client = house.submit(), browse("quality")
    page = reverse("report_page", args=[report.reference])
    for name in ("report_assess", "report_close", "report_notify", "report_grant"):
        answer = client.get(reverse(name, args=[report.reference]))
        assert (answer.status_code, answer["Location"]) == (302, page)
    assert client.get(reverse("report_lists_change", args=["category"])).status_code == 302
    assert client.get(reverse("report_draft_discard", args=[1])).status_code == 302


@pytest.mark.parametrize(
    ("who", "searches"), [("quality", True), ("manager", True), ("staff", False)]
)
def test_the_search_stands_where_there_is_a_list_to_search(
    house: House, browse: Browse, who: str, searches: bool
) -> None:
    page = browse(who).get(reverse("my_reports")).content.decode()
    assert ('role="search"' in page) is searches
