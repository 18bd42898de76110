"""A Figure as blocks of a document: published form, so zero is 0 and the total stands first."""

from dataclasses import replace

from hjulet.documents.tree import (
    Block,
    Cell,
    Chart,
    Note,
    Paragraph,
    Row,
    RowKind,
    Show,
    Table,
    Text,
)
from hjulet.figures import drawing
from hjulet.figures.export import counting
from hjulet.figures.layout import TOTAL, for_reading, kind_of, lead, shown
from hjulet.figures.types import Figure

_KINDS: dict[str, RowKind] = {
    "department": "department",
    "unit": "unit",
    "total": "total",
    "share": "share",
}


def caption(figure: Figure) -> str:
    """ "Rapporter efter typ och enhet, 2023 (inkomna)"."""
    place = f", {figure.unit_name}" if figure.unit_name else ""
    return f"{figure.title}, {figure.period_label}{place}{counting(figure)}"


def table(figure: Figure, *, notes: bool = True) -> Table:
    """The table of the figure with its notes and source."""
    figure = for_reading(figure)
    header = (
        _cell(figure.row_heading[:1].upper() + figure.row_heading[1:], header=True),
        *(
            _cell(
                column.label[:1].upper() + column.label[1:],
                header=True,
                right=column.kind != "text",
            )
            for column in figure.columns
        ),
    )
    rows = tuple(
        Row(
            (
                _cell(row.label, header=True),
                *(
                    _cell(
                        shown(value, kind_of(row, column), blank=column.blank),
                        right=column.kind != "text",
                    )
                    for value, column in zip(row.cells, figure.columns, strict=True)
                ),
            ),
            _KINDS.get(row.level, "plain"),
        )
        for row in figure.rows
    )
    total = next((i for i, one in enumerate(figure.columns, 1) if one.key == TOTAL), None)
    return Table(
        caption=caption(figure),
        header=header,
        rows=rows,
        notes=figure.notes if notes else (),
        source=figure.source,
        total_column=total,
    )


def chart(figure: Figure) -> Chart | None:
    """The chart of the figure with its numbers; None when it has none."""
    svg = drawing.svg(figure, inline=False)
    if not svg:
        return None
    title = drawing.chart_title(figure)
    with_previous = any(bar.previous is not None for bar in figure.bars)
    kind = "share" if figure.chart_unit == "%" else "number"
    header = [_cell("", header=True), _cell(figure.period_label, header=True, right=True)]
    if with_previous:
        header.append(_cell(figure.previous_label, header=True, right=True))
    rows = []
    for bar in figure.bars:
        cells = [_cell(bar.label, header=True), _cell(shown(_whole(bar.value), kind), right=True)]
        if with_previous:
            cells.append(_cell(shown(_whole(bar.previous), kind), right=True))
        rows.append(Row(tuple(cells)))
    return Chart(
        caption=f"{title}, {figure.period_label}",
        alt=drawing.alt(figure),
        svg=svg,
        narrow=drawing.svg(figure, inline=False, narrow=True),
        data=Table(caption=f"{title}: värden", header=tuple(header), rows=tuple(rows)),
        source=figure.source,
    )


def blocks(figure: Figure, show: Show = "table") -> tuple[Block, ...]:
    """What a text shows of the figure: table, chart or both, and the honest sentence."""
    found: list[Block] = []
    drawn = chart(figure) if show != "table" else None
    if show != "chart" or drawn is None:
        found.append(table(figure))
    if drawn is not None:
        # Below its table a drawing need not say again where the numbers come from.
        found.append(replace(drawn, source="") if found else drawn)
    if figure.comment:
        title, rest = lead(figure.comment)
        inside = (Paragraph((Text(rest),)),) if rest else ()
        found.append(Note("honest", title, inside))
    return tuple(found)


def _whole(value: float | None) -> int | float | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _cell(text: str, *, header: bool = False, right: bool = False) -> Cell:
    return Cell((Text(text),) if text else (), header, "right" if right else "left")
