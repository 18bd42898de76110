"""What has secrecy is read on the report's page alone: every list tells only that it is there.

10 § lagen (2001:454): each opening stands in the read log. A list leaves no line in it.
"""

import io
from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.reports import investigating
from tests.reports.house_of_two import DAY, House

from hjulet.journal.models import Event
from hjulet.organisation.models import RoleAssignment
from hjulet.reports import clocks, investigation_clocks, queries
from hjulet.reports.access import UNTOLD
from hjulet.reports.models import InvestigationReport, Report
from hjulet.reports.queries import Filters, worklist
from hjulet.reports.queries import investigations as investigated
from hjulet.reports.queries.similar import most_similar, similar_to
from hjulet.reports.web.investigations import joined_labels, labels

Browse = Callable[..., Client]
TEXT = "Sömnmedlet gavs dubbelt igen på kvällen, doslistan saknades helt."


def locked(house: House, unit_id: int | None = None) -> Report:
    report = house.submit(what_happened=TEXT, **({"unit_id": unit_id} if unit_id else {}))
    house.assess(report, "lex_sarah")
    report.refresh_from_db()
    return report


def test_the_list_and_its_search_tell_no_text(house: House) -> None:
    report, sas = locked(house), house.actor("sas")
    for filters in (Filters(), Filters(text="sömnmedlet"), Filters(status="assessed")):
        (row,) = queries.page_of(sas, filters).rows
        assert (row.reference, row.excerpt, row.summary) == (report.reference, UNTOLD, False)
        assert row.units


def test_the_work_list_tells_no_text(house: House) -> None:
    report, sas = locked(house), house.actor("sas")
    assert clocks.describe(sas, [report.pk])[report.pk].title == UNTOLD
    RoleAssignment.objects.create(
        account=house.people["sas"],
        role="unit_manager",
        unit=house.unit,
        valid_from=date(2020, 1, 1),
    )
    (row,) = worklist.recent_in_units(house.actor("sas"), DAY)
    assert (row.reference, row.excerpt) == (report.reference, UNTOLD)


def test_earlier_alike_tell_no_text(house: House) -> None:
    report, sas = locked(house), house.actor("sas")
    later = house.submit(what_happened=TEXT)
    assert [one.excerpt for one in similar_to(sas, later)] == [UNTOLD]
    assert [one.excerpt for one in most_similar(sas, [later], 5)] == [UNTOLD]
    assert labels([report]) == [(report.pk, f"{report.reference}: {UNTOLD}")]


def test_investigations_tell_no_text(house: House) -> None:
    """Also when a report that became secret still stands in one."""
    found = investigating.opened(house)
    report, sas = locked(house), house.actor("sas")
    InvestigationReport.objects.filter(investigation=found).update(report=report)
    type(found).objects.filter(pk=found.pk).update(responsible=house.people["sas"])
    (row,) = investigated.page_of(sas, investigated.Filters()).rows
    assert row.excerpt == UNTOLD
    assert investigation_clocks.describe(sas, [found.pk])[found.pk].title == UNTOLD
    detail = investigated.detail_of(sas, found)
    assert joined_labels(detail) == [(report.pk, f"{report.reference}: {UNTOLD}")]


def test_the_file_tells_no_text(house: House, browse: Browse) -> None:
    report = locked(house)
    answer = browse("sas").get(reverse("report_export"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    row = book.get_sheet_by_index(0).to_python()[1]
    assert row[0] == report.reference
    assert UNTOLD in row
    assert TEXT not in row


def test_the_page_tells_it_and_is_noted(house: House, browse: Browse) -> None:
    report, client = locked(house), browse("sas")
    for address in ("/", reverse("report_list"), f"{reverse('report_list')}?q=sömnmedlet"):
        assert TEXT[:30] not in client.get(address).content.decode()
    assert not Event.objects.filter(verb__startswith="read.").exists()
    page = client.get(reverse("report_page", args=[report.reference]))
    assert TEXT in page.content.decode()
    assert Event.objects.filter(verb="read.opened").count() == 1
