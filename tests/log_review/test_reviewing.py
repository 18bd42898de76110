"""Judging, signing and following up: who may, what it asks for, and that a signature seals."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.log_review import scene
from tests.log_review.scene import DRAWN, given
from tests.reports.house_of_two import House

from hjulet.calendar.kinds import Ended
from hjulet.calendar.models import Clock
from hjulet.journal.models import Event
from hjulet.kernel.free_text import NumbersInText
from hjulet.log_review import operations
from hjulet.log_review.models import DrawnOpening, LogReview, SampleSize
from hjulet.log_review.operations import InvalidReview, OwnOpening, Sealed, StaleVerdict
from hjulet.organisation.rules import NotAllowed

pytestmark = pytest.mark.django_db
NUMBER = "Gäller 19121212-1212."


@pytest.fixture
def review(house: House) -> LogReview:
    """Two openings by the SAS."""
    scene.opened(house, scene.secret(house), times=2)
    return scene.drawn(house)


def call(house: House, review: LogReview, who: str = "dpo") -> dict[str, Any]:
    return {"actor": house.actor(who), "now": DRAWN, "review_id": review.pk}


def rows_of(review: LogReview) -> list[DrawnOpening]:
    return list(review.openings.order_by("seq"))


def fields(error: pytest.ExceptionInfo[InvalidReview]) -> list[str]:
    return [fault.field for fault in error.value.faults]


def test_one_by_one_and_again_until_it_is_signed(house: House, review: LogReview) -> None:
    first, second = rows_of(review)
    operations.judge(**call(house, review), verdicts=[given(first)])
    with pytest.raises(InvalidReview) as error:
        operations.sign(**call(house, review))
    assert fields(error) == ["openings"]
    more = {"comment": "Varför?", "asked_on": DRAWN.date()}
    operations.judge(
        **call(house, review, "lead"), verdicts=[given(first, "unclear", **more), given(second)]
    )
    first.refresh_from_db()
    assert (first.verdict, first.comment) == ("unclear", "Varför?")
    assert (first.asked_on, first.judged_by) == (DRAWN.date(), house.people["lead"])
    assert not Event.objects.filter(keys__contains="Varför").exists()


def test_all_are_saved_or_none(house: House, review: LogReview) -> None:
    first, second = rows_of(review)
    with pytest.raises(InvalidReview) as error:
        operations.judge(
            **call(house, review), verdicts=[given(first), given(second, "unjustified")]
        )
    assert fields(error) == [f"comment-{second.pk}", f"done-{second.pk}"]
    first.refresh_from_db()
    assert first.verdict == ""


def test_only_who_has_seen_what_stands_replaces_it(house: House, review: LogReview) -> None:
    first, _ = rows_of(review)
    before = first.stamp
    operations.judge(**call(house, review), verdicts=[given(first, seen=before)])
    with pytest.raises(StaleVerdict):
        operations.judge(
            **call(house, review, "lead"),
            verdicts=[given(first, "unclear", comment="?", seen=before)],
        )
    first.refresh_from_db()
    assert first.verdict == "justified"
    operations.judge(
        **call(house, review, "lead"),
        verdicts=[given(first, "unclear", comment="?", seen=first.stamp)],
    )
    first.refresh_from_db()
    assert first.verdict == "unclear"


def test_what_was_done_belongs_to_what_was_wrong(house: House, review: LogReview) -> None:
    first, _ = rows_of(review)
    operations.judge(**call(house, review), verdicts=[given(first, done="Inget fel")])
    first.refresh_from_db()
    assert first.done == ""


def test_nobody_judges_or_follows_up_her_own(house: House) -> None:
    report = scene.secret(house)
    scene.let_in(house, report, "dpo")
    scene.opened(house, report, "dpo")
    review = scene.drawn(house)
    (row,) = rows_of(review)
    with pytest.raises(OwnOpening):
        operations.judge(**call(house, review), verdicts=[given(row)])
    scene.judged(house, review, "unjustified", who="lead")
    operations.sign(**call(house, review), summary="En var inte befogad.")
    with pytest.raises(OwnOpening):
        operations.follow_up(
            actor=house.actor("dpo"), now=DRAWN, opening_id=row.pk, text="Allt är bra."
        )
    for name in ("judged", "followed"):
        row.refresh_from_db()
        setattr(row, f"{name}_by", house.people["dpo"])
        setattr(row, f"{name}_at", DRAWN)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


@pytest.mark.parametrize("who", ["sas", "quality", "admin", "manager", "staff", "member"])
def test_only_those_who_control_the_log(house: House, review: LogReview, who: str) -> None:
    with pytest.raises(LogReview.DoesNotExist):
        operations.judge(**call(house, review, who), verdicts=[given(rows_of(review)[0])])
    with pytest.raises(LogReview.DoesNotExist):
        operations.sign(**call(house, review, who))
    with pytest.raises(NotAllowed):
        operations.set_size(actor=house.actor(who), now=DRAWN, board_id=house.board.pk, size=4)


@pytest.mark.parametrize("who", ["other_dpo", "other_lead"])
def test_boards_are_apart(house: House, review: LogReview, who: str) -> None:
    with pytest.raises(LogReview.DoesNotExist):
        operations.sign(**call(house, review, who))
    with pytest.raises(NotAllowed):
        operations.set_size(actor=house.actor(who), now=DRAWN, board_id=house.board.pk, size=4)
    foreign = LogReview.objects.get(board=house.other)
    with pytest.raises(DrawnOpening.DoesNotExist):
        operations.judge(**call(house, foreign, who), verdicts=[given(rows_of(review)[0])])


def test_an_empty_month_is_signed_too(house: House) -> None:
    review = scene.drawn(house)
    operations.sign(**call(house, review))
    review.refresh_from_db()
    assert (review.status, review.signed_by) == ("signed", house.people["dpo"])
    assert Clock.objects.get(subject_id=review.pk, kind="log_review.sign").ended == Ended.DONE


def test_a_signed_review_is_sealed(house: House, review: LogReview) -> None:
    scene.signed(house, review)
    with pytest.raises(Sealed):
        scene.judged(house, review)
    with pytest.raises(Sealed):
        operations.sign(**call(house, review))
    assert not Clock.objects.filter(kind__startswith="log_review.", ended_at__isnull=True).exclude(
        board=house.other
    )


def test_what_is_unclear_is_asked_about_first(house: House, review: LogReview) -> None:
    first, second = rows_of(review)
    operations.judge(
        **call(house, review),
        verdicts=[given(first, "unclear", comment="Varför?"), given(second)],
    )
    with pytest.raises(InvalidReview) as error:
        operations.sign(**call(house, review))
    assert fields(error) == ["openings", "summary"]


def test_unjustified_is_followed_up_by_a_day(house: House, review: LogReview) -> None:
    scene.signed(house, review, "unjustified")
    wrong, _ = rows_of(review)
    running = Clock.objects.get(kind="log_review.follow_up")
    assert (running.subject_id, running.ended_at) == (wrong.pk, None)
    assert running.path == f"/loggkontroll/{review.pk}/#oppning-{wrong.pk}"
    tell = {"actor": house.actor("lead"), "now": DRAWN, "opening_id": wrong.pk}
    with pytest.raises(InvalidReview) as error:
        operations.follow_up(**tell, text=" ")
    assert fields(error) == ["follow_up"]
    operations.follow_up(**tell, text="Behörigheten är borttagen.")
    wrong.refresh_from_db()
    assert (wrong.follow_up, wrong.followed_by) == (
        "Behörigheten är borttagen.", house.people["lead"],
    )  # fmt: skip
    running.refresh_from_db()
    assert running.ended == Ended.DONE
    with pytest.raises(Sealed):
        operations.follow_up(**tell, text="En gång till.")


def test_only_what_is_signed_and_wrong_is_followed_up(house: House, review: LogReview) -> None:
    scene.judged(house, review, "unjustified")
    wrong, right = rows_of(review)
    tell = {"actor": house.actor("dpo"), "now": DRAWN, "text": "Klart."}
    with pytest.raises(Sealed):
        operations.follow_up(**tell, opening_id=wrong.pk)
    with pytest.raises(DrawnOpening.DoesNotExist):
        operations.follow_up(**tell, opening_id=right.pk)
    with pytest.raises(LogReview.DoesNotExist):
        operations.follow_up(**{**tell, "actor": house.actor("other_dpo")}, opening_id=wrong.pk)


def test_a_number_stops_in_every_text(house: House, review: LogReview) -> None:
    first, _ = rows_of(review)
    for more in ({"comment": NUMBER}, {"done": NUMBER, "comment": "x"}):
        with pytest.raises(NumbersInText) as error:
            operations.judge(
                **call(house, review),
                verdicts=[given(first, "unjustified", **{"done": "x"} | more)],
            )
        assert error.value.field.endswith(f"-{first.pk}")
    scene.judged(house, review, "unjustified")
    with pytest.raises(NumbersInText):
        operations.sign(**call(house, review), summary=NUMBER)
    operations.sign(**call(house, review), summary="En.")
    with pytest.raises(NumbersInText):
        operations.follow_up(actor=house.actor("dpo"), now=DRAWN, opening_id=first.pk, text=NUMBER)


@pytest.mark.parametrize("size", [0, -1, 201])
def test_the_size_has_limits(house: House, size: int) -> None:
    with pytest.raises(InvalidReview) as error:
        operations.set_size(actor=house.actor("dpo"), now=DRAWN, board_id=house.board.pk, size=size)
    assert fields(error) == ["size"]
    assert not SampleSize.objects.exists()
