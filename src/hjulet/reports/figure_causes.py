"""Deviations per cause."""

from datetime import datetime

from hjulet.figures.types import Bar, Column, Figure, Row, Scope
from hjulet.findings.lists import Cause
from hjulet.kernel.swedish import sort_key
from hjulet.reports import counts, figure_words
from hjulet.reports.figure_types import MOST_BARS, per_cent
from hjulet.ui.format import number

CAUSES = "reports.causes"


def causes(scope: Scope, now: datetime) -> Figure:
    """Deviations per cause; one report may have several causes."""
    selection = counts.select(scope)
    counted = counts.whole(scope, selection)
    waiting = counts.not_assessed(scope, selection)
    alone = counts.stands_alone(counts.types())
    found, with_cause = counts.per_cause(scope, selection, alone)
    deviations = counted.whole.without(alone)
    listed = [
        (pk, name)
        for pk, name, active in Cause.objects.choosable()
        .order_by("order", "id")
        .values_list("id", "name", "active")
        if active or found.get(pk)
    ]
    listed.sort(key=lambda row: (-found.get(row[0], 0), sort_key(row[1])))
    rows = [
        Row(
            f"cause-{pk}", name, "plain",
            (found.get(pk, 0), per_cent(found.get(pk, 0), deviations)),
        )
        for pk, name in listed
    ]  # fmt: skip
    without = deviations - with_cause
    rows.append(
        Row("cause-none", "Ingen orsak angiven", "plain", (without, per_cent(without, deviations)))
    )
    rows.append(
        Row("total", "Totalt", "total", (deviations, per_cent(deviations, deviations)),
            scope.unit_id)
    )  # fmt: skip
    bars = tuple(Bar(name, found.get(pk, 0)) for pk, name in listed[:MOST_BARS]) if found else ()
    together = sum(found.values())
    notes = []
    if together != with_cause:
        notes.append(
            "Raderna går inte att lägga ihop. En rapport kan ha flera orsaker men räknas en gång "
            f"i totalen. Orsakerna tillsammans blir {number(together)}, "
            f"rapporterna med minst en orsak {number(with_cause)}."
        )
    notes.append("Bara rapporter som var avvikelser ingår, och andelarna är av dem.")
    return figure_words.figure(
        CAUSES,
        "Orsaker till avvikelserna",
        scope,
        now,
        assessed=counted.whole.total,
        waiting=waiting,
        row_heading="orsak",
        columns=(Column("count", "antal"), Column("share", "andel", "share")),
        rows=tuple(rows),
        notes=(*notes, *figure_words.notes_on_scope(scope, now, selection, counted, waiting)),
        bars=bars if len(bars) > 1 else (),
        chart="bars" if len(bars) > 1 else "",
        chart_title="Avvikelser per orsak",
        chart_unit="avvikelser",
        lede=(
            f"Vanligast är {listed[0][1]}: {number(found[listed[0][0]])} av de "
            f"{number(deviations)} avvikelser som {figure_words.happened(scope, waiting)}."
            if listed and found.get(listed[0][0])
            else "Ingen orsak är angiven för avvikelser som "
            f"{figure_words.happened(scope, waiting)}."
        ),
    )
