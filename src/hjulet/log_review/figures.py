"""The figure of the room: how many openings were looked at each month, and what was said."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from hjulet.figures.catalogue import Definition, register
from hjulet.figures.types import Column, Figure, Row, Scope, counted_at
from hjulet.log_review.kinds import Verdict
from hjulet.log_review.models import LogReview
from hjulet.organisation.queries import board_of, tree_during
from hjulet.ui.format import date_plain, date_time, month_of_year, plural

BY_MONTH = "log_review.by_month"
TITLE = "Loggkontroll månad för månad"
NOTES = (
    "En öppning är varje gång någon öppnade eller förde ut något med sekretess. Månaden är den då "
    "det hände, inte den då det granskades.",
    "Vilka som granskas dras slumpmässigt. En obefogad av tio dragna säger att det händer, inte "
    "hur ofta.",
)


@dataclass(slots=True)
class _Cells:
    """The numbers of one month, or of several together."""

    population: int = 0
    drawn: int = 0
    justified: int = 0
    unclear: int = 0
    unjustified: int = 0
    left: int = 0

    def add(self, other: "_Cells") -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    def cells(self) -> tuple[int, ...]:
        return tuple(getattr(self, one.name) for one in fields(self))


def register_all() -> None:
    """Called once when the application starts."""
    register(
        Definition(
            BY_MONTH,
            TITLE,
            "Hur många öppningar av det som har sekretess som drogs varje månad, och hur många "
            "som var befogade.",
            by_month,
            order=80,
        )
    )


def by_month(scope: Scope, now: datetime) -> Figure:
    """The months of the period with what was drawn and said; the control is the board's own.

    Two queries. 10 § lagen (2001:454).
    """
    months: dict[date, _Cells] = {}
    total = _Cells()
    for row in _reviews(scope):
        counts = vars(row)
        cells = _Cells(**{one.name: counts[one.name] for one in fields(_Cells)})
        months.setdefault(row.month, _Cells()).add(cells)
        total.add(cells)
    return Figure(
        key=BY_MONTH,
        title=TITLE,
        period_key=scope.period.key,
        period_label=scope.period.label,
        unit_id=scope.unit_id,
        unit_name=scope.unit_name,
        count=scope.count,
        counted_at=counted_at(now),
        row_heading="månad",
        columns=(
            Column("population", "öppningar"),
            Column("drawn", "dragna"),
            *(Column(one.value, str(one.label), group="av de dragna") for one in Verdict),
            Column("left", "inte bedömda", group="av de dragna"),
        ),
        rows=(
            *(
                Row(f"{month:%Y-%m}", month_of_year(month), "plain", cells.cells())
                for month, cells in sorted(months.items())
            ),
            Row("total", "Totalt", "total", total.cells()),
        ),
        notes=NOTES,
        source=f"Räknat {date_time(now)} på de månader som är dragna.",
        lede=_lede(scope, total, bool(months)),
    )


def _reviews(scope: Scope) -> QuerySet[LogReview]:
    rows = LogReview.objects.filter(
        month__gte=scope.period.first, month__lte=scope.period.last
    ).annotate(
        drawn=Count("openings"),
        left=Count("openings", filter=Q(openings__verdict="")),
        **{one.value: Count("openings", filter=Q(openings__verdict=one)) for one in Verdict},
    )
    if scope.unit_id is not None:
        tree = tree_during(date.min, date.max)
        board = board_of(tree, scope.unit_id) if scope.unit_id in tree else None
        rows = rows.filter(board_id=board.id if board else None)
    return rows.order_by("month", "board_id")


def _lede(scope: Scope, total: _Cells, drawn: bool) -> str:
    """ "24 av 812 öppningar granskades under 2025. 1 var obefogad." """
    period = scope.period
    when = (
        f"från {date_plain(period.first)} till {date_plain(period.last)}"
        if ".." in period.key
        else f"under {period.label}"
    )
    if not drawn:
        return f"Ingen månad är dragen {when}."
    if not total.population:
        return f"Ingen öppnade något med sekretess {when}."
    judged = total.drawn - total.left
    said = f"{plural(judged, 'öppning', 'öppningar')} av {total.population} är granskade {when}."
    if not judged:
        return said
    wrong = plural(total.unjustified, "var obefogad", "var obefogade")
    return f"{said} {wrong if total.unjustified else 'Ingen var obefogad'}."
