"""Which rows of a file are new reports, which correct a report, and which say nothing new."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from hjulet.files.tabular_cells import RowFault, fault
from hjulet.kernel.clock import STOCKHOLM
from hjulet.kernel.swedish import fold
from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor
from hjulet.reports.facts import links
from hjulet.reports.imports.values import Incoming, Kept
from hjulet.reports.imports.world import World
from hjulet.reports.kinds import Source, Status
from hjulet.reports.models import (
    Assessment,
    Report,
    ReportCause,
    ReportCorrection,
    ReportType,
    ReportUnit,
)

BATCH = 2000
_FIELDS = (
    "id", "received_at", "occurred_on", "occurred_text", "what_happened", "status", "closed_on",
    "notified_ivo", "notified_ivo_on", "notified_imy", "notified_imy_on", "commissioned_by",
    "category__name", "reported_unit_id",
)  # fmt: skip


@dataclass(slots=True)
class Revision:
    """A row that corrects the report `id`: what the report becomes and what stood before.

    `assessment` is the number of the new assessment, 0 when types, units, causes and category
    are as they were or the report is not assessed.
    """

    id: int
    becomes: Incoming
    old_fingerprint: str
    corrections: list[tuple[str, str, str]] = field(default_factory=list)
    assessment: int = 0


@dataclass(slots=True)
class Comparison:
    new: list[Incoming] = field(default_factory=list)
    revised: list[Revision] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    unchanged: int = 0
    faults: list[RowFault] = field(default_factory=list)


def compare(
    rows: Sequence[Incoming], told: Collection[str], actor: Actor, world: World
) -> Comparison:
    """Sorts the rows. `told` are the columns of the file: what it does not tell stays as it is.

    One query per 2,000 rows, and eight more per 2,000 rows that may correct something.
    """
    result = Comparison()
    boards = None if actor.system else units_for(actor, "report.import")
    for batch in batches(rows):
        there = _stored(item.reference for item in batch)
        differing: list[tuple[Incoming, int, str]] = []
        for item in batch:
            found = there.get(item.reference)
            if found is None:
                result.new.append(item)
                continue
            key, print_, touched, source, board_id = found
            if boards is not None and board_id not in boards:
                result.faults.append(
                    fault(item.row, "referens", item.reference, "används redan i en annan nämnd.")
                )
            elif touched or source != Source.IMPORT:
                result.kept.append(Kept(item.row, item.reference))
            elif print_ == item.fingerprint:
                result.unchanged += 1
            else:
                differing.append((item, key, print_))
        for revision in _revisions(differing, told, world):
            if revision.corrections:
                result.revised.append(revision)
            else:
                result.unchanged += 1
    return result


def batches(rows: Sequence[Any], size: int = BATCH) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _stored(references: Iterable[str]) -> dict[str, tuple[int, str, bool, str, int]]:
    rows = Report.objects.filter(reference__in=list(references)).values_list(
        "reference", "id", "row_fingerprint", "touched", "source", "board_id"
    )
    return {row[0]: row[1:] for row in rows}


@dataclass(slots=True)
class _State:
    """A report as it stands, in the words of a row."""

    fields: dict[str, Any]
    types: tuple[int, ...]
    units: tuple[int, ...]
    causes: tuple[str, ...]
    text: str
    number: int


def _revisions(
    differing: Sequence[tuple[Incoming, int, str]], told: Collection[str], world: World
) -> Iterator[Revision]:
    states = _states([key for _, key, _ in differing]) if differing else {}
    for item, key, old in differing:
        state = states[key]
        becomes = _filled(item, state, told)
        corrections, reassessed = _differences(becomes, state, world)
        assessed = becomes.status != Status.RECEIVED
        number = 0
        if assessed and (reassessed or not state.number):
            number = state.number + 1
        yield Revision(key, becomes, old, corrections, number if corrections else 0)


def _states(ids: list[int]) -> dict[int, _State]:
    types = links(ReportType.objects.filter(report_id__in=ids), "type_id")
    units = links(ReportUnit.objects.filter(report_id__in=ids), "unit_id")
    causes: dict[int, list[str]] = defaultdict(list)
    for key, name in (
        ReportCause.objects.filter(report_id__in=ids)
        .order_by()
        .values_list("report_id", "cause__name")
    ):
        causes[key].append(name)
    texts = dict(
        ReportCorrection.objects.filter(report_id__in=ids, field="what_happened")
        .order_by("id")
        .values_list("report_id", "after")
    )
    numbers = dict(
        Assessment.objects.filter(report_id__in=ids)
        .order_by()
        .values_list("report_id")
        .annotate(latest=Max("number"))
    )
    states = {}
    for row in Report.objects.filter(id__in=ids).order_by("id").values(*_FIELDS):
        key = row["id"]
        first = row["reported_unit_id"]
        others = sorted(unit for unit in units[key] if unit != first)
        states[key] = _State(
            fields=row,
            types=tuple(sorted(types[key])),
            units=(first, *others) if first in units[key] else tuple(others),
            causes=tuple(sorted(causes[key])),
            text=texts.get(key, row["what_happened"]),
            number=numbers.get(key, 0),
        )
    return states


def _filled(item: Incoming, state: _State, told: Collection[str]) -> Incoming:
    """The row with what its file has no column for taken from the report."""
    row = state.fields
    untold: dict[str, Any] = {}
    if "inträffade" not in told:
        untold |= {"occurred_on": row["occurred_on"], "occurred_text": row["occurred_text"]}
    if "kategori" not in told:
        untold["category"] = row["category__name"] or ""
    if "orsaker" not in told:
        untold["causes"] = state.causes
    if "beskrivning" not in told:
        untold["text"] = state.text
    if "anmäld_ivo" not in told:
        untold |= {"ivo": row["notified_ivo"], "ivo_on": row["notified_ivo_on"]}
    if "anmäld_imy" not in told:
        untold |= {"imy": row["notified_imy"], "imy_on": row["notified_imy_on"]}
    if "uppdragsgivare" not in told:
        untold["commissioned_by"] = row["commissioned_by"]
    if "status" not in told and "avslutad" not in told:
        untold |= {"status": row["status"], "closed_on": row["closed_on"]}
    elif "status" not in told and item.closed_on is None and row["status"] != Status.CLOSED:
        untold["status"] = row["status"]
    return replace(item, **untold) if untold else item


def _differences(
    becomes: Incoming, state: _State, world: World
) -> tuple[list[tuple[str, str, str]], bool]:
    """(field, before, after) of all that differs, and whether the assessment is among it."""
    row = state.fields
    plain = (
        ("received_on", _moment(row["received_at"]), _moment(becomes.received_at)),
        ("occurred_on", _when(row["occurred_on"], row["occurred_text"]),
         _when(becomes.occurred_on, becomes.occurred_text)),
        ("what_happened", state.text, becomes.text),
        ("status", row["status"], becomes.status),
        ("closed_on", _day(row["closed_on"]), _day(becomes.closed_on)),
        ("notified_ivo", _notice(row["notified_ivo"], row["notified_ivo_on"]),
         _notice(becomes.ivo, becomes.ivo_on)),
        ("notified_imy", _notice(row["notified_imy"], row["notified_imy_on"]),
         _notice(becomes.imy, becomes.imy_on)),
        ("commissioned_by", row["commissioned_by"], becomes.commissioned_by),
    )  # fmt: skip
    found = [(name, before, after) for name, before, after in plain if before != after]
    category = row["category__name"] or ""
    assessed = []
    if state.types != becomes.type_ids:
        names = world.type_names
        assessed.append(("types", _names(state.types, names), _names(becomes.type_ids, names)))
    if state.units != becomes.unit_ids:
        assessed.append(("units", _keys(state.units), _keys(becomes.unit_ids)))
    if {fold(name) for name in state.causes} != {fold(name) for name in becomes.causes}:
        assessed.append(("causes", "; ".join(state.causes), "; ".join(becomes.causes)))
    if fold(category) != fold(becomes.category):
        assessed.append(("category", category, becomes.category))
    return found + assessed, bool(assessed)


def _names(ids: Iterable[int], names: dict[int, str]) -> str:
    return "; ".join(names.get(key, str(key)) for key in ids)


def _keys(ids: Iterable[int]) -> str:
    return "; ".join(str(key) for key in ids)


def _moment(moment: datetime) -> str:
    return moment.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")


def _when(day: date | None, words: str) -> str:
    return f"{_day(day)} {words}".strip()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _notice(notified: bool, day: date | None) -> str:
    return _day(day) or ("ja" if notified else "nej")
