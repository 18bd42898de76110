"""Two at the same moment, and a process that dies in the middle."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from tests.reports.house_of_two import House
from tests.retention import scene
from tests.retention.scene import LATER, THEN
from tests.security.test_same_moment import together

from hjulet.files.operations import location
from hjulet.journal.queries import verify
from hjulet.reports import fact_check
from hjulet.reports.disposal import KIND
from hjulet.reports.models import Report
from hjulet.retention import operations, record_kinds
from hjulet.retention.kinds import ListStatus, Outcome
from hjulet.retention.models import DisposalItem, DisposalList, Tombstone
from hjulet.retention.record_kinds import Gone

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """What no code of ours catches."""


@pytest.fixture
def house() -> House:
    return scene.build()


def act(house: House, who: str) -> dict[str, Any]:
    return {"actor": house.actor(who, THEN), "now": LATER}


def sign_and_carry_out(house: House, who: str, list_id: int) -> DisposalList:
    operations.sign_second(**act(house, who), list_id=list_id)
    return operations.carry_out(now=LATER, list_id=list_id)


def test_of_two_second_signatures_one_counts(house: House) -> None:
    scene.rule(house)
    for _ in range(4):
        scene.plain(house)
    made = scene.signed(house)
    done = together(
        *(lambda who=who: sign_and_carry_out(house, who, made.pk) for who in ("sas", "lead"))
    )
    assert sorted(isinstance(one, Exception) for one in done) == [False, True]
    assert Tombstone.objects.count() == 4
    assert len({stone.second_by_id for stone in Tombstone.objects.order_by("pk")}) == 1
    assert DisposalList.objects.get(pk=made.pk).status == ListStatus.EXECUTED
    assert verify().broken_at is None
    assert not fact_check.verify()


def test_request_and_worker_dispose_of_each_record_once(house: House) -> None:
    scene.rule(house)
    for _ in range(4):
        scene.plain(house)
    made = scene.signed(house)
    operations.sign_second(**act(house, "sas"), list_id=made.pk)
    done = together(
        *[lambda: operations.carry_out(now=LATER, list_id=made.pk)] * 2,
        lambda: operations.go_on(LATER),
    )
    assert not [one for one in done if isinstance(one, Exception)]
    assert Tombstone.objects.count() == 4
    assert set(DisposalItem.objects.order_by("pk").values_list("outcome", flat=True)) == {
        Outcome.DISPOSED
    }
    assert verify().broken_at is None


def test_after_a_hold_is_placed_nothing_more_goes(house: House) -> None:
    scene.rule(house)
    for _ in range(6):
        scene.plain(house)
    made = scene.signed(house)
    operations.sign_second(**act(house, "sas"), list_id=made.pk)
    gone_when_held = []

    def hold() -> None:
        operations.place_hold(**act(house, "registrar"), board_id=house.board.pk, reason="Tillsyn")
        gone_when_held.append(Tombstone.objects.count())

    done = together(hold, lambda: operations.carry_out(now=LATER, list_id=made.pk))
    assert not [one for one in done if isinstance(one, Exception)]
    assert Tombstone.objects.count() == gone_when_held[0]
    kept = DisposalItem.objects.filter(outcome=Outcome.KEPT).count()
    assert kept + gone_when_held[0] == 6


def test_a_process_that_dies_leaves_no_half(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dies after the second report has been emptied and before its transaction is committed."""
    scene.rule(house)
    reports = [scene.closed(house) for _ in range(3)]
    places = [location(report.attachments.get().file) for report in reports]
    made = scene.signed(house)
    operations.sign_second(**act(house, "sas"), list_id=made.pk)
    kind = record_kinds.kind(KIND)
    calls = []

    def dispose(actor: Any, now: Any, key: int) -> Gone:
        gone = kind.dispose(actor, now, key)
        calls.append(key)
        if len(calls) == 2:
            raise Killed
        return gone

    monkeypatch.setitem(record_kinds._kinds, KIND, replace(kind, dispose=dispose))
    with pytest.raises(Killed):
        operations.carry_out(now=LATER, list_id=made.pk)
    connection.close()
    empty = set(Report.objects.filter(what_happened="").values_list("pk", flat=True))
    assert empty == set(Report.objects.exclude(disposed_on=None).values_list("pk", flat=True))
    assert empty == set(Tombstone.objects.values_list("key", flat=True)) == {reports[0].pk}
    assert Report.objects.get(pk=reports[1].pk).additions.count() == 1
    assert all(place.exists() for place in places)  # files go last
    operations.go_on(LATER)
    assert DisposalList.objects.get(pk=made.pk).status == ListStatus.EXECUTED
    assert Tombstone.objects.count() == 3
    assert not any(place.exists() for place in places)
    assert not DisposalItem.objects.exclude(left=[]).exists()
    assert verify().broken_at is None


def test_files_that_were_left_are_removed_later(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.rule(house)
    report = scene.closed(house)
    place = location(report.attachments.get().file)

    def killed(stored: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("hjulet.retention.operations.disposing.remove_content", killed)
        with pytest.raises(Killed):
            scene.gone(house)
    assert place.exists()
    assert len(DisposalItem.objects.get().left) == 1
    operations.go_on(LATER)
    assert not place.exists()
    assert DisposalList.objects.get().status == ListStatus.EXECUTED


def test_a_fault_of_ours_keeps_the_record_and_goes_on(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    scene.rule(house)
    reports = [scene.closed(house) for _ in range(2)]
    made = scene.signed(house)
    kind = record_kinds.kind(KIND)

    def dispose(actor: Any, now: Any, key: int) -> Gone:
        gone = kind.dispose(actor, now, key)
        if key == reports[0].pk:
            raise ZeroDivisionError
        return gone

    monkeypatch.setitem(record_kinds._kinds, KIND, replace(kind, dispose=dispose))
    sign_and_carry_out(house, "sas", made.pk)
    item = DisposalItem.objects.get(key=reports[0].pk)
    assert item.outcome == Outcome.KEPT
    assert "felet är vårt (ZeroDivisionError)" in item.reason
    assert Report.objects.get(pk=reports[0].pk).what_happened == scene.TEXT
    assert Report.objects.get(pk=reports[1].pk).what_happened == ""
    assert "zebra" not in caplog.text.lower()
