"""Units that have not reported, or far less than others (T10).

Silence is not the same as nothing going wrong. SOSFS 2011:9 6 kap.: the staff take part.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Max

from hjulet.calendar.types import Period
from hjulet.figures.types import Column, Figure, Row, Scope
from hjulet.kernel import clock
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.queries import headcounts, stood
from hjulet.reports import figure_words, rates
from hjulet.reports.counts import Selection
from hjulet.reports.kinds import Status
from hjulet.reports.models import Report, ReportFact
from hjulet.reports.rates import Headcounts, Rates
from hjulet.reports.unit_rows import Line
from hjulet.stats.rates import Rate, is_low
from hjulet.ui.format import DASH, date_plain, number, plural

SILENT = "reports.silent_units"
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class _Quiet:
    """A unit that is silent or low; `by_chance` when it is so small that none is nothing odd."""

    line: Line
    reports: int
    employees: int | None
    by_chance: bool
    stood: tuple[date, date] | None  # when only a part of the period

    @property
    def silent(self) -> bool:
        return not self.reports


def silent_units(scope: Scope, now: datetime) -> Figure:
    """Units without a report, and those whose rate lies under the board's beyond chance."""
    earlier_scope = figure_words.before(scope)
    known = headcounts(rates.year_of(scope.period))
    these = rates.measure(scope, known)
    those = rates.measure(earlier_scope, {})
    past = figure_words.past(earlier_scope, those.selection)
    until = min(scope.period.last, clock.local_date(now))
    usual = _usual(scope, these, known)
    spans = stood(scope.period.first, scope.period.last)
    quiet = sorted(_quiet(scope, these, usual, spans, until), key=lambda one: not one.silent)
    last = _last(these.selection, [one.line.unit_id for one in quiet], until)
    before = {pk: one.reports for pk, one in those.by_unit.items()} if past.shown else {}
    rows = [
        Row(
            one.line.key,
            one.line.label,
            "plain",
            (
                _state(one, scope.period),
                date_plain(last[one.line.unit_id]) if one.line.unit_id in last else "aldrig",
                one.reports,
                before.get(one.line.unit_id),
                one.employees,
            ),
            one.line.unit_id,
        )
        for one in quiet
    ]
    if not rows:
        rows = [Row("none", "Ingen enhet är tyst", "plain", ("", "", None, None, None))]
    units = len({line.unit_id for line in these.units})
    return figure_words.figure(
        SILENT,
        "Enheter som inte har rapporterat",
        scope,
        now,
        row_heading="enhet",
        columns=(
            Column("state", "läge", "text"),
            Column("last", "senaste rapporten", "text",
                   definition="Den senaste som gäller enheten eller har kommit från den."),
            Column("reports", "rapporter", blank=DASH),
            Column("previous", earlier_scope.period.label, blank=DASH),
            Column("employees", "anställda", blank=DASH),
        ),
        rows=tuple(rows),
        notes=tuple(_notes(scope, these, usual, now)),
        comment=(
            "Tystnad är inte samma sak som att inget går fel. Fråga enheten om alla vet hur de "
            "rapporterar, om de hinner och vad som hände med det de berättade sist."
        ),
        lede=_lede(scope, quiet, units, until),
    )  # fmt: skip


def _usual(scope: Scope, these: Rates, known: Headcounts) -> dict[int, Rate]:
    """The rate of each board: its units' reports among the employees of those units."""
    node = these.selection.node
    whole = these
    if node is not None and node.kind != UnitKind.BOARD and node.id in these.selection.tree:
        top = these.selection.tree.nearest(node.id, UnitKind.BOARD)
        if top is not None:
            whole = rates.measure(Scope(scope.period, top.id), known)
    board_of = {line.unit_id: line.place.board_id for line in whole.units}
    found: dict[int, tuple[int, int]] = {}
    for unit_id, one in whole.by_unit.items():
        if one.employees:
            reports, employees = found.get(board_of[unit_id], (0, 0))
            found[board_of[unit_id]] = (reports + one.reports, employees + one.employees)
    return {pk: Rate(*numbers) for pk, numbers in found.items()}


def _quiet(
    scope: Scope,
    these: Rates,
    usual: Mapping[int, Rate],
    spans: Mapping[int, tuple[date, date]],
    until: date,
) -> Iterator[_Quiet]:
    by_unit = these.by_unit
    nothing = [pk for pk, one in by_unit.items() if not one.reports]
    heard = _heard(these.selection, nothing, scope.period)
    lowest = _low(these, usual, scope.period)
    seen: set[int] = set()
    for line in these.units:
        pk = line.unit_id
        first, last = spans.get(pk, (scope.period.first, scope.period.last))
        if pk in seen or pk in heard or first > until:
            continue
        seen.add(pk)
        rate, of_all = by_unit[pk].rate, usual.get(line.place.board_id)
        low = pk in lowest
        part = (first, last) != (scope.period.first, scope.period.last)
        # Who was there for half of the time has had half of the time to report in.
        if not by_unit[pk].reports or (low and not part):
            yield _Quiet(
                line,
                by_unit[pk].reports,
                by_unit[pk].employees,
                by_chance=rate is not None and of_all is not None and not low,
                stood=(first, last) if part else None,
            )


def _low(these: Rates, usual: Mapping[int, Rate], period: Period) -> frozenset[int]:
    """Units under the board's rate beyond chance, also with what waits to be assessed from them."""
    rates_of = {
        line.unit_id: (rate, usual[line.place.board_id])
        for line in these.units
        if (rate := these.by_unit[line.unit_id].rate) and line.place.board_id in usual
    }
    under = {pk for pk, (rate, of_all) in rates_of.items() if is_low(rate, of_all)}
    waiting = _waiting(these.selection, under, period)
    return frozenset(
        pk
        for pk in under
        if is_low(replace(rates_of[pk][0], events=rates_of[pk][0].events + waiting[pk]),
                  rates_of[pk][1])
    )  # fmt: skip


def _waiting(selection: Selection, unit_ids: Collection[int], period: Period) -> Mapping[int, int]:
    """How many reports that nobody has assessed have come from each of the units."""
    if not unit_ids:
        return {}
    unit_of = _places(selection, unit_ids)
    rows = Report.objects.filter(
        status=Status.RECEIVED,
        reported_unit_id__in=unit_of,
        received_at__gte=clock.at(period.first, 0),
        received_at__lt=clock.at(period.last + timedelta(days=1), 0),
    )
    found: Counter[int] = Counter()
    for pk, count in rows.order_by().values_list("reported_unit_id").annotate(Count("pk")):
        found[unit_of[pk]] += count
    return found


def _heard(selection: Selection, unit_ids: Collection[int], period: Period) -> frozenset[int]:
    """Of the units, those that a report came from, whatever it was then found to concern."""
    if not unit_ids:
        return frozenset()
    unit_of = _places(selection, unit_ids)
    found = Report.objects.filter(
        reported_unit_id__in=unit_of,
        received_at__gte=clock.at(period.first, 0),
        received_at__lt=clock.at(period.last + timedelta(days=1), 0),
    )
    rows = found.order_by().values_list("reported_unit_id", flat=True).distinct()
    return frozenset(unit_of[pk] for pk in rows)


def _last(selection: Selection, unit_ids: Collection[int], until: date) -> dict[int, date]:
    """The day of the latest report about or from each unit, also long before the period."""
    if not unit_ids:
        return {}
    unit_of = _places(selection, unit_ids)
    about = ReportFact.objects.filter(received_on__lte=until)
    if selection.is_team:
        about = about.filter(selection.where)
    else:
        about = about.filter(unit_id__in=unit_ids)
    sent = Report.objects.filter(received_on__lte=until, reported_unit_id__in=unit_of)
    found: dict[int, date] = {}
    for rows, name in ((about, "unit_id"), (sent, "reported_unit_id")):
        for pk, day in rows.order_by().values_list(name).annotate(day=Max("received_on")):
            unit_id = next(iter(unit_ids)) if selection.is_team else unit_of[pk]
            found[unit_id] = max(day, found.get(unit_id, day))
    return found


def _places(selection: Selection, unit_ids: Collection[int]) -> dict[int, int]:
    """Each unit and the teams in it, by the unit that they count at."""
    tree = selection.tree
    return {
        below: unit_id
        for unit_id in unit_ids
        for below in (tree.below(unit_id) if unit_id in tree else {unit_id})
    }


def _state(one: _Quiet, period: Period) -> str:
    """ "tyst, kan vara slump, fanns från 1 september 2025"."""
    words = ["tyst" if one.silent else "låg"]
    if one.by_chance:
        words.append("kan vara slump")
    if one.stood is not None:
        first, last = one.stood
        days = [
            f"från {date_plain(first)}" if first > period.first else "",
            f"till {date_plain(last)}" if last < period.last else "",
        ]
        words.append(f"fanns {' '.join(filter(None, days))}")
    return ", ".join(words)


def _notes(scope: Scope, these: Rates, usual: Mapping[int, Rate], now: datetime) -> Iterator[str]:
    yield (
        "En enhet är tyst när ingen rapport gäller den och ingen har kommit från den, inte heller "
        "en som väntar på bedömning. Team räknas med sin enhet."
    )
    if usual:
        yield (
            "Låg är en enhet som har så få rapporter för sitt antal anställda att slumpen knappast "
            f"räcker som förklaring. {_compared_with(these, usual)} De som väntar på bedömning "
            "räknas med innan en enhet kallas låg. Bland många enheter kan någon hamna där av "
            "slump ändå. ”Kan vara slump” står vid en tyst enhet som är så liten att ingen rapport "
            "alls inte är ovanligt."
        )
    if these.without and not these.selection.is_team:
        yield (
            f"Om en enhet har rapporterat ovanligt lite syns bara där antal anställda för "
            f"{these.year} är registrerat. Det görs under Organisation, Antal anställda."
        )
    if scope.period.first <= clock.local_date(now) < scope.period.last:
        yield "Perioden pågår: siffrorna är till och med i dag."
    if usual:
        yield "Metod för låg: exakt Poissonintervall, 95 procent."


def _compared_with(these: Rates, usual: Mapping[int, Rate]) -> str:
    """What a unit is compared with, and why that is not the rate of the board.

    A unit is measured by every report that concerns it, so the board must be too: each report
    counts here at all of its units, and once in the rate that `figure_rate` tells.
    """
    said = " och ".join(number(rate.per_hundred, 1) for rate in usual.values())
    opening = f"Den jämförs med {said} rapporter per 100 anställda i nämndens alla enheter."
    own = these.total.rate
    whole = these.selection.node is None or these.selection.node.kind == UnitKind.BOARD
    if not whole or own is None or len(usual) != 1 or number(own.per_hundred, 1) == said:
        return f"{opening} Där räknas en rapport hos varje enhet som den gäller."
    return (
        f"{opening} Där räknas en rapport hos varje enhet som den gäller. Räknas varje rapport "
        f"bara en gång är det {number(own.per_hundred, 1)}, som på sidan Rapporter per 100 "
        "anställda."
    )


def _lede(scope: Scope, quiet: list[_Quiet], units: int, until: date) -> str:
    """ "1 av 13 enheter har inte rapporterat under 2025: Personlig assistans." """
    during = figure_words.during(scope.period)
    if until < scope.period.first:
        return f"{scope.period.label} har inte börjat."
    silent = [one.line.label for one in quiet if one.silent]
    low = len(quiet) - len(silent)
    if silent:
        names = ", ".join(silent) if len(silent) <= MOST_NAMES else ""
        opening = (
            f"{len(silent)} av {plural(units, 'enhet', 'enheter')} har inte rapporterat {during}"
            f"{': ' if names else ''}{names}."
        )
    else:
        opening = f"Alla enheter har rapporterat {during}." if units else "Det finns inga enheter."
    if not low:
        return opening
    few = plural(low, "enhet", "enheter")
    return f"{opening} {few} har rapporterat ovanligt lite för sin storlek."
