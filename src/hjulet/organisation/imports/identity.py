"""Which rows are the same unit, what each stands under, and which unit in Hjulet it is. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from hjulet.files.tabular_cells import RowFault, fault
from hjulet.kernel.swedish import fold
from hjulet.organisation.imports.lines import LABELS, Line, definite
from hjulet.organisation.kinds import LEVELS
from hjulet.organisation.rules import covers, day_after, may_stand_under, overlap

Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """A placement as it stands in Hjulet."""

    id: int
    unit_id: int
    kind: str
    name: str
    parent_id: int | None
    area: str
    basis: str
    first: date | None
    last: date | None

    @property
    def span(self) -> Span:
        return (self.first, self.last)


@dataclass(eq=False)
class Body:
    """One unit: the rows that speak of it, and its placements in Hjulet when it is there."""

    kind: str
    unit_id: int | None = None
    standings: list[Standing] = field(default_factory=list)
    lines: list[tuple[Line, Body | None]] = field(default_factory=list)
    stood: list[tuple[Standing, Body | None]] = field(default_factory=list)

    def ups(self, span: Span) -> list[tuple[str, Body | None]]:
        """Its name and what it stands under in that time, by the file or else by Hjulet."""
        told: list[tuple[Line, Body | None]] | list[tuple[Standing, Body | None]]
        told = self.lines or self.stood
        return [(item.name, parent) for item, parent in told if overlap(item.span, span)]

    def spans(self, name: str) -> list[Span]:
        """When it bears the name (folded)."""
        return [line.span for line, _ in self.lines if fold(line.name) == name] + [
            item.span for item in self.standings if fold(item.name) == name
        ]


class Resolver:
    """Ties rows to units, level by level from the top; faults are gathered in `faults`."""

    def __init__(self, lines: Sequence[Line], standings: Sequence[Standing]) -> None:
        self.faults: list[RowFault] = []
        self.bodies: list[Body] = []
        self._lines = lines
        self._names: dict[str, list[Body]] = defaultdict(list)
        self._faulty: set[str] = set()
        self._mentioned: set[int] = set()
        by_unit: dict[int, Body] = {}
        for item in standings:
            body = by_unit.setdefault(item.unit_id, Body(item.kind, item.unit_id))
            body.standings.append(item)
        self._by_id = by_unit
        for body in by_unit.values():
            body.stood = [(item, by_unit.get(item.parent_id or 0)) for item in body.standings]

    def resolve(self, faulty_names: Iterable[str] = ()) -> list[Body]:
        """Every unit that the file speaks of. `faulty_names`: of rows already found faulty."""
        self._faulty = {fold(name) for name in faulty_names}
        for kind in LEVELS:
            groups: dict[str, list[Line]] = defaultdict(list)
            for line in self._lines:
                if line.kind == kind:
                    groups[fold(line.name)].append(line)
            there: dict[str, list[Body]] = defaultdict(list)
            for body in self._by_id.values():
                if body.kind == kind:
                    for name in {fold(item.name) for item in body.standings}:
                        there[name].append(body)
            for name, lines in groups.items():
                self._group(sorted(lines, key=lambda line: line.order), there.get(name, []))
            for name, bodies in there.items():
                for body in bodies:
                    if body not in self._names[name]:
                        self._names[name].append(body)
        return self.bodies

    def _group(self, lines: list[Line], there: list[Body]) -> None:
        """Rows of one name and type become one or several units."""
        chains: list[list[tuple[Line, Body | None]]] = []
        for line in lines:
            parent = self._parent(line)
            if parent is None and line.parent:
                self._faulty.add(fold(line.name))
                continue
            clash = next(
                (
                    other
                    for chain in chains
                    for other, its_parent in chain
                    if its_parent is parent and overlap(other.span, line.span)
                ),
                None,
            )
            if clash is not None:
                self._overlapping(line, clash)
                continue
            _place(line, parent, chains)
        for chain, body in _matched(chains, there, self._mentioned):
            own = body or Body(lines[0].kind)
            own.lines = chain
            if own.unit_id is not None:
                self._mentioned.add(own.unit_id)
            self.bodies.append(own)
            self._names[fold(lines[0].name)].append(own)

    def _overlapping(self, line: Line, other: Line) -> None:
        low, high = sorted((line, other), key=lambda item: item.row)
        self._fault(
            high,
            "från",
            period(high.span),
            f"perioderna överlappar: ”{high.name}” står redan på rad {low.row} "
            f"({period(low.span)}) under samma överordnade.",
        )

    def _parent(self, line: Line) -> Body | None:
        if not line.parent:
            return None
        parts = [fold(part) for part in line.parent.split(">") if part.strip()]
        if not parts:
            self._fault(line, "överordnad", line.parent, "namn saknas.")
            return None
        named = [
            body for body in self._names.get(parts[-1], ()) if may_stand_under(line.kind, body.kind)
        ]
        named = [body for body in named if _under(body, parts[:-1], line.span)]
        if not named:
            self._no_parent(line, parts[-1], len(parts) > 1)
            return None
        whole = [body for body in named if covers(body.spans(parts[-1]), line.span)]
        if not whole:
            spans = [span for body in named for span in body.spans(parts[-1])]
            self._fault(
                line,
                "överordnad",
                line.parent,
                f"finns inte under hela tiden {period(line.span)}, bara {_periods(spans)}.",
            )
            return None
        # A team under "Hemtjänst" means the unit of that name, not the department.
        lowest = max(LEVELS.index(body.kind) for body in whole)
        nearest = [body for body in whole if LEVELS.index(body.kind) == lowest]
        if len(nearest) > 1:
            paths = " eller ".join(f"”{path_of(body, line.span)}”" for body in nearest[:5])
            self._fault(
                line,
                "överordnad",
                line.parent,
                f"flera har det namnet. Skriv till exempel {paths}.",
            )
            return None
        return nearest[0]

    def _no_parent(self, line: Line, name: str, is_path: bool) -> None:
        if name == fold(line.name):
            self._fault(line, "överordnad", line.parent, "kan inte stå under sig själv.")
            return
        of_name = {other.kind for other in self._lines if fold(other.name) == name}
        of_name |= {body.kind for body in self._names.get(name, ())}
        of_name |= {
            body.kind
            for body in self._by_id.values()
            if any(fold(item.name) == name for item in body.standings)
        }
        if of_name and not any(may_stand_under(line.kind, kind) for kind in of_name):
            kind = min(of_name, key=lambda kind: LEVELS.index(kind))
            self._fault(
                line,
                "överordnad",
                line.parent,
                f"fel nivå: det är {_article(kind)}, och {definite(line.kind)} måste stå under "
                "något större. Ordningen är nämnd, förvaltning, avdelning, enhet, team.",
            )
        elif name in self._faulty:
            return  # its own row is listed; this one may be right
        elif of_name and is_path:
            self._fault(line, "överordnad", line.parent, "finns inte på den platsen.")
        else:
            near = nearest_name(name, self._all_names())
            more = f" Menar du ”{near}”?" if near else ""
            self._fault(line, "överordnad", line.parent, f"finns inte i filen eller Hjulet.{more}")

    def _all_names(self) -> list[str]:
        return [line.name for line in self._lines] + [
            item.name for body in self._by_id.values() for item in body.standings
        ]

    def _fault(self, line: Line, column: str, value: str, message: str) -> None:
        self.faults.append(fault(line.row, column, value, message))


def path_of(body: Body, span: Span) -> str:
    """ "Avdelning > Enhet" as it stands in the period, without the board."""
    names: list[str] = []
    current: Body | None = body
    while current is not None and current.kind != "board" and len(names) < len(LEVELS):
        name, above = next(iter(current.ups(span)), ("", None))
        names.append(name)
        current = above
    return " > ".join(name for name in reversed(names) if name)


def nearest_name(name: str, known: Iterable[str]) -> str:
    """The known name most like `name`, or ""."""
    by_fold = {fold(item): item for item in known}
    close = get_close_matches(fold(name), list(by_fold), n=1, cutoff=0.7)
    return by_fold[close[0]] if close else ""


def period(span: Span) -> str:
    """ "2020-01-01–2021-12-31", "från 2020-01-01", "till 2021-12-31" or "hela tiden"."""
    first, last = span
    if first and last:
        return f"{first.isoformat()}–{last.isoformat()}"
    if first:
        return f"från {first.isoformat()}"
    return f"till {last.isoformat()}" if last else "hela tiden"


def _periods(spans: Sequence[Span]) -> str:
    ordered = sorted(spans, key=lambda span: span[0] or date.min)
    return ", ".join(dict.fromkeys(period(span) for span in ordered[:5]))


def _article(kind: str) -> str:
    return f"{'ett' if kind == 'team' else 'en'} {LABELS[kind]}"


def _under(body: Body, parts: list[str], span: Span) -> bool:
    """Whether all `parts` are names of something above the body in that time."""
    above: set[str] = set()
    waiting, seen = [body], {id(body)}
    while waiting:
        for _, parent in waiting.pop().ups(span):
            if parent is not None and id(parent) not in seen:
                seen.add(id(parent))
                waiting.append(parent)
                above |= {fold(name) for name, _ in parent.ups(span)}
    return all(part in above for part in parts)


def _place(line: Line, parent: Body | None, chains: list[list[tuple[Line, Body | None]]]) -> None:
    """Adds the row to the unit that it continues, or begins a new one."""
    free = [chain for chain in chains if not any(overlap(o.span, line.span) for o, _ in chain)]
    if not free:
        chains.append([(line, parent)])
        return

    def fit(chain: list[tuple[Line, Body | None]]) -> tuple[bool, bool, date]:
        last = chain[-1][0].last or date.max
        return (
            any(its_parent is parent for _, its_parent in chain),
            line.first is not None and day_after(last) == line.first,
            last,
        )

    max(free, key=fit).append((line, parent))


def _matched(
    chains: list[list[tuple[Line, Body | None]]], there: list[Body], mentioned: set[int]
) -> list[tuple[list[tuple[Line, Body | None]], Body | None]]:
    """Each unit of the file with the unit in Hjulet that it is, or None when it is new."""
    scored = sorted(
        (
            (_likeness(chain, body), -number, -place)
            for number, chain in enumerate(chains)
            for place, body in enumerate(there)
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    for score, number, place in scored:
        if score > 0 and -number not in found and -place not in found.values():
            found[-number] = -place
    left = [number for number in range(len(chains)) if number not in found]
    spare = [place for place in range(len(there)) if place not in found.values()]
    if len(left) == 1 and len(spare) == 1:
        body = there[spare[0]]
        meets = any(
            overlap(line.span, item.span) for line, _ in chains[left[0]] for item in body.standings
        )
        # Meeting in time under another parent they are two units, unless the file speaks of
        # the old parent too and no longer has the unit there: then it has been moved.
        if not meets or all(item.parent_id in mentioned for item in body.standings):
            found[left[0]] = spare[0]
    return [
        (chain, there[found[number]] if number in found else None)
        for number, chain in enumerate(chains)
    ]


def _likeness(chain: list[tuple[Line, Body | None]], body: Body) -> int:
    score = 0
    for line, parent in chain:
        for item in body.standings:
            same = (parent.unit_id if parent else None) == item.parent_id and (
                parent is None or parent.unit_id is not None
            )
            if same:
                score += 1 + overlap(line.span, item.span) * 2 + (line.span == item.span) * 4
    return score
