"""The journal names things as the rooms do, so that a line can be found in the register."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.reports import house_of_two
from tests.reports.house_of_two import NOW, House

from hjulet.journal.operations import opened
from hjulet.organisation.kinds import Role


@pytest.fixture
def house(db: None) -> House:
    return house_of_two.build()


def test_a_thing_is_called_by_its_number_for_who_may_open_it(house: House, client: Client) -> None:
    """The systemförvaltare sees the key alone."""
    report = house.submit()
    for key in (report.pk, 987654):  # the latter names nothing
        opened(actor_id=house.people["sas"].pk, now=NOW, subject=("report", key))
    address, named = reverse("journal_page"), f"rapport {report.reference}"
    client.force_login(builders.account(Role.SYSTEM_ADMIN, None, "Siv System"))
    page = client.get(address).content.decode()
    assert f"rapport {report.pk}" in page and named not in page
    client.force_login(house.people["sas"])
    page = " ".join(client.get(address).content.decode().split())
    assert f'rapport {report.reference} <span class="dim sm">nyckel {report.pk}</span>' in page
    assert "rapport 987654" in page
    found = client.get(address, {"slag": "report", "sak": report.pk}).context["rows"]
    assert {row["reference"] for row in found} == {report.reference}
