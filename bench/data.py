"""A million invented reports, written straight into the tables.

The rows are what the operations would have made (the same rule makes the facts); going through
a million operations would take hours and measure nothing else.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, models, transaction

from hjulet.kernel import search
from hjulet.kernel.swedish import stems
from hjulet.organisation.models import Placement, Unit
from hjulet.reports import sums
from hjulet.reports.models import (
    Category,
    DeviationType,
    Report,
    ReportFact,
    ReportType,
    ReportUnit,
)
from hjulet.reports.places import Trees
from hjulet.reports.rules import FLAGS, Place, fact_rows

FIRST = date(2016, 1, 1)
YEARS = 10
DEPARTMENTS = 10
UNITS = 100
CHUNK = 20_000
TEXT = """
brevet skickades till fel adress utredningen blev sen tolken kom inte medicinen gavs för sent
journalen saknas besöket ställdes in systemet låg nere handläggaren byttes ut planen är inte
uppdaterad mötet blev inställt beslutet var inte undertecknat klienten fick vänta rutinen
följdes inte överlämningen brast anhörig ringde larmet fungerade inte passet var obemannat
"""
WORDS = TEXT.split()


def organisation() -> list[Place]:
    """One board, an administration, ten departments, a hundred units; a team in the first."""
    board = Unit.objects.create(kind="board", name="Provnämnden")
    whole = Unit.objects.create(kind="administration", name="Provförvaltningen")
    rows = [
        Placement(unit=board, name=board.name),
        Placement(unit=whole, name=whole.name, parent=board),
    ]
    first = None
    for number in range(DEPARTMENTS):
        department = Unit.objects.create(kind="department", name=f"Avdelning {number + 1}")
        rows.append(Placement(unit=department, name=department.name, parent=whole))
        for index in range(UNITS // DEPARTMENTS):
            name = f"Enhet {number + 1}.{index + 1}"
            unit = Unit.objects.create(kind="unit", name=name)
            rows.append(Placement(unit=unit, name=name, parent=department))
            first = first or unit
    team = Unit.objects.create(kind="team", name="Team 1")
    rows.append(Placement(unit=team, name=team.name, parent=first))
    Placement.objects.bulk_create(rows)
    return places()


def places() -> list[Place]:
    """Where the hundred units stand; nothing when they are not there yet."""
    trees = Trees()
    units = Unit.objects.filter(kind="unit").order_by("id").values_list("id", flat=True)
    return [trees.place(FIRST, unit_id) for unit_id in units]


def reports() -> int:
    """How many there are."""
    return Report.objects.count()


def fill(count: int, places: Sequence[Place], start: int = 1) -> None:
    """Writes `count` reports with ids from `start`, their links, facts and search rows."""
    dice = random.Random(start)  # noqa: S311
    types = list(DeviationType.objects.order_by("id").values_list("id", "kind"))
    alone = next(key for key, kind in types if kind == "not_deviation")
    others = [key for key, kind in types if kind != "not_deviation"]
    categories = [
        Category.objects.get_or_create(name=f"Kategori {number}")[0].pk for number in range(12)
    ]
    for first in range(start, start + count, CHUNK):
        size = min(CHUNK, start + count - first)
        drawn = [
            _draw(key, dice, places, alone, others, categories)
            for key in range(first, first + size)
        ]
        with transaction.atomic():
            _insert(Report, (row for row, _, _, _ in drawn))
            _insert(ReportType, ((key, t) for (key, *_), ts, _, _ in drawn for t in ts))
            _insert(ReportUnit, ((key, p.unit_id) for (key, *_), _, ps, _ in drawn for p in ps))
            _insert(ReportFact, _facts(drawn))
            search.put_stemmed("report_search", [(row[0], text) for row, _, _, text in drawn])
    _some_in_team()
    sums.rebuild()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The rows came with their own keys.
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('reports_report', 'id'), %s)",
                [start + count - 1],
            )
        cursor.execute("ANALYZE")


def _some_in_team() -> None:
    """Half of the first unit's reports name its team instead: the facts are the same."""
    team = Unit.objects.get(kind="team")
    unit = Placement.objects.get(unit=team).parent
    links = ReportUnit.objects.filter(unit=unit)
    middle = links.aggregate(id=models.Avg("id"))["id"]
    if middle is not None:
        links.filter(id__lt=middle).update(unit=team)


def _draw(
    key: int,
    dice: random.Random,
    places: Sequence[Place],
    alone: int,
    others: Sequence[int],
    categories: Sequence[int],
) -> tuple[tuple[Any, ...], list[int], list[Place], str]:
    day = FIRST + timedelta(days=dice.randrange(YEARS * 365))
    closed = day + timedelta(days=dice.randrange(5, 120)) if dice.random() < 0.9 else None
    chosen = (
        [alone] if dice.random() < 0.05 else dice.sample(others, 2 if dice.random() < 0.12 else 1)
    )
    where = dice.sample(places, 2 if dice.random() < 0.1 else 1)
    happened = " ".join(dice.choices(WORDS, k=24))
    moment = datetime(
        day.year, day.month, day.day, dice.randrange(7, 17), dice.randrange(60), tzinfo=UTC
    )
    values = {
        "id": key,
        "reference": f"P-{key}",
        "board_id": where[0].board_id,
        "reported_unit_id": where[0].unit_id,
        "source": "import",
        "received_at": moment,
        "received_on": day,
        "what_happened": happened,
        "status": "closed" if closed else "assessed",
        "category_id": dice.choice(categories),
        "closed_on": closed,
        "indexed": True,
    }
    return tuple(_complete(values)), chosen, where, " ".join(stems(f"P-{key} {happened}"))


def _columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    own = list(model._meta.concrete_fields)
    return own if model is Report else [field for field in own if not field.primary_key]


def _complete(values: dict[str, Any]) -> Iterator[Any]:
    for field in _columns(Report):
        if field.attname in values:
            yield values[field.attname]
        else:
            yield field.get_default()


def _facts(drawn: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    names = [field.attname for field in Report._meta.concrete_fields]
    received, closed, category = (
        names.index(n) for n in ("received_on", "closed_on", "category_id")
    )
    for row, chosen, where, _ in drawn:
        for fact in fact_rows(where, chosen):
            values = {
                "report_id": row[0],
                "type_id": fact.type_id,
                "board_id": fact.place.board_id,
                "administration_id": fact.place.administration_id or None,
                "department_id": fact.place.department_id or None,
                "unit_id": fact.place.unit_id,
                "received_on": row[received],
                "closed_on": row[closed],
                "category_id": row[category],
                **dict(zip(FLAGS, fact.flags, strict=True)),
            }  # fmt: skip
            yield tuple(
                values.get(field.attname, field.get_default()) for field in _columns(ReportFact)
            )


def _insert(model: type[models.Model], rows: Iterator[tuple[Any, ...]]) -> None:
    fields = _columns(model)
    quoted = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({quoted}) FROM STDIN') as copy:  # type: ignore[attr-defined]
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            prepared = [
                tuple(
                    field.get_db_prep_save(value, connection)
                    for field, value in zip(fields, row, strict=True)
                )
                for row in rows
            ]
            cursor.executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', prepared)  # noqa: S608
