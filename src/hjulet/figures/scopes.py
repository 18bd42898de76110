"""From words to a Scope: period and unit as somebody writes or chooses them."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from hjulet.calendar.rules import UnknownPeriod, parse_period
from hjulet.figures import catalogue
from hjulet.figures.types import Scope
from hjulet.kernel.swedish import fold
from hjulet.organisation import queries
from hjulet.organisation.queries import AmbiguousUnit, UnknownUnit

COUNTS = ("received", "closed")
COMMISSIONED = ("all", "own", "others")


class UnknownScope(ValueError):
    """No such figure, period, unit or way to count; `str()` says so in Swedish."""


def scope(period: str, unit: str = "", count: str = "received", commissioned: str = "all") -> Scope:
    """The scope of a period and the name of a unit ("Enhet", "Avdelning > Enhet", any case).

    `commissioned` leaves out or keeps only what was done for another body. The unit is looked
    for in the organisation of the period. Raises UnknownScope.
    """
    try:
        chosen = parse_period(period)
    except UnknownPeriod as error:
        raise UnknownScope(str(error)) from error
    if count not in COUNTS:
        raise UnknownScope(f"Okänt sätt att räkna: ”{count}”. Skriv received eller closed.")
    if commissioned not in COMMISSIONED:
        raise UnknownScope(f"Okänt val: ”{commissioned}”. Skriv all, own eller others.")
    if not unit.strip():
        return Scope(chosen, count=count, commissioned=commissioned)
    try:
        node = queries.find_unit_during(chosen.first, chosen.last, unit)
    except AmbiguousUnit as error:
        paths = "; ".join(f"”{path}”" for path in error.paths)
        raise UnknownScope(f"Flera enheter heter ”{unit}”. Skriv en av: {paths}.") from error
    except UnknownUnit as error:
        tree = queries.tree_during(chosen.first, chosen.last)
        names = {fold(one.name): one.name for one in tree.nodes}
        raise UnknownScope(
            f"Det finns ingen enhet som heter ”{unit}” under {chosen.label}."
            + did_you_mean(fold(unit.split(">")[-1]), names)
        ) from error
    return Scope(chosen, node.id, node.name, count, commissioned)


def known_key(key: str) -> str:
    """The key, if the catalogue has it. Raises UnknownScope with those that are near."""
    keys = {one.key: one.key for one in catalogue.definitions()}
    if key not in keys:
        near = did_you_mean(key, keys)
        raise UnknownScope(
            f"Det finns ingen siffra som heter ”{key}”."
            + (near or " ”hjulet figures” visar alla som finns.")
        )
    return key


def did_you_mean(word: str, known: Mapping[str, str]) -> str:
    """ " Menade du ”A” eller ”B”?", or "" when nothing is near."""
    near = get_close_matches(word, known, n=3, cutoff=0.6)
    if not near:
        return ""
    return " Menade du " + " eller ".join(f"”{known[one]}”" for one in near) + "?"


def changed(base: Scope, params: Mapping[str, str]) -> Scope:
    """`base` with the period, unit (id) or count that `params` name. Raises UnknownScope."""
    found = base
    if period := params.get("period"):
        try:
            found = replace(found, period=parse_period(period))
        except UnknownPeriod as error:
            raise UnknownScope(str(error)) from error
    if count := params.get("count"):
        if count not in COUNTS:
            raise UnknownScope(f"Okänt sätt att räkna: ”{count}”.")
        found = replace(found, count=count)
    if unit := params.get("unit"):
        tree = queries.tree_during(found.period.first, found.period.last)
        if not unit.isdecimal() or int(unit) not in tree:
            raise UnknownScope("Enheten fanns inte under perioden.")
        found = replace(found, unit_id=int(unit), unit_name=tree[int(unit)].name)
    return found
