"""What the figures of reports say in words: notes, the honest sentence, the source line."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hjulet.calendar.rules import previous
from hjulet.calendar.types import Period
from hjulet.figures.types import Figure, Scope, counted_at
from hjulet.kernel import clock
from hjulet.organisation.kinds import UnitKind
from hjulet.reports import counts
from hjulet.reports.counts import Counts, Selection
from hjulet.reports.kinds import Counting, TypeKind
from hjulet.reports.models import DeviationType
from hjulet.stats.words import Comparison, compare_counts
from hjulet.ui.format import date_plain, date_time, number, plural

_WHOLE = {
    UnitKind.BOARD: "hela nämnden",
    UnitKind.ADMINISTRATION: "hela förvaltningen",
    UnitKind.DEPARTMENT: "hela avdelningen",
    UnitKind.UNIT: "enheten",
    UnitKind.TEAM: "teamet",
}

RARE_SILENCE = 3
_WAITING = " i perioden är ännu inte"
_KINDS = frozenset(TypeKind.values)


def whole_of(selection: Selection) -> str:
    """What the total is of: "hela nämnden"."""
    return _WHOLE[UnitKind(selection.node.kind)] if selection.node else "totalt"


def verb(scope: Scope) -> str:
    return "avslutade" if scope.count == Counting.CLOSED else "inkomna"


def happened(scope: Scope) -> str:
    """ "kom in under 2023" or "avslutades under 2023"."""
    verb = "avslutades" if scope.count == Counting.CLOSED else "kom in"
    return f"{verb} {during(scope.period)}"


def during(period: Period) -> str:
    """ "under 2023", "från 1 februari 2023 till 30 juni 2023"."""
    if ".." in period.key:
        return f"från {date_plain(period.first)} till {date_plain(period.last)}"
    return f"under {period.label}"


def figure(key: str, title: str, scope: Scope, now: datetime, **parts: Any) -> Figure:
    """A Figure of this scope; `parts` are its columns, rows and words.

    When nothing in it is assessed the opening says what waits, not that nothing happened.
    """
    if waiting := _all_waiting(parts):
        parts["lede"] = f"{waiting} {happened(scope)}, men inget av det är bedömt ännu."
    return Figure(
        key=key,
        title=title,
        period_key=scope.period.key,
        period_label=scope.period.label,
        unit_id=scope.unit_id,
        unit_name=scope.unit_name,
        count=scope.count,
        counted_at=counted_at(now),
        previous_label=previous(scope.period).label,
        **{"source": f"Räknat {date_time(now)} på {verb(scope)} rapporter.", **parts},
    )


def _all_waiting(parts: dict[str, Any]) -> str:
    """ "8 rapporter" when those are all there are and none is assessed, else ""."""
    columns = [column.key for column in parts.get("columns", ())]
    at = columns.index("total") if "total" in columns else 0
    for row in parts.get("rows", ()):
        if row.level == "total" and row.cells[at]:
            return ""
    found = (note.partition(_WAITING) for note in parts.get("notes", ()))
    return next((words for words, mark, _ in found if mark), "")


def notes_on_scope(scope: Scope, now: datetime, selection: Selection, counted: Counts) -> list[str]:
    """What every figure says: received or closed, what waits, commissioned, a period under way."""
    notes = []
    total = counted.whole.total
    if scope.count == Counting.CLOSED:
        received = counts.whole(
            Scope(scope.period, scope.unit_id, scope.unit_name, commissioned=scope.commissioned),
            selection,
        )
        notes.append(
            "Räknat på rapporter som avslutades under perioden, också sådana som kom in före den. "
            f"{_inflow(received.whole.total)} under perioden, "
            f"{number(received.open)} av dem är inte avslutade."
        )
    elif total:
        notes.append(
            "Räknat på rapporter som kom in under perioden. "
            f"{number(counted.open)} av dem är inte avslutade."
        )
    if waiting := counts.not_assessed(scope, selection):
        notes.append(
            f"{plural(waiting, 'rapport', 'rapporter')}{_WAITING} "
            f"{'bedömd' if waiting == 1 else 'bedömda'} och ingår inte."
        )
    if scope.commissioned == "own":
        notes.append("Rapporter på uppdrag av andra ingår inte.")
    elif scope.commissioned == "others":
        notes.append("Bara rapporter på uppdrag av andra ingår.")
    elif counted.commissioned:
        notes.append(f"Varav {number(counted.commissioned)} på uppdrag av andra.")
    today = clock.local_date(now)
    if scope.period.first <= today < scope.period.last:
        notes.append("Perioden pågår: siffrorna är till och med i dag.")
    if selection.node is not None and scope.unit_id not in selection.tree:
        notes.append(f"{selection.node.name} fanns inte under perioden.")
    return notes


def _inflow(received: int) -> str:
    return f"{plural(received, 'rapport', 'rapporter')} kom in"


def before(scope: Scope) -> Scope:
    """The same scope in the period to compare with."""
    return Scope(
        previous(scope.period), scope.unit_id, scope.unit_name, scope.count, scope.commissioned
    )


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of an earlier period: `shown` something, `complete` all of it.

    Only a complete period may be compared with. `note` says what is missing.
    """

    shown: bool
    complete: bool
    first_day: date | None = None
    note: str = ""


def past(earlier_scope: Scope, earlier: Selection) -> Past:
    """Whether the reports go back far enough to say something about the earlier period.

    A register that begins in the middle of a period holds too little of it, and the next one
    would seem to be a rise. The gap before the first report counts as missing when so long a
    silence would be rare (under 5 %) at the pace that followed: exp(-3) = 0.05.
    """
    if earlier_scope.unit_id is not None and earlier_scope.unit_id not in earlier.tree:
        return Past(shown=False, complete=False)
    period = earlier_scope.period
    first = counts.first_day()
    if first is None or first > period.last:
        return Past(shown=False, complete=False)
    if first <= period.first:
        return Past(shown=True, complete=True, first_day=first)
    gap = (first - period.first).days
    rest = (period.last - first).days + 1
    expected = gap * counts.received_during(first, period.last) / rest
    # Closings of what came in before the first report are missing, however small the gap.
    if expected < RARE_SILENCE and earlier_scope.count != Counting.CLOSED:
        return Past(shown=True, complete=True, first_day=first)
    return Past(
        shown=True,
        complete=False,
        first_day=first,
        note=f"Rapporterna börjar {date_plain(first)}, så {period.label} är inte helt med "
        "och går inte att jämföra med.",
    )


def days(period: Period, now: datetime) -> int:
    """Days of the period that have been; 0 when it has not begun."""
    return max(0, (min(period.last, clock.local_date(now)) - period.first).days + 1)


def compare(
    scope: Scope, now: datetime, these: int, those: int | None, what: str, the_what: str
) -> Comparison | None:
    """The honest comparison of two totals; None when the period has not begun or has no data.

    No report at all since the period began is more likely a year not yet entered than a year
    without a single deviation.
    """
    passed = days(scope.period, now)
    if not passed or (not these and not counts.begun_since(scope.period.first)):
        return None
    return compare_counts(
        now=these,
        before=those,
        what=what,
        the_what=the_what,
        days_now=passed,
        days_before=previous(scope.period).days,
    )


def sentence(comparison: Comparison | None) -> str:
    """The whole comment: may we say that it changed, and what the figures do not say."""
    if comparison is None:
        return ""
    parts = (comparison.headline, comparison.sentence, comparison.cause)
    return " ".join(part for part in parts if part)


def short(sentence: str) -> str:
    """The first of its sentences: "122 mot 115: kan inte skiljas från slump."."""
    return sentence.split(". ")[0].rstrip(".") + "."


def type_key(one: DeviationType) -> str:
    """The key of a type's column or row; the kind first, so that texts can ask for it by kind."""
    return f"{one.kind}-{one.pk}"


def type_of(key: str) -> int | None:
    """The type id in a key from `type_key`."""
    kind, _, number = key.rpartition("-")
    return int(number) if number.isdigit() and kind in _KINDS else None
