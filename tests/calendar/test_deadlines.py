"""A board's own times: what holds when, and that running clocks keep their day."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.clock_town import MONDAY, Town, actor, at

from hjulet.calendar import clock_kinds, operations, queries
from hjulet.calendar.kinds import Span
from hjulet.calendar.models import Deadline
from hjulet.journal.models import Event
from hjulet.kernel import clock
from hjulet.kernel.free_text import Invalid
from hjulet.organisation.rules import NotAllowed


def put(town: Town, by: Any, first: date, amount: int = 3, **given: Any) -> Deadline:
    fields: dict[str, Any] = {
        "span": Span.WORKING_DAYS, "warn_before": 1, "raise_after": 2, "basis": "beslut § 4",
    }  # fmt: skip
    return operations.set_deadline(
        actor=actor(by), now=at(MONDAY), board_id=town.board.pk, kind="test.thing",
        amount=amount, valid_from=first, **(fields | given),
    )  # fmt: skip


def test_from_a_day_and_until_the_next(town: Town) -> None:
    old = town.start()
    put(town, town.team, date(2025, 11, 3))
    put(town, town.team, date(2026, 1, 1), 7)
    spans = Deadline.objects.order_by("valid_from").values_list("valid_from", "valid_to", "amount")
    assert list(spans) == [
        (date(2025, 11, 3), date(2025, 12, 31), 3), (date(2026, 1, 1), None, 7),
    ]  # fmt: skip
    put(town, town.team, date(2025, 11, 10), 9)
    assert list(spans.all()) == [
        (date(2025, 11, 3), date(2025, 11, 9), 3), (date(2025, 11, 10), None, 9),
    ]  # fmt: skip
    old.refresh_from_db()
    assert old.due_on == date(2025, 10, 20)
    assert town.start(now=at(date(2025, 11, 4))).due_on == date(2025, 11, 7)
    assert Event.objects.filter(verb="calendar.set_deadline").count() == 3


def test_only_who_may_and_only_what_can_be(town: Town) -> None:
    with pytest.raises(NotAllowed):
        put(town, town.manager, date(2025, 11, 3))
    with pytest.raises(Invalid) as refused:
        put(town, town.team, date(2025, 10, 5), amount=0, raise_after=0, basis=" ")
    assert {fault.field for fault in refused.value.faults} == {
        "amount", "raise_after", "basis", "valid_from",
    }  # fmt: skip


def test_what_holds_is_one_query(town: Town, django_assert_num_queries: Any) -> None:
    put(town, town.team, date(2025, 11, 3))
    with django_assert_num_queries(1):
        (limit,) = (
            one for one in queries.limits_of(town.board.pk, MONDAY) if one.kind.key == "test.thing"
        )
    assert (limit.own, limit.deadline.amount) == (False, 10)
    assert limit.coming is not None
    assert limit.coming.amount == 3


def test_the_pages(town: Town) -> None:
    client = Client()
    client.force_login(town.team)
    shown = client.get(reverse("deadline_list")).content.decode()
    assert "Sak: göra klart saken" in shown
    address = reverse("deadline_edit", args=[town.board.pk, "test.thing"])
    sent = {
        "amount": 4, "span": "days", "warn_before": 1, "raise_after": 2,
        "basis": "beslut § 4", "valid_from": "2020-01-01",
    }  # fmt: skip
    wrong = client.post(address, sent)
    assert "Välj i dag eller en senare dag" in wrong.content.decode()
    client.post(address, sent | {"valid_from": clock.today().isoformat()})
    assert "Nämndens eget" in client.get(reverse("deadline_list")).content.decode()
    assert client.get(reverse("deadline_edit", args=[town.board.pk, "no"])).status_code == 404
    assert (
        client.get(reverse("deadline_edit", args=[town.unit.pk, "test.thing"])).status_code == 404
    )


def test_a_reminder_cannot_come_before_the_time_itself(town: Town) -> None:
    with pytest.raises(Invalid) as refused:
        put(town, town.team, date(2025, 11, 3), 2, warn_before=2)
    assert [fault.field for fault in refused.value.faults] == ["warn_before"]
    assert put(town, town.team, date(2025, 11, 3), 24, span=Span.HOURS, warn_before=30).pk


def test_every_kind_has_times_that_make_sense() -> None:
    kinds = [one for one in clock_kinds.kinds() if one.span != Span.MONTHS]
    assert [one.key for one in kinds if one.warn_before >= one.amount] == []
    names = {one.heading for one in kinds if one.key.startswith("lex_sarah.")}
    assert all(name.startswith("Lex Sarah-ärende: ") for name in names)


def test_the_page_says_hours_and_has_a_heading_at_each_number(town: Town) -> None:
    client = Client()
    client.force_login(town.team)
    page = client.get(reverse("deadline_list")).content.decode().replace("\u00a0", " ")
    assert '<td data-th="Påminns">24, 6 och 1 timme före</td>' in page
    assert '<td data-th="Påminns">samma dag</td>' in page
    assert '<td data-th="Till nästa chef efter">1 dygn</td>' in page
    assert "Lex Sarah-ärende: besluta i ärendet" in page
