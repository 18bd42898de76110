"""Import of reports: checked outside the write lock, applied set-based as one journal event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from hjulet.files.tabular import open_table
from hjulet.files.tabular_cells import Columns, fault, find_columns
from hjulet.journal import operations as journal
from hjulet.kernel.bulk import Staged, staging
from hjulet.kernel.clock import local_date
from hjulet.kernel.identity_numbers import mask
from hjulet.kernel.locks import serialise
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor
from hjulet.reports import clocks, searching, sums
from hjulet.reports.imports.columns import COLUMNS, REQUIRED
from hjulet.reports.imports.comparison import Comparison, compare
from hjulet.reports.imports.prepared import Prepared, unknown_names
from hjulet.reports.imports.rows import RowReader
from hjulet.reports.imports.values import Incoming, Outcome
from hjulet.reports.imports.world import World, stamp
from hjulet.reports.models import ReportCause, ReportFact, ReportType, ReportUnit

VERB = "reports.import"
LOCK = 20110903
ATTEMPTS = 3
SHOWN = 10
STEP = 500
Progress = Callable[[str, int, int], None]


class Busy(RuntimeError):
    """Reports or organisation were changed by others again and again while the file was checked."""

    def __init__(self) -> None:
        super().__init__(
            "Någon annan ändrar samma rapporter just nu. Inget är infört. Försök igen om en stund."
        )


class _Moved(Exception):
    """What the check stood on is no longer so."""


@dataclass(slots=True)
class _Checked:
    outcome: Outcome
    world: World
    rows: list[Incoming]
    columns: Columns


def import_reports(
    *,
    actor: Actor,
    now: datetime,
    path: Path,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Reads the file and applies it unless it has faults or `dry_run`. All or nothing.

    `mapping` ties other headings to ours. `progress(what, done, of)` is told how far it has come.
    The file is checked and every row prepared without any lock; then each table is written by one
    statement. If what the check stood on has changed meanwhile it is made anew.
    Raises NotAllowed, TableFault (the file as a whole) and Busy.
    """
    require(actor, "report.import")
    tell = progress or _silent
    for _ in range(ATTEMPTS):
        checked = _check(actor, now, path, sheet, mapping, tell)
        outcome = checked.outcome
        if outcome.faults:
            return outcome
        found = compare(checked.rows, checked.columns.places.keys(), actor, checked.world)
        _count(outcome, found)
        if outcome.faults or not (found.new or found.revised):
            outcome.applied = not (dry_run or outcome.faults)
            return outcome
        outcome.new_categories, outcome.new_causes = unknown_names(found, checked.world)
        if dry_run:
            return outcome
        try:
            prepared = Prepared(found, checked.world, actor.account_id, now)
            _write(prepared, checked, actor, now, tell)
        except (_Moved, IntegrityError):
            continue
        outcome.applied = True
        clocks.catch_up(now)
        tell("Gör texterna sökbara", 0, 0)
        searching.catch_up()
        return outcome
    raise Busy


def _silent(what: str, done: int, of: int) -> None:
    """Nobody asked how far it has come."""


def _check(
    actor: Actor,
    now: datetime,
    path: Path,
    sheet: str | None,
    mapping: Mapping[str, str] | None,
    tell: Progress,
) -> _Checked:
    """Reads every row; faults are gathered, and rows that are right."""
    table = open_table(path, sheet)
    columns = find_columns(table.headings, COLUMNS, REQUIRED, mapping)
    world = World(actor)
    reader = RowReader(columns, world, local_date(now))
    outcome = Outcome(unused=tuple(map(mask, columns.unused)))
    rows: list[Incoming] = []
    seen: dict[str, int] = {}
    for row in table.rows():
        outcome.rows += 1
        read = reader.read(row)
        if isinstance(read, Incoming):
            rows.append(read)
        else:
            outcome.faults.extend(read)
        reference = row.cells[columns.places["referens"]].strip()
        if reference and (earlier := seen.setdefault(reference, row.number)) != row.number:
            outcome.faults.append(
                fault(row.number, "referens", reference, f"står redan på rad {earlier}.")
            )
        if outcome.rows % STEP == 0:
            tell("Läser och kontrollerar", outcome.rows, max(table.row_estimate, outcome.rows))
    outcome.first = rows[:SHOWN]
    return _Checked(outcome, world, rows, columns)


def _count(outcome: Outcome, found: Comparison) -> None:
    outcome.new, outcome.changed = len(found.new), len(found.revised)
    outcome.unchanged, outcome.kept = found.unchanged, found.kept
    outcome.faults.extend(found.faults)


def _write(
    prepared: Prepared, checked: _Checked, actor: Actor, now: datetime, tell: Progress
) -> None:
    outcome = checked.outcome
    tell("Förbereder", 0, 0)
    with staging() as staged:
        prepared.stage(staged)
        tell("Sparar", 0, 0)
        with transaction.atomic():
            serialise(LOCK)
            if (
                stamp() != checked.world.stamp
                or staged.taken("report", "reference")
                or staged.changed("expected")
            ):
                raise _Moved
            _apply(staged)
            journal.record(
                actor_id=actor.account_id,
                now=now,
                verb=VERB,
                subject=("report", "import"),
                keys=_keys(prepared, outcome),
                confidential=prepared.confidential,
            )


def _apply(staged: Staged) -> None:
    """Everything is ready: one statement a table. What all writers need to lock comes last."""
    for name in ("category", "cause", "report"):
        staged.insert(name)
    revised = staged.update("revised")
    if revised:
        staged.copy("old_fact", ReportFact, "report_id", "revised")
        for model in (ReportFact, ReportType, ReportUnit, ReportCause):
            staged.delete(model, "report_id", "revised")
    for name in ("type_link", "unit_link", "cause_link", "assessment", "correction", "fact"):
        staged.insert(name)
    staged.settle()
    if revised:
        sums.remove("stage_old_fact")
    sums.add("stage_fact")


def _keys(prepared: Prepared, outcome: Outcome) -> dict[str, object]:
    """Which reports the event concerns, by key: the new ones as first and last."""
    keys: dict[str, object] = {
        "rows": outcome.rows,
        "new": outcome.new,
        "changed": outcome.changed,
        "changed_reports": [item.id for item in prepared.revised],
    }
    if prepared.fresh:
        keys |= {"first": prepared.fresh[0].id, "last": prepared.fresh[-1].id}
    return keys
