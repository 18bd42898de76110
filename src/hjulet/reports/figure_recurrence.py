"""Causes that come back (T10): the same cause in the same unit in two periods.

SOSFS 2011:9 5 kap. 6 §: what has been reported is compiled and analysed for patterns and trends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hjulet.figures.types import Bar, Column, Figure, Row, Scope
from hjulet.findings.lists import Cause
from hjulet.kernel.swedish import sort_key
from hjulet.reports import counts, figure_words
from hjulet.reports.counts import Recurring
from hjulet.reports.figure_types import MOST_BARS
from hjulet.stats.words import compare_rows
from hjulet.ui.format import number, plural

RECURRENCE = "reports.recurrence"


def recurrence(scope: Scope, now: datetime) -> Figure:
    """Deviations per cause in two periods, and the units where the cause stood in both."""
    selection = counts.select(scope)
    counted = counts.whole(scope, selection)
    alone = counts.stands_alone(counts.types())
    these = counts.by_cause_and_unit(scope, selection, alone)
    earlier_scope = figure_words.before(scope)
    earlier = counts.select(earlier_scope)
    past = figure_words.past(earlier_scope, earlier)
    those = counts.by_cause_and_unit(earlier_scope, earlier, alone) if past.shown else None
    listed = _listed(these, those)
    total_before = those.with_cause if those else None
    waiting = counts.not_assessed(scope, selection)
    missing = _Missing(
        scope.period.label,
        counted.whole.without(alone),
        these.with_cause,
        waiting,
        under_way=figure_words.under_way(scope.period, now),
    )
    why_not = missing.sentence
    compared = None
    if those and past.complete:
        of_all = counts.deviations(earlier_scope, earlier, alone)[1]
        earlier_missing = _Missing(earlier_scope.period.label, of_all, those.with_cause)
        why_not = why_not or earlier_missing.sentence
    if not why_not:
        compared = figure_words.compare(
            scope, now, these.with_cause, total_before if past.complete else None,
            "avvikelser med en orsak", "avvikelserna med en orsak", waiting=waiting,
        )  # fmt: skip
    said: Sequence[str | None] = [None] * len(listed)
    days = figure_words.days(scope.period, now)
    comparable = past.complete and not why_not
    if those and comparable and days:
        pairs = [(these.by_cause.get(pk, 0), those.by_cause.get(pk, 0)) for pk, _ in listed]
        days_before = earlier_scope.period.days
        said = [
            figure_words.short(one.sentence)
            for one in compare_rows(pairs, days_now=days, days_before=days_before)
        ]
    rows = [
        Row(
            f"cause-{pk}", name, "plain",
            (
                these.by_cause.get(pk, 0),
                those.by_cause.get(pk, 0) if those else None,
                len(_again(these, those, pk)) if those else None,
                sentence,
            ),
        )
        for (pk, name), sentence in zip(listed, said, strict=True)
    ]  # fmt: skip
    again: frozenset[int] = frozenset().union(*(_again(these, those, pk) for pk, _ in listed))
    rows.append(
        Row(
            "total", "Totalt", "total",
            (
                these.with_cause,
                total_before,
                len(again) if those else None,
                figure_words.short(compared.sentence) if compared and comparable else None,
            ),
            scope.unit_id,
        )
    )  # fmt: skip
    bars = tuple(
        Bar(name, these.by_cause.get(pk, 0),
            those.by_cause.get(pk, 0) if those and comparable else None)
        for pk, name in listed[:MOST_BARS]
    )  # fmt: skip
    drawn = len(bars) > 1 and any(bar.value for bar in bars)
    return figure_words.figure(
        RECURRENCE,
        "Orsaker som kommer tillbaka",
        scope,
        now,
        assessed=counted.whole.total,
        waiting=waiting,
        row_heading="orsak",
        columns=(
            Column("reports", scope.period.label, definition="Avvikelser med orsaken."),
            Column("previous", earlier_scope.period.label),
            Column(
                "units",
                "enheter båda perioderna",
                definition="Enheter där orsaken fanns i båda perioderna.",
            ),
            Column("comment", "kan vi säga att det ändrats?", "text"),
        ),
        rows=tuple(rows),
        notes=(
            "En orsak har kommit tillbaka i en enhet när någon avvikelse där hade den i båda "
            "perioderna. Det är väntat för vanliga orsaker i enheter som rapporterar mycket, så "
            "läs det tillsammans med antalet. En avvikelse kan ha flera orsaker och en enhet "
            "flera som kommer tillbaka, så raderna går inte att lägga ihop.",
            *figure_words.notes_on_scope(scope, now, selection, counted, waiting),
            *filter(None, [past.note]),
        ),
        comment=why_not or figure_words.sentence(compared),
        bars=bars if drawn else (),
        chart="bars" if drawn else "",
        chart_title="Avvikelser per orsak",
        chart_unit="avvikelser",
        lede=_lede(scope, earlier_scope, listed, these, those),
    )


@dataclass(frozen=True, slots=True)
class _Missing:
    """What the causes of a period lack. A cause comes with the investigation, long after."""

    label: str
    deviations: int
    with_cause: int
    waiting: int = 0  # reports that nobody has assessed
    under_way: bool = False

    @property
    def sentence(self) -> str:
        """Why the causes cannot be compared; "" when they can."""
        without = self.deviations - self.with_cause
        missing = without + self.waiting
        if not self.under_way and missing <= figure_words.FEW_MISSING * (
            self.deviations + self.waiting
        ):
            return ""
        label = f"{self.label[:1].upper()}{self.label[1:]}"
        parts = [f"Orsakerna {self.label} går inte att jämföra än."]
        if without:
            parts.append(
                f"{number(without)} av {plural(self.deviations, 'avvikelse', 'avvikelser')} har "
                "ingen orsak än."
            )
        if self.waiting:
            words = "rapport är inte bedömd" if self.waiting == 1 else "rapporter är inte bedömda"
            parts.append(f"{number(self.waiting)} {words}.")
        if self.under_way:
            parts.append(f"{label} pågår, och orsakerna kommer först med utredningarna.")
        return " ".join(parts)


def _listed(these: Recurring, those: Recurring | None) -> list[tuple[int, str]]:
    """Causes in use or counted: those that came back in most units first, then the commonest."""
    counted = {*these.by_cause, *(those.by_cause if those else ())}
    found = [
        (pk, name)
        for pk, name, active in Cause.objects.choosable()
        .order_by("order", "id")
        .values_list("id", "name", "active")
        if active or pk in counted
    ]
    found.sort(
        key=lambda row: (
            -len(_again(these, those, row[0])),
            -these.by_cause.get(row[0], 0),
            sort_key(row[1]),
        )
    )
    return found


def _again(these: Recurring, those: Recurring | None, pk: int) -> frozenset[int]:
    """The units where the cause stood in both periods."""
    nowhere: frozenset[int] = frozenset()
    return these.units.get(pk, nowhere) & (those.units.get(pk, nowhere) if those else nowhere)


def _lede(
    scope: Scope,
    earlier: Scope,
    listed: Sequence[tuple[int, str]],
    these: Recurring,
    those: Recurring | None,
) -> str:
    """ "”Stress” kom tillbaka i 6 enheter, både 2024 och 2025." """
    periods = f"både {earlier.period.label} och {scope.period.label}"
    if those is None:
        return f"Det finns inga rapporter från {earlier.period.label} att jämföra med."
    if not these.with_cause:
        return (
            f"Ingen avvikelse {figure_words.during(scope.period)} har en orsak, så det går inte "
            "att se om någon orsak kommer tillbaka."
        )
    if not listed or not (units := len(_again(these, those, listed[0][0]))):
        return f"Ingen orsak fanns i samma enhet {periods}."
    return f"”{listed[0][1]}” kom tillbaka i {plural(units, 'enhet', 'enheter')}, {periods}."
