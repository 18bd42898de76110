"""Values of an import: a row that has been read, and what a whole file came to."""

from dataclasses import dataclass, field
from datetime import date, datetime

from hjulet.files.tabular_cells import RowFault


@dataclass(slots=True)
class Incoming:
    """One row, checked: everything is found out but whether the report is new."""

    row: int
    reference: str
    received_at: datetime
    received_on: date
    occurred_on: date | None
    occurred_text: str
    type_ids: tuple[int, ...]
    unit_ids: tuple[int, ...]
    board_id: int
    category: str
    causes: tuple[str, ...]
    text: str
    status: str
    closed_on: date | None
    ivo: bool
    ivo_on: date | None
    imy: bool
    imy_on: date | None
    commissioned_by: str
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A report in the file that somebody has changed, or written, in Hjulet. It stays as it is."""

    row: int
    reference: str


@dataclass(slots=True)
class Outcome:
    """What a file means, or meant. With faults nothing is applied."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: list[Kept] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    unused: tuple[str, ...] = ()
    new_categories: list[str] = field(default_factory=list)
    new_causes: list[str] = field(default_factory=list)
    first: list[Incoming] = field(default_factory=list)
    applied: bool = False
