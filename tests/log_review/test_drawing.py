"""Each month's draw: what it is drawn from, what is known of it, and that nothing escapes."""

from datetime import date, timedelta

import pytest
from tests import builders
from tests.log_review import scene
from tests.log_review.scene import DRAWN, OCTOBER
from tests.reports.house_of_two import NOW, House

from hjulet.calendar import operations as calendar
from hjulet.calendar import recurrences
from hjulet.calendar.models import Clock
from hjulet.calendar.queries import waiting_for
from hjulet.journal import operations as journal
from hjulet.journal.models import Event
from hjulet.kernel.clock import at
from hjulet.log_review import operations
from hjulet.log_review.models import DrawnOpening, LogReview
from hjulet.organisation.models import RoleAssignment
from hjulet.reports import operations as reports

pytestmark = pytest.mark.django_db


def test_a_month_is_drawn_for_each_board_with_a_clock(house: House) -> None:
    scene.opened(house, scene.secret(house), times=15)
    scene.drawn(house)
    mine = LogReview.objects.get(board=house.board)
    other = LogReview.objects.get(board=house.other)
    assert (mine.month, mine.population, mine.people, mine.size) == (OCTOBER, 15, 1, 10)
    assert mine.seed == f"2025-10/{house.board.pk}/15"
    assert mine.openings.count() == 10
    assert (other.population, other.openings.count()) == (0, 0)
    running = Clock.objects.get(kind="log_review.sign", subject_id=mine.pk)
    assert (running.role, running.unit_id) == ("data_protection_officer", house.board.pk)
    assert (running.reference, running.path) == ("2025-10", f"/loggkontroll/{mine.pk}/")
    assert running.due_on == date(2025, 12, 1)
    event = Event.objects.get(verb="log_review.draw", subject_id=str(mine.pk))
    assert event.keys == '{"drawn":10,"population":15}'


def test_twice_is_once(house: House) -> None:
    scene.opened(house, scene.secret(house), times=3)
    before = scene.drawn(house)
    scene.opened(house, scene.secret(house), now=DRAWN)
    assert operations.draw(now=DRAWN + timedelta(hours=5)) == []
    assert LogReview.objects.count() == 2
    assert before.openings.count() == 3


def test_who_when_which_and_by_what_right(house: House) -> None:
    report = scene.secret(house)
    scene.let_in(house, report, "other_staff")
    scene.opened(house, report, "sas")
    scene.opened(house, report, "other_staff", now=NOW + timedelta(days=1))
    rows = {row.opener.name: row for row in scene.drawn(house).openings.select_related("opener")}
    sas, let_in = rows["sas"], rows["other_staff"]
    assert (sas.reference, sas.label, sas.at) == (
        report.reference,
        "rapport",
        NOW + timedelta(hours=2),
    )
    assert (sas.by_role, sas.grant) == (True, "")
    assert sas.roles.endswith(", Socialnämnden")
    assert (let_in.by_role, let_in.grant) == (False, "släppt in av SAS 14 oktober 2025")
    assert let_in.roles == ""  # her roles are another board's
    assert report.what_happened not in str(DrawnOpening.objects.values_list())


def test_a_grant_that_was_taken_back_is_known_by_when(house: House) -> None:
    report = scene.secret(house)
    scene.let_in(house, report, "staff")
    scene.opened(house, report, "staff")
    reports.withdraw_access(
        actor=house.actor("sas"),
        now=NOW + timedelta(days=1),
        report_id=report.pk,
        account_id=house.people["staff"].pk,
    )
    scene.opened(house, report, "staff", now=NOW + timedelta(days=2))
    before, after = scene.drawn(house).openings.order_by("seq")
    assert before.grant
    assert (after.by_role, after.grant) == (False, "")


def test_a_role_counts_on_the_day_it_was_held(house: House) -> None:
    report = scene.secret(house)
    scene.opened(house, report, "sas")
    scene.opened(house, report, "sas", now=NOW + timedelta(days=5))
    RoleAssignment.objects.filter(account=house.people["sas"]).update(
        valid_to=(NOW + timedelta(days=3)).date()
    )
    first, second = scene.drawn(house).openings.order_by("seq")
    assert (first.by_role, second.by_role) == (True, False)
    assert second.roles == ""


def test_lists_taken_out_are_openings_of_their_boards(house: House) -> None:
    given = {"actor": house.actor("sas"), "now": NOW, "rows": 9}
    reports.note_export(**given, restricted=2, boards=[house.board.pk])
    reports.note_export(**given, restricted=0)
    row = scene.drawn(house).openings.get()
    assert (row.label, row.reference, row.by_role) == ("lista i Excel", "", True)
    assert LogReview.objects.get(board=house.other).population == 0


def test_openings_that_nobody_describes_go_to_the_board_of_the_person(house: House) -> None:
    for who, kind, key in (("sas", "okänt_slag", 7), ("other_sas", "report", 987654)):
        journal.opened(actor_id=house.people[who].pk, now=NOW, subject=(kind, key))
    journal.opened(actor_id=None, now=NOW, subject=("okänt_slag", "x"))
    mine = scene.drawn(house)
    other = LogReview.objects.get(board=house.other)
    assert (mine.population, other.population) == (2, 2)
    assert {row.label for row in mine.openings.order_by("pk")} == {"okänd sak"}


def test_other_events_and_other_months_are_no_openings(house: House) -> None:
    report = scene.secret(house)
    scene.let_in(house, report, "staff")
    scene.opened(house, report, now=at(date(2025, 9, 30), 23, 59))
    scene.opened(house, report, now=at(OCTOBER, 0, 0))
    scene.opened(house, report, now=at(date(2025, 10, 31), 23, 59))
    scene.opened(house, report, now=at(date(2025, 11, 1), 0, 0))
    assert scene.drawn(house).population == 2


def test_months_that_were_missed_are_made_up(house: House) -> None:
    report = scene.secret(house)
    scene.drawn(house)
    scene.opened(house, report, now=at(date(2025, 12, 24)))
    operations.draw(now=at(date(2026, 3, 2)))
    months = LogReview.objects.filter(board=house.board).order_by("month")
    assert [(str(row), row.population) for row in months] == [
        ("2025-10", 0), ("2025-11", 0), ("2025-12", 1), ("2026-01", 0), ("2026-02", 0),
    ]  # fmt: skip


def test_the_worker_draws_at_night(house: House) -> None:
    assert "log_review.draw" in {job.key for job in recurrences.jobs()}
    for hour in (0, 1, 2, 3):
        calendar.run_recurrences(now=at(date(2025, 11, 1), hour, 30))
    assert LogReview.objects.count() == 2


def test_the_size_of_the_board(house: House) -> None:
    operations.set_size(actor=house.actor("lead"), now=NOW, board_id=house.board.pk, size=3)
    scene.opened(house, scene.secret(house), times=8)
    assert scene.drawn(house).openings.count() == 3


def test_without_dataskyddsombud_the_management_signs(house: House) -> None:
    RoleAssignment.objects.filter(account=house.people["dpo"]).delete()
    review = scene.drawn(house)
    assert Clock.objects.get(subject_id=review.pk, kind="log_review.sign").role == (
        "administration_lead"
    )


def test_the_head_of_an_administration_answers_for_its_board(house: House) -> None:
    RoleAssignment.objects.filter(account__in=[house.people["dpo"], house.people["lead"]]).delete()
    office = builders.unit("administration", "Förvaltningen", house.board)
    head = builders.account("administration_lead", office, "head", office)
    house.people["head"] = head
    review = scene.drawn(house)
    actor = house.actor("head")
    assert list(LogReview.objects.visible_to(actor)) == [review]
    running = Clock.objects.get(subject_id=review.pk, kind="log_review.sign")
    assert (running.role, running.unit_id) == ("administration_lead", office.pk)
    assert [one.reference for one in waiting_for(actor, DRAWN)] == ["2025-10"]
    RoleAssignment.objects.create(account=head, unit=house.other_unit, role="staff")
    assert list(LogReview.objects.visible_to(house.actor("head"))) == [review]


def test_a_board_that_was_not_there_has_nothing_to_review(house: House) -> None:
    house.other.placements.update(valid_from=date(2025, 11, 1))
    operations.draw(now=DRAWN)
    assert not LogReview.objects.filter(board=house.other).exists()
    operations.draw(now=at(date(2025, 12, 2)))
    assert [str(row) for row in LogReview.objects.filter(board=house.other).order_by("pk")] == [
        "2025-11"
    ]


def test_a_board_that_has_ended_draws_while_somebody_opens_what_it_left(house: House) -> None:
    report = scene.secret(house)
    scene.drawn(house)
    for unit in (house.board, house.department, house.unit, house.second):
        unit.placements.update(valid_to=date(2025, 11, 15))
    operations.draw(now=at(date(2025, 12, 1), 2))  # November, of which it stood a part
    scene.opened(house, report, now=at(date(2026, 1, 7), 9))
    journal.opened(
        actor_id=house.people["sas"].pk, now=at(date(2026, 1, 8), 9), subject=("okänt_slag", 7)
    )
    for day in (date(2026, 1, 2), date(2026, 2, 2), date(2026, 2, 3), date(2026, 3, 2)):
        operations.draw(now=at(day, 2))
    months = LogReview.objects.filter(board=house.board).order_by("month")
    assert [(str(row), row.population) for row in months] == [
        ("2025-10", 0), ("2025-11", 0), ("2026-01", 2),
    ]  # fmt: skip
    others = LogReview.objects.filter(board=house.other).order_by("month")
    assert [row.population for row in others] == [0, 0, 0, 0, 0]
    assert list(LogReview.objects.visible_to(house.actor("dpo", date(2026, 3, 2)))) == list(
        months.order_by("pk")
    )


def test_the_same_queries_for_many_openings(
    house: House, django_assert_max_num_queries: object
) -> None:
    for _ in range(3):
        scene.opened(house, scene.secret(house), times=40)
    # One of them is how long each board has stood.
    with django_assert_max_num_queries(61):  # type: ignore[operator]
        operations.draw(now=DRAWN)
