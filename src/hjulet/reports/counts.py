"""Counting reports from the facts: each report once at every level.

Everything, a board, an administration, a department and a unit are levels of the tree of the time,
and facts flag the first row of a report at each: a count is SUM of that flag, over whole months and
years from the sums (`sums`) and over the days left from the facts.
Facts know a team only as its unit, but the links know the team: all facts of its reports are read,
and the flags of everything mark each of them once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Sum

from hjulet.calendar.rules import free
from hjulet.figures.types import Scope
from hjulet.kernel import clock
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.queries import tree_during
from hjulet.organisation.types import Node, Tree
from hjulet.reports import sums
from hjulet.reports.kinds import Counting, Status, TypeKind
from hjulet.reports.models import DeviationType, Report, ReportCause, ReportFact, ReportUnit
from hjulet.reports.rules import Place


@dataclass(frozen=True, slots=True)
class Selection:
    """Which facts belong to a scope, and which flags mark a report's first row there.

    `load` gives the tree of the period, read from the database when it is first asked for.
    `node` None is everything; `known` False is a unit that never was, and holds nothing.
    """

    load: Callable[[], Tree]
    node: Node | None = None
    known: bool = True

    @property
    def tree(self) -> Tree:
        return self.load()

    @property
    def is_team(self) -> bool:
        return self.node is not None and self.node.kind == UnitKind.TEAM

    @property
    def level(self) -> str:
        return "all" if self.node is None or self.is_team else self.node.kind

    @property
    def flag(self) -> str:
        """1 on the first row of a report."""
        return f"f_{self.level}"

    @property
    def type_flag(self) -> str:
        """1 on the first row of a report and type; within a unit every row is (`n`)."""
        return {"all": "f_type", "unit": "n"}.get(self.level, f"f_{self.level}_type")

    @property
    def where(self) -> Q:
        """The facts of the selection, as the ORM asks for them."""
        if not self.known:
            return Q(pk__in=[])
        if self.node is None:
            return Q()
        if self.is_team:
            return Q(report_id__in=ReportUnit.objects.filter(unit_id=self.node.id).values("report"))
        return Q(**{f"{self.level}_id": self.node.id})

    @property
    def sql(self) -> tuple[str, list[Any]]:
        """The same for `sums.read`."""
        if not self.known:
            return "1 = 0", []
        if self.node is None:
            return "1 = 1", []
        if self.is_team:
            links = ReportUnit._meta.db_table
            return f"report_id IN (SELECT report_id FROM {links} WHERE unit_id = %s)", [  # noqa: S608
                self.node.id
            ]
        return f"{self.level}_id = %s", [self.node.id]


@dataclass(slots=True)
class Cells:
    """One row of a table: different reports in all, and per type id."""

    total: int = 0
    by_type: dict[int, int] = field(default_factory=dict)

    def add(self, type_id: int, number: int, first: int) -> None:
        self.total += first
        if number:
            self.by_type[type_id] = self.by_type.get(type_id, 0) + number

    def without(self, type_ids: Iterable[int]) -> int:
        """The total without the reports of types that stand alone ("ej avvikelse")."""
        return self.total - sum(self.by_type.get(type_id, 0) for type_id in type_ids)


@dataclass(slots=True)
class Counts:
    """T1 as numbers. `open` are not closed yet, `commissioned` done for another body."""

    whole: Cells
    departments: dict[tuple[int, int], Cells]
    units: dict[Place, Cells]
    open: int = 0
    commissioned: int = 0


def select(scope: Scope) -> Selection:
    """The selection of a scope. One query for the tree when it is of one unit."""
    load = cache(partial(tree_during, scope.period.first, scope.period.last))
    if scope.unit_id is None:
        return Selection(load)
    tree = load()
    # Reports closed in the period may concern a unit that had ended before it.
    known = tree if scope.unit_id in tree else tree_during(date.min, date.max)
    if scope.unit_id not in known:
        return Selection(load, known=False)
    return Selection(load, known[scope.unit_id])


def rows(scope: Scope, selection: Selection) -> QuerySet[ReportFact]:
    """The facts of the scope."""
    name = "closed_on" if scope.count == Counting.CLOSED else "received_on"
    days = {f"{name}__gte": scope.period.first, f"{name}__lte": scope.period.last}
    found = ReportFact.objects.filter(selection.where, **days)
    if scope.commissioned != "all":
        found = found.filter(commissioned=scope.commissioned == "others")
    return found.order_by()


def by_unit_and_type(scope: Scope, selection: Selection) -> Counts:
    """T1: one GROUP BY over sums of whole months and years and over the facts of days left."""
    if selection.is_team:
        return whole(scope, selection)
    columns = ("board_id", "department_id", "unit_id", "type_id")
    measures = ("f_unit", "f_department_type", "f_department", *_measures(selection))
    counts = Counts(Cells(), {}, {})
    units: dict[tuple[int, int, int], Cells] = defaultdict(Cells)
    departments: dict[tuple[int, int], Cells] = defaultdict(Cells)
    for row in _read(scope, selection, columns, measures):
        board, department, unit_id, type_id = row[:4]
        unit, department_type, in_department, number, of_type, first, not_closed, others = row[4:]
        if not number:
            continue
        units[board, department, unit_id].add(type_id, number, unit)
        if department:
            departments[board, department].add(type_id, department_type, in_department)
        counts.whole.add(type_id, of_type, first)
        counts.open += not_closed
        counts.commissioned += others
    counts.units = {Place(*key): cells for key, cells in units.items()}
    counts.departments = dict(departments)
    return counts


def whole(scope: Scope, selection: Selection) -> Counts:
    """Only the totals of the selection; the rest is empty."""
    counts = Counts(Cells(), {}, {})
    for type_id, _, of_type, first, not_closed, others in _read(
        scope, selection, ("type_id",), _measures(selection)
    ):
        counts.whole.add(type_id, of_type, first)
        counts.open += not_closed
        counts.commissioned += others
    return counts


def deviations(
    scope: Scope, selection: Selection, alone: Iterable[int]
) -> tuple[Mapping[int, int], int]:
    """Reports by unit, and in all, without those of the types that stand `alone`."""
    found = _read(scope, selection, ("unit_id",), ("f_unit", selection.flag), without=alone)
    return {row[0]: row[1] for row in found}, sum(row[2] for row in found)


def _measures(selection: Selection) -> tuple[str, ...]:
    """Rows, reports of the type, reports, of them not closed, and of them on commission."""
    flag = selection.flag
    others = f"CASE WHEN commissioned THEN {flag} ELSE 0 END"
    return ("n", selection.type_flag, flag, f"o_{selection.level}", others)


def _read(
    scope: Scope,
    selection: Selection,
    columns: Sequence[str],
    measures: Sequence[str],
    *,
    without: Iterable[int] = (),
) -> list[tuple[Any, ...]]:
    """`sums.read` of the scope; `without` are types."""
    where, values = selection.sql
    if scope.commissioned != "all":
        where += " AND commissioned = %s"
        values.append(scope.commissioned == "others")
    for type_id in without:
        where += " AND type_id <> %s"
        values.append(type_id)
    # The sums know no teams.
    parts = (sums.days(scope.period),) if selection.is_team else sums.parts(scope.period)
    return sums.read(scope.count, parts, columns, measures, where, values)


def types() -> list[DeviationType]:
    """All types in the order of columns."""
    return list(DeviationType.objects.order_by("order", "id"))


def stands_alone(types: Iterable[DeviationType]) -> frozenset[int]:
    """The types that say that nothing deviated: they exclude all others."""
    return frozenset(one.pk for one in types if one.kind == TypeKind.NOT_DEVIATION)


def not_assessed(scope: Scope, selection: Selection) -> int:
    """Reports received in the period that nobody has assessed, so that they have no type yet."""
    if scope.count == Counting.CLOSED:
        return 0
    first, last = scope.period.first, scope.period.last
    # By the moment, not the day: the index of the lists begins with status and moment.
    waiting = Report.objects.filter(
        status=Status.RECEIVED,
        received_at__gte=clock.at(first, 0),
        received_at__lt=clock.at(last + timedelta(days=1), 0),
        facts__isnull=True,
    )
    if scope.unit_id is not None:
        if selection.node is not None and selection.node.kind == UnitKind.BOARD:
            waiting = waiting.filter(board_id=scope.unit_id)
        else:
            waiting = waiting.filter(reported_unit_id__in=selection.tree.below(scope.unit_id))
    if scope.commissioned != "all":
        others = ~Q(commissioned_by="")
        waiting = waiting.filter(others if scope.commissioned == "others" else ~others)
    return waiting.count()


def data_days() -> tuple[date, date] | None:
    """The first and the last day that a report was received; None before the first assessment."""
    first = first_day()
    if first is None:
        return None
    return first, ReportFact.objects.aggregate(day=Max("received_on"))["day"]


def first_day() -> date | None:
    """The day of the first report. Asked for alone, so that it is one step into an index."""
    return ReportFact.objects.aggregate(day=Min("received_on"))["day"]


def received_during(first: date, last: date) -> int:
    """All reports received in those days."""
    return whole(Scope(free(first, last)), Selection(lambda: Tree(()))).whole.total


def begun_since(day: date) -> bool:
    """Whether anything was received that day or later, so that nothing means none."""
    return ReportFact.objects.filter(received_on__gte=day).exists()


def per_day(scope: Scope, selection: Selection) -> Mapping[date, int]:
    """Different reports by day of the period."""
    name = "closed_on" if scope.count == Counting.CLOSED else "received_on"
    return dict(rows(scope, selection).values_list(name).annotate(n=Sum(selection.flag)))


def per_category(scope: Scope, selection: Selection) -> Mapping[int | None, int]:
    """Different reports by category id; None has no category."""
    groups = rows(scope, selection).values_list("category_id").annotate(n=Sum(selection.flag))
    return {key: number for key, number in groups if number}


def per_cause(
    scope: Scope, selection: Selection, alone: Iterable[int]
) -> tuple[Mapping[int, int], int]:
    """Deviations by cause id, and how many have at least one cause.

    A report of a type that stands `alone` has only that type, so its flags go with it.
    """
    found = rows(scope, selection).filter(**{selection.flag: 1}).exclude(type_id__in=alone)
    groups = found.values_list("report__cause_links__cause_id").annotate(n=Count("*"))
    some = ReportCause.objects.filter(report_id=OuterRef("report_id"))
    return {key: number for key, number in groups if key is not None}, found.filter(
        Exists(some)
    ).count()


@dataclass(frozen=True, slots=True)
class Recurring:
    """Deviations by cause id, the units of each, and how many deviations have at least one."""

    by_cause: Mapping[int, int]
    units: Mapping[int, frozenset[int]]
    with_cause: int


def by_cause_and_unit(scope: Scope, selection: Selection, alone: Iterable[int]) -> Recurring:
    """As `per_cause`, with the units where each cause stood: places above a unit are none."""
    found = rows(scope, selection).exclude(type_id__in=alone)
    places = ("board_id", "administration_id", "department_id", "unit_id")
    groups = (
        found.filter(report__cause_links__isnull=False)
        .values_list("report__cause_links__cause_id", *places)
        .annotate(n=Sum(selection.flag))
    )
    by_cause: dict[int, int] = defaultdict(int)
    units: dict[int, set[int]] = defaultdict(set)
    for cause_id, *above, unit_id, number in groups:
        by_cause[cause_id] += number
        if unit_id not in above:
            units[cause_id].add(unit_id)
    some = ReportCause.objects.filter(report_id=OuterRef("report_id"))
    return Recurring(
        by_cause,
        {cause_id: frozenset(ids) for cause_id, ids in units.items()},
        found.filter(Exists(some), **{selection.flag: 1}).count(),
    )


@dataclass(frozen=True, slots=True)
class Notified:
    """Reports notified to an authority, of those that could be."""

    lex_sarah: int
    lex_sarah_ivo: int
    deviations: int
    deviations_ivo: int
    breaches: int
    breaches_imy: int


def notified(
    scope: Scope, selection: Selection, counted: Counts, types: Iterable[DeviationType]
) -> Notified:
    """What was notified of what `counted` holds. Few are, so those rows are few to tell apart."""
    types = list(types)
    alone = stands_alone(types)
    lex_sarah = [one.pk for one in types if one.kind == TypeKind.LEX_SARAH]
    breaches = [one.pk for one in types if one.kind == TypeKind.DATA_BREACH]

    def different(where: Q) -> Count:
        return Count("report_id", distinct=True, filter=where)

    numbers = (
        rows(scope, selection)
        .filter(Q(ivo=True) | Q(imy=True))
        .aggregate(
            lex_sarah_ivo=different(Q(ivo=True, type_id__in=lex_sarah)),
            deviations_ivo=different(Q(ivo=True) & ~Q(type_id__in=alone)),
            breaches_imy=different(Q(imy=True, type_id__in=breaches)),
        )
    )
    return Notified(
        lex_sarah=of_any(scope, selection, counted, lex_sarah),
        deviations=counted.whole.without(alone),
        breaches=of_any(scope, selection, counted, breaches),
        **numbers,
    )


def of_any(scope: Scope, selection: Selection, counted: Counts, type_ids: Sequence[int]) -> int:
    """Different reports of any of the types: two of them may be of the same report."""
    if len(type_ids) < 2:
        return sum(counted.whole.by_type.get(type_id, 0) for type_id in type_ids)
    chosen = rows(scope, selection).filter(type_id__in=type_ids)
    return chosen.values("report_id").distinct().count()
