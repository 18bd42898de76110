"""The rows of an organisation file as values, and what is wrong with them by themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hjulet.files.tabular import Row, Table
from hjulet.files.tabular_cells import Columns, NotADay, RowFault, fault, find_columns, read_day
from hjulet.kernel.identity_numbers import in_words, persons
from hjulet.kernel.swedish import fold
from hjulet.organisation.kinds import LegalBasis, UnitKind
from hjulet.organisation.rules import may_stand_under, name_fault

COLUMNS = ("namn", "typ", "överordnad", "från", "till", "verksamhetsområde", "lagrum")
REQUIRED = ("namn", "typ")
MAX_NAME = 200
MAX_BASIS = 60
KINDS: Mapping[str, str] = {kind.label: kind.value for kind in UnitKind}
LABELS: Mapping[str, str] = {kind.value: kind.label for kind in UnitKind}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a unit under a parent during a period (first and last day, None is open)."""

    row: int
    name: str
    kind: str
    parent: str
    first: date | None
    last: date | None
    area: str = ""
    basis: str = ""

    @property
    def span(self) -> tuple[date | None, date | None]:
        return (self.first, self.last)

    @property
    def order(self) -> tuple[date, date, str, int]:
        return (self.first or date.min, self.last or date.max, fold(self.parent), self.row)


@dataclass(frozen=True, slots=True)
class Faulty:
    """A row that cannot be used; its name is kept, so that others are not faulted for it."""

    name: str
    faults: tuple[RowFault, ...]


def read_lines(table: Table, columns: Columns) -> Iterator[Line | Faulty]:
    """Each row as a Line, or as the faults it has. Raises TableFault."""
    for row in table.rows():
        yield read_line(row, columns)


def columns_of(table: Table, mapping: Mapping[str, str] | None = None) -> Columns:
    """Raises WrongHeadings."""
    return find_columns(table.headings, COLUMNS, REQUIRED, mapping)


def read_line(row: Row, columns: Columns) -> Line | Faulty:
    """One row. All its faults are found at once, so that a file is put right in one go."""
    faults: list[RowFault] = []

    def cell(column: str) -> str:
        place = columns.places.get(column)
        return " ".join(row.cells[place].split()) if place is not None else ""

    def wrong(column: str, message: str) -> None:
        faults.append(fault(row.number, column, cell(column), message))

    def day(column: str) -> date | None:
        if not cell(column):
            return None
        try:
            return read_day(cell(column))[0]
        except NotADay as error:
            wrong(column, f"{error}.")
            return None

    name, kind = cell("namn"), KINDS.get(fold(cell("typ")), "")
    if row.beyond:
        faults.append(fault(row.number, "", "", "raden har fler celler än det finns rubriker."))
    if not name:
        wrong("namn", "namn saknas.")
    elif len(name) > MAX_NAME:
        wrong("namn", f"namnet är längre än {MAX_NAME} tecken.")
    elif unusable := name_fault(name):
        wrong("namn", f"{unusable[0].lower()}{unusable[1:]}")
    if not kind:
        wrong("typ", f"ska vara {_either(list(KINDS))}.")
    parent = cell("överordnad")
    if kind == UnitKind.BOARD and parent:
        wrong("överordnad", "en nämnd står överst. Lämna cellen tom.")
    if kind and kind != UnitKind.BOARD and not parent:
        above = _either([LABELS[k] for k in LABELS if may_stand_under(kind, k)])
        wrong("överordnad", f"skriv vilken {above} som {definite(kind)} hör till.")
    first, last = day("från"), day("till")
    if first and last and last < first:
        wrong("till", f"ligger före första dagen {first.isoformat()}.")
    if len(cell("verksamhetsområde")) > MAX_NAME:
        wrong("verksamhetsområde", f"är längre än {MAX_NAME} tecken.")
    if len(cell("lagrum")) > MAX_BASIS:
        wrong("lagrum", f"är längre än {MAX_BASIS} tecken.")
    for column in ("namn", "verksamhetsområde", "lagrum"):
        if found := persons(cell(column)):
            wrong(column, f"innehåller {in_words(found)}. Ta bort det.")
    if faults:
        return Faulty(name, tuple(faults))
    basis = _BASES.get(fold(cell("lagrum")), cell("lagrum"))
    return Line(row.number, name, kind, parent, first, last, cell("verksamhetsområde"), basis)


_BASES = {fold(basis.value): basis.value for basis in LegalBasis}
_DEFINITE = {
    "board": "nämnden",
    "administration": "förvaltningen",
    "department": "avdelningen",
    "unit": "enheten",
    "team": "teamet",
}


def definite(kind: str) -> str:
    """ "enheten" """
    return _DEFINITE[kind]


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} eller {words[-1]}"
