"""Keeps the fact rows of reports equal to their links. Called inside every change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import F, Min, Q

from hjulet.kernel.locks import serialise
from hjulet.reports import sums
from hjulet.reports.models import Report, ReportFact, ReportType, ReportUnit
from hjulet.reports.places import Trees
from hjulet.reports.rules import FLAGS, FactRow, Place, fact_rows

CHUNK = 2000
BATCH = 500
FIELDS = (
    "report_id", "type_id", "board_id", "administration_id", "department_id", "unit_id",
    "received_on", "closed_on", "category_id", "ivo", "imy", "commissioned", *FLAGS,
)  # fmt: skip


def refresh(report_ids: Iterable[int], trees: Trees | None = None) -> int:
    """Makes the facts of these reports anew; returns how many rows they became.

    Must run in the same transaction as the change, or a table would disagree with the list.
    Give `trees` to share the trees of one bulk change; it must be newer than the organisation.
    """
    trees = trees or Trees()
    chunks = list(_chunks(report_ids))
    with transaction.atomic():
        for chunk in chunks:
            # Two changes of one report at a time would each add the rows of its own view. All are
            # locked before the first sum is, since others hold their report when they get there.
            locked = Report.objects.filter(id__in=chunk).order_by("id").select_for_update()
            list(locked.values_list("id", flat=True))
        return sum(_replace(chunk, trees) for chunk in chunks)


def hold() -> None:
    """Waits for the others who change facts, until the transaction ends.

    For who changes several reports with a journal event between: all others take the lock of the
    sums before that of the journal.
    """
    serialise(sums.LOCK)


def _replace(chunk: Sequence[int], trees: Trees) -> int:
    of_chunk = f"report_id IN ({', '.join(['%s'] * len(chunk))})"
    stored = ReportFact.objects.filter(report_id__in=chunk)
    if stored.exists():
        sums.remove(where=of_chunk, values=chunk)
        stored.delete()
    rows = [ReportFact(**dict(zip(FIELDS, row, strict=True))) for row in compute(chunk, trees)]
    ReportFact.objects.bulk_create(rows, batch_size=BATCH)
    if rows:
        sums.add(where=of_chunk, values=chunk)
    return len(rows)


def compute(report_ids: Sequence[int], trees: Trees) -> Iterator[tuple[Any, ...]]:
    """The facts that these reports should have, as values of `FIELDS`. Three queries, and one per
    change of the tree.
    """
    of_reports = among("report_id", report_ids)
    types = links(ReportType.objects.filter(of_reports), "type_id")
    units = links(ReportUnit.objects.filter(of_reports), "unit_id")
    reports = Report.objects.filter(among("id", report_ids)).values_list(
        "id", "received_on", "closed_on", "category_id", "notified_ivo", "notified_imy",
        "commissioned_by",
    )  # fmt: skip
    for report_id, received, closed, category, ivo, imy, commissioned in reports.order_by("id"):
        places = tuple(trees.place(received, unit_id) for unit_id in units[report_id])
        for row in _fact_rows(places, tuple(types[report_id])):
            place = row.place
            yield (
                report_id, row.type_id, place.board_id, place.administration_id or None,
                place.department_id or None, place.unit_id, received, closed, category, ivo, imy,
                bool(commissioned), *row.flags,
            )  # fmt: skip


@lru_cache(maxsize=16384)
def _fact_rows(places: tuple[Place, ...], type_ids: tuple[int, ...]) -> tuple[FactRow, ...]:
    return fact_rows(places, type_ids)


def rebuild() -> int:
    """Makes all facts anew, a chunk in each transaction, then the sums; returns the facts made."""
    trees = Trees()
    written = sum(refresh(chunk, trees) for chunk in chunks_of_reports())
    sums.rebuild()
    return written


def follow_tree(first_day: date) -> None:
    """The organisation changed from that day: reports received since then may count elsewhere.

    So may earlier ones of a unit that had not begun, since they count where it later stands.
    """
    since = ReportUnit.objects.filter(report__received_on__gte=first_day)
    early = (
        ReportUnit.objects.filter(report__received_on__lt=first_day)
        .annotate(begins=Min("unit__placements__valid_from"))
        .filter(begins__gt=F("report__received_on"))
    )
    ids = {*since.values_list("report_id", flat=True), *early.values_list("report_id", flat=True)}
    refresh(sorted(ids))


def chunks_of_reports() -> Iterator[list[int]]:
    """The ids of all reports, at most `CHUNK` at a time, so that memory is bounded."""
    last = 0
    while True:
        ids = Report.objects.filter(id__gt=last).order_by("id").values_list("id", flat=True)
        chunk = list(ids[:CHUNK])
        if not chunk:
            return
        yield chunk
        last = chunk[-1]


def among(name: str, ids: Sequence[int]) -> Q:
    """That `name` is one of the ids: a span when none is missing in it, which is much faster."""
    if ids and max(ids) - min(ids) + 1 == len(set(ids)):
        return Q(**{f"{name}__gte": min(ids), f"{name}__lte": max(ids)})
    return Q(**{f"{name}__in": ids})


def links(rows: Any, name: str) -> dict[int, list[int]]:
    """The other end of each link, by report id."""
    found: dict[int, list[int]] = defaultdict(list)
    for report_id, other in rows.order_by().values_list("report_id", name):
        found[report_id].append(other)
    return found


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for report_id in ids:
        batch.append(report_id)
        if len(batch) == CHUNK:
            yield batch
            batch = []
    if batch:
        yield batch
