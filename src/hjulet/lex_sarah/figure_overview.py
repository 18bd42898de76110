"""How many lex Sarah reports came in, how far their cases have come, and how long it takes.

Received is not closed: what came in, what was decided and what is open are told side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hjulet.calendar.rules import previous
from hjulet.calendar.types import Period
from hjulet.figures.types import Bar, Column, Figure, Row, Scope
from hjulet.lex_sarah import figure_words
from hjulet.lex_sarah.figure_words import Counted, within
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.queries import names, tree_during
from hjulet.organisation.types import Node, Tree
from hjulet.reports.queries import Received
from hjulet.stats.words import compare_counts
from hjulet.ui.format import number, plural

OVERVIEW = "lex_sarah.overview"
OPEN_AGES = "lex_sarah.open_ages"
BY_UNIT = "lex_sarah.by_unit"
# Up to so many days old; the last band has no end.
AGES = ((30, "högst en månad"), (90, "en till tre månader"), (180, "tre till sex månader"),
        (365, "ett halvt till ett år"), (None, "mer än ett år"))  # fmt: skip


def overview(scope: Scope, now: datetime) -> Figure:
    """Reports received, cases opened, investigated, decided, notified and closed in the period,
    those open at its end, the oldest, and the median time from report to decision. Seven queries.
    """
    period, before = scope.period, previous(scope.period)
    day = figure_words.seen_on(period, now)
    reports = figure_words.received(scope, period.last)
    cases = figure_words.cases(scope)
    these = _count(reports, cases, period, day)
    those = _count(reports, cases, before, before.last)
    said = compare_counts(
        now=these.received,
        before=those.received,
        what="lex Sarah-rapporter",
        days_now=(day - period.first).days + 1,
        days_before=(before.last - before.first).days + 1,
    )
    rows = tuple(
        Row(key, label, "plain", (getattr(these, key), getattr(those, key)))
        for key, label in (
            ("received", "Rapporter som kom in"),
            ("opened", "Ärenden som öppnades"),
            ("investigated", "Ärenden som blev utredda"),
            ("decided", "Ärenden som beslutades"),
            ("notified", "Ärenden som anmäldes till IVO"),
            ("closed", "Ärenden som avslutades"),
            ("open", "Ärenden utan beslut när perioden slutade"),
            ("oldest", "Äldsta utan beslut, dagar"),
            ("median", "Mittersta tiden från rapport till beslut, dagar"),
        )
    )
    return figure_words.figure(
        OVERVIEW,
        "Lex Sarah: inkomna, beslutade och öppna",
        scope,
        now,
        row_heading="rapporter och ärenden",
        columns=(Column("count", period.label), Column("previous", before.label)),
        rows=rows,
        notes=(
            "Ett ärende kan samla flera rapporter, och det som kom in ett år beslutas ibland "
            "nästa. Därför går raderna inte att dra ifrån varandra.",
            "Tiden räknas från den första rapporten till det första beslutet, för rapporter som "
            "kom in under perioden. Ärenden utan beslut, och rapporter som inte har fått ett "
            "ärende, är med så länge de har väntat.",
        ),
        comment=" ".join(part for part in (said.headline, said.sentence, said.cause) if part),
        previous_label=before.label,
        lede=_lede(these, period),
    )


def open_ages(scope: Scope, now: datetime) -> Figure:
    """How old the cases without a decision were on the last day of the period. Three queries."""
    day = figure_words.seen_on(scope.period, now)
    ages = [(day - one.received_on).days for one in figure_words.cases(scope) if one.open_on(day)]
    counts, low = [], -1
    for high, label in AGES:
        counts.append((label, sum(low < age <= (high or age) for age in ages)))
        low = high or low
    oldest = max(ages, default=0)
    return figure_words.figure(
        OPEN_AGES,
        "Lex Sarah: ärenden utan beslut efter ålder",
        scope,
        now,
        row_heading="sedan rapporten kom in",
        columns=(Column("count", "ärenden"),),
        rows=(
            *(
                Row(f"age-{index}", label, "plain", (count,))
                for index, (label, count) in enumerate(counts)
            ),
            Row("total", "Totalt", "total", (len(ages),), scope.unit_id),
        ),
        notes=(
            "Räknat från den dag då den första rapporten kom in till periodens sista dag. "
            "Lagen säger inte ett antal dagar, men att nämnden ska utreda genast.",
        ),
        bars=tuple(Bar(label, count) for label, count in counts) if ages else (),
        chart="bars" if ages else "",
        chart_title="Ärenden utan beslut efter ålder",
        chart_unit="ärenden",
        lede=(
            f"{plural(len(ages), 'ärende', 'ärenden')} väntade på beslut. Det äldsta hade väntat "
            f"{plural(oldest, 'dag', 'dagar')}."
            if ages
            else "Inget ärende väntade på beslut."
        ),
    )


def by_unit(scope: Scope, now: datetime) -> Figure:
    """Received, decided and open cases for every unit that has any. Seven queries.

    A case stands at every unit that its reports concern, and is counted once in each total. A
    team is part of its unit, so it is named after it.
    """
    period, day = scope.period, figure_words.seen_on(scope.period, now)
    tree = tree_during(period.first, period.last)
    cases = figure_words.cases(scope)
    units_of = figure_words.units_in(scope, cases)
    rows = []
    for _, node in tree.walk(scope.unit_id):
        below = tree.below(node.id)
        cells = _cells([one for one in cases if units_of[one.id] & below], period, day)
        if any(cells[:3]):
            kind = "unit" if node.kind in (UnitKind.UNIT, UnitKind.TEAM) else "department"
            rows.append(Row(f"unit-{node.id}", _name(tree, node), kind, cells, node.id))
    # Units of another time that have taken a case over: they have no place in this tree.
    placed = {unit for own in units_of.values() for unit in own}
    for unit_id, name in sorted(names({one for one in placed if one not in tree}).items()):
        own = [one for one in cases if unit_id in units_of[one.id]]
        cells = _cells(own, period, day)
        if any(cells[:3]):
            rows.append(Row(f"unit-{unit_id}", name, "unit", cells, unit_id))
    units = _units(cases, units_of, tree, period, day)
    silent = sum(
        1
        for _, node in tree.walk(scope.unit_id)
        if node.kind == UnitKind.UNIT and f"unit-{node.id}" not in {row.key for row in rows}
    )
    return figure_words.figure(
        BY_UNIT,
        "Lex Sarah efter enhet",
        scope,
        now,
        row_heading="enhet",
        columns=(
            Column("received", "inkomna"),
            Column("decided", "beslutade"),
            Column("open", "utan beslut"),
            Column("oldest", "äldsta, dagar"),
        ),
        rows=(*rows, Row("total", "Totalt", "total", _cells(cases, period, day), scope.unit_id)),
        notes=(
            "Ett ärende räknas på varje enhet som dess rapporter gäller, och en gång i varje "
            "summa. I en avdelning ingår dess enheter, och i en enhet dess team. Därför går "
            "raderna inte att lägga ihop.",
            *(
                [
                    f"{plural(silent, 'enhet', 'enheter')} har inget ärende. Det kan betyda att "
                    "inget har hänt, och det kan betyda att ingen har rapporterat."
                ]
                if silent
                else []
            ),
        ),
        lede=(
            f"Ärenden enligt lex Sarah kommer från {plural(units, 'enhet', 'enheter')} "
            f"{figure_words.during(period)}."
            if units
            else f"Ingen enhet har haft ett ärende enligt lex Sarah {figure_words.during(period)}."
        ),
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    received: int
    opened: int
    investigated: int
    decided: int
    notified: int
    closed: int
    open: int
    oldest: int | None
    median: int | None


def _count(
    reports: Sequence[Received], cases: Sequence[Counted], period: Period, day: date
) -> _Counts:
    waiting = [one for one in cases if one.open_on(day)]
    cohort = [one for one in cases if within(one.received_on, period)]
    return _Counts(
        received=sum(within(one.received_on, period) for one in reports),
        opened=sum(within(one.opened_on, period) for one in cases),
        investigated=sum(one.investigated_in(period) for one in cases),
        decided=sum(one.decided_in(period) is not None for one in cases),
        notified=sum(within(one.notified_on, period) for one in cases),
        closed=sum(one.closed_in(period) for one in cases),
        open=len(waiting),
        oldest=max(((day - one.received_on).days for one in waiting), default=None),
        median=figure_words.median_days(
            cohort, figure_words.without_case(reports, period.first, day), day
        ),
    )


def _cells(cases: Sequence[Counted], period: Period, day: date) -> tuple[int | None, ...]:
    waiting = [one for one in cases if one.open_on(day)]
    return (
        sum(within(one.received_on, period) for one in cases),
        sum(one.decided_in(period) is not None for one in cases),
        len(waiting),
        max(((day - one.received_on).days for one in waiting), default=None),
    )


def _name(tree: Tree, node: Node) -> str:
    """Its name; of a team also that of its unit, as in other figures: "Enhet > Team"."""
    unit = tree.nearest(node.id, UnitKind.UNIT) if node.kind == UnitKind.TEAM else None
    return f"{unit.name} > {node.name}" if unit else node.name


def _units(
    cases: Sequence[Counted],
    units_of: Mapping[int, frozenset[int]],
    tree: Tree,
    period: Period,
    day: date,
) -> int:
    """How many units the counted cases are from; a team is part of its unit."""
    found = set()
    for one in cases:
        if any(_cells([one], period, day)[:3]):
            for unit_id in units_of[one.id]:
                unit = tree.nearest(unit_id, UnitKind.UNIT)
                found.add(unit.id if unit else unit_id)
    return len(found)


def _lede(these: _Counts, period: Period) -> str:
    if not (these.received or these.decided or these.open):
        return f"Ingen rapport enligt lex Sarah kom in {figure_words.during(period)}."
    return (
        f"{plural(these.received, 'rapport', 'rapporter')} kom in {figure_words.during(period)}. "
        f"{plural(these.decided, 'ärende', 'ärenden')} beslutades och {number(these.open)} "
        "väntade på beslut när perioden slutade."
    )
