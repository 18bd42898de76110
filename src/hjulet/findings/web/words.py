"""States of a finding in the words and shapes of the interface, and choices in its order."""

from datetime import date
from typing import Any

from hjulet.findings.kinds import Handling, Weight
from hjulet.findings.lists import Cause, Theme
from hjulet.findings.queries import Brief
from hjulet.kernel.swedish import sort_key
from hjulet.organisation.queries import tree_during, tree_on
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.ui.format import date_plain, in_words

_SHAPES = {
    Handling.OPEN: ("new", "Inget gjort än"),
    Handling.UNDER_WAY: ("active", "Åtgärdas"),
    Handling.EFFECT_SHOWN: ("done", "Effekt visad"),
    Handling.NONE_NEEDED: ("done", "Ingen åtgärd behövs"),
}
Choices = list[tuple[Any, Any]]


def state_of(released: bool, handling: str) -> tuple[str, str]:
    """(shape, words) as `c-status` wants them."""
    return _SHAPES[Handling(handling)] if released else ("draft", "Utkast")


def row_of(brief: Brief) -> dict[str, str]:
    """One line of a list as `c-work-row` wants it, without the address."""
    shape, words = state_of(brief.released, brief.handling)
    units = ", ".join(brief.units)
    return {
        "reference": brief.reference,
        "title": brief.title,
        "s": shape,
        "word": "Inget behövs" if brief.handling == Handling.NONE_NEEDED else words,
        "meta": f"{brief.reference} · {units} · {date_plain(brief.found_on)}",
        "right": f"Tyngd: {Weight(brief.weight).label}",
    }


def cause_choices(keep: int | None = None) -> Choices:
    """Causes that can be chosen, finer ones under their heading; `keep` even when not in use."""
    rows = list(Cause.objects.order_by("order", "name"))
    headings = {row.parent_id for row in rows if row.parent_id}
    choices: Choices = []
    for row in rows:
        if row.parent_id is None and row.pk not in headings and (row.active or row.pk == keep):
            choices.append((row.pk, row.name))
        elif row.pk in headings:
            under = [
                (one.pk, one.name)
                for one in rows
                if one.parent_id == row.pk and (one.active or one.pk == keep)
            ]
            if under:
                choices.append((row.name, under))
    return choices


def theme_choices(keep: int | None = None) -> Choices:
    rows = [row for row in Theme.objects.order_by("pk") if row.active or row.pk == keep]
    rows.sort(key=lambda row: sort_key(row.name))
    return [(row.pk, row.name) for row in rows]


def unit_choices(actor: Actor, today: date, *, ever: bool = False) -> Choices:
    """Units of the actor's boards as the tree, today or (`ever`) all that have been there."""
    tree = tree_during(date.min, date.max) if ever else tree_on(today)
    choices: Choices = []
    for board in tree.children(None):
        if actor.system or board.id in actor.board_ids:
            choices.append((board.id, board.name))
            choices += [
                (node.id, "\u2003" * (depth + 1) + node.name) for depth, node in tree.walk(board.id)
            ]
    return choices


def writable_first(actor: Actor, choices: Choices) -> list[int]:
    """The actor's own unit when she writes findings for it; else the only one she has."""
    own = [key for key, _ in choices if may(actor, "finding.write", key)]
    if actor.home_unit_id is not None and actor.home_unit_id in own:
        return [actor.home_unit_id]
    return own if len(own) == 1 else []


def in_a_row(years: int, latest: int, this_year: int) -> str:
    """ "Tredje året i rad."; "" when it is the first, or has stopped."""
    if years < 2 or latest < this_year - 1:
        return ""
    ordinals = {2: "Andra", 3: "Tredje", 4: "Fjärde", 5: "Femte", 6: "Sjätte", 7: "Sjunde",
                8: "Åttonde", 9: "Nionde", 10: "Tionde"}  # fmt: skip
    if years in ordinals:
        return f"{ordinals[years]} året i rad."
    return f"{in_words(years).capitalize()} år i rad."
