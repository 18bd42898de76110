"""From a rule to a tombstone, and everything that stops on the way."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests import builders
from tests.reports.house_of_two import DAY, NOW, House
from tests.retention import scene
from tests.retention.scene import LATER, THEN

from hjulet.calendar.models import Clock
from hjulet.calendar.operations import run_recurrences
from hjulet.calendar.recurrences import jobs
from hjulet.journal.models import Event
from hjulet.journal.queries import verify
from hjulet.kernel.clock import at
from hjulet.organisation.models import RoleAssignment
from hjulet.organisation.rules import NotAllowed
from hjulet.reports import operations as reports
from hjulet.reports.disposal import KIND
from hjulet.reports.models import Report
from hjulet.retention import operations
from hjulet.retention.kinds import ListStatus, Outcome
from hjulet.retention.models import DisposalItem, DisposalList, Hold, RetentionRule, Tombstone
from hjulet.retention.queries import followed, own_rule, rule_for, waiting_count

pytestmark = pytest.mark.django_db


def act(house: House, who: str = "registrar") -> dict[str, object]:
    return {"actor": house.actor(who, THEN), "now": LATER}


def test_hjulets_own_proposal_disposes_of_nothing(house: House) -> None:
    scene.plain(house)
    rule = rule_for(KIND, house.board.pk, THEN)
    assert rule is not None
    assert (rule.board_id, rule.keep_months) == (None, 60)
    assert own_rule(KIND, house.board.pk, THEN) is None
    with pytest.raises(operations.NothingDue, match="ingen regel"):
        scene.proposed(house)
    assert operations.propose_all(LATER) == []


def test_a_new_rule_takes_over_from_its_day(house: House) -> None:
    scene.rule(house, 60)
    scene.rule(house, None, at(date(2026, 1, 1), 9))
    before = rule_for(KIND, house.board.pk, date(2025, 12, 31))
    assert before is not None
    assert (before.keep_months, before.valid_to) == (60, date(2025, 12, 31))
    assert own_rule(KIND, house.board.pk, date(2026, 1, 1)) is None
    assert own_rule(KIND, house.other.pk, DAY) is None
    assert RetentionRule.objects.filter(board=house.board).count() == 2


@pytest.mark.parametrize("who", ["staff", "manager", "lead", "other_registrar", "admin"])
def test_who_may_not_set_a_rule(house: House, who: str) -> None:
    with pytest.raises(NotAllowed):
        operations.set_rule(
            actor=house.actor(who), now=NOW, board_id=house.board.pk, kind=KIND, keep_months=60,
            basis=scene.BASIS, valid_from=DAY,
        )  # fmt: skip


def test_faults_of_a_rule(house: House) -> None:
    with pytest.raises(operations.InvalidRetention) as caught:
        operations.set_rule(
            actor=house.actor("registrar"), now=NOW, board_id=house.board.pk, kind=KIND,
            keep_months=0, basis=" ", valid_from=DAY - timedelta(days=1),
        )  # fmt: skip
    assert {fault.field for fault in caught.value.faults} == {"years", "basis", "valid_from"}


def test_a_list_holds_what_has_been_kept_long_enough(house: House) -> None:
    scene.rule(house)
    last = scene.plain(house, date(2026, 2, 2))
    first = scene.plain(house, date(2020, 5, 5))
    scene.plain(house, date(2026, 2, 3))  # must be kept this day too
    made = scene.proposed(house)
    items = list(made.items.order_by("pk"))
    assert [one.key for one in items] == [first.pk, last.pk]
    assert items[1].kept_until == date(2031, 2, 2)
    assert made.reference == "2031-1"
    clock = Clock.objects.get(kind=operations.CLOCK, subject_id=made.pk)
    assert (clock.role, clock.due_on) == ("registrar", date(2031, 3, 5))
    with pytest.raises(operations.AlreadyOpen):
        scene.proposed(house)


def test_what_is_never_proposed(house: House) -> None:
    scene.rule(house)
    scene.plain(house, restricted=True)
    opened = scene.plain(house)
    Report.objects.filter(pk=opened.pk).update(status="assessed", closed_on=None)
    for kind in ("lex_sarah", "data_breach"):
        case = scene.plain(house)
        case.cases.create(kind=kind, reference="LS 1", path="/", opened_at=NOW, settled_at=NOW)
    with pytest.raises(operations.NothingDue, match="inget att gallra"):
        scene.proposed(house)
    investigated = scene.plain(house)
    investigated.cases.create(
        kind="deviation", reference="U 1", path="/", opened_at=NOW, settled_at=NOW
    )
    assert scene.proposed(house).items.get().key == investigated.pk


def test_the_worker_proposes_once_a_month(house: House) -> None:
    scene.rule(house)
    scene.plain(house)
    assert {"retention.propose", "retention.go_on"} <= {job.key for job in jobs()}
    run_recurrences(now=LATER)
    made = DisposalList.objects.get()
    assert made.status == ListStatus.PROPOSED
    operations.withdraw(**act(house), list_id=made.pk, reason="Vi väntar.")
    assert operations.propose_all(LATER + timedelta(days=20)) == []
    # The night of the first was missed: the next makes it up.
    assert len(operations.propose_all(at(date(2031, 3, 9), 3))) == 1


def test_a_board_that_has_ended_still_disposes(house: House) -> None:
    """Its registrar, SAS and management stay until nothing is left (docs/adr/0008)."""
    scene.rule(house)
    report = scene.plain(house)
    for unit in (house.board, house.department, house.unit, house.second):
        unit.placements.update(valid_to=date(2027, 12, 31))
    empty = builders.unit("board", "Tomma nämnden", last=date(2027, 12, 31))
    house.people["nobodys"] = builders.account("registrar", empty, "nobodys", empty)
    registrar = house.actor("registrar", THEN)
    assert [one.name for one in followed(registrar, THEN)] == ["Socialnämnden (har upphört)"]
    assert [one.name for one in followed(house.actor("other_registrar", THEN), THEN)] == [
        house.other.name
    ]
    assert followed(house.actor("nobodys", THEN), THEN) == []
    (made,) = operations.propose_all(LATER)
    stopped = hold(house)
    assert operations.dry_run(**act(house), list_id=made.pk).tried["going"] == 0
    operations.lift_hold(**act(house), hold_id=stopped.pk, reason="Klart.")
    operations.dry_run(**act(house), list_id=made.pk)
    operations.sign_first(**act(house), list_id=made.pk)
    operations.sign_second(**act(house, "sas"), list_id=made.pk)
    operations.carry_out(now=LATER, list_id=made.pk)
    report.refresh_from_db()
    assert report.disposed_on == THEN


def test_all_the_way(house: House) -> None:
    scene.rule(house)
    report = scene.closed(house)
    made = scene.gone(house)
    assert made.status == ListStatus.EXECUTED
    assert made.items.get().outcome == Outcome.DISPOSED
    stone = Tombstone.objects.get(kind=KIND, key=report.pk)
    assert (stone.reference, stone.unit_id) == (report.reference, house.unit.pk)
    assert (stone.first_by.name, stone.second_by.name) == ("registrar", "sas")
    assert (stone.started_on, stone.ended_on) == (report.received_on, report.closed_on)
    assert (stone.basis, stone.keep_months) == (scene.BASIS, 60)
    assert stone.counts == {"texter": 6, "tillägg": 1, "bilagor": 1, "filer": 1}
    assert not Clock.objects.filter(kind=operations.CLOCK, ended_at=None).exists()
    assert operations.carry_out(now=LATER, list_id=made.pk).status == ListStatus.EXECUTED
    assert Tombstone.objects.count() == 1


def test_the_journal_survives_and_tells_without_texts(house: House) -> None:
    scene.rule(house)
    report = scene.closed(house)
    before = list(Event.objects.filter(subject_kind="report").order_by("seq").values())
    scene.gone(house)
    after = list(Event.objects.filter(subject_kind="report").order_by("seq").values())
    assert after[: len(before)] == before
    assert [row["verb"] for row in after[len(before) :]] == ["reports.dispose"]
    assert verify().broken_at is None
    own = Event.objects.filter(verb__startswith="retention.").order_by("seq")
    assert list(own.values_list("verb", flat=True)) == [
        "retention.set_rule", "retention.propose", "retention.dry_run", "retention.sign_first",
        "retention.sign_second", "retention.carry_out",
    ]  # fmt: skip
    assert scene.BASIS not in "".join(own.values_list("keys", flat=True))
    assert str(report.pk) == after[-1]["subject_id"]


def test_a_dry_run_changes_nothing_and_tells_all(house: House) -> None:
    scene.rule(house)
    report = scene.closed(house)
    seen = Event.objects.filter(subject_kind="report").count()
    made = scene.tried(house)
    assert made.tried == {
        "rows": {"texter": 6, "tillägg": 1, "bilagor": 1}, "files": 1, "going": 1, "stops": {},
    }  # fmt: skip
    report.refresh_from_db()
    assert report.what_happened == scene.TEXT
    assert report.attachments.count() == 1
    assert not Tombstone.objects.exists()
    assert Event.objects.filter(subject_kind="report").count() == seen
    assert verify().broken_at is None
    operations.sign_first(**act(house), list_id=made.pk)
    operations.sign_second(**act(house, "sas"), list_id=made.pk)
    operations.carry_out(now=LATER, list_id=made.pk)
    counts = dict(Tombstone.objects.get().counts)
    assert counts.pop("filer") == made.tried["files"]
    assert counts == made.tried["rows"]


def test_the_first_signature_asks_for_a_dry_run_of_what_stands_there(house: House) -> None:
    scene.rule(house)
    scene.plain(house)
    other = scene.plain(house)
    made = scene.proposed(house)
    with pytest.raises(operations.InvalidRetention, match="Provkör"):
        operations.sign_first(**act(house), list_id=made.pk)
    operations.dry_run(**act(house), list_id=made.pk)
    item = made.items.get(key=other.pk)
    given = {**act(house), "list_id": made.pk, "item_id": item.pk}
    with pytest.raises(operations.InvalidRetention):
        operations.take_off(**given, reason=" ")
    operations.take_off(**given, reason="Begärd av en forskare.")
    with pytest.raises(operations.InvalidRetention, match="Provkör"):
        operations.sign_first(**act(house), list_id=made.pk)
    operations.dry_run(**act(house), list_id=made.pk)
    operations.sign_first(**act(house), list_id=made.pk)
    with pytest.raises(operations.NotInThisState):
        operations.take_off(**given, reason="För sent.")


def test_what_was_taken_off_comes_back_after_a_year(house: House) -> None:
    scene.rule(house)
    scene.plain(house)
    made = scene.proposed(house)
    operations.take_off(
        **act(house), list_id=made.pk, item_id=made.items.get().pk, reason="Begärd."
    )
    operations.withdraw(**act(house), list_id=made.pk, reason="Inget kvar.")
    assert operations.propose_all(at(date(2032, 1, 30), 3)) == []
    assert len(operations.propose_all(at(date(2032, 2, 4), 3))) == 1


def test_two_people(house: House) -> None:
    scene.rule(house)
    scene.plain(house)
    made = scene.signed(house)
    with pytest.raises(operations.InvalidRetention, match="En annan person"):
        operations.sign_second(**act(house), list_id=made.pk)
    for who in ("quality", "manager", "staff", "other_registrar"):
        with pytest.raises((NotAllowed, DisposalList.DoesNotExist)):
            operations.sign_second(**act(house, who), list_id=made.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        DisposalList.objects.filter(pk=made.pk).update(
            status="decided", second_at=LATER, second_by=made.first_by_id
        )
    operations.sign_second(**act(house, "lead"), list_id=made.pk)
    with pytest.raises(operations.InvalidRetention):
        operations.sign_second(**act(house, "sas"), list_id=made.pk)


def test_a_tombstone_is_never_changed(house: House) -> None:
    scene.rule(house)
    scene.plain(house)
    scene.gone(house)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Tombstone.objects.update(basis="något annat")
    assert Tombstone.objects.get().basis == scene.BASIS


def test_withdrawn_lists_do_nothing_more(house: House) -> None:
    scene.rule(house)
    report = scene.plain(house)
    made = scene.signed(house)
    with pytest.raises(operations.InvalidRetention):
        operations.withdraw(**act(house, "sas"), list_id=made.pk, reason="")
    operations.withdraw(**act(house, "sas"), list_id=made.pk, reason="Fel år.")
    with pytest.raises(operations.NotInThisState):
        operations.withdraw(**act(house, "sas"), list_id=made.pk, reason="Igen.")
    with pytest.raises(operations.InvalidRetention):
        operations.sign_second(**act(house, "sas"), list_id=made.pk)
    operations.carry_out(now=LATER, list_id=made.pk)
    report.refresh_from_db()
    assert report.disposed_on is None
    assert not Clock.objects.filter(kind=operations.CLOCK, ended_at=None).exists()


def hold(house: House, **given: object) -> Hold:
    fields = {"board_id": house.board.pk, "reason": "pågående tillsyn från IVO", **given}
    return operations.place_hold(**act(house), **fields)


@pytest.mark.parametrize("scope", ["board", "kind", "record"])
def test_a_hold_between_the_signatures_stops(house: House, scope: str) -> None:
    scene.rule(house)
    report, other = scene.plain(house), scene.plain(house)
    made = scene.signed(house)
    given = {
        "board": {}, "kind": {"kind": KIND}, "record": {"kind": KIND, "reference": report.reference}
    }  # fmt: skip
    hold(house, **given[scope])
    operations.sign_second(**act(house, "sas"), list_id=made.pk)
    operations.carry_out(now=LATER, list_id=made.pk)
    item = made.items.get(key=report.pk)
    assert (item.outcome, item.reason) == (Outcome.KEPT, "Gallringen är stoppad.")
    report.refresh_from_db()
    assert report.disposed_on is None
    other.refresh_from_db()
    assert (other.disposed_on is not None) is (scope == "record")


def test_holds_and_proposals(house: House) -> None:
    scene.rule(house)
    first, second = scene.plain(house), scene.plain(house)
    one = hold(house, kind=KIND, reference=first.reference)
    whole = hold(house, last=date(2031, 6, 30))
    with pytest.raises(operations.NothingDue, match="stoppad"):
        scene.proposed(house)
    operations.lift_hold(**act(house), hold_id=whole.pk, reason="Tillsynen är klar.")
    made = scene.proposed(house)
    assert [item.key for item in made.items.order_by("pk")] == [second.pk]
    assert Hold.objects.get(pk=one.pk).lifted_at is None


def test_faults_of_a_hold(house: House) -> None:
    def fields(**given: object) -> set[str]:
        with pytest.raises(operations.InvalidRetention) as caught:
            hold(house, **given)
        return {fault.field for fault in caught.value.faults}

    assert fields(reference="2025-1") == {"kind"}
    assert fields(kind=KIND, reference="2025-999") == {"reference"}
    assert fields(last=date(2031, 1, 1)) == {"last"}
    assert fields(reason=" ") == {"reason"}
    strange = scene.plain(house)
    Report.objects.filter(pk=strange.pk).update(board=house.other)
    assert fields(kind=KIND, reference=strange.reference) == {"reference"}
    with pytest.raises(operations.NumbersInText):
        hold(house, reason="Rör 19121212-1212.")
    one = hold(house)
    with pytest.raises(operations.InvalidRetention):
        operations.lift_hold(**act(house), hold_id=one.pk, reason="")
    with pytest.raises(NotAllowed):
        operations.lift_hold(**act(house, "lead"), hold_id=one.pk, reason="Nej.")


def test_a_record_that_is_needed_again_stays_with_its_reason(house: House) -> None:
    scene.rule(house)
    reopened, kept = scene.plain(house), scene.plain(house)
    made = scene.signed(house)
    reports.reopen(
        actor=house.actor("quality", THEN), now=LATER, report_id=reopened.pk, reason="Nytt."
    )
    operations.sign_second(**act(house, "sas"), list_id=made.pk)
    operations.carry_out(now=LATER, list_id=made.pk)
    assert "öppnad igen" in made.items.get(key=reopened.pk).reason
    assert made.items.get(key=kept.pk).outcome == Outcome.DISPOSED


def test_a_longer_rule_meanwhile_keeps_what_was_signed(house: House) -> None:
    scene.rule(house)
    scene.plain(house)
    made = scene.signed(house)
    scene.rule(house, 120, LATER)
    operations.sign_second(**act(house, "sas"), list_id=made.pk)
    operations.carry_out(now=LATER, list_id=made.pk)
    assert "Tiden är inte ute" in made.items.get().reason
    assert not Tombstone.objects.exists()


def test_who_has_lost_the_right_disposes_of_nothing(house: House) -> None:
    scene.rule(house)
    scene.plain(house)
    made = scene.signed(house)
    operations.sign_second(**act(house, "sas"), list_id=made.pk)
    RoleAssignment.objects.filter(account=house.people["sas"]).delete()
    operations.carry_out(now=LATER, list_id=made.pk)
    assert "inte längre rätt" in DisposalItem.objects.get().reason


def test_who_sees_and_counts_lists(house: House) -> None:
    scene.rule(house)
    scene.plain(house)
    made = scene.signed(house)
    seen = {
        who
        for who in house.people
        if DisposalList.objects.visible_to(house.actor(who, THEN)).exists()
    }
    assert seen == {"registrar", "lead", "quality", "sas"}
    assert waiting_count(house.actor("registrar", THEN)) == 0  # she signed it first
    assert waiting_count(house.actor("sas", THEN)) == 1
    assert waiting_count(house.actor("quality", THEN)) == 0
    assert made.status == ListStatus.SIGNED
