"""The clocks of a report: until somebody has assessed it, until a case has taken it up, until it
is closed.

SOSFS 2011:9 5 kap.: reports are received and investigated; none may be missed. Lex Sarah is
documented and investigated without delay (27 kap. 5 § SoL); a personal data breach is notified
within 72 hours (art. 33 GDPR). How much time the board gives itself is a Deadline in `calendar`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Left
from django.urls import reverse

from hjulet.calendar import clock_kinds, operations
from hjulet.calendar.clock_kinds import ClockKind, Described
from hjulet.calendar.kinds import Span
from hjulet.calendar.rules import add_working_days
from hjulet.kernel.clock import local_date
from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import Role
from hjulet.organisation.types import Actor
from hjulet.reports.access import told
from hjulet.reports.kinds import (
    ANSWER_CLOCK,
    CLOSE_CLOCK,
    TAKE_UP_CLOCKS,
    HandoverKind,
    Serious,
    Status,
    TypeKind,
)
from hjulet.reports.kinds import ASSESS_CLOCK as ASSESS
from hjulet.reports.models import Handover, Report, ReportCase, ReportType, ReportUnit
from hjulet.reports.queries.names import unit_names
from hjulet.reports.rules import imy_due, next_steps

SHOWN = 80
INVESTIGATE = TAKE_UP_CLOCKS[TypeKind.DEVIATION]
LEX_SARAH = TAKE_UP_CLOCKS[TypeKind.LEX_SARAH]
DATA_BREACH = TAKE_UP_CLOCKS[TypeKind.DATA_BREACH]
KINDS = (ASSESS, INVESTIGATE, ANSWER_CLOCK, LEX_SARAH, DATA_BREACH, CLOSE_CLOCK)
_ROLES = {
    ASSESS: Role.QUALITY_TEAM,
    INVESTIGATE: Role.UNIT_MANAGER,
    ANSWER_CLOCK: Role.UNIT_MANAGER,
    LEX_SARAH: Role.SAS,
    CLOSE_CLOCK: Role.QUALITY_TEAM,
}


def register() -> None:
    """Called once when the application starts."""
    common: dict[str, Any] = {"noun": "Rapport", "stage": "do", "describe": describe}
    for kind in (
        ClockKind(
            key=ASSESS,
            task="bedöm rapporten",
            late="skulle ha bedömts",
            amount=5,
            informs=frozenset({Role.UNIT_MANAGER}),
            **common,
        ),
        ClockKind(
            key=INVESTIGATE,
            task="utred händelsen",
            late="skulle ha börjat utredas",
            amount=10,
            **common,
        ),
        ClockKind(
            key=ANSWER_CLOCK,
            task="följ upp svaret",
            late="svaret skulle ha följts upp",
            amount=20,
            **common,
        ),
        ClockKind(
            key=LEX_SARAH,
            task="öppna ett lex Sarah-ärende",
            late="skulle ha tagits upp som lex Sarah",
            amount=1,
            basis="lokalt mål; lagen säger genast",
            **common,
        ),
        ClockKind(
            key=DATA_BREACH,
            task="utred personuppgiftsincidenten",
            late="skulle ha utretts som personuppgiftsincident",
            amount=72,
            span=Span.HOURS,
            raise_after=1,
            basis="dataskyddsförordningen",
            **common,
        ),
        ClockKind(
            key=CLOSE_CLOCK,
            task="avsluta rapporten",
            late="skulle ha avslutats",
            amount=10,
            **common,
        ),
    ):
        clock_kinds.register(kind)


def follow(report: Report, now: datetime) -> None:
    """Makes the clocks of the report be those that its state asks for.

    About five queries, and those of the directory for a data breach.
    """
    report.refresh_from_db(fields=["status", "restricted", "assess_by", "received_at"])
    kinds = ReportType.objects.filter(report=report).values_list("type__kind", flat=True)
    cases = dict(ReportCase.objects.filter(report=report).values_list("kind", "settled_at"))
    settled = {kind: at is not None for kind, at in cases.items()}
    steps = next_steps(
        report.status, list(kinds), settled, unanswered=waits_for_answer(report) is not None
    )
    unit_id = _unit(report) if steps else 0
    operations.keep(
        now=now,
        subject_id=report.pk,
        among=KINDS,
        wanted={step: _wanted(report, step, unit_id, now) for step in steps},
    )


def waits_for_answer(report: Report) -> Handover | None:
    """The first handover outside that nobody has noted an answer to. One query."""
    rows = report.handovers.filter(kind=HandoverKind.EXTERNAL, answered_on__isnull=True)
    return rows.order_by("pk").first()


def _unit(report: Report) -> int:
    """The unit where it happened, or where the assessment has moved it."""
    units = ReportUnit.objects.filter(report=report).order_by("pk")
    own = list(units.values_list("unit_id", flat=True))
    return report.reported_unit_id if report.reported_unit_id in own or not own else own[0]


def _wanted(report: Report, step: str, unit_id: int, now: datetime) -> dict[str, Any]:
    facts = {k: v for k, v in _facts(report).items() if k not in ("subject_id", "due_on")}
    if step == DATA_BREACH:
        directory = organisation.directory(local_date(now))
        role, place = directory.data_protection(unit_id, report.board_id)
        due = imy_due(report.received_at)
        return facts | {"unit_id": place, "role": role, "due_at": due}
    facts |= {"unit_id": unit_id, "role": Role.SAS if report.restricted else _ROLES[step]}
    if step == ASSESS:
        facts["due_on"] = report.assess_by
    return facts


def assess_by(board_id: int, received_on: date, on: date) -> date:
    """The last day to assess what came in on a day, by what holds for the board on `on`."""
    return add_working_days(received_on, operations.deadline(ASSESS, board_id, on).amount)


def start(report: Report, now: datetime) -> None:
    """From now on somebody is to assess the report."""
    operations.start(now=now, kind=ASSESS, **_facts(report))


def catch_up(now: datetime) -> None:
    """Starts and stops what a file has changed many of at once. A few queries when nothing has.

    What a file says is assessed already gets no clock here: it is handled where the file came
    from, until somebody does something with it in Hjulet.
    """
    running = operations.running(ASSESS)
    waiting = Report.objects.filter(status=Status.RECEIVED, assess_by__isnull=False).exclude(
        pk__in=running
    )
    boards = list(waiting.order_by().values_list("board_id", flat=True).distinct())
    if boards:
        rows = waiting.order_by("pk").iterator(chunk_size=1000)
        operations.start_many(map(_since, rows), ASSESS, boards, now)
    done = Report.objects.exclude(status=Status.RECEIVED).filter(pk__in=running)
    for pk in done.order_by("pk").values_list("pk", flat=True):
        operations.stop(now=now, kind=ASSESS, subject_id=pk)
    for kind in KINDS[1:]:
        closed = Report.objects.filter(status=Status.CLOSED, pk__in=operations.running(kind))
        for pk in closed.order_by("pk").values_list("pk", flat=True):
            operations.stop(now=now, kind=kind, subject_id=pk)


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
        .values("pk", "excerpt", "may_be_serious", "restricted")
    )
    units = unit_names(row["pk"] for row in rows)
    return {
        row["pk"]: Described(
            told(row["restricted"], beginning(row["excerpt"])),
            " · ".join(
                [
                    *units.get(row["pk"], ()),
                    *(["kan vara allvarligt"] if row["may_be_serious"] == Serious.YES else []),
                ]
            ),
        )
        for row in rows
    }


def beginning(excerpt: str) -> str:
    """Its first sentence, at most eighty characters."""
    first = " ".join(excerpt.split()).split(". ")[0].rstrip(".")
    return first if len(first) <= SHOWN else first[: SHOWN - 2].rsplit(" ", 1)[0] + " …"
