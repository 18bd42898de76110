"""Reports per category (T2), beside two earlier periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hjulet.figures.types import Bar, Column, Figure, Row, Scope
from hjulet.kernel.swedish import sort_key
from hjulet.reports import counts, figure_words
from hjulet.reports.counts import Selection
from hjulet.reports.figure_types import MOST_BARS
from hjulet.reports.models import Category
from hjulet.stats.words import compare_rows
from hjulet.ui.format import number, plural

CATEGORIES = "reports.categories"
NONE = 0


@dataclass(frozen=True, slots=True)
class _Three:
    """The period and the two before it, latest first."""

    scopes: tuple[Scope, ...]
    selection: Selection  # of the period itself
    numbers: tuple[dict[int, int], ...]  # reports by category id, NONE for those without
    known: tuple[bool, ...]  # what was before the first report is not zero but unknown
    part: dict[int, int] | None  # what to compare with, when there is something
    over: bool  # whether it is the whole period before
    notes: tuple[str, ...]

    def of(self, pk: int) -> tuple[int | None, ...]:
        """Reports in the category, a period each; None where nothing is known."""
        counted = zip(self.numbers, self.known, strict=True)
        return tuple(one.get(pk, 0) if known else None for one, known in counted)

    @property
    def by_row(self) -> bool:
        """Whether the rows say how they changed: not from a whole year to a part of one."""
        return self.part is not None and self.over

    @property
    def totals(self) -> tuple[int | None, ...]:
        counted = zip(self.numbers, self.known, strict=True)
        return tuple(sum(one.values()) if known else None for one, known in counted)

    def before(self, pk: int) -> int | None:
        """Reports in the category in what is compared with."""
        return self.part.get(pk, 0) if self.part is not None else None


def _three(scope: Scope, now: datetime) -> _Three:
    last = figure_words.before(scope)
    scopes = (scope, last, figure_words.before(last))
    selections = [counts.select(one) for one in scopes]
    pairs = list(zip(scopes, selections, strict=True))
    pasts = [figure_words.past(one, chosen) for one, chosen in pairs[1:]]
    numbers = tuple(_with_none(counts.per_category(one, chosen)) for one, chosen in pairs)
    over = not figure_words.under_way(scope.period, now)
    part = numbers[1] if pasts[0].complete else None
    if part is not None and not over:
        part = _with_none(counts.per_category(figure_words.compared(scope, now), selections[1]))
    return _Three(
        scopes=scopes,
        selection=selections[0],
        numbers=numbers,
        known=(True, *(one.shown for one in pasts)),
        part=part,
        over=over,
        notes=tuple(one.note for one in pasts if one.note),
    )


def categories(scope: Scope, now: datetime) -> Figure:
    """T2: reports per category, with two earlier periods and an honest word on each change."""
    three = _three(scope, now)
    counted = counts.whole(scope, three.selection)
    waiting = counts.not_assessed(scope, three.selection)
    names = _names(three)
    total = three.totals[0] or 0
    compared = figure_words.compare(
        scope, now, total, None if three.part is None else sum(three.part.values()),
        "rapporter", "rapporterna", waiting=waiting,
    )  # fmt: skip
    said_of_all = None
    if compared and three.by_row:
        said_of_all = figure_words.short(compared.sentence)
    largest = [pk for pk in list(names)[:MOST_BARS] if pk != NONE]
    bars = tuple(Bar(names[pk], three.numbers[0].get(pk, 0), three.before(pk)) for pk in largest)
    return figure_words.figure(
        CATEGORIES,
        "Rapporter efter kategori",
        scope,
        now,
        assessed=counted.whole.total,
        waiting=waiting,
        row_heading="kategori",
        columns=(
            *(Column(f"period-{i}", one.period.label) for i, one in enumerate(three.scopes)),
            Column("change", "förändring", "change",
                   definition=f"Mot {three.scopes[1].period.label}."),
            Column("comment", "kan vi säga att det ändrats?", "text"),
        ),
        rows=(
            *_rows(three, names, figure_words.days(scope.period, now)),
            Row("total", "Totalt", "total",
                _with_change(three, three.totals, said_of_all), scope.unit_id),
        ),
        notes=(
            "En rapport har högst en kategori, så raderna går att lägga ihop. "
            "Alla bedömda rapporter ingår, också de som inte var avvikelser.",
            *figure_words.notes_on_scope(scope, now, three.selection, counted, waiting),
            *three.notes,
        ),
        comment=figure_words.sentence(compared),
        bars=bars if len(bars) > 1 else (),
        chart="bars" if len(bars) > 1 else "",
        chart_title="Rapporter per kategori",
        chart_unit="rapporter",
        previous_label=figure_words.compared_label(scope, now),
        lede=_most(scope, three, names, waiting),
    )  # fmt: skip


def _rows(three: _Three, names: Mapping[int, str], passed: int) -> list[Row]:
    """A row a category; `passed` days of the period have gone, and with none nothing is said."""
    pairs = [(three.numbers[0].get(pk, 0), three.before(pk)) for pk in names]
    days_before = three.scopes[1].period.days
    said = compare_rows(pairs, days_now=passed, days_before=days_before) if passed else None
    rows = []
    for place, (pk, name) in enumerate(names.items()):
        one = said[place] if said else None
        sentence = figure_words.short(one.sentence) if one and three.by_row else None
        cells = _with_change(three, three.of(pk), sentence)
        rows.append(Row(f"category-{pk or 'none'}", name, "plain", cells))
    return rows


def _with_change(
    three: _Three, cells: tuple[int | None, ...], sentence: str | None
) -> tuple[int | str | None, ...]:
    now, before = cells[:2]
    change = None
    if three.by_row and now is not None and before is not None:
        change = now - before
    return (*cells, change, sentence)


def _most(scope: Scope, three: _Three, names: Mapping[int, str], waiting: int) -> str:
    """ "Flest rapporter handlade om Brev: 120 av de 359 som kom in under 2023." """
    total = three.totals[0] or 0
    happened = figure_words.happened(scope, waiting)
    first = next((pk for pk in names if pk != NONE), NONE)
    if not (most := three.numbers[0].get(first, 0) if first else 0):
        return f"{plural(total, 'rapport', 'rapporter')} {happened}."
    return (
        f"Flest rapporter handlade om {names[first]}: {number(most)} av de {number(total)} som "
        f"{happened}."
    )


def _with_none(found: Mapping[int | None, int]) -> dict[int, int]:
    return {key or NONE: value for key, value in found.items()}


def _names(three: _Three) -> dict[int, str]:
    """Categories in use or counted, most reports first; those without one last."""
    seen = {pk for one in three.numbers for pk in one}
    rows = [
        (pk, name)
        for pk, name, active in Category.objects.order_by("id").values_list("id", "name", "active")
        if active or pk in seen
    ]
    rows.sort(key=lambda row: (-three.numbers[0].get(row[0], 0), sort_key(row[1])))
    return dict(rows) | ({NONE: "Ingen kategori"} if NONE in seen else {})
