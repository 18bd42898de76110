"""The list of findings: filters, paging, and few questions however many findings there are."""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse
from tests.findings.making import released
from tests.reports.house_of_two import NOW, House

from hjulet.findings import queries, searching
from hjulet.findings.models import Cause, Finding, FindingUnit, Theme
from hjulet.findings.queries import Cursor, Filters

Browse = Callable[..., Client]


def many(house: House, number: int) -> None:
    """Plain rows: released findings of the unit, some on the same day."""
    Finding.objects.bulk_create(
        Finding(reference=f"M-{n}", board=house.board, title=f"Fynd nummer {n}", origin="report",
                found_on=date(2025, 9, 1) - timedelta(days=n // 3), written_at=NOW,
                status="released", released_at=NOW)
        for n in range(number)
    )  # fmt: skip
    FindingUnit.objects.bulk_create(
        FindingUnit(finding_id=key, unit=house.unit)
        for key in Finding.objects.order_by("pk").values_list("pk", flat=True)
    )


def test_the_pages_follow_on_each_other(house: House) -> None:
    many(house, 120)
    actor, seen, after = house.actor("staff"), [], None
    while True:
        page = queries.page_of(actor, Filters(), after=after, size=50)
        seen += [row.reference for row in page.rows]
        if page.older is None:
            break
        after = page.older
    expected = Finding.objects.order_by("-found_on", "-pk").values_list("reference", flat=True)
    assert seen == list(expected)
    back = queries.page_of(actor, Filters(), before=page.newer, size=50)
    assert [row.reference for row in back.rows] == seen[50:100]
    assert Cursor.read("x") is None
    assert Cursor.read(str(page.newer)) == page.newer


def test_each_filter(house: House) -> None:
    theme, cause = Theme.objects.get(name="SIP"), Cause.objects.get(name="Kompetens")
    hit = released(house, title="Handlingen saknar underskrift", theme_id=theme.pk,
                   cause_id=cause.pk, quality_area="safety", weight=4, origin="survey",
                   unit_ids=[house.second.pk], found_on=date(2025, 3, 1))  # fmt: skip
    released(house)
    actor = house.actor("quality")
    for given in (
        {"text": "underskrifter"}, {"text": hit.reference}, {"theme_id": theme.pk},
        {"cause_id": cause.pk}, {"quality_area": "safety"}, {"weight": 4}, {"origin": "survey"},
        {"unit_id": house.second.pk}, {"last": date(2025, 3, 1)},
    ):  # fmt: skip
        rows = queries.page_of(actor, Filters(**given)).rows  # type: ignore[arg-type]
        assert [row.id for row in rows] == [hit.pk], given
    assert len(queries.page_of(actor, Filters(handling="open", unit_id=house.board.pk)).rows) == 2
    assert not queries.page_of(actor, Filters(status="draft")).rows
    assert searching.rebuild() == 2
    assert queries.total_of(actor, Filters(text="underskrift")) == 1


def test_ten_thousand_findings_cost_as_few_questions(
    house: House, browse: Browse, django_assert_max_num_queries: Callable
) -> None:
    many(house, 10_000)
    client = browse("manager")
    client.get(reverse("finding_list"))
    with django_assert_max_num_queries(20):
        page = client.get(reverse("finding_list"))
    assert page.context["total"] == 10_000
    with django_assert_max_num_queries(22):
        client.get(reverse("finding_list"), {"q": "nummer 17", "enhet": house.unit.pk})
    with django_assert_max_num_queries(4):
        queries.similar_to(house.actor("manager"), "Fynd nummer ett om brev", unit_ids=[1])
    assert queries.waiting_count(house.actor("manager")) == 10_000
    assert queries.waiting_count(house.actor("staff")) == 0
