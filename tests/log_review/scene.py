"""Openings of reports under secrecy in October 2025, and the draw in November."""

from datetime import date, datetime, timedelta
from typing import Any

from tests import builders
from tests.reports import house_of_two
from tests.reports.house_of_two import NOW, House

from hjulet.kernel.clock import at
from hjulet.log_review import operations
from hjulet.log_review.models import DrawnOpening, LogReview
from hjulet.log_review.rules import Given
from hjulet.reports import operations as reports
from hjulet.reports.models import Report

DRAWN = at(date(2025, 11, 3), 9)
OCTOBER = date(2025, 10, 1)


def build() -> House:
    """The house of two boards, with a management in each."""
    house = house_of_two.build()
    for name, board in (("lead", house.board), ("other_lead", house.other)):
        house.people[name] = builders.account("administration_lead", board, name, board)
    house.people["other_dpo"] = builders.account(
        "data_protection_officer", house.other, "other_dpo", house.other
    )
    return house


def secret(house: House) -> Report:
    """A report of the board that has become lex Sarah."""
    report = house.submit()
    house.assess(report, "lex_sarah")
    report.refresh_from_db()
    return report


def let_in(house: House, report: Report, who: str, now: datetime = NOW) -> None:
    reports.grant_access(
        actor=house.actor("sas"),
        now=now,
        report_id=report.pk,
        account_id=house.people[who].pk,
    )


def opened(house: House, report: Report, who: str = "sas", times: int = 1, **given: Any) -> None:
    """Somebody opens the report, an hour apart."""
    start = given.get("now", NOW + timedelta(hours=2))
    for number in range(times):
        reports.opened(
            actor=house.actor(who), now=start + timedelta(hours=number), report_id=report.pk
        )


def drawn(house: House, now: datetime = DRAWN) -> LogReview:
    """The review of the board for October."""
    operations.draw(now=now)
    return LogReview.objects.get(board=house.board, month=OCTOBER)


def given(row: DrawnOpening, verdict: str = "justified", **more: Any) -> Given:
    return Given(row.pk, verdict, **more)


def judged(house: House, review: LogReview, *verdicts: str, who: str = "dpo") -> LogReview:
    """All openings judged, with these verdicts first and then justified."""
    rows = list(review.openings.order_by("seq"))
    words = [*verdicts, *["justified"] * (len(rows) - len(verdicts))]
    said = [
        given(
            row,
            verdict,
            comment="" if verdict == "justified" else "Hade inget med ärendet att göra.",
            asked_on=DRAWN.date(),
            done="Samtal med chefen." if verdict == "unjustified" else "",
        )
        for row, verdict in zip(rows, words, strict=True)
    ]
    return operations.judge(actor=house.actor(who), now=DRAWN, review_id=review.pk, verdicts=said)


def signed(house: House, review: LogReview, *verdicts: str, who: str = "dpo") -> LogReview:
    """Judged and signed."""
    judged(house, review, *verdicts, who=who)
    return operations.sign(
        actor=house.actor(who), now=DRAWN, review_id=review.pk, summary="Två borde inte ha öppnat."
    )
