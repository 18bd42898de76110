"""Rules of reports, pure: what an assessment may say, and how a report becomes fact rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hjulet.kernel.clock import hours_later
from hjulet.kernel.free_text import Fault
from hjulet.reports.kinds import (
    ANSWER_CLOCK,
    ASSESS_CLOCK,
    ASTRAY_CLOCK,
    CLOSE_CLOCK,
    POSSIBLE_BREACH_CLOCK,
    SECRET_KINDS,
    SERIOUS_CLOCK,
    TAKE_UP_CLOCKS,
    Astray,
    Serious,
    Status,
    TypeKind,
)

# From which status each step may be taken.
TRANSITIONS: Mapping[str, frozenset[str]] = {
    "assess": frozenset({Status.RECEIVED, Status.ASSESSED, Status.INVESTIGATING, Status.CLOSED}),
    "close": frozenset({Status.ASSESSED, Status.INVESTIGATING}),
    "reopen": frozenset({Status.CLOSED}),
}


def assessment_faults(
    *,
    kinds: Sequence[str],
    unit_count: int,
    reason: str,
) -> tuple[Fault, ...]:
    """What is wrong with an assessment; empty when it may be sealed.

    `kinds` are the kinds of the chosen types. "Ej avvikelse" is an outcome: it excludes the
    others and needs a reason, so that the reporter can be told why.
    """
    faults: list[Fault] = []
    if not kinds:
        faults.append(Fault("types", "Välj vad det är. Flera kan stämma."))
    if TypeKind.NOT_DEVIATION in kinds and len(kinds) > 1:
        faults.append(
            Fault(
                "types", "”Ej avvikelse” kan inte stå tillsammans med en annan typ. Välj det ena."
            )
        )
    if TypeKind.NOT_DEVIATION in kinds and not reason.strip():
        faults.append(
            Fault(
                "reason",
                "Skriv varför det inte är en avvikelse. Den som rapporterade får läsa det.",
            )
        )
    if unit_count < 1:
        faults.append(Fault("units", "Välj minst en enhet som det gäller."))
    return tuple(faults)


def is_secret(kinds: Iterable[str]) -> bool:
    """Whether a report of these kinds is restricted at once."""
    return any(kind in SECRET_KINDS for kind in kinds)


def cases_needed(kinds: Iterable[str]) -> frozenset[str]:
    """Which kinds of cases a report of these kinds asks for.

    Lex Sarah and personal data breaches have their own law and always a case of their own. A
    deviation that is lex Sarah is investigated there and not once more by the unit.
    """
    needed = set(kinds) & set(TAKE_UP_CLOCKS)
    if TypeKind.LEX_SARAH in needed:
        needed.discard(TypeKind.DEVIATION)
    return frozenset(needed)


def must_have_case(kinds: Iterable[str]) -> frozenset[str]:
    """The kinds whose case must be closed before the report can be (27 kap. 5 § SoL, art. 33.5
    GDPR). A deviation may be closed with a reason without being investigated.
    """
    return cases_needed(kinds) - {TypeKind.DEVIATION}


def may_be_breach(data_astray: str) -> bool:
    """Whether the reporter has not ruled out that data went astray."""
    return data_astray in (Astray.YES, Astray.UNKNOWN)


def assess_clock(may_be_serious: str, data_astray: str) -> str:
    """The clock that runs until the report is assessed. "Jag vet inte" hurries as much as yes."""
    if may_be_breach(data_astray):
        return ASTRAY_CLOCK
    hurries = may_be_serious in (Serious.YES, Serious.UNKNOWN)
    return SERIOUS_CLOCK if hurries else ASSESS_CLOCK


def received_clocks(may_be_serious: str, data_astray: str) -> frozenset[str]:
    """All that run for a report that nobody has assessed; also that of the dataskyddsombud."""
    also = {POSSIBLE_BREACH_CLOCK} if may_be_breach(data_astray) else set()
    return frozenset({assess_clock(may_be_serious, data_astray), *also})


def next_steps(
    status: str,
    kinds: Iterable[str],
    cases: Mapping[str, bool],
    received: frozenset[str] = frozenset({ASSESS_CLOCK}),
    *,
    unanswered: bool = False,
) -> frozenset[str]:
    """The clocks that are to run for a report itself; `cases` holds by kind whether it is settled,
    `received` the clocks of one that nobody has assessed.

    `unanswered`: somebody outside has been told and not answered. Then a deviation that nobody
    investigates waits for the answer, which somebody follows up.

    Empty only when the report is closed, or when an open case has it: then the clock of the case
    runs. So no report is ever without a next step.
    """
    if status == Status.CLOSED:
        return frozenset()
    if status == Status.RECEIVED:
        return received
    waiting = cases_needed(kinds) - set(cases)
    if waiting:
        clocks = TAKE_UP_CLOCKS | ({TypeKind.DEVIATION: ANSWER_CLOCK} if unanswered else {})
        return frozenset(clocks[kind] for kind in waiting)
    return frozenset() if not all(cases.values()) else frozenset({CLOSE_CLOCK})


def imy_due(received_at: datetime) -> datetime:
    """When a personal data breach is to be notified to IMY at the latest (art. 33.1 GDPR).

    The 72 real hours run from when the organisation became aware of it, whatever the day of the
    week and whatever summer time does.
    """
    return hours_later(received_at, 72)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a report counts, by id; department and administration are 0 when there is none."""

    board_id: int
    department_id: int
    unit_id: int
    administration_id: int = 0

    @property
    def ids(self) -> tuple[int, ...]:
        """Board, department when there is one, and unit."""
        ids = (self.board_id, self.department_id, self.unit_id)
        return tuple(unit_id for unit_id in ids if unit_id)


# "First row of this report at this level": the sum of a flag is how many different reports there
# are. `_type` is the first of report and type.
FLAGS = (
    "f_unit", "f_department_type", "f_department", "f_administration_type", "f_administration",
    "f_board_type", "f_board", "f_type", "f_all",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactRow:
    """One report x type x unit; `flags` are 0 or 1 in the order of `FLAGS`."""

    place: Place
    type_id: int
    flags: tuple[int, ...]


def fact_rows(places: Iterable[Place], type_ids: Iterable[int]) -> tuple[FactRow, ...]:
    """The fact rows of one report: distinct counts at every level become sums of flags."""
    seen: set[tuple[object, ...]] = set()

    def first(*level: object) -> int:
        if level in seen:
            return 0
        seen.add(level)
        return 1

    def flags(place: Place, type_id: int) -> tuple[int, ...]:
        board = ("board", place.board_id)
        administration = (*board, "administration", place.administration_id)
        department = (*board, "department", place.department_id)
        return (
            first(*department, "unit", place.unit_id),
            first(*department, "type", type_id),
            first(*department),
            first(*administration, "type", type_id),
            first(*administration),
            first(*board, "type", type_id),
            first(*board),
            first("type", type_id),
            first(),
        )

    types = sorted(set(type_ids))
    return tuple(
        FactRow(place, type_id, flags(place, type_id))
        for place in sorted(set(places))
        for type_id in types
    )


def reference(year: int, number: int) -> str:
    """2025-417."""
    return f"{year}-{number}"


# Fields that a correction may speak of, here or from a file.
FIELD_WORDS = {
    "received_on": "Inkom",
    "occurred_on": "Hände",
    "notified_ivo": "Anmäld till IVO",
    "notified_imy": "Anmäld till IMY",
    "notified_ivo_on": "Anmäld till IVO",
    "notified_imy_on": "Anmäld till IMY",
    "status": "Status",
    "closed_on": "Avslutad",
    "types": "Typer",
    "units": "Enheter",
    "category": "Kategori",
    "causes": "Orsaker",
    "what_happened": "Beskrivning",
    "commissioned_by": "Uppdragsgivare",
}
