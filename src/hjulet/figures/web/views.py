"""The pages of figures: all that there are, one as table and chart, and its files."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from hjulet.figures import catalogue, drawing, export, layout, operations, reach
from hjulet.figures.catalogue import Definition
from hjulet.figures.types import Column, Figure, Row
from hjulet.figures.web import filters
from hjulet.figures.web.filters import Choice
from hjulet.kernel import clock
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.ui.downloads import download

FEW = 2
FEW_BY_UNIT = 4
CLASSES = {"department": "dep", "unit": "unit", "share": "share"}


@dataclass(frozen=True)
class CellView:
    text: str
    url: str
    css: str
    column: Column


@dataclass(frozen=True)
class RowView:
    label: str
    css: str
    cells: list[CellView]


@require_safe
def figure_list(request: HttpRequest) -> HttpResponse:
    """Every figure with a sentence on what it counts."""
    if not may(_actor(request), "figures.read"):
        raise Http404
    return render(
        request,
        "figures/list.html",
        {"figures": catalogue.definitions(), "empty": catalogue.data_days() is None},
    )


@require_safe
def figure_page(request: HttpRequest, key: str) -> HttpResponse:
    """One figure: sentence, choices, table, chart, and what may be said about it."""
    definition, choice = _open(request, key)
    figure = catalogue.compute(key, choice.scope, clock.now())
    lead, rest = layout.lead(figure.comment)
    mine = _actor(request).home_unit_name
    by_unit = any(row.level in CLASSES for row in figure.rows)
    body, foot = _rows(definition, choice, figure, request)
    shown = layout.for_reading(figure)
    words = sum(column.kind == "text" for column in shown.columns)
    with_words = words > 0
    # With several columns of text it is a list rather than a table, and on a phone becomes one.
    as_list = words > 1
    # Few numbers in a wide sheet stand far from their names: the chart shares the sheet with them.
    beside = by_unit or (len(shown.columns) <= FEW and not with_words)
    wide_chart = drawing.svg(figure, mine=mine)
    # A note of several sentences explains the table and stands beside the honest sentence.
    first = layout.lead(figure.notes[0]) if figure.notes else ("", "")
    why = first if first[1] else None
    return render(
        request,
        "figures/page.html",
        {
            "figure": figure,
            "columns": [(column, layout.soft(column.label)) for column in shown.columns],
            "headings": layout.headings(shown),
            "body": body,
            "foot": foot,
            "comment_lead": lead,
            "comment_rest": rest,
            "why": why,
            "notes": figure.notes[1:] if why else figure.notes,
            "choice": choice,
            "own_days": choice.form.data["period"] == filters.OWN_DAYS,
            "beside": beside,
            # A table with a sentence in it scrolls on a phone instead of squeezing it.
            "wide": (by_unit and len(shown.columns) > FEW_BY_UNIT) or (with_words and not as_list),
            "as_list": as_list,
            "takes_count": catalogue.COUNT in definition.takes,
            "chart_title": drawing.chart_title(figure),
            "chart": "" if beside else wide_chart,
            "chart_beside": wide_chart if figure.chart == "months" else "",
            "chart_narrow": drawing.svg(figure, narrow=True, mine=mine),
            # A table of words says itself that it has none.
            "empty": not with_words
            and not any(
                value for row in figure.rows for value in row.cells if isinstance(value, int)
            ),
        },
    )


@require_GET
def figure_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The table as CSV. Leaves a line in the journal."""
    figure = _export(request, key, "csv")
    # The mark at the start is what makes Excel read å, ä and ö.
    text = "\ufeff" + export.as_csv(figure, for_spreadsheet=True)
    return _file(text.encode(), key, figure, "csv")


@require_GET
def figure_xlsx(request: HttpRequest, key: str) -> HttpResponse:
    """The table as an Excel file. Leaves a line in the journal."""
    figure = _export(request, key, "xlsx")
    return _file(export.as_xlsx(figure), key, figure, "xlsx")


def _actor(request: HttpRequest) -> Actor:
    """Put there by the middleware; login is required, so there is one."""
    return request.actor  # type: ignore[attr-defined]


def _open(request: HttpRequest, key: str) -> tuple[Definition, Choice]:
    try:
        definition = catalogue.definition(key)
        return definition, filters.read(
            request.GET, _actor(request), clock.today(), definition.takes
        )
    except (catalogue.UnknownFigure, reach.OutOfReach) as error:
        raise Http404 from error


def _export(request: HttpRequest, key: str, form: str) -> Figure:
    definition, choice = _open(request, key)
    now = clock.now()
    figure = catalogue.compute(key, choice.scope, now)
    operations.note_export(
        actor=_actor(request), now=now, key=definition.key, scope=choice.scope, form=form
    )
    return figure


def _file(content: bytes, key: str, figure: Figure, form: str) -> HttpResponse:
    name = f"{key.replace('.', '-')}-{figure.period_key.replace('..', '-')}.{form}"
    return download(content, name)


def _rows(
    definition: Definition, choice: Choice, figure: Figure, request: HttpRequest
) -> tuple[list[RowView], list[RowView]]:
    """Body and foot of the table; the foot is the total and what stands below it."""
    figure = layout.for_reading(figure)
    own = _actor(request).home_unit_id
    found: list[RowView] = []
    foot: list[RowView] = []
    for row in figure.rows:
        cells = [
            _cell(definition, choice, row, column, value)
            for column, value in zip(figure.columns, row.cells, strict=True)
        ]
        css = CLASSES.get(row.level, "")
        if own is not None and row.unit_id == own and row.level == "unit":
            css += " mine"
        part = foot if row.level in ("total", "share") else found
        part.append(RowView(row.label, css, cells))
    return found, foot


def _cell(
    definition: Definition, choice: Choice, row: Row, column: Column, value: layout.Value
) -> CellView:
    # Where a dash means that nothing is known, none is a zero.
    text = layout.shown(
        value, layout.kind_of(row, column), dash=not column.blank, blank=column.blank
    )
    css = "key" if column.key == layout.TOTAL else "l" if column.kind == "text" else "num"
    if text == "–":
        css = f"{css} z".strip()
    url = definition.drill(choice.scope, row, column) if definition.drill and value else ""
    return CellView(text, url, css, column)
