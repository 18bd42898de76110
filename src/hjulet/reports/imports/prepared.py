"""Rows of every table made ready outside the write lock, in temporary tables."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from hjulet.calendar.rules import add_working_days
from hjulet.findings.lists import Cause
from hjulet.kernel.bulk import Staged, reserve_ids
from hjulet.kernel.swedish import fold
from hjulet.reports.facts import FIELDS
from hjulet.reports.imports.columns import NO_REASON
from hjulet.reports.imports.comparison import Comparison
from hjulet.reports.imports.values import Incoming
from hjulet.reports.imports.world import World
from hjulet.reports.kinds import Source, Status, TypeKind
from hjulet.reports.law import legal_basis
from hjulet.reports.models import (
    Assessment,
    Category,
    Report,
    ReportCause,
    ReportCorrection,
    ReportFact,
    ReportType,
    ReportUnit,
)
from hjulet.reports.rules import FactRow, Place, fact_rows, is_secret

COMMON = (
    "id", "board_id", "reported_unit_id", "received_at", "received_on", "occurred_on",
    "occurred_text", "status", "assess_by", "category_id", "closed_on", "notified_ivo",
    "notified_ivo_on", "notified_imy", "notified_imy_on", "commissioned_by", "restricted",
    "row_fingerprint", "indexed",
)  # fmt: skip
FRESH = ("reference", "source", "what_happened", "done_at_once", "affected", "may_be_serious",
         "data_astray", "touched")  # fmt: skip
ASSESSMENT = (
    "report_id", "number", "assessed_at", "assessed_by_id", "source", "type_ids", "unit_ids",
    "cause_ids", "category_id", "legal_basis", "reason", "comment",
)  # fmt: skip


@dataclass(slots=True)
class Written:
    """One report as it is to be written; `number` of its new assessment, 0 when there is none."""

    id: int
    row: Incoming
    number: int


class Prepared:
    """Everything that one file writes, with keys that are already its own."""

    def __init__(
        self, found: Comparison, world: World, account_id: int | None, now: datetime
    ) -> None:
        self._world = world
        self._account_id = account_id
        self._now = now
        self._found = found
        # In the order of the lists' indexes, which are then written from one end.
        found.new.sort(key=attrgetter("received_at"))
        ids = reserve_ids(Report, len(found.new))
        self.fresh = [
            Written(key, row, 0 if row.status == Status.RECEIVED else 1)
            for key, row in zip(ids, found.new, strict=True)
        ]
        self.revised = [Written(item.id, item.becomes, item.assessment) for item in found.revised]
        self.new_categories, self.new_causes = unknown_names(found, world)
        self._categories = _with_ids(world.categories, Category, self.new_categories)
        self._causes = _with_ids(world.causes, Cause, self.new_causes)
        self._basis = lru_cache(maxsize=65536)(self._find_basis)

    @property
    def confidential(self) -> bool:
        return any(self._secret(item.row) for item in (*self.fresh, *self.revised))

    def stage(self, staged: Staged) -> None:
        """Puts the rows of each table aside. Nothing here waits for, or holds, the write lock."""
        every = (*self.fresh, *self.revised)
        staged.load("report", Report, (*COMMON, *FRESH), map(self._report, self.fresh))
        staged.load("revised", Report, COMMON, map(self._common, self.revised))
        staged.load(
            "expected",
            Report,
            ("id", "row_fingerprint", "touched"),
            ((item.id, item.old_fingerprint, False) for item in self._found.revised),
        )
        staged.load(
            "category", Category, ("id", "name", "active"),
            ((self._categories[fold(name)], name, True) for name in self.new_categories),
        )  # fmt: skip
        staged.load(
            "cause", Cause, ("id", "name", "order", "active"),
            ((self._causes[fold(name)], name, 500, True) for name in self.new_causes),
        )  # fmt: skip
        links: dict[str, tuple[Any, str, Callable[[Incoming], Iterable[int]]]] = {
            "type_link": (ReportType, "type_id", lambda row: row.type_ids),
            "unit_link": (ReportUnit, "unit_id", lambda row: row.unit_ids),
            "cause_link": (ReportCause, "cause_id", self._cause_ids),
        }
        for name, (model, other, keys) in links.items():
            pairs = ((item.id, key) for item in every for key in keys(item.row))
            staged.load(name, model, ("report_id", other), pairs)
        assessed = (self._assessment(item) for item in every if item.number)
        staged.load("assessment", Assessment, ASSESSMENT, assessed)
        facts = (row for item in every for row in self._facts(item))
        staged.load("fact", ReportFact, FIELDS, facts)
        staged.load(
            "correction", ReportCorrection,
            ("report_id", "at", "by_id", "source", "field", "before", "after"),
            ((item.id, self._now, self._account_id, Source.IMPORT.value, *change)
             for item in self._found.revised for change in item.corrections),
        )  # fmt: skip

    def _report(self, item: Written) -> tuple[Any, ...]:
        row = item.row
        return (
            *self._common(item), row.reference, Source.IMPORT.value, row.text, "", "", "", "",
            False,
        )  # fmt: skip

    def _common(self, item: Written) -> tuple[Any, ...]:
        row = item.row
        return (
            item.id, row.board_id, row.unit_ids[0], row.received_at, row.received_on,
            row.occurred_on, row.occurred_text, str(row.status), self._assess_by(row),
            self._category_id(row), row.closed_on, row.ivo, row.ivo_on, row.imy, row.imy_on,
            row.commissioned_by, self._secret(row), row.fingerprint, False,
        )  # fmt: skip

    def _assessment(self, item: Written) -> tuple[Any, ...]:
        row = item.row
        kinds = [self._world.kinds[key] for key in row.type_ids]
        return (
            item.id, item.number, self._now, self._account_id, Source.IMPORT.value,
            list(row.type_ids), sorted(row.unit_ids), sorted(self._cause_ids(row)),
            self._category_id(row), self._basis(row.type_ids, row.unit_ids, row.received_on),
            NO_REASON if TypeKind.NOT_DEVIATION in kinds else "", "",
        )  # fmt: skip

    def _facts(self, item: Written) -> Iterator[tuple[Any, ...]]:
        row = item.row
        place = self._world.trees.place
        places = tuple(place(row.received_on, unit_id) for unit_id in row.unit_ids)
        category_id, commissioned = self._category_id(row), bool(row.commissioned_by)
        for fact in _fact_rows(places, row.type_ids):
            yield (
                item.id, fact.type_id, fact.place.board_id, fact.place.administration_id or None,
                fact.place.department_id or None, fact.place.unit_id, row.received_on,
                row.closed_on, category_id, row.ivo, row.imy, commissioned, *fact.flags,
            )  # fmt: skip

    def _assess_by(self, row: Incoming) -> Any:
        if row.status != Status.RECEIVED:
            return None
        return add_working_days(row.received_on, self._world.assess_days(row.board_id))

    def _category_id(self, row: Incoming) -> int | None:
        return self._categories[fold(row.category)] if row.category else None

    def _cause_ids(self, row: Incoming) -> list[int]:
        return [self._causes[fold(name)] for name in row.causes]

    def _secret(self, row: Incoming) -> bool:
        return is_secret(self._world.kinds[key] for key in row.type_ids)

    def _find_basis(self, type_ids: tuple[int, ...], unit_ids: tuple[int, ...], day: Any) -> str:
        kinds = [self._world.kinds[key] for key in type_ids]
        bases = [self._world.basis(day, unit_id) for unit_id in sorted(unit_ids)]
        return legal_basis(kinds, [basis for basis in bases if basis], day)


@lru_cache(maxsize=16384)
def _fact_rows(places: tuple[Place, ...], type_ids: tuple[int, ...]) -> tuple[FactRow, ...]:
    return fact_rows(places, type_ids)


def unknown_names(found: Comparison, world: World) -> tuple[list[str], list[str]]:
    """Categories and causes that the file needs and that are not in the lists yet."""
    rows = [*found.new, *(item.becomes for item in found.revised)]
    return (
        _unknown((row.category for row in rows), world.categories),
        _unknown((name for row in rows for name in row.causes), world.causes),
    )


def _unknown(names: Iterable[str], known: dict[str, tuple[int, str]]) -> list[str]:
    """Names that are not in the list yet, in the order of the file, each once in any case."""
    found: dict[str, str] = {}
    for name in names:
        if name and fold(name) not in known:
            found.setdefault(fold(name), name)
    return list(found.values())


def _with_ids(
    known: dict[str, tuple[int, str]], model: type[Category] | type[Cause], names: list[str]
) -> dict[str, int]:
    ids = {key: item[0] for key, item in known.items()}
    return ids | dict(zip(map(fold, names), reserve_ids(model, len(names)), strict=True))
