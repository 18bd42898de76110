"""Reports per 100 employees of each unit (T10).

SOSFS 2011:9 5 kap. 6 §: compiled and analysed so that one sees patterns. A count alone shows which
units are large.
"""

from collections.abc import Sequence
from datetime import datetime

from hjulet.calendar.rules import months
from hjulet.calendar.types import Period
from hjulet.figures.types import Bar, Column, Figure, Row, Scope
from hjulet.kernel import clock
from hjulet.organisation.queries import headcounts
from hjulet.reports import counts, figure_words, rates
from hjulet.reports.figure_types import MOST_BARS
from hjulet.reports.rates import Measured, Rates
from hjulet.reports.unit_rows import Line
from hjulet.stats.rate_words import changed_among, compare_rates
from hjulet.stats.rates import Rate
from hjulet.ui.format import DASH, in_words, number, plural

RATE = "reports.reporting_rate"
MOST_NAMES = 3
WHY = (
    "Många rapporter per anställd är inte sämre kvalitet. Det betyder oftast att fler berättar. "
    "Verksamheter är olika, så jämför helst en enhet med sig själv."
)


def reporting_rate(scope: Scope, now: datetime) -> Figure:
    """Reports that came in, employees and reports per 100 of them, with the change, by unit."""
    earlier_scope = figure_words.before(scope)
    years = {rates.year_of(scope.period), rates.year_of(earlier_scope.period)}
    known = headcounts(*years)
    these = rates.measure(scope, known)
    those = rates.measure(earlier_scope, known)
    waiting = counts.not_assessed(scope, these.selection)
    past = figure_words.past(earlier_scope, those.selection)
    over = scope.period.last <= clock.local_date(now)
    before = _Before(those) if past.complete and over else _Before(None)
    rows = [
        Row(line.key, line.label, line.level,
            _cells(these.of(line), before.of(these, line)), line.unit_id)
        for line, _ in these.table.rows
    ]  # fmt: skip
    rows.append(Row("total", "Totalt", "total", _cells(these.total, before.total), scope.unit_id))
    bars = _bars(these, before)
    return figure_words.figure(
        RATE,
        "Rapporter per 100 anställda",
        scope,
        now,
        assessed=these.counted.whole.total,
        waiting=waiting,
        row_heading="enhet",
        columns=(
            Column("reports", "rapporter", definition="Alla bedömda rapporter, en gång var.",
                   blank=DASH),
            Column("employees", "anställda", blank=DASH,
                   definition=f"Antal anställda {these.year}."),
            Column("rate", "per 100 anställda", "rate", blank=DASH),
            Column("change", "förändring", "rate_change",
                   definition=f"Rapporter per 100 anställda mot {earlier_scope.period.label}."),
        ),
        rows=tuple(rows),
        notes=(
            WHY,
            *_employees(these),
            *_how_long(scope.period),
            *_where_it_is_not_told(these),
            *figure_words.notes_on_scope(scope, now, these.selection, these.counted, waiting),
            *filter(None, [past.note]),
        ),
        comment=_comment(these, before) if over else "",
        bars=bars,
        chart="bars" if bars else "",
        chart_title="Rapporter per 100 anställda"
        if len(bars) < MOST_BARS
        else f"Rapporter per 100 anställda, de {MOST_BARS} med flest",
        chart_unit="rapporter per 100 anställda",
        lede=_lede(scope, these, waiting),
    )  # fmt: skip


class _Before:
    """The earlier period, row by row; nothing when it may not be compared with."""

    def __init__(self, those: Rates | None) -> None:
        self._lines = {line.key: those.of(line) for line, _ in those.table.rows} if those else {}
        self._units = those.by_unit if those else {}
        self.total = those.total.rate if those else None

    def of(self, these: Rates, line: Line) -> Rate | None:
        """What the row is compared with: a unit with itself, wherever it stood then."""
        if line.is_unit and line.unit_id in these.moved:
            return None
        found = self._units.get(line.unit_id) if line.is_unit else self._lines.get(line.key)
        return found.rate if found else None

    def unit(self, unit_id: int) -> Rate | None:
        found = self._units.get(unit_id)
        return found.rate if found else None


def _cells(row: Measured, before: Rate | None) -> tuple[int | float | None, ...]:
    rate = row.rate
    if rate is None:
        return row.reports, row.employees, None, None
    change = None if before is None else round(rate.per_hundred - before.per_hundred, 1)
    return row.reports, row.employees, round(rate.per_hundred, 1), change


def _bars(these: Rates, before: _Before) -> tuple[Bar, ...]:
    labels = {line.unit_id: line.label for line in these.units}
    found = [
        (rate.per_hundred, pk)
        for pk, row in these.by_unit.items()
        if (rate := row.rate) is not None
    ]
    found.sort(key=lambda item: -item[0])
    if len(found) < 2 or not found[0][0]:
        return ()
    return tuple(
        Bar(labels[pk], round(value, 1),
            None if (was := before.unit(pk)) is None else round(was.per_hundred, 1))
        for value, pk in found[:MOST_BARS]
    )  # fmt: skip


def _comment(these: Rates, before: _Before) -> str:
    """What may be said of the whole, and which units changed more than chance."""
    total = these.total.rate
    if total is None:
        return ""
    compared = compare_rates(now=total, before=before.total)
    return " ".join(
        part
        for part in (compared.headline, compared.sentence, compared.cause, *_units(these, before))
        if part
    )


def _units(these: Rates, before: _Before) -> list[str]:
    labels = {line.unit_id: line.label for line in these.units}
    pairs = [
        (labels[pk], rate, was)
        for pk, row in these.by_unit.items()
        if (rate := row.rate) is not None and (was := before.unit(pk)) is not None
    ]
    if len(pairs) < 2:
        return []
    changed = changed_among([(rate, was) for _, rate, was in pairs])
    said = [
        f"{name} har {'ökat' if rate.per_hundred > was.per_hundred else 'minskat'} "
        f"({number(was.per_hundred, 1)} till {number(rate.per_hundred, 1)})"
        for (name, rate, was), differs in zip(pairs, changed, strict=True)
        if differs
    ]
    if not said:
        return ["Ingen enskild enhet har ändrats mer än slump brukar ge."]
    return [f"Mer än slump brukar ge: {_and(said)}."]


def _employees(these: Rates) -> list[str]:
    """Of which year the employees are, and whose are missing."""
    without = these.without
    where = "Det registreras under Organisation, Antal anställda."
    if these.selection.is_team:
        return ["Antal anställda registreras för enheten, inte för team."]
    if not these.units:
        return []
    if len(without) == len({line.unit_id for line in these.units}):
        return [f"Antal anställda för {these.year} är inte registrerat. {where}"]
    notes = [f"Antal anställda är det som är registrerat för {these.year}."]
    if without:
        notes.append(f"Det saknas för {_some(without)}. {where}")
    return notes


def _how_long(period: Period) -> list[str]:
    """Of a period that is not a year: how long it is, since the rate grows with it."""
    if 365 <= period.days <= 366:
        return []
    whole = period.first.day == 1 and period.day_after.day == 1
    length = (
        f"{in_words(found)} {'månad' if found == 1 else 'månader'}"
        if whole and (found := len(months(period)))
        else plural(period.days, "dag", "dagar")
    )
    return [
        f"Perioden är {length}. Talen är rapporter per 100 anställda under den tiden och inte "
        "omräknade till ett år."
    ]


def _where_it_is_not_told(these: Rates) -> list[str]:
    notes = []
    if any(line.level == "department" and not line.is_unit for line, _ in these.table.rows):
        notes.append(
            "En avdelnings tal är dess rapporter, var och en räknad en gång, delade med enheternas "
            "anställda tillsammans. Det visas bara när antalet finns för alla enheter som har "
            "rapporter."
        )
    if these.moved:
        names = [line.label for line in these.units if line.unit_id in these.moved]
        notes.append(
            f"Flyttade under perioden: {_some(names)}. För den som flyttar går det inte att säga "
            "hur många anställda som hör till vilken plats."
        )
    return notes


def _lede(scope: Scope, these: Rates, waiting: int) -> str:
    total = these.total
    happened = figure_words.happened(scope, waiting)
    if total.rate is not None:
        per = number(total.rate.per_hundred, 1)
        return f"{per} rapporter per 100 anställda {happened}."
    told = plural(total.reports, "rapport", "rapporter")
    return (
        f"{told} {happened}. Hur många det är per 100 anställda går inte att "
        "säga förrän antalet anställda är registrerat."
    )


def _some(names: Sequence[str]) -> str:
    """The first names, and how many more."""
    shown = list(names[:MOST_NAMES])
    if more := len(names) - len(shown):
        shown.append(f"{in_words(more)} till")
    return _and(shown)


def _and(words: Sequence[str]) -> str:
    return " och ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
