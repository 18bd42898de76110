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
from hjulet.calendar.rules import due_day
from hjulet.kernel.clock import at, hours_later, local_date
from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import Role
from hjulet.organisation.types import Actor
from hjulet.reports.access import told
from hjulet.reports.kinds import (
    ANSWER_CLOCK,
    ASSESS_CLOCKS,
    ASTRAY_CLOCK,
    CLOSE_CLOCK,
    POSSIBLE_BREACH_CLOCK,
    SERIOUS_CLOCK,
    TAKE_UP_CLOCKS,
    HandoverKind,
    Serious,
    Status,
    TypeKind,
)
from hjulet.reports.kinds import ASSESS_CLOCK as ASSESS
from hjulet.reports.models import Handover, Report, ReportCase, ReportType, ReportUnit
from hjulet.reports.queries.names import unit_names
from hjulet.reports.rules import assess_clock, imy_due, next_steps, received_clocks

SHOWN = 80
INVESTIGATE = TAKE_UP_CLOCKS[TypeKind.DEVIATION]
LEX_SARAH = TAKE_UP_CLOCKS[TypeKind.LEX_SARAH]
DATA_BREACH = TAKE_UP_CLOCKS[TypeKind.DATA_BREACH]
UNASSESSED = (*ASSESS_CLOCKS, POSSIBLE_BREACH_CLOCK)
AFTERWARDS = (INVESTIGATE, ANSWER_CLOCK, LEX_SARAH, DATA_BREACH, CLOSE_CLOCK)
KINDS = (*UNASSESSED, *AFTERWARDS)
_ROLES = {
    **dict.fromkeys(ASSESS_CLOCKS, Role.QUALITY_TEAM),
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
            key=SERIOUS_CLOCK,
            task="bedöm rapporten, den kan vara allvarlig",
            late="skulle ha bedömts, kan vara allvarlig",
            amount=1,
            warn_before=0,
            raise_after=1,
            basis="lokalt mål; lagen säger genast om lex Sarah",
            informs=frozenset({Role.UNIT_MANAGER}),
            **common,
        ),
        ClockKind(
            key=ASTRAY_CLOCK,
            task="bedöm rapporten, uppgifter kan ha hamnat fel",
            late="skulle ha bedömts, uppgifter kan ha hamnat fel",
            amount=24,
            span=Span.HOURS,
            warn_before=0,
            raise_after=1,
            basis="lokalt mål; dataskyddsförordningen ger 72 timmar till anmälan",
            informs=frozenset({Role.UNIT_MANAGER}),
            **common,
        ),
        ClockKind(
            key=POSSIBLE_BREACH_CLOCK,
            task="se om det är en personuppgiftsincident",
            late="skulle ha bedömts, kan vara en personuppgiftsincident",
            amount=72,
            span=Span.HOURS,
            warn_before=0,
            raise_after=1,
            basis="dataskyddsförordningen",
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
            warn_before=0,
            basis="lokalt mål; lagen säger genast",
            **common,
        ),
        ClockKind(
            key=DATA_BREACH,
            task="utred personuppgiftsincidenten",
            late="skulle ha utretts som personuppgiftsincident",
            amount=72,
            span=Span.HOURS,
            warn_before=0,
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
    report.refresh_from_db(
        fields=["status", "restricted", "assess_by", "received_at", "received_on"]
    )
    kinds = ReportType.objects.filter(report=report).values_list("type__kind", flat=True)
    cases = dict(ReportCase.objects.filter(report=report).values_list("kind", "settled_at"))
    settled = {kind: at is not None for kind, at in cases.items()}
    received = received_clocks(report.may_be_serious, report.data_astray)
    unanswered = waits_for_answer(report) is not None
    steps = next_steps(report.status, list(kinds), settled, received, unanswered=unanswered)
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
    if step in (DATA_BREACH, POSSIBLE_BREACH_CLOCK):
        directory = organisation.directory(local_date(now))
        role, place = directory.data_protection(unit_id, report.board_id)
        due = imy_due(report.received_at)
        return facts | {"unit_id": place, "role": role, "due_at": due}
    facts |= {"unit_id": unit_id, "role": Role.SAS if report.restricted else _ROLES[step]}
    if step in ASSESS_CLOCKS:
        _, moment = _assess_time(report, report.received_on)
        facts |= {"due_on": report.assess_by} if moment is None else {"due_at": moment}
    return facts


def assess_by(report: Report, on: date) -> date:
    """The last day to assess what has come in, by what holds for the board on `on`."""
    return _assess_time(report, on)[0]


def _assess_time(report: Report, on: date) -> tuple[date, datetime | None]:
    """The day, and the moment when the time is counted in hours.

    Where data may have gone astray there is always a moment, never later than the 72 hours that
    the law gives from when it came in (art. 33 GDPR).
    """
    kind = assess_clock(report.may_be_serious, report.data_astray)
    limit = operations.deadline(kind, report.board_id, on)
    if limit.span == Span.HOURS:
        moment = hours_later(report.received_at, limit.amount)
    else:
        day = due_day(report.received_on, limit.amount, limit.span)
        if kind != ASTRAY_CLOCK:
            return day, None
        moment = at(day, 23, 59)
    if kind == ASTRAY_CLOCK:
        moment = min(moment, imy_due(report.received_at))
    return local_date(moment), moment


def start(report: Report, now: datetime) -> None:
    """From now on somebody is to assess the report, and when data may have gone astray the
    dataskyddsombud knows of it at once."""
    for step in sorted(received_clocks(report.may_be_serious, report.data_astray)):
        given = _wanted(report, step, report.reported_unit_id, now)
        running = operations.start(now=now, kind=step, subject_id=report.pk, **given)
        if step == POSSIBLE_BREACH_CLOCK:
            words = f"Rapport {report.reference} kan vara en personuppgiftsincident"
            operations.tell_landed(running, now, words)


def catch_up(now: datetime) -> None:
    """Starts and stops what a file has changed many of at once. A few queries when nothing has.

    What a file says is assessed already gets no clock here: it is handled where the file came
    from, until somebody does something with it in Hjulet.
    """
    waiting = Report.objects.filter(status=Status.RECEIVED, assess_by__isnull=False)
    for kind in ASSESS_CLOCKS:
        waiting = waiting.exclude(pk__in=operations.running(kind))
    boards = list(waiting.order_by().values_list("board_id", flat=True).distinct())
    if boards:
        rows = waiting.order_by("pk").iterator(chunk_size=1000)
        operations.start_many(map(_since, rows), ASSESS, boards, now)
    for kind in UNASSESSED:
        running = operations.running(kind)
        done = Report.objects.exclude(status=Status.RECEIVED).filter(pk__in=running)
        for pk in done.order_by("pk").values_list("pk", flat=True):
            operations.stop(now=now, kind=kind, subject_id=pk)
    for kind in AFTERWARDS:
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
