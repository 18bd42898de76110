"""The list: paging, filters, how many, from a figure, Excel; and how many questions it costs."""

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests import builders
from tests.reports.house_of_two import DAY, NOW, House

from hjulet.journal.models import Event
from hjulet.kernel.clock import at
from hjulet.reports import queries
from hjulet.reports.models import Category
from hjulet.reports.queries import Cursor, Filters

Browse = Callable[..., Client]


def fill(house: House, number: int) -> list[str]:
    """Reports of the first days of 2025, two a day at the same moment; references newest first."""
    made = [
        builders.report(
            board=house.board,
            units=[house.unit],
            types=[house.types["deviation"]],
            received_on=date(2025, 1, 1) + timedelta(days=index // 2),
            reference=f"L-{index}",
        )
        for index in range(number)
    ]
    return [report.reference for report in sorted(made, key=lambda r: (r.received_at, r.pk))][::-1]


def test_pages_forth_and_back_miss_and_repeat_nothing(house: House) -> None:
    every, actor = fill(house, 23), house.actor("quality")
    page = queries.page_of(actor, Filters(), size=5)
    assert page.newer is None
    seen = [row.reference for row in page.rows]
    while page.older:
        page = queries.page_of(actor, Filters(), after=Cursor.read(str(page.older)), size=5)
        seen += [row.reference for row in page.rows]
    assert seen == every
    back = [row.reference for row in page.rows]
    while page.newer:
        page = queries.page_of(actor, Filters(), before=Cursor.read(str(page.newer)), size=5)
        back = [row.reference for row in page.rows] + back
    assert back == every


@pytest.mark.parametrize(
    "text", ["", "x", "1.", ".1", "9" * 40 + ".1", "1." + "9" * 40, "1.x", "-5.3"]
)
def test_a_broken_address_shows_a_list(house: House, browse: Browse, text: str) -> None:
    fill(house, 2)
    assert browse("quality").get(reverse("report_list"), {"efter": text}).status_code == 200


def test_every_filter_chooses(house: House) -> None:
    category = Category.objects.create(name="Post")
    deviation, breach = house.types["deviation"], house.types["data_breach"]
    one = builders.report(
        board=house.board, units=[house.unit], types=[deviation, breach], category=category,
        received_on=date(2025, 3, 31), closed_on=date(2025, 6, 1),
    )  # fmt: skip
    two = builders.report(
        board=house.board, units=[house.second], types=[deviation], received_on=date(2025, 4, 1)
    )
    new = builders.report(board=house.board, units=[house.unit], received_on=date(2025, 5, 1))
    actor = house.actor("quality")
    for filters, expected in (
        (Filters(last=date(2025, 3, 31)), [one]),
        (Filters(first=date(2025, 4, 1), last=date(2025, 4, 1)), [two]),
        (Filters(unit_id=house.unit.pk), [new, one]),
        (Filters(unit_id=house.department.pk), [new, two, one]),
        (Filters(unit_id=house.other.pk), []),
        (Filters(type_id=breach.pk), [one]),
        (Filters(unassessed=True), [new]),
        (Filters(category_id=category.pk), [one]),
        (Filters(status="closed"), [one]),
        (Filters(counting="closed", first=date(2025, 6, 1), last=date(2025, 6, 1)), [one]),
        (Filters(counting="closed", last=date(2025, 5, 31)), []),
    ):
        rows = queries.page_of(actor, filters).rows
        assert [row.reference for row in rows] == [r.reference for r in expected], filters
        assert queries.total_of(actor, filters) == len(expected)


def test_midnight_belongs_to_the_new_day(house: House) -> None:
    builders.report(
        board=house.board, units=[house.unit], received_on=date(2025, 4, 1),
        received_at=at(date(2025, 4, 1), 0),
    )  # fmt: skip
    actor = house.actor("quality")
    assert queries.total_of(actor, Filters(last=date(2025, 3, 31))) == 0
    assert queries.total_of(actor, Filters(first=date(2025, 4, 1))) == 1


def test_from_a_figure_n_of_m(house: House, browse: Browse) -> None:
    reports = [house.submit() for _ in range(3)]
    house.assess(reports[0], "deviation")
    house.assess(reports[1], "lex_sarah", "deviation", unit_ids=[house.unit.pk, house.second.pk])
    filters = Filters(unit_id=house.department.pk, type_id=house.types["deviation"].pk, figure=True)
    for who, shown in (("quality", 1), ("sas", 2), ("manager", 1)):
        actor = house.actor(who)
        assert queries.counted_in_figure(actor, filters) == 2
        assert queries.total_of(actor, filters) == shown
    assert queries.counted_in_figure(house.actor("staff"), filters) is None
    assert queries.counted_in_figure(house.actor("other_quality"), filters) == 0
    page = browse("quality").get(
        reverse("report_list"),
        {"enhet": house.department.pk, "typ": filters.type_id, "siffra": "reports.types_by_unit"},
    )
    assert "1 av 2 visas" in page.content.decode()


def test_the_list_says_over_ten_thousand(
    house: House, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hjulet.reports.queries.listing.CAP", 3)
    monkeypatch.setattr("hjulet.reports.queries.CAP", 3)
    fill(house, 6)
    assert queries.total_of(house.actor("quality"), Filters()) == 4
    page = browse("quality").get(reverse("report_list")).content.decode()
    assert "Över 3 rapporter" in page


@pytest.mark.parametrize("number", [2, 40])
def test_the_list_costs_the_same_however_long(
    house: House, number: int, django_assert_num_queries: Callable
) -> None:
    fill(house, number)
    for _ in range(number):
        house.submit("quality")
    actor = house.actor("quality")
    with django_assert_num_queries(4):  # reports, units, types, handed over
        queries.page_of(actor, Filters())
    with django_assert_num_queries(1):
        queries.own_under_way(actor)
    with django_assert_num_queries(3):
        queries.mine(actor)


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_page_costs_the_same_however_long(
    house: House, browse: Browse, number: int, django_assert_max_num_queries: Callable
) -> None:
    fill(house, number)
    client, address = browse("quality"), reverse("report_list")
    client.get(address)
    with django_assert_max_num_queries(22):
        client.get(address)


def test_what_a_manager_and_a_reporter_follow(house: House) -> None:
    late, new = house.submit(now=NOW - timedelta(days=30)), house.submit(may_be_serious="yes")
    done = house.submit()
    house.assess(done, "deviation")
    assert queries.own_under_way(house.actor("staff")) == 3
    assert queries.own_under_way(house.actor("quality")) == 0
    assert queries.waiting_count(house.actor("quality")) == 2
    assert queries.waiting_count(house.actor("other_quality")) == 0
    recent = queries.recent_in_units(house.actor("manager"), DAY)
    assert {w.reference for w in recent} == {new.reference, done.reference}
    assert [w.units for w in recent if w.may_be_serious] == [("Åkersenheten",)]
    assert late.assess_by < DAY


def test_excel_holds_what_may_be_read_and_no_formulas(house: House, browse: Browse) -> None:
    house.submit(what_happened='=HYPERLINK("http://x","klicka")', done_at_once="+46 eller @namn")
    locked = house.submit(what_happened="Hemligt.")
    house.assess(locked, "lex_sarah")
    answer = browse("quality").get(reverse("report_export"))
    assert answer["Content-Disposition"].startswith("attachment")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) == 2
    assert '=HYPERLINK("http://x","klicka")' in rows[1]
    assert rows[1][1] == DAY
    import zipfile

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower().replace("=hyperlink(", "")
    event = Event.objects.get(verb="read.exported")
    assert event.keys == '{"boards":[],"restricted":0,"rows":1}'


@pytest.mark.parametrize("who", ["staff", "dpo", "admin", "member"])
def test_only_those_with_the_right_take_a_list_out(browse: Browse, who: str) -> None:
    assert browse(who).get(reverse("report_export")).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"fran": "i går"}, {"fran": "2025-13-40"}, {"fran": "0001-01-01", "till": "9999-12-31"},
        {"fran": "2025-05-01", "till": "2025-01-01"}, {"enhet": "x"}, {"enhet": "999999"},
        {"typ": "999999"}, {"status": "x"}, {"kategori": "-1"}, {"rakna": "x"},
        {"q": "'\" OR 1=1 --"}, {"q": "\x00"}, {"q": "a" * 5000}, {"q": "&|!():*"},
        {"siffra": "x" * 500}, {"q": "NEAR(a b)"}, {"q": "-"},
    ],
)  # fmt: skip
def test_bad_filters_are_answered_in_swedish(
    house: House, browse: Browse, query: dict[str, str]
) -> None:
    fill(house, 2)
    assert browse("quality").get(reverse("report_list"), query).status_code == 200
    assert browse("quality").get(reverse("report_export"), query).status_code == 200
