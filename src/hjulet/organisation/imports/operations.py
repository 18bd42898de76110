"""Checks an organisation file and applies it: all or nothing, one journal event."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from hjulet.files.tabular import open_table
from hjulet.files.tabular_cells import RowFault
from hjulet.journal import operations as journal
from hjulet.journal.queries import by_verb
from hjulet.kernel.identity_numbers import mask
from hjulet.kernel.locks import serialise
from hjulet.kernel.swedish import fold
from hjulet.organisation import followers
from hjulet.organisation.imports.changes import Change, change_of
from hjulet.organisation.imports.identity import Body, Resolver, Standing, period
from hjulet.organisation.imports.lines import Line, columns_of, read_lines
from hjulet.organisation.models import Placement, Unit
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor

VERB = "organisation.import"
# Verbs by which a person changes a unit; a unit so changed is not overwritten by a file.
BY_HAND = tuple(f"organisation.{verb}_unit" for verb in ("add", "change", "move", "end"))
LOCK = 20110902
ATTEMPTS = 3


class Busy(RuntimeError):
    """The organisation was changed by others again and again while the file was checked."""

    def __init__(self) -> None:
        super().__init__(
            "Någon annan ändrar organisationen just nu. Inget är infört. Försök igen om en stund."
        )


@dataclass(slots=True)
class Outcome:
    """What a file means, or meant: counted in rows. With faults nothing is applied."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: list[RowFault] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    unused: tuple[str, ...] = ()
    first: list[Line] = field(default_factory=list)
    applied: bool = False


@dataclass(slots=True)
class Plan:
    """A checked file: what to write, and the organisation that it was compared with."""

    outcome: Outcome
    changes: list[Change]
    stamp: tuple[object, ...]


def import_organisation(
    *,
    actor: Actor,
    now: datetime,
    path: Path,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Reads the file and applies it unless it has faults or `dry_run`.

    The rows are checked outside the write lock; the lock is taken only to write, and the check is
    made anew if the organisation has changed meanwhile.
    Raises NotAllowed, TableFault (the file as a whole) and Busy.
    """
    require(actor, "organisation.edit")
    for _ in range(ATTEMPTS):
        plan = check(path=path, sheet=sheet, mapping=mapping)
        if dry_run or plan.outcome.faults or not plan.changes:
            plan.outcome.applied = not (dry_run or plan.outcome.faults)
            return plan.outcome
        if _apply(plan, actor, now):
            plan.outcome.applied = True
            return plan.outcome
    raise Busy


def check(
    *, path: Path, sheet: str | None = None, mapping: Mapping[str, str] | None = None
) -> Plan:
    """Compares the file with Hjulet; writes nothing. Three queries."""
    table = open_table(path, sheet)
    outcome = Outcome()
    columns = columns_of(table, mapping)
    outcome.unused = tuple(map(mask, columns.unused))
    lines: list[Line] = []
    faulty: list[str] = []
    for item in read_lines(table, columns):
        outcome.rows += 1
        if isinstance(item, Line):
            lines.append(item)
        else:
            faulty.append(item.name)
            outcome.faults.extend(item.faults)
    outcome.first = lines[:10]
    before = stamp()
    standings = _standings()
    resolver = Resolver(lines, standings)
    bodies = resolver.resolve(faulty)
    outcome.faults.extend(resolver.faults)
    changes = [change_of(body) for body in bodies]
    touched = _touched() if any(not change.new for change in changes) else frozenset()
    kept = [change for change in changes if change.body.unit_id in touched and _differs(change)]
    for change in changes:
        if change not in kept:
            outcome.faults.extend(change.faults)
    outcome.faults.sort(key=lambda item: item.row)
    _count(outcome, changes, kept)
    writes = [change for change in changes if change not in kept and _differs(change)]
    return Plan(outcome, writes, before)


def _standings() -> list[Standing]:
    return [
        Standing(*row)
        for row in Placement.objects.order_by("unit_id", "valid_from", "id").values_list(
            "id", "unit_id", "unit__kind", "name", "parent_id", "service_area", "legal_basis",
            "valid_from", "valid_to",
        )
    ]  # fmt: skip


def stamp() -> tuple[object, ...]:
    """The whole organisation as a value: equal as long as nobody has changed it. One query."""
    return tuple(
        Placement.objects.order_by("id").values_list(
            "id", "unit_id", "name", "parent_id", "service_area", "legal_basis", "valid_from",
            "valid_to",
        )
    )  # fmt: skip


def times_of(name: str) -> str:
    """When something of that name (in any case) has stood: "2020-01-01–2022-12-31"; "" if never."""
    spans = [
        (first, last)
        for own, first, last in Placement.objects.order_by("valid_from", "id").values_list(
            "name", "valid_from", "valid_to"
        )
        if fold(own) == fold(name)
    ]
    return ", ".join(dict.fromkeys(period(span) for span in spans))


def _touched() -> frozenset[int]:
    """Units that somebody has added or changed in Hjulet, by the journal."""
    found: set[int] = set()
    for kind, key, keys in by_verb(BY_HAND).values_list("subject_kind", "subject_id", "keys"):
        if kind == "unit":
            found.add(int(key))
        found.update(json.loads(keys).get("units", ()))
    return frozenset(found)


def _differs(change: Change) -> bool:
    return bool(change.written or change.ended)


def _count(outcome: Outcome, changes: list[Change], kept: list[Change]) -> None:
    for change in changes:
        outcome.unchanged += len(change.same)
        if change in kept:
            outcome.kept.extend(
                RowFault(
                    item.line.row, "", item.line.name, "är ändrad i Hjulet och behålls som där."
                )
                for item in change.written
            )
        elif change.new:
            outcome.new += len(change.written)
        else:
            fresh = sum(item.replaces is None for item in change.written)
            outcome.new += fresh
            outcome.changed += len(change.written) - fresh
    outcome.kept.sort(key=lambda item: item.row)


@transaction.atomic
def _apply(plan: Plan, actor: Actor, now: datetime) -> bool:
    """Writes the plan; False (and nothing written) when the organisation is not as it was."""
    serialise(LOCK)
    if stamp() != plan.stamp:
        return False
    fresh = [change.body for change in plan.changes if change.body.unit_id is None]
    units = Unit.objects.bulk_create(
        [Unit(kind=body.kind, name=body.lines[-1][0].name) for body in fresh], batch_size=500
    )
    for body, unit in zip(fresh, units, strict=True):
        body.unit_id = unit.pk
    rows: list[Placement] = []
    for change in plan.changes:
        for placement_id, last in change.ended:
            Placement.objects.filter(pk=placement_id).update(valid_to=last)
        for item in change.written:
            row = _placement(change.body, item.line, item.parent)
            if item.replaces is None:
                rows.append(row)
            else:
                row.pk = item.replaces
                row.save(force_update=True)
    Placement.objects.bulk_create(rows, batch_size=500)
    _keep_latest_names([change.body for change in plan.changes])
    followers.tree_changed(min(change.first_day for change in plan.changes))
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb=VERB,
        subject=("organisation", "import"),
        keys={
            "rows": plan.outcome.rows,
            "new": plan.outcome.new,
            "changed": plan.outcome.changed,
            "placed": sorted(change.body.unit_id or 0 for change in plan.changes),
        },
    )
    return True


def _placement(body: Body, line: Line, parent: Body | None) -> Placement:
    return Placement(
        unit_id=body.unit_id or 0,
        name=line.name,
        parent_id=parent.unit_id if parent else None,
        service_area=line.area,
        legal_basis=line.basis,
        valid_from=line.first,
        valid_to=line.last,
    )


def _keep_latest_names(bodies: list[Body]) -> None:
    """`Unit.name` is the name of the latest placement."""
    ids = [body.unit_id for body in bodies if body.unit_id is not None]
    latest: dict[int, tuple[date, str]] = {}
    places = Placement.objects.filter(unit_id__in=ids).order_by("id")
    for unit_id, name, first in places.values_list("unit_id", "name", "valid_from"):
        found = (first or date.min, name)
        if unit_id not in latest or found[0] >= latest[unit_id][0]:
            latest[unit_id] = found
    wrong = [unit for unit in Unit.objects.filter(pk__in=ids) if unit.name != latest[unit.pk][1]]
    for unit in wrong:
        unit.name = latest[unit.pk][1]
    Unit.objects.bulk_update(wrong, ["name"], batch_size=500)
