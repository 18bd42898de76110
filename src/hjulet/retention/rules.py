"""Rules of retention, pure: when the time is out, what a hold covers, who may sign."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hjulet.calendar.rules import add_months
from hjulet.kernel.free_text import Fault
from hjulet.retention.kinds import ListStatus

MOST_MONTHS = 1200
# A record that somebody took off a list comes back in a proposal after so long.
AGAIN_AFTER_MONTHS = 12
# What two people can look through. The rest comes in the next list.
LIST_MOST = 200
BASIS_MOST = 200
HELD = "Gallringen är stoppad."


def kept_until(ended_on: date, months: int) -> date:
    """The last day that the record must be kept; it may go the day after (lagen 1930:173 1 §)."""
    return add_months(ended_on, months)


def ended_by(today: date, months: int) -> date:
    """The latest day to have ended on for the time to be out `today`: kept_until < today."""
    day = add_months(today, -months)
    while kept_until(day, months) >= today:
        day -= timedelta(days=1)
    while kept_until(day + timedelta(days=1), months) < today:
        day += timedelta(days=1)
    return day


@dataclass(frozen=True, slots=True)
class HoldFacts:
    """What a hold covers: "" for every kind, None for every record of it."""

    kind: str
    key: int | None
    first: date
    last: date | None

    def covers(self, kind: str, key: int | None, today: date) -> bool:
        """Whether it stops the record (key None: all records of the kind) that day."""
        if today < self.first or (self.last is not None and self.last < today):
            return False
        if self.kind and self.kind != kind:
            return False
        return self.key is None or self.key == key


def held(holds: Iterable[HoldFacts], kind: str, key: int | None, today: date) -> bool:
    """Whether any of the holds stops the record that day."""
    return any(one.covers(kind, key, today) for one in holds)


def joined(keys: Sequence[int], shared: Iterable[tuple[int, object]]) -> list[list[int]]:
    """The keys in groups: those that share a thing stand together. Both keep their order.

    `shared` is (key, thing), of these keys only.
    """
    group = {key: [key] for key in keys}
    first: dict[object, int] = {}
    for key, thing in shared:
        one, other = group[first.setdefault(thing, key)], group[key]
        if one is not other:
            one += other
            group |= dict.fromkeys(other, one)
    found = {id(one): sorted(one, key=keys.index) for one in group.values()}
    return sorted(found.values(), key=lambda one: keys.index(one[0]))


def first_faults(*, status: str, tried: bool, going: int, decided: bool) -> list[Fault]:
    """Why the list cannot get its first signature; empty when it can.

    `decided`: the board has a rule of its own. Without one nothing may be disposed of.
    """
    if status != ListStatus.PROPOSED:
        return [Fault("list", "Listan är redan underskriven eller avslutad.")]
    faults = []
    if not decided:
        faults.append(Fault("list", "Nämnden har ingen regel som säger att detta ska gallras."))
    if not tried:
        faults.append(Fault("list", "Provkör listan först, så att du ser vad som försvinner."))
    elif not going:
        faults.append(Fault("list", "Inget på listan kan gallras nu. Ta tillbaka listan."))
    return faults


def second_faults(*, status: str, first_by: int | None, account_id: int | None) -> list[Fault]:
    """Why the account cannot sign second; empty when it can. Two people, never one twice."""
    if status != ListStatus.SIGNED:
        return [Fault("list", "Listan väntar inte på en andra underskrift.")]
    if account_id is None or first_by == account_id:
        return [
            Fault("list", "Du har skrivit under först. En annan person måste skriva under också.")
        ]
    return []
