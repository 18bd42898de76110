"""The choices above a figure: period, unit, what is counted. Sent by GET, so they can be shared."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from hjulet.calendar.rules import (
    UnknownPeriod,
    calendar_year,
    free,
    parse_period,
    quality_year,
    selectable,
)
from hjulet.calendar.types import Period
from hjulet.figures import catalogue, reach
from hjulet.figures.types import Scope
from hjulet.organisation.queries import settings_for, tree_during
from hjulet.organisation.types import Actor, Tree
from hjulet.ui.forms import DateInput, PlainSwedish

OWN_DAYS = "egna"
EVERYTHING = "alla"
SEPTEMBER = 9


class FilterForm(PlainSwedish, forms.Form):
    period = forms.ChoiceField(label="Period")
    enhet = forms.ChoiceField(label="Enhet")
    rakna = forms.ChoiceField(
        label="Räkna", choices=[("received", "Inkomna"), ("closed", "Avslutade")]
    )
    fran = forms.DateField(label="Från", required=False, widget=DateInput)
    till = forms.DateField(label="Till och med", required=False, widget=DateInput)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("period") != OWN_DAYS:
            return given
        first, last = given.get("fran"), given.get("till")
        for name, day in (("fran", first), ("till", last)):
            if name in self.errors:
                continue
            if day is None:
                self.add_error(name, "Skriv båda datumen, eller välj en annan period.")
            elif not 1900 <= day.year < 2100:
                self.add_error(name, "Välj ett år mellan 1900 och 2099.")
        if first and last and last < first:
            self.add_error("till", "Perioden slutar innan den börjar.")
        return given


@dataclass(frozen=True)
class Choice:
    """What the reader chose, and the form that shows it."""

    scope: Scope
    form: FilterForm

    @property
    def query(self) -> str:
        """The choice as an address: the same figure for whoever gets it."""
        own = self.form.data.get("period") == OWN_DAYS and self.form.is_valid()
        period = self.scope.period
        chosen = {
            "period": OWN_DAYS if own else period.key,
            "enhet": self.scope.unit_id or EVERYTHING,
        }
        if "rakna" in self.form.fields:
            chosen["rakna"] = self.scope.count
        if own:
            chosen |= {"fran": period.first.isoformat(), "till": period.last.isoformat()}
        return urlencode(chosen)


def read(given: QueryDict, actor: Actor, today: date, takes: Collection[str]) -> Choice:
    """The choice in an address, with defaults for what is missing.

    `takes` are the choices of the figure besides period and unit.
    Raises OutOfReach for a unit that the actor may not open. Five queries.
    """
    tree = reach.ever()
    reached = reach.open_boards(actor, tree)
    if not reached:
        raise reach.OutOfReach
    days = catalogue.data_days() or (today, today)
    home = actor.board_id if actor.board_id in reached else min(reached)
    default = _default_period(home, days, today)
    asked = _period(given.get("period", ""))
    period = asked or default
    data: dict[str, str] = {
        "period": given.get("period", "") or default.key,
        "enhet": given.get("enhet", "") or str(home),
        # Whoever has just chosen her own days begins with those of the default.
        "fran": given.get("fran", default.first.isoformat()),
        "till": given.get("till", default.last.isoformat()),
    }
    if catalogue.COUNT in takes:
        data["rakna"] = "closed" if given.get("rakna") == "closed" else "received"
    form = FilterForm(data)
    if catalogue.COUNT not in takes:
        del form.fields["rakna"]
    groups = selectable(min(days[0], today), max(days[1], today))
    _set(form, "period", _period_choices(groups, period if asked else default))
    if data["period"] == OWN_DAYS and not (form["fran"].errors or form["till"].errors):
        first, last = form.cleaned_data["fran"], form.cleaned_data["till"]
        period = free(first, last)
    elif asked is None and data["period"] != OWN_DAYS:
        data["period"] = default.key
    unit_id = _unit(data["enhet"])
    scope = Scope(period, unit_id, count=data.get("rakna", "received"))
    reach.require(actor, scope, tree)
    period_tree = tree_during(period.first, period.last)
    if unit_id is not None:
        node = period_tree[unit_id] if unit_id in period_tree else tree[unit_id]
        scope = Scope(period, unit_id, node.name, scope.count)
    _set(form, "enhet", _unit_choices(actor, tree, period_tree, scope))
    form.full_clean()
    return Choice(scope, form)


def _set(form: FilterForm, name: str, choices: list[Any]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _default_period(board_id: int, days: tuple[date, date], today: date) -> Period:
    """The year of the board that the latest report lies in."""
    day = min(days[1], max(today, days[0]))
    if settings_for(board_id).quality_year_starts_in == SEPTEMBER:
        return quality_year(day.year + (day.month >= SEPTEMBER))
    return calendar_year(day.year)


def _period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except UnknownPeriod:
        return None


def _period_choices(groups: dict[str, tuple[Period, ...]], chosen: Period) -> list[Any]:
    found: list[Any] = [
        (heading, [(one.key, one.label[:1].upper() + one.label[1:]) for one in periods])
        for heading, periods in groups.items()
        if periods
    ]
    known = {one.key for periods in groups.values() for one in periods}
    if chosen.key not in known:
        found.insert(0, (chosen.key, chosen.label))
    return [*found, (OWN_DAYS, "Egna datum")]


def _unit(text: str) -> int | None:
    if text == EVERYTHING:
        return None
    # A number that the database cannot hold is nobody's unit.
    if not text.isdecimal() or len(text) > 18:
        raise reach.OutOfReach
    return int(text)


def _unit_choices(actor: Actor, tree: Tree, period_tree: Tree, scope: Scope) -> list[Any]:
    units = reach.units(actor, tree, period_tree)
    found: list[Any] = [(str(node.id), "\u2003" * depth + node.name) for depth, node in units]
    if reach.may_open_all(actor, tree) and sum(depth == 0 for depth, _ in units) > 1:
        found.insert(0, (EVERYTHING, "Alla nämnder"))
    elif scope.unit_id is None:
        found.insert(0, (EVERYTHING, "Allt"))
    if scope.unit_id is not None and str(scope.unit_id) not in {value for value, _ in found}:
        found.append((str(scope.unit_id), scope.unit_name))
    return found
