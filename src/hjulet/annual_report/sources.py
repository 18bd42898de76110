"""Where the figures of an edition come from: counted now, or as they were frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from hjulet.annual_report.models import Edition, FrozenFigure
from hjulet.calendar.rules import UnknownPeriod, parse_period
from hjulet.figures import catalogue
from hjulet.figures.types import Figure, Scope
from hjulet.journal.rules import canonical
from hjulet.kernel import clock
from hjulet.organisation.queries import tree_during

SCOPE_PARAMS = frozenset({"period", "unit", "count", "commissioned"})
NUMBER_PARAMS = SCOPE_PARAMS | {"row", "column"}


class BadReference(ValueError):
    """A live figure or number points at something that does not exist; Swedish message."""


class Source(Protocol):
    """Answers with the Figure of a key and its parameters (period, unit, count)."""

    def figure(self, key: str, params: Mapping[str, Any]) -> Figure: ...


def scope_params(params: Mapping[str, Any]) -> dict[str, str]:
    """Those parameters that choose what is counted, as text."""
    return {
        name: str(value)
        for name, value in params.items()
        if name in SCOPE_PARAMS and value not in (None, "")
    }


@dataclass
class LiveSource:
    """Counts each figure once per document, for the edition's unit and period unless named."""

    scope: Scope
    now: datetime
    seen: dict[tuple[str, str], Figure] = field(default_factory=dict)

    def figure(self, key: str, params: Mapping[str, Any]) -> Figure:
        chosen = scope_params(params)
        name = (key, canonical(chosen))
        if name not in self.seen:
            self.seen[name] = self._count(key, chosen)
        return self.seen[name]

    def _count(self, key: str, params: Mapping[str, str]) -> Figure:
        try:
            return catalogue.compute(key, self.narrowed(params), self.now)
        except catalogue.UnknownFigure:
            raise BadReference(f"Siffran ”{key}” finns inte i katalogen.") from None

    def narrowed(self, params: Mapping[str, str]) -> Scope:
        """The edition's scope with what the reference names itself."""
        scope = self.scope
        try:
            period = parse_period(params["period"]) if "period" in params else scope.period
        except UnknownPeriod as error:
            raise BadReference(str(error)) from None
        unit_id, unit_name = scope.unit_id, scope.unit_name
        if "unit" in params:
            unit_id, unit_name = self._unit(params["unit"], period.first, period.last)
        count = params.get("count", scope.count)
        if count not in ("received", "closed"):
            raise BadReference(f"Siffran räknar ”{count}”, som inte finns.")
        commissioned = params.get("commissioned", scope.commissioned)
        if commissioned not in ("all", "own", "others"):
            raise BadReference(f"Siffran gäller uppdrag ”{commissioned}”, som inte finns.")
        return Scope(
            period=period,
            unit_id=unit_id,
            unit_name=unit_name,
            count=count,
            commissioned=commissioned,
        )

    def _unit(self, value: str, first: date, last: date) -> tuple[int, str]:
        tree = tree_during(first, last)
        allowed = (
            tree.below(self.scope.unit_id)
            if self.scope.unit_id is not None
            else frozenset(node.id for node in tree.nodes)
        )
        if not value.isdecimal() or int(value) not in allowed:
            raise BadReference("Siffran gäller en enhet som inte hör till berättelsen.")
        return int(value), tree[int(value)].name if int(value) in tree else ""


@dataclass
class FrozenSource:
    """Reads what the freeze stored; never counts."""

    figures: dict[tuple[str, str], Figure]

    @classmethod
    def of(cls, edition: Edition) -> "FrozenSource":
        return cls(
            {
                (row.key, row.params): Figure.from_json(row.figure)
                for row in FrozenFigure.objects.filter(edition=edition).order_by("id")
            }
        )

    def figure(self, key: str, params: Mapping[str, Any]) -> Figure:
        try:
            return self.figures[key, canonical(scope_params(params))]
        except KeyError:
            raise BadReference(f"Siffran ”{key}” frystes inte med utgåvan.") from None


def source_for(edition: Edition) -> Source:
    """Live while the edition is a draft, frozen afterwards."""
    if edition.frozen_at is not None:
        return FrozenSource.of(edition)
    return LiveSource(scope_of(edition), clock.now())


def scope_of(edition: Edition) -> Scope:
    """What the edition's figures count unless they say otherwise."""
    return Scope(
        period=parse_period(edition.period_key),
        unit_id=edition.unit_id,
        unit_name=edition.unit.name,
    )
