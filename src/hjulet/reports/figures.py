"""The figures of the room, registered in the catalogue."""

from calendar import monthrange
from datetime import date
from functools import partial
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from hjulet.figures.catalogue import (
    COMMISSIONED,
    COUNT,
    Definition,
    Upkeep,
    register,
    register_data_days,
    register_upkeep,
)
from hjulet.figures.types import Column, Row, Scope
from hjulet.organisation import followers
from hjulet.reports import (
    counts,
    fact_check,
    facts,
    figure_categories,
    figure_causes,
    figure_months,
    figure_rate,
    figure_recurrence,
    figure_shares,
    figure_silent,
    figure_types,
)
from hjulet.reports.figure_words import type_of

_TAKES = frozenset({COUNT, COMMISSIONED})
# Their totals leave out "ej avvikelse", which no filter of the list can.
_DEVIATIONS_ONLY = frozenset(
    {figure_shares.TYPE_SHARES, figure_causes.CAUSES, figure_recurrence.RECURRENCE}
)
# Columns of numbers that are not of reports in the period.
_OTHERS = frozenset({"of", "previous", "employees", "units"})


def register_all() -> None:
    """Called once when the application starts."""
    for definition in DEFINITIONS:
        register(definition)
    register_data_days(counts.data_days)
    register_upkeep(Upkeep(fact_check.verify, facts.rebuild))
    followers.register(facts.follow_tree)


def drill(key: str, scope: Scope, row: Row, column: Column) -> str:
    """Address of the list of the reports behind a cell; "" where no list can show just them."""
    if row.level == "share" or column.kind != "number" or column.key in _OTHERS:
        return ""
    if row.key.endswith("-none") or row.key.startswith(("ivo-", "imy")):
        return ""
    if column.key.startswith("period-") and column.key != "period-0":
        return ""
    if key in _DEVIATIONS_ONLY and row.level == "total":
        return ""
    first, last = scope.period.first, scope.period.last
    if row.key.startswith("month-"):
        year, month = int(row.key[6:10]), int(row.key[11:13])
        first = max(first, date(year, month, 1))
        last = min(last, date(year, month, monthrange(year, month)[1]))
    chosen: dict[str, object] = {
        "fran": first.isoformat(),
        "till": last.isoformat(),
        "enhet": row.unit_id or scope.unit_id,
        "typ": type_of(column.key) or type_of(row.key),
        "kategori": row.key.removeprefix("category-") if row.key.startswith("category-") else None,
        "orsak": row.key.removeprefix("cause-") if row.key.startswith("cause-") else None,
        "rakna": scope.count,
        "siffra": key,
    }
    try:
        address = reverse("report_list")
    except NoReverseMatch:
        return ""
    return f"{address}?{urlencode({name: value for name, value in chosen.items() if value})}"


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        figure_types.TYPES_BY_UNIT,
        "Rapporter efter typ och enhet",
        "Hur många rapporter av varje typ som gäller varje avdelning och enhet. "
        "Varje rapport räknas en gång i varje total.",
        figure_types.types_by_unit,
        order=10,
        drill=partial(drill, figure_types.TYPES_BY_UNIT),
        takes=_TAKES,
    ),
    Definition(
        figure_shares.TYPE_SHARES,
        "Andelar av avvikelserna",
        "Hur stor del av avvikelserna som var av varje typ, och hur många som anmäldes "
        "till IVO och IMY.",
        figure_shares.type_shares,
        order=20,
        drill=partial(drill, figure_shares.TYPE_SHARES),
        takes=_TAKES,
    ),
    Definition(
        figure_categories.CATEGORIES,
        "Rapporter efter kategori",
        "Vad rapporterna handlade om, jämfört med de två perioderna före.",
        figure_categories.categories,
        order=30,
        drill=partial(drill, figure_categories.CATEGORIES),
        takes=_TAKES,
    ),
    Definition(
        figure_months.BY_MONTH,
        "Rapporter månad för månad",
        "När rapporterna kom in eller avslutades, jämfört med samma månader perioden före.",
        figure_months.by_month,
        order=40,
        drill=partial(drill, figure_months.BY_MONTH),
        takes=_TAKES,
    ),
    Definition(
        figure_causes.CAUSES,
        "Orsaker till avvikelserna",
        "Varför det hände. En rapport kan ha flera orsaker.",
        figure_causes.causes,
        order=50,
        drill=partial(drill, figure_causes.CAUSES),
        takes=_TAKES,
    ),
    Definition(
        figure_recurrence.RECURRENCE,
        "Orsaker som kommer tillbaka",
        "Samma orsak i samma enhet två perioder i rad, och om det har blivit fler eller färre.",
        figure_recurrence.recurrence,
        order=51,
        drill=partial(drill, figure_recurrence.RECURRENCE),
        takes=_TAKES,
    ),
    Definition(
        figure_rate.RATE,
        "Rapporter per 100 anställda",
        "Hur mycket varje enhet rapporterar i förhållande till hur många som arbetar där.",
        figure_rate.reporting_rate,
        order=52,
        drill=partial(drill, figure_rate.RATE),
        takes=frozenset({COMMISSIONED}),
    ),
    Definition(
        figure_silent.SILENT,
        "Enheter som inte har rapporterat",
        "Enheter utan någon rapport, och de som rapporterar mycket mindre än andra.",
        figure_silent.silent_units,
        order=53,
        drill=partial(drill, figure_silent.SILENT),
    ),
)
