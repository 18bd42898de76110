"""The figure of the room: which units have talked about what was learnt."""

from datetime import datetime

from django.db.models import Count, Max, Sum

from hjulet.figures.catalogue import Definition, register
from hjulet.figures.types import Column, Figure, Row, Scope, counted_at
from hjulet.kernel import clock
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.queries import tree_during
from hjulet.participation.models import Meeting
from hjulet.ui.format import date_plain, date_time, plural

MEETINGS = "participation.meetings"


def register_all() -> None:
    """Called once when the application starts."""
    register(
        Definition(
            MEETINGS,
            "Arbetsplatsträffar om det vi lärt oss",
            "Hur många gånger varje enhet har pratat om fynd och åtgärder, och vilka som inte har "
            "gjort det.",
            meetings,
            order=80,
        )
    )


def meetings(scope: Scope, now: datetime) -> Figure:
    """Noted meetings in the period, a unit a row; units without one stand with a zero."""
    period = scope.period
    tree = tree_during(period.first, period.last)
    units = [
        node
        for _, node in tree.walk()
        if node.kind == UnitKind.UNIT
        and (scope.unit_id is None or node.id in tree.below(scope.unit_id))
    ]
    rows = (
        Meeting.objects.filter(
            held_on__gte=period.first,
            held_on__lte=period.last,
            unit_id__in=[key for node in units for key in tree.below(node.id)],
        )
        .order_by()
        .values_list("unit_id")
        .annotate(Count("pk"), Sum("participants"), Max("held_on"))
    )
    found = {unit_id: (number, people, last) for unit_id, number, people, last in rows}
    table = []
    for node in units:
        own = [found[key] for key in tree.below(node.id) if key in found]
        last = max((one[2] for one in own), default=None)
        table.append(
            Row(
                f"unit-{node.id}",
                node.name,
                "plain",
                (
                    sum(one[0] for one in own),
                    sum(one[1] for one in own),
                    date_plain(last) if last else "",
                ),
                node.id,
            )
        )
    total = sum(int(row.cells[0] or 0) for row in table)
    silent = sum(row.cells[0] == 0 for row in table)
    people = sum(int(row.cells[1] or 0) for row in table)
    table.append(Row("total", "Totalt", "total", (total, people, ""), scope.unit_id))
    going_on = period.first <= clock.local_date(now) < period.last
    return Figure(
        key=MEETINGS,
        title="Arbetsplatsträffar om det vi lärt oss",
        period_key=period.key,
        period_label=period.label,
        unit_id=scope.unit_id,
        unit_name=scope.unit_name,
        count=scope.count,
        counted_at=counted_at(now),
        row_heading="enhet",
        columns=(
            Column("count", "träffar"),
            Column("people", "deltagare", definition="Summan av dem som var med varje gång."),
            Column("last", "senast", "text"),
        ),
        rows=tuple(table),
        notes=(
            "Träffar där enheten har noterat att den pratat om fynd och åtgärder. Samma person "
            "räknas varje gång hon är med.",
            *(["Perioden pågår: siffrorna är till och med i dag."] if going_on else []),
        ),
        source=f"Räknat {date_time(now)} på noterade träffar.",
        lede=(
            f"{plural(total, 'träff', 'träffar')} är noterade. {silent} av {len(units)} enheter "
            "har inte noterat någon."
            if units
            else "Det finns inga enheter under perioden."
        ),
    )
