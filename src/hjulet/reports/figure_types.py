"""Reports by type and unit (T1)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from hjulet.figures.types import Bar, Column, Figure, Row, Scope
from hjulet.reports import counts, figure_words, unit_rows
from hjulet.reports.counts import Cells, Counts, Selection
from hjulet.reports.kinds import TypeKind
from hjulet.reports.models import DeviationType
from hjulet.ui.format import number

TYPES_BY_UNIT = "reports.types_by_unit"
TOGETHER = "varav, flera kan stämma"
MOST_BARS = 20


def types_by_unit(scope: Scope, now: datetime) -> Figure:
    """T1: types as columns, departments and units as rows, each report once in every total."""
    selection = counts.select(scope)
    counted = counts.by_unit_and_type(scope, selection)
    types = shown(counts.types(), counted)
    alone = counts.stands_alone(types)
    table = unit_rows.build(selection, counted)
    waiting = counts.not_assessed(scope, selection)
    earlier_scope = figure_words.before(scope)
    earlier = counts.select(earlier_scope)
    known = figure_words.past(earlier_scope, earlier)
    past, past_total = None, None
    if known.complete:
        part = figure_words.compared(scope, now)
        past, past_total = counts.deviations(part, earlier, alone)
    deviations = counted.whole.without(alone)
    columns = [one.pk for one in types]
    rows = [
        Row(line.key, line.label, line.level, _cells(cells, columns), line.unit_id)
        for line, cells in table.rows
    ]
    rows.append(Row("total", "Totalt", "total", _cells(counted.whole, columns), scope.unit_id))
    rows.append(Row("share", "Andel av avvikelserna", "share", _shares(counted.whole, types)))
    bars = _bars(table, past, alone) if len(table.rows) > 2 else ()
    return figure_words.figure(
        TYPES_BY_UNIT,
        "Rapporter efter typ och enhet",
        scope,
        now,
        assessed=counted.whole.total,
        waiting=waiting,
        row_heading="enhet",
        columns=(
            *(
                Column(
                    figure_words.type_key(one),
                    one.name,
                    group="" if one.pk in alone else TOGETHER,
                )
                for one in types
            ),
            Column("total", "totalt", definition="Alla bedömda rapporter, var och en en gång."),
        ),
        rows=tuple(rows),
        notes=(
            *_why_rows_do_not_add_up(table, counted, selection, types),
            *_where_the_shares_are_from(counted, types, alone),
            *figure_words.notes_on_scope(scope, now, selection, counted, waiting),
            *filter(None, [known.note]),
        ),
        comment=figure_words.sentence(
            figure_words.compare(
                scope,
                now,
                deviations,
                past_total,
                "avvikelser",
                "avvikelserna",
                waiting=waiting,
            )
        ),
        bars=bars,
        chart="bars" if bars else "",
        chart_title="Avvikelser per enhet"
        if len(bars) < MOST_BARS
        else f"Avvikelser per enhet, de {MOST_BARS} med flest",
        chart_unit="avvikelser",
        previous_label=figure_words.compared_label(scope, now),
        lede=opening(scope, counted.whole, types, waiting),
    )  # fmt: skip


def shown(types: Sequence[DeviationType], counted: Counts) -> list[DeviationType]:
    """Types in use, and those no longer in use that the table holds."""
    return [one for one in types if one.active or counted.whole.by_type.get(one.pk)]


def _cells(cells: Cells, type_ids: Sequence[int]) -> tuple[int, ...]:
    return (*[cells.by_type.get(type_id, 0) for type_id in type_ids], cells.total)


def _shares(cells: Cells, types: Sequence[DeviationType]) -> tuple[float | None, ...]:
    alone = counts.stands_alone(types)
    deviations = cells.without(alone)
    return (
        *(
            None if one.pk in alone else per_cent(cells.by_type.get(one.pk, 0), deviations)
            for one in types
        ),
        None,
    )


def per_cent(part: int, whole: int) -> float | None:
    """With one decimal, as it is shown and stored; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def _bars(
    table: unit_rows.Table, past: Mapping[int, int] | None, alone: frozenset[int]
) -> tuple[Bar, ...]:
    """Deviations per unit, the largest first; a unit that moved is one bar."""
    now: dict[int, int] = {}
    labels: dict[int, str] = {}
    for line, cells in table.rows:
        if line.is_unit:
            now[line.unit_id] = now.get(line.unit_id, 0) + cells.without(alone)
            labels[line.unit_id] = line.label
    largest = sorted(now, key=lambda unit_id: -now[unit_id])[:MOST_BARS]
    if len(largest) < 2 or not any(now.values()):
        return ()
    return tuple(
        Bar(labels[unit_id], now[unit_id], None if past is None else past.get(unit_id, 0))
        for unit_id in largest
    )


def _why_rows_do_not_add_up(
    table: unit_rows.Table, counted: Counts, selection: Selection, types: Sequence[DeviationType]
) -> list[str]:
    """The sums that differ from the total, written out; nothing when everything adds up."""
    total = counted.whole.total
    by_type = sum(counted.whole.by_type.get(one.pk, 0) for one in types)
    departments = [cells for line, cells in table.rows if line.level == "department"]
    units = [cells for line, cells in table.rows if line.level == "unit"]
    what, summed = ("Avdelningarna", departments) if len(departments) > 1 else ("Enheterna", units)
    together = sum(cells.total for cells in summed)
    sums = []
    if len(summed) > 1 and together != total:
        sums.append(f"{what} tillsammans blir {number(together)}")
    if by_type != total:
        sums.append(f"typerna tillsammans blir {number(by_type)}")
    notes = []
    if sums:
        text = " och ".join(sums)
        notes.append(
            "Därför går raderna inte att lägga ihop. En rapport kan vara flera saker samtidigt "
            "och gälla flera enheter. Den syns på varje rad och i varje kolumn som den rör men "
            f"räknas en gång i totalen. {text[0].upper()}{text[1:]}, "
            f"{figure_words.whole_of(selection)} {number(total)}."
        )
    if table.direct:
        places = ", ".join(f"{name} {number(count)}" for name, count in table.direct)
        notes.append(
            f"Några rapporter gäller ingen särskild enhet ({places}). De ingår i totalen, "
            "och på avdelningens rad om de gäller en avdelning."
        )
    return notes


def opening(scope: Scope, cells: Cells, types: Sequence[DeviationType], waiting: int) -> str:
    """ "359 avvikelser kom in under 2023. 25 var lex Sarah och 35 personuppgiftsincidenter." """
    deviations = cells.without(counts.stands_alone(types))
    number_of = figure_words.plural(deviations, "avvikelse", "avvikelser")
    happened = figure_words.happened(scope, waiting)
    opening = f"{number_of if deviations else 'Inga avvikelser'} {happened}."
    kinds = {
        TypeKind.LEX_SARAH: ("lex Sarah", "lex Sarah"),
        TypeKind.DATA_BREACH: ("personuppgiftsincident", "personuppgiftsincidenter"),
    }
    said: list[str] = []
    for kind, (one, many) in kinds.items():
        of_kind = [found for found in types if found.kind == kind]
        # Two types of one kind may be the same report, and then their sum says too much.
        if len(of_kind) == 1 and (found_of := cells.by_type.get(of_kind[0].pk, 0)):
            said.append(figure_words.plural(found_of, f"var {one}" if not said else one,
                                            f"var {many}" if not said else many))  # fmt: skip
    return f"{opening} {' och '.join(said)}." if said else opening


def _where_the_shares_are_from(
    counted: Counts, types: Sequence[DeviationType], alone: frozenset[int]
) -> list[str]:
    deviations = counted.whole.without(alone)
    others = counted.whole.total - deviations
    if not others:
        return []
    names = " och ".join(f"”{one.name}”" for one in types if one.pk in alone)
    return [
        f"Andelarna är av de {number(deviations)} rapporter som var avvikelser. "
        f"{number(others)} bedömdes som {names} och ingår i totalen men inte i andelarna och "
        "diagrammet."
    ]
