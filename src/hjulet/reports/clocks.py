"""The clock of a report: it runs from when it comes in until somebody has assessed it.

SOSFS 2011:9 5 kap.: reports are received and investigated; none may be missed. How many days the
board gives itself is a Deadline in `calendar`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Left
from django.urls import reverse

from hjulet.calendar import clock_kinds, operations
from hjulet.calendar.clock_kinds import ClockKind, Described
from hjulet.calendar.rules import add_working_days
from hjulet.organisation.kinds import Role
from hjulet.organisation.types import Actor
from hjulet.reports.kinds import ASSESS_CLOCK as ASSESS
from hjulet.reports.kinds import Serious, Status
from hjulet.reports.models import Report
from hjulet.reports.queries.names import unit_names

SHOWN = 80


def register() -> None:
    """Called once when the application starts."""
    clock_kinds.register(
        ClockKind(
            key=ASSESS,
            noun="Rapport",
            task="bedöm rapporten",
            late="skulle ha bedömts",
            stage="do",
            amount=5,
            describe=describe,
            informs=frozenset({Role.UNIT_MANAGER}),
        )
    )


def assess_by(board_id: int, received_on: date, on: date) -> date:
    """The last day to assess what came in on a day, by what holds for the board on `on`."""
    return add_working_days(received_on, operations.deadline(ASSESS, board_id, on).amount)


def start(report: Report, now: datetime) -> None:
    """From now on somebody is to assess the report."""
    operations.start(now=now, kind=ASSESS, **_facts(report))


def stop(report: Report, now: datetime) -> None:
    """Somebody has."""
    operations.stop(now=now, kind=ASSESS, subject_id=report.pk)


def catch_up(now: datetime) -> None:
    """Starts and stops what a file has changed many of at once. A few queries when nothing has."""
    running = operations.running(ASSESS)
    waiting = Report.objects.filter(status=Status.RECEIVED, assess_by__isnull=False).exclude(
        pk__in=running
    )
    boards = list(waiting.order_by().values_list("board_id", flat=True).distinct())
    if boards:
        rows = waiting.order_by("pk").iterator(chunk_size=1000)
        operations.start_many(map(_since, rows), ASSESS, boards, now)
    done = Report.objects.exclude(status=Status.RECEIVED).filter(pk__in=running)
    for report in done.order_by("pk").iterator(chunk_size=1000):
        stop(report, now)


def _since(report: Report) -> dict[str, Any]:
    return {**_facts(report), "started_at": report.received_at}


def _facts(report: Report) -> dict[str, Any]:
    return {
        "subject_id": report.pk,
        "reference": report.reference,
        "path": reverse("report_page", args=[report.reference]),
        "board_id": report.board_id,
        "unit_id": report.reported_unit_id,
        "role": Role.QUALITY_TEAM,
        "due_on": report.assess_by,
        "confidential": report.restricted,
    }


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, Described]:
    """How the reports begin, of those that the actor may read. Two queries."""
    rows = list(
        Report.objects.visible_to(actor)
        .filter(pk__in=ids)
        .order_by("pk")
        .annotate(excerpt=Left(F("what_happened"), 160))
        .values("pk", "excerpt", "may_be_serious")
    )
    units = unit_names(row["pk"] for row in rows)
    return {
        row["pk"]: Described(
            _beginning(row["excerpt"]),
            " · ".join(
                [
                    *units.get(row["pk"], ()),
                    *(["kan vara allvarligt"] if row["may_be_serious"] == Serious.YES else []),
                ]
            ),
        )
        for row in rows
    }


def _beginning(excerpt: str) -> str:
    """Its first sentence, at most eighty characters."""
    first = " ".join(excerpt.split()).split(". ")[0].rstrip(".")
    return first if len(first) <= SHOWN else first[: SHOWN - 2].rsplit(" ", 1)[0] + " …"
