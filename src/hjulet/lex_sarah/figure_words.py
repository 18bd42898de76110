"""What the figures of lex Sarah share: which cases they speak of, and their frame in words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q

from hjulet.calendar.types import Period
from hjulet.figures.types import Figure, Scope, counted_at
from hjulet.kernel import clock
from hjulet.lex_sarah.kinds import Status, StepKind
from hjulet.lex_sarah.models import Case, CaseReport, Decision, ReportRecord, Step
from hjulet.organisation.queries import board_of, tree_during
from hjulet.organisation.types import Tree
from hjulet.reports.kinds import TypeKind
from hjulet.reports.queries import Received, received_of_kind
from hjulet.stats.survival import median_time
from hjulet.ui.format import date_plain, date_time

# The steps whose days are counted.
_DATED = (StepKind.INVESTIGATED, StepKind.REOPENED, StepKind.CLOSED)


@dataclass(frozen=True, slots=True)
class Counted:
    """One case as the figures need it; days are Swedish days.

    A case that was opened again keeps what was decided before, so that a year that has been says
    the same whenever it is asked: `decisions` (day, degree), `reopened` and `closed` hold them all.
    `investigated` are the days when an investigation was done, not those when it was corrected.
    """

    id: int
    unit_id: int
    received_on: date
    opened_on: date
    investigated: tuple[date, ...]
    decisions: tuple[tuple[date, str], ...]
    reopened: tuple[date, ...]
    closed: frozenset[date]
    notified_on: date | None
    theme: str
    written_off_on: date | None
    others: bool
    unexpected_death: bool

    def open_on(self, day: date) -> bool:
        """Whether it had come in but was neither decided nor written off at the end of the day."""
        decided = sum(one <= day for one, _ in self.decisions)
        stands = decided > sum(one <= day for one in self.reopened)
        ended = self.written_off_on is not None and self.written_off_on <= day
        return self.received_on <= day and not stands and not ended

    def decided_in(self, period: Period) -> str | None:
        """The degree of the last decision of the period; None when there was none."""
        own = (degree for day, degree in reversed(self.decisions) if within(day, period))
        return next(own, None)

    def investigated_in(self, period: Period) -> bool:
        return any(within(day, period) for day in self.investigated)

    def closed_in(self, period: Period) -> bool:
        return any(within(day, period) for day in self.closed)


def units_of(scope: Scope) -> frozenset[int] | None:
    """The unit and everything below it in the period; None when all is counted.

    A unit that had not begun, or had ended, counts where it otherwise stands: it may have taken
    over what came in before.
    """
    if scope.unit_id is None:
        return None
    tree = _tree_of(scope)
    ever = tree_during(date.min, date.max).below(scope.unit_id)
    return tree.below(scope.unit_id) | {one for one in ever if one not in tree}


def at_board(scope: Scope) -> Scope:
    """The same for the whole board of the unit."""
    board = None if scope.unit_id is None else board_of(_tree_of(scope), scope.unit_id)
    return scope if board is None else replace(scope, unit_id=board.id, unit_name=board.name)


def _tree_of(scope: Scope) -> Tree:
    """The tree of the period, or of all times for a unit that was not there."""
    tree = tree_during(scope.period.first, scope.period.last)
    return tree if scope.unit_id in tree else tree_during(date.min, date.max)


def received(scope: Scope, until: date) -> list[Received]:
    """The lex Sarah reports of the scope that came in until a day, each once."""
    return received_of_kind(TypeKind.LEX_SARAH, until=until, unit_ids=units_of(scope))


def cases(scope: Scope) -> list[Counted]:
    """All cases that concern the scope, each once, the first received first. Three queries."""
    rows, decided, steps = (
        Case.objects.select_related("theme"),
        Decision.objects.order_by("number"),
        Step.objects.filter(kind__in=_DATED).order_by("pk"),
    )
    units = units_of(scope)
    if units is not None:
        rows = rows.filter(_concern(units, "pk", "unit_id__in"))
        own = _concern(units, "case_id", "case__unit_id__in")
        decided, steps = decided.filter(own), steps.filter(own)
    decisions: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for case_id, day, degree in decided.values_list("case_id", "decided_on", "degree"):
        decisions[case_id].append((day, degree))
    days: dict[tuple[int, str], list[date]] = defaultdict(list)
    for case_id, kind, at in steps.values_list("case_id", "kind", "at"):
        days[case_id, kind].append(clock.local_date(at))
    return [
        Counted(
            id=one.pk,
            unit_id=one.unit_id,
            received_on=one.received_on,
            opened_on=clock.local_date(one.opened_at),
            investigated=_first_of_each(
                days[one.pk, StepKind.INVESTIGATED], days[one.pk, StepKind.REOPENED]
            ),
            decisions=tuple(decisions[one.pk]),
            reopened=tuple(days[one.pk, StepKind.REOPENED]),
            others=one.others_concerned or bool(one.other_board or one.private_provider),
            unexpected_death=one.unexpected_death,
            closed=frozenset(days[one.pk, StepKind.CLOSED])
            | ({one.closed_on} if one.closed_on else set()),
            notified_on=one.notified_on,
            theme=one.theme.name if one.theme else "",
            written_off_on=one.closed_on if one.status == Status.WRITTEN_OFF else None,
        )
        for one in rows.order_by("received_on", "pk")
    ]


def _first_of_each(done: list[date], reopened: list[date]) -> tuple[date, ...]:
    """The first of the days, and the first after each time that the case was opened again."""
    firsts = (next((day for day in done if day >= start), None) for start in (date.min, *reopened))
    return tuple(dict.fromkeys(day for day in firsts if day))


def services() -> dict[int, str]:
    """What each case was about, as the documentation that holds says. One query."""
    rows = ReportRecord.objects.filter(sealed_at__isnull=False).order_by("case_id", "number")
    return dict(rows.values_list("case_id", "service"))


def units_in(scope: Scope, found: Iterable[Counted]) -> dict[int, frozenset[int]]:
    """The units of the scope that each case concerns: those of its reports, and the one where it
    is investigated. One query."""
    units, of = units_of(scope), defaultdict(set)
    for one in found:
        of[one.id].add(one.unit_id)
    links = CaseReport.objects.filter(left_at__isnull=True, report__unit_links__isnull=False)
    for case_id, unit_id in links.values_list("case_id", "report__unit_links__unit_id"):
        if case_id in of:
            of[case_id].add(unit_id)
    return {key: frozenset(own if units is None else own & units) for key, own in of.items()}


def _concern(units: frozenset[int], case: str, own: str) -> Q:
    """Cases that are investigated at one of the units, or have a report that concerns one.
    `case` names the key of the case in the row, `own` its unit."""
    links = CaseReport.objects.filter(
        case=OuterRef(case), left_at__isnull=True, report__unit_links__unit_id__in=units
    )
    return Q(Exists(links)) | Q(**{own: units})


def within(day: date | None, period: Period) -> bool:
    return day is not None and period.first <= day <= period.last


def seen_on(period: Period, now: datetime) -> date:
    """The last day of the period that has been: what is open is open on that day."""
    return min(period.last, clock.local_date(now))


def median_days(found: Iterable[Counted], waiting: Iterable[Received], day: date) -> int | None:
    """Days from report to the first decision; those without one count for as long as they have
    waited, among them reports that are `waiting` for a case."""
    times = [(max(0, (day - one.received_on).days), False) for one in waiting]
    for one in found:
        first = one.decisions[0][0] if one.decisions else None
        decided = first is not None and first <= day
        ended = first if decided and first else min(one.written_off_on or day, day)
        times.append((max(0, (ended - one.received_on).days), decided))
    return median_time(times)


def without_case(found: Iterable[Received], since: date, day: date) -> list[Received]:
    """Of the reports those that came in since then, that no case has taken up, and that still
    waited at the end of the day. One query."""
    links = CaseReport.objects.filter(left_at__isnull=True, report__received_on__gte=since)
    taken = set(links.values_list("report_id", flat=True))
    return [
        one
        for one in found
        if one.report_id not in taken
        and since <= one.received_on <= day
        and (one.closed_on is None or one.closed_on > day)
    ]


def during(period: Period) -> str:
    if ".." in period.key:
        return f"från {date_plain(period.first)} till {date_plain(period.last)}"
    return f"under {period.label}"


def data_days() -> tuple[date, date] | None:
    """From the first report with a case to the last thing that happened in one."""
    days = Case.objects.aggregate(
        first=Min("received_on"), opened=Max("opened_at"), decided=Max("decided_on"),
        closed=Max("closed_on"),
    )  # fmt: skip
    if days["first"] is None:
        return None
    last = [clock.local_date(days["opened"]), days["decided"], days["closed"]]
    return days["first"], max(day for day in last if day)


def figure(key: str, title: str, scope: Scope, now: datetime, **parts: Any) -> Figure:
    """A Figure of this scope; `parts` are its columns, rows and words."""
    notes = list(parts.pop("notes", ()))
    if scope.period.first <= clock.local_date(now) < scope.period.last:
        notes.append("Perioden pågår: siffrorna är till och med i dag.")
    return Figure(
        key=key,
        title=title,
        period_key=scope.period.key,
        period_label=scope.period.label,
        unit_id=scope.unit_id,
        unit_name=scope.unit_name,
        count=scope.count,
        counted_at=counted_at(now),
        source=f"Räknat {date_time(now)} på ärenden enligt lex Sarah.",
        notes=tuple(notes),
        **parts,
    )
