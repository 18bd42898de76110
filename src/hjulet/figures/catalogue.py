"""The catalogue: every number the product shows is asked for here by key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from hjulet.figures.types import Figure, Scope

# What a reader may choose besides period and unit, where it makes a difference.
COUNT, COMMISSIONED = "count", "commissioned"


@dataclass(frozen=True, slots=True)
class Definition:
    """A registered figure: key, title, one sentence on what it counts, and how to compute it.

    `takes` are the choices that change what it counts: `COUNT` (received or closed) and
    `COMMISSIONED`. A page offers no other, and the figure is never asked with another.
    """

    key: str
    title: str
    description: str
    compute: Callable[[Scope, datetime], Figure]
    order: int = 100
    drill: Callable[..., str] | None = None  # (scope, row, column) -> address of the list
    takes: frozenset[str] = frozenset()

    def narrowed(self, scope: Scope) -> Scope:
        """The scope without the choices that the figure does not take."""
        return replace(
            scope,
            count=scope.count if COUNT in self.takes else "received",
            commissioned=scope.commissioned if COMMISSIONED in self.takes else "all",
        )


class UnknownFigure(LookupError):
    """No figure has that key."""


_definitions: dict[str, Definition] = {}


def register(definition: Definition) -> None:
    """Called from a room's apps.py; a key is registered once."""
    if definition.key in _definitions and _definitions[definition.key] != definition:
        raise ValueError(f"{definition.key} finns redan i katalogen")
    _definitions[definition.key] = definition


def definitions() -> tuple[Definition, ...]:
    return tuple(sorted(_definitions.values(), key=lambda item: (item.order, item.key)))


def definition(key: str) -> Definition:
    """Raises UnknownFigure."""
    try:
        return _definitions[key]
    except KeyError:
        raise UnknownFigure(key) from None


def compute(key: str, scope: Scope, now: datetime) -> Figure:
    """Counts the figure. Raises UnknownFigure."""
    found = definition(key)
    figure = found.compute(found.narrowed(scope), now)
    # Only what could have been counted otherwise says which it is.
    return figure if COUNT in found.takes else replace(figure, count="")


DataDays = Callable[[], tuple[date, date] | None]
_data_days: list[DataDays] = []


def register_data_days(days: DataDays) -> None:
    """A room tells from which day to which it has something to count (None when nothing)."""
    if days not in _data_days:
        _data_days.append(days)


def data_days() -> tuple[date, date] | None:
    """The first and the last day that any figure could count; None when there is nothing."""
    spans = [span for days in _data_days if (span := days()) is not None]
    if not spans:
        return None
    return min(first for first, _ in spans), max(last for _, last in spans)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Derived rows that figures are counted from: how to check them and make them anew.

    `verify` changes nothing and gives one line (`str`) for each difference; `rebuild` gives the
    number of rows made.
    """

    verify: Callable[[], Sequence[object]]
    rebuild: Callable[[], int]


_upkeep: list[Upkeep] = []


def register_upkeep(upkeep: Upkeep) -> None:
    """Called by a room whose figures are counted from derived rows."""
    if upkeep not in _upkeep:
        _upkeep.append(upkeep)


def verify() -> list[str]:
    """Every difference between derived rows and what they are derived from, in Swedish."""
    return [str(one) for upkeep in _upkeep for one in upkeep.verify()]


def rebuild() -> int:
    """Makes all derived rows anew; returns how many they became."""
    return sum(upkeep.rebuild() for upkeep in _upkeep)
