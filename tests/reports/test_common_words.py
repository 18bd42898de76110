"""Words that stand in very many reports are looked for in another way, and find the same."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.reports.house_of_two import House

from hjulet.kernel import search
from hjulet.reports import queries
from hjulet.reports.queries import Filters

Browse = Callable[..., Client]
WORDS = "brevet brevlådan adress adressen tolk inte återvända ändå 2025 1 IVO".split()  # noqa: SIM905
QUERIES = [*WORDS, "brev", "adr", "brev inte", "inte brev tol", "2025-1", "ÅTERVÄND", "finns ej"]


@pytest.fixture
def many(house: House) -> None:
    dice = random.Random(7)
    for index in range(40):
        board = house.board if index % 5 else house.other
        report = builders.report(
            board=board,
            units=[house.unit],
            types=[house.types["deviation"]],
            received_on=date(2025, 1, 1) + timedelta(days=index // 2),
        )
        search.put("report_search", [(report.pk, " ".join(dice.choices(WORDS, k=4)))])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE report_search")


@pytest.mark.parametrize("words", QUERIES)
def test_a_common_word_finds_the_same(
    house: House, many: None, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    actor = house.actor("quality")

    def found() -> list[tuple[list[int], int]]:
        chosen = [
            Filters(text=words),
            Filters(text=words, first=date(2025, 1, 5)),
            Filters(text=words, type_id=house.types["deviation"].pk, unit_id=house.unit.pk),
        ]
        return [
            ([row.id for row in queries.page_of(actor, one, size=30).rows],
             queries.total_of(actor, one))
            for one in chosen
        ]  # fmt: skip

    rare = found()
    monkeypatch.setattr("hjulet.reports.queries.listing.CAP", 0)
    common = found()
    assert [rows for rows, _ in common] == [rows for rows, _ in rare]
    assert [total for _, total in common] == [min(total, 1) for _, total in rare]


def test_common_is_more_than_the_limit(house: House, many: None) -> None:
    assert search.is_common("report_search", "brev", 3)
    assert search.is_common("report_search", "inte brev", 0)
    assert not search.is_common("report_search", "brev", 40)
    assert not search.is_common("report_search", "finns ej", 0)
    assert not search.is_common("report_search", "…", 0)


@pytest.mark.parametrize("cap", [0, 10_000])
def test_a_reference_is_found_however_common_its_parts(
    house: House, monkeypatch: pytest.MonkeyPatch, cap: int
) -> None:
    for index in range(12):
        report = builders.report(board=house.board, units=[house.unit], reference=f"2025-{index}")
        search.put("report_search", [(report.pk, f"2025-{index}")])
    other = builders.report(board=house.other, units=[house.other_unit], reference="2025-99")
    monkeypatch.setattr("hjulet.reports.queries.listing.CAP", cap)
    actor = house.actor("quality")
    words = queries.look_up("2025-1", cap)
    found = [row.reference for row in queries.page_of(actor, Filters(text="2025-1")).rows]
    # When they are few, those that name it (or begin as it) are shown too.
    assert found == (["2025-1"] if words and words.common else ["2025-11", "2025-10", "2025-1"])
    assert [row.reference for row in queries.page_of(actor, Filters(text=" 2025-7 ")).rows] == [
        "2025-7"
    ]
    assert not queries.page_of(actor, Filters(text=other.reference)).rows


def test_a_search_is_looked_up_once(
    house: House, browse: Browse, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    house.submit(what_happened="Brevet kom bort.")
    client, address = browse("quality"), reverse("report_list")
    client.get(address)
    # Two more than a list without words, and none to count what is all on the page.
    with django_assert_max_num_queries(24):
        client.get(address, {"q": "brevet"})


def test_common_words_are_counted_to_a_lower_limit(
    house: House, many: None, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hjulet.reports.queries.listing.COMMON_CAP", 2)
    monkeypatch.setattr("hjulet.reports.queries.CAP", 3)
    monkeypatch.setattr("hjulet.reports.queries.listing.CAP", 3)
    actor = house.actor("quality")
    assert queries.total_of(actor, Filters(text="brev")) == 3
    assert queries.total_of(actor, Filters(text="finns ej")) == 0
    page = browse("quality").get(reverse("report_list"), {"q": "brev"}).content.decode()
    assert "Över 2 rapporter" in page
