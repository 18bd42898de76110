"""The list by where reports were handed over, the police, and whether somebody was hurt."""

import io
from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.reports.house_of_two import House
from tests.reports.investigating import LATER, content, deviation, do, opened

from hjulet.reports import operations, queries
from hjulet.reports.models import Report
from hjulet.reports.queries import Filters

Browse = Callable[..., Client]


def outside(house: House, report: Report) -> None:
    operations.hand_over_outside(
        actor=house.actor("manager"), now=LATER, report_ids=[report.pk], body_kind="region",
        body="Vårdcentralen", ground="consent", text="Kallelsen kom för sent.", expected=0,
    )  # fmt: skip


def chosen(house: House, who: str, **filters: object) -> list[str]:
    page = queries.page_of(house.actor(who), Filters(**filters))  # type: ignore[arg-type]
    return [row.reference for row in page.rows]


def test_each_filter_chooses_and_tells_nobody_else(house: House) -> None:
    given, near, police = deviation(house), deviation(house, affected="nearly"), deviation(house)
    outside(house, given)
    found = opened(house, police)
    told = content(police_report=True, police_on=LATER.date())
    do(house, "save", found, content=told)
    for filters, expected in (
        ({"handed": "external"}, given), ({"affected": "nearly"}, near), ({"police": True}, police),
    ):  # fmt: skip
        assert chosen(house, "quality", **filters) == [expected.reference], filters
        assert chosen(house, "second_manager", **filters) == []
    assert chosen(house, "quality", handed="board") == []
    # The one who reported is not told what the investigation says.
    assert chosen(house, "staff", police=True) == []


def test_what_is_secret_answers_to_no_such_filter(house: House) -> None:
    report = house.submit(affected="nearly")
    house.assess(report, "lex_sarah")
    assert chosen(house, "manager") == [report.reference]
    assert chosen(house, "manager", affected="nearly") == []
    assert chosen(house, "sas", affected="nearly") == [report.reference]


def test_the_file_says_it_in_swedish_words(house: House, browse: Browse) -> None:
    report = deviation(house, affected="nearly")
    outside(house, report)
    answer = browse("quality").get(reverse("report_export"))
    head, row = (
        CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    )
    found = dict(zip(head, row, strict=True))
    assert found["överlämnad till"] == "Vårdcentralen"
    assert found["drabbades någon"] == "Nej, men det kunde ha gått illa"
    assert found["polisanmäld"] == ""
    assert {"anmäld till IVO", "anmäld till IMY"} <= set(head)
