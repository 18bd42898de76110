"""Reports month by month, beside the same months a year earlier."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import zip_longest

from hjulet.calendar.rules import months
from hjulet.calendar.types import MONTHS
from hjulet.figures.types import Bar, Column, Figure, Row, Scope
from hjulet.kernel import clock
from hjulet.reports import counts, figure_words
from hjulet.ui.format import plural

BY_MONTH = "reports.by_month"


def by_month(scope: Scope, now: datetime) -> Figure:
    """Reports by month of the period, beside the same months a year earlier."""
    selection = counts.select(scope)
    counted = counts.whole(scope, selection)
    waiting = counts.not_assessed(scope, selection)
    earlier_scope = figure_words.before(scope)
    earlier = counts.select(earlier_scope)
    past = figure_words.past(earlier_scope, earlier)
    these = _monthly(counts.per_day(scope, selection))
    days_before = counts.per_day(earlier_scope, earlier) if past.shown else {}
    those = _monthly(days_before)
    until = figure_words.compared(scope, now).period.last
    compared = sum(count for day, count in days_before.items() if day <= until)
    today = clock.local_date(now)
    rows, bars = [], []
    own = months(scope.period)
    with_year = len(own) > 12
    for first, before in zip_longest(own, months(earlier_scope.period)):
        if first is None:
            continue
        label = MONTHS[first.month - 1] + (f" {first.year}" if with_year else "")
        # A month to come is not zero.
        value = these.get(first, 0) if first <= today else None
        then = those.get(before, 0) if before is not None and _began(past, before) else None
        rows.append(Row(f"month-{first:%Y-%m}", label, "plain", (value, then)))
        if value is not None:
            bars.append(Bar(label, value, then))
    total = counted.whole.total
    before_total = sum(those.values()) if past.shown else None
    rows.append(Row("total", "Totalt", "total", (total, before_total), scope.unit_id))
    return figure_words.figure(
        BY_MONTH,
        "Rapporter månad för månad",
        scope,
        now,
        assessed=total,
        waiting=waiting,
        row_heading="månad",
        columns=(
            Column("now", scope.period.label),
            Column("previous", earlier_scope.period.label),
        ),
        rows=tuple(rows),
        notes=(
            "Alla bedömda rapporter ingår, också de som inte var avvikelser. "
            "Enstaka månader varierar mycket av slump.",
            *figure_words.notes_on_scope(scope, now, selection, counted, waiting),
            *filter(None, [past.note]),
        ),
        comment=figure_words.sentence(
            figure_words.compare(
                scope,
                now,
                total,
                compared if past.complete else None,
                "rapporter",
                "rapporterna",
                waiting=waiting,
            )
        ),
        bars=tuple(bars) if len(bars) > 1 else (),
        chart="months" if len(bars) > 1 else "",
        chart_title="Rapporter per månad",
        chart_unit="rapporter",
        lede=f"{plural(total, 'rapport', 'rapporter')} {figure_words.happened(scope, waiting)}.",
    )


def _began(past: figure_words.Past, month: date) -> bool:
    """Whether reports had begun by that month: before that there is nothing known, not zero."""
    if past.complete or past.first_day is None:
        return past.complete
    return past.shown and past.first_day.replace(day=1) <= month


def _monthly(per_day: Mapping[date, int]) -> dict[date, int]:
    found: dict[date, int] = {}
    for day, count in per_day.items():
        first = day.replace(day=1)
        found[first] = found.get(first, 0) + count
    return found
