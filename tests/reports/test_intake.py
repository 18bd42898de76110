"""A report comes in: reference, day to assess by, twice sent, and what is refused."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests import builders
from tests.reports.house_of_two import DAY, NOW, House

from hjulet.calendar.kinds import Span
from hjulet.calendar.models import Deadline
from hjulet.calendar.operations import run_recurrences
from hjulet.files.types import Prepared
from hjulet.journal.models import Event
from hjulet.journal.queries import verify
from hjulet.organisation.rules import NotAllowed
from hjulet.reports import operations, queries
from hjulet.reports.models import Report, ReportDraft, ReportUnit
from hjulet.reports.operations.drafts import MAX_DRAFTS


def test_gets_reference_board_and_day_to_assess_by(house: House) -> None:
    report = house.submit()
    assert report.reference == "2025-1"
    assert report.board_id == house.board.pk
    assert report.assess_by == date(2025, 10, 21)  # five working days over a weekend
    assert list(ReportUnit.objects.values_list("unit_id", flat=True)) == [house.unit.pk]
    assert [event.verb for event in Event.objects.order_by("seq")] == ["reports.submit"]
    assert verify().broken_at is None


def test_the_board_decides_how_many_days(house: House) -> None:
    Deadline.objects.create(
        kind="report.assess", board=house.board, amount=1, span=Span.WORKING_DAYS
    )
    assert house.submit().assess_by == date(2025, 10, 15)


def test_numbers_that_came_with_a_file_are_passed_over(house: House) -> None:
    for number in (1, 2, 4):
        builders.report(board=house.board, units=[house.unit], reference=f"2025-{number}")
    assert [house.submit().reference for _ in range(3)] == ["2025-3", "2025-5", "2025-6"]


def test_each_year_has_its_own_series(house: House) -> None:
    house.submit()
    assert house.submit(now=NOW.replace(year=2026)).reference == "2026-1"


def test_the_same_key_gives_the_same_report(house: House) -> None:
    key = uuid4()
    first = house.submit(idempotency_key=key)
    assert house.submit(idempotency_key=key).pk == first.pk
    assert Report.objects.count() == 1
    assert Event.objects.filter(verb="reports.submit").count() == 1


def test_the_key_of_somebody_else_is_another_key(house: House) -> None:
    key = uuid4()
    first = house.submit(idempotency_key=key)
    assert house.submit("manager", idempotency_key=key).pk != first.pk


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"what_happened": "  "}, "what_happened"),
        ({"what_happened": "x" * 1_000_000}, "what_happened"),
        ({"occurred_on": DAY + timedelta(days=1)}, "occurred_on"),
        ({"occurred_on": date(1800, 1, 1)}, "occurred_on"),
        ({"occurred_text": "x" * 121}, "occurred_text"),
        ({"affected": "kanske"}, "affected"),
        ({"may_be_serious": "kanske"}, "may_be_serious"),
        ({"unit_id": 999_999}, "unit"),
    ],
)
def test_what_cannot_be_saved_says_where(house: House, fields: dict, field: str) -> None:
    with pytest.raises(operations.InvalidReport) as caught:
        house.submit(**fields)
    assert [fault.field for fault in caught.value.faults] == [field]
    assert not Report.objects.exists()


def test_the_unit_of_another_board_is_unknown(house: House) -> None:
    with pytest.raises(operations.InvalidReport):
        house.submit(unit_id=house.other_unit.pk)


def test_without_a_role_nobody_reports(house: House) -> None:
    with pytest.raises(NotAllowed):
        house.submit("nobody")


@pytest.mark.parametrize("field", ["what_happened", "done_at_once", "occurred_text"])
def test_numbers_stop_every_text(house: House, field: str) -> None:
    with pytest.raises(operations.NumbersInText) as caught:
        house.submit(**{field: "Det gällde 19121212-1212."})
    assert caught.value.field == field
    assert caught.value.found[0].shown == "19121212-••••"
    assert not Report.objects.exists()


def test_a_number_in_a_file_name_stops_too(house: House) -> None:
    with pytest.raises(operations.NumbersInText):
        house.submit(attachments=[Prepared("19121212-1212.txt", "text/plain", b"x")])


def test_a_search_finds_word_forms_and_swedish_letters(house: House) -> None:
    report = house.submit(what_happened="Enheterna glömde ÄRENDET på Åkersgatan.")
    house.submit(what_happened="Något helt annat.")
    actor = house.actor("quality")
    for words in ("enhet", "ärenden", "ÅKERSGATAN", report.reference, "glömd ärende"):
        rows = queries.page_of(actor, queries.Filters(text=words)).rows
        assert [row.reference for row in rows] == [report.reference], words
    for words in ("arende", "akersgatan", "enhet annat"):
        assert not queries.page_of(actor, queries.Filters(text=words)).rows, words


def test_a_draft_is_written_over_and_goes_when_it_is_sent(house: House) -> None:
    actor = house.actor("staff")
    draft = operations.save_draft(actor=actor, now=NOW, fields={"what_happened": "Först"})
    again = operations.save_draft(
        actor=actor, now=NOW, fields={"what_happened": "Sedan", "x": "y"}, draft_id=draft.pk
    )
    assert again.pk == draft.pk
    assert ReportDraft.objects.get().fields == {"what_happened": "Sedan"}
    house.submit(draft_id=draft.pk)
    assert not ReportDraft.objects.exists()


def test_somebody_elses_draft_is_neither_written_over_nor_thrown_away(house: House) -> None:
    draft = operations.save_draft(
        actor=house.actor("staff"), now=NOW, fields={"what_happened": "Min"}
    )
    manager = house.actor("manager")
    operations.save_draft(
        actor=manager, now=NOW, fields={"what_happened": "Din"}, draft_id=draft.pk
    )
    with pytest.raises(ReportDraft.DoesNotExist):
        operations.discard_draft(actor=manager, now=NOW, draft_id=draft.pk)
    house.submit("manager", draft_id=draft.pk)
    draft.refresh_from_db()
    assert draft.fields == {"what_happened": "Min"}


def test_a_draft_is_stopped_by_numbers_and_by_length(house: House) -> None:
    actor = house.actor("staff")
    with pytest.raises(operations.NumbersInText):
        operations.save_draft(actor=actor, now=NOW, fields={"done_at_once": "dnr 2023/1234"})
    with pytest.raises(operations.InvalidReport):
        operations.save_draft(actor=actor, now=NOW, fields={"done_at_once": "x" * 30_000})
    assert not ReportDraft.objects.exists()


def test_old_drafts_give_way(house: House) -> None:
    actor = house.actor("staff")
    for minute in range(MAX_DRAFTS + 2):
        operations.save_draft(
            actor=actor, now=NOW + timedelta(minutes=minute), fields={"unit": str(minute)}
        )
    kept = [draft.fields["unit"] for draft in ReportDraft.objects.order_by("saved_at")]
    assert kept == [str(minute) for minute in range(2, MAX_DRAFTS + 2)]


def test_forgotten_drafts_are_thrown_away_at_night(house: House) -> None:
    """After 90 days, and at once when the account is closed."""
    for who in ("staff", "manager", "quality"):
        operations.save_draft(
            actor=house.actor(who), now=NOW, fields={"what_happened": f"Från {who}"}
        )
    house.people["manager"].is_active = False
    house.people["manager"].save()
    staff = ReportDraft.objects.get(account=house.people["staff"])
    later = NOW + timedelta(days=60)
    operations.save_draft(
        actor=house.actor("staff"), now=later, fields={"what_happened": "Mer"}, draft_id=staff.pk
    )

    def left() -> set[str]:
        return set(ReportDraft.objects.order_by("pk").values_list("account__name", flat=True))

    run_recurrences(now=NOW + timedelta(days=1))
    assert left() == {"staff", "quality"}
    assert operations.tidy_drafts(NOW + timedelta(days=90)) == 0
    run_recurrences(now=NOW + timedelta(days=91))
    assert left() == {"staff"}
    events = Event.objects.filter(verb="reports.tidy_drafts").order_by("seq")
    assert list(events.values_list("keys", flat=True)) == ['{"drafts":1}'] * 2
