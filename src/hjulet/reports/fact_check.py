"""Are the facts still equal to the links? `hjulet figures verify`.

Two independent ways. Every fact row is compared with what it should be. And every total is
counted once more from the links, report by report with sets, and compared with SUM(flag). Last
the sums per month and year are compared with the facts.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from hjulet.reports import sums
from hjulet.reports.facts import FIELDS, among, chunks_of_reports, compute, links
from hjulet.reports.models import Report, ReportFact, ReportType, ReportUnit
from hjulet.reports.places import Trees
from hjulet.reports.rules import Place

# What a total is counted per: (flag, columns of the fact that it is grouped by).
LEVELS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("f_all", ()),
    ("f_type", ("type_id",)),
    ("f_board", ("board_id",)),
    ("f_board_type", ("board_id", "type_id")),
    ("f_administration", ("board_id", "administration_id")),
    ("f_administration_type", ("board_id", "administration_id", "type_id")),
    ("f_department", ("board_id", "department_id")),
    ("f_department_type", ("board_id", "department_id", "type_id")),
    ("f_unit", ("board_id", "department_id", "unit_id")),
    ("rows", ("board_id", "department_id", "unit_id", "type_id")),
)
Totals = dict[str, Counter[tuple[int | None, ...]]]
# How many reports have just these places and types: few kinds, however many reports.
Alike = Counter[tuple[frozenset[Place], frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not agree; `str` is Swedish and holds keys only."""

    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.what}: ska vara {self.expected}, är {self.found}"


def verify() -> list[Difference]:
    """All differences between facts and links; empty when they agree. Changes nothing."""
    trees = Trees()
    differences: list[Difference] = []
    alike: Alike = Counter()
    for chunk in chunks_of_reports():
        differences += _rows(chunk, trees)
        _count_links(chunk, trees, alike)
    return [*differences, *_totals(_counted(alike)), *_distinct(), *_sums()]


def _rows(chunk: Sequence[int], trees: Trees) -> Iterator[Difference]:
    stored = ReportFact.objects.filter(among("report_id", chunk)).order_by().values_list(*FIELDS)
    wrong = Counter(row[0] for row in set(compute(chunk, trees)) ^ set(stored))
    for report_id, number in sorted(wrong.items()):
        yield Difference(f"rapport {report_id}", "som länkarna", f"{number} rader som skiljer")


def _count_links(chunk: Sequence[int], trees: Trees, alike: Alike) -> None:
    """Adds each report to those with the same places and types."""
    of_chunk = among("report_id", chunk)
    types = links(ReportType.objects.filter(of_chunk), "type_id")
    units = links(ReportUnit.objects.filter(of_chunk), "unit_id")
    reports = Report.objects.filter(among("id", chunk))
    received = reports.order_by().values_list("id", "received_on")
    for report_id, day in received:
        places = frozenset(trees.place(day, unit_id) for unit_id in units[report_id])
        alike[places, frozenset(types[report_id])] += 1


def _counted(alike: Alike) -> Totals:
    """Every total: each report once in every set that it belongs to."""
    counted: Totals = {name: Counter() for name, _ in LEVELS}
    for (places, types), number in alike.items():
        rows = [
            {
                "board_id": place.board_id,
                "administration_id": place.administration_id or None,
                "department_id": place.department_id or None,
                "unit_id": place.unit_id,
                "type_id": type_id,
            }
            for place in places
            for type_id in types
        ]
        for name, columns in LEVELS:
            for key in {tuple(row[column] for column in columns) for row in rows}:
                counted[name][key] += number
    return counted


def _totals(counted: Totals) -> Iterator[Difference]:
    for name, columns in LEVELS:
        measure = Count("id") if name == "rows" else Sum(name)
        if columns:
            groups = ReportFact.objects.order_by().values_list(*columns).annotate(n=measure)
            found = Counter({tuple(row[:-1]): row[-1] for row in groups})
        else:
            found = Counter({(): ReportFact.objects.aggregate(n=measure)["n"] or 0})
        for key in sorted(set(found) | set(counted[name]), key=str):
            if found[key] != counted[name][key]:
                place = ", ".join(f"{c} {k}" for c, k in zip(columns, key, strict=True))
                what = f"summan {name}" + (f" ({place})" if place else "")
                yield Difference(what, str(counted[name][key]), str(found[key]))


def _distinct() -> Iterator[Difference]:
    """The database's own COUNT(DISTINCT) over the links, for all reports and for each type."""
    linked = ReportType.objects.filter(report__unit_links__isnull=False).order_by()
    everything = linked.aggregate(n=Count("report_id", distinct=True))["n"]
    flagged = ReportFact.objects.aggregate(n=Sum("f_all"))["n"] or 0
    if everything != flagged:
        yield Difference("alla rapporter", str(everything), str(flagged))
    by_type = dict(linked.values_list("type_id").annotate(n=Count("report_id", distinct=True)))
    found = dict(ReportFact.objects.order_by().values_list("type_id").annotate(n=Sum("f_type")))
    for type_id in sorted(set(by_type) | set(found)):
        if by_type.get(type_id, 0) != found.get(type_id, 0):
            yield Difference(
                f"typ {type_id}", str(by_type.get(type_id, 0)), str(found.get(type_id, 0))
            )


def _sums() -> Iterator[Difference]:
    names = ("räknat", "period", "nämnd", "förvaltning", "avdelning", "enhet", "typ")
    for key in sums.differing():
        place = ", ".join(f"{name} {part}" for name, part in zip(names, key, strict=True))
        yield Difference(f"periodsumman ({place})", "som räkneraderna", "något annat")
