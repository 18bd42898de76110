"""What the figures of reports say in words: notes, the honest sentence, the source line."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from hjulet.calendar.rules import previous, same_part
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
# With a larger part not assessed, or without a cause, shares and causes are not compared.
FEW_MISSING = 0.05
_KINDS = frozenset(TypeKind.values)


def whole_of(selection: Selection) -> str:
    """What the total is of: "hela nämnden"."""
    return _WHOLE[UnitKind(selection.node.kind)] if selection.node else "totalt"


def verb(scope: Scope) -> str:
    return "avslutade" if scope.count == Counting.CLOSED else "inkomna"


def happened(scope: Scope, waiting: int = 0) -> str:
    """ "kom in under 2023" or "avslutades under 2023".

    With some `waiting` to be assessed: "kom in under 2023 och är bedömda".
    """
    verb = "avslutades" if scope.count == Counting.CLOSED else "kom in"
    return f"{verb} {during(scope.period)}{' och är bedömda' if waiting else ''}"


def during(period: Period) -> str:
    """ "under 2023", "från 1 februari 2023 till 30 juni 2023"."""
    if ".." in period.key:
        return f"från {date_plain(period.first)} till {date_plain(period.last)}"
    return f"under {period.label}"


def figure(
    key: str,
    title: str,
    scope: Scope,
    now: datetime,
    *,
    assessed: int = 0,
    waiting: int = 0,
    **parts: Any,
) -> Figure:
    """A Figure of this scope; `parts` are its columns, rows and words.

    `assessed` reports are in it and `waiting` are not: the opening says so, and when none is
    assessed that they wait, not that nothing happened.
    """
    if waiting and not assessed:
        found = plural(waiting, "rapport", "rapporter")
        parts["lede"] = f"{found} {happened(scope)}, men inget av det är bedömt ännu."
    elif waiting:
        parts["lede"] = (
            f"{number(assessed)} av {number(assessed + waiting)} inkomna rapporter är bedömda. "
            f"{parts['lede']}"
        )
    return Figure(
        key=key,
        title=title,
        period_key=scope.period.key,
        period_label=scope.period.label,
        unit_id=scope.unit_id,
        unit_name=scope.unit_name,
        count=scope.count,
        counted_at=counted_at(now),
        **{
            "source": f"Räknat {date_time(now)} på {verb(scope)} rapporter.",
            "previous_label": previous(scope.period).label,
            **parts,
        },
    )


def notes_on_scope(
    scope: Scope, now: datetime, selection: Selection, counted: Counts, waiting: int
) -> list[str]:
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
    if waiting:
        notes.append(
            f"{plural(waiting, 'rapport', 'rapporter')} i perioden är ännu inte "
            f"{'bedömd' if waiting == 1 else 'bedömda'} och ingår inte."
        )
    if scope.commissioned == "own":
        notes.append("Rapporter på uppdrag av andra ingår inte.")
    elif scope.commissioned == "others":
        notes.append("Bara rapporter på uppdrag av andra ingår.")
    elif counted.commissioned:
        notes.append(f"Varav {number(counted.commissioned)} på uppdrag av andra.")
    if under_way(scope.period, now):
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


def under_way(period: Period, now: datetime) -> bool:
    """Whether the period has begun and has days left after today."""
    return period.first <= clock.local_date(now) < period.last


def compared(scope: Scope, now: datetime) -> Scope:
    """The scope to compare with: the period before, of one under way only the same part of it."""
    earlier = before(scope)
    if not under_way(scope.period, now):
        return earlier
    return replace(earlier, period=same_part(scope.period, clock.local_date(now)))


def compared_label(scope: Scope, now: datetime) -> str:
    """What the key of a chart calls `compared`: "2025", "samma del av 2025"."""
    label = previous(scope.period).label
    return f"samma del av {label}" if under_way(scope.period, now) else label


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
    scope: Scope,
    now: datetime,
    these: int,
    those: int | None,
    what: str,
    the_what: str,
    *,
    waiting: int = 0,
) -> Comparison | None:
    """The honest comparison of two totals; None when the period has not begun or has no data.

    `those` are of the scope that `compared` gives. No report at all since the period began is more
    likely a year not yet entered than a year without a single deviation. Nothing is claimed that
    the reports `waiting` to be assessed could make untrue.
    """
    passed = days(scope.period, now)
    if not passed or (not these and not counts.begun_since(scope.period.first)):
        return None
    part = compared(scope, now).period
    say = partial(
        compare_counts,
        before=those,
        what=what,
        the_what=the_what,
        days_now=passed,
        days_before=part.days,
    )
    found = say(now=these)
    if those is None:
        return found
    if waiting and _claim(found) != _claim(say(now=these + waiting)):
        return Comparison(
            headline=f"{scope.period.label[:1].upper()}{scope.period.label[1:]} går inte att "
            "jämföra än.",
            sentence=f"{plural(waiting, 'rapport', 'rapporter')} är inte "
            f"{'bedömd' if waiting == 1 else 'bedömda'}, och det kan ändra svaret.",
            differs=False,
        )
    if not under_way(scope.period, now):
        return found
    today = date_plain(clock.local_date(now))
    return replace(
        found,
        sentence=f"{found.sentence} Perioden pågår, så det som jämförs är "
        f"{date_plain(scope.period.first)} till {today} med "
        f"{date_plain(part.first)} till {date_plain(part.last)}.",
    )


def _claim(said: Comparison) -> int:
    """1 for more, -1 for fewer, 0 when nothing is claimed."""
    if not said.differs or said.low is None:
        return 0
    return 1 if said.low > 0 else -1


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
