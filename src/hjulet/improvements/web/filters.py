"""The filters of the list of measures as a form sent by GET."""

from datetime import date
from typing import Any

from django import forms

from hjulet.findings.lists import Theme
from hjulet.improvements.kinds import Level
from hjulet.improvements.queries import Filters
from hjulet.kernel.swedish import sort_key
from hjulet.organisation.queries import tree_during
from hjulet.organisation.types import Actor
from hjulet.ui.forms import PlainSwedish

STATES = [
    ("oppna", "Öppna"),
    ("foreslagna", "Föreslagna"),
    ("pagar", "Beslutade och påbörjade"),
    ("effekt", "Väntar på effektkontroll"),
    ("avslutade", "Avslutade"),
    ("avslagna", "Avslagna"),
    ("alla", "Alla"),
]


class FilterForm(PlainSwedish, forms.Form):
    """Everything may be left out; what cannot be read is left out of the selection."""

    lage = forms.ChoiceField(label="Läge", required=False, choices=STATES)
    enhet = forms.TypedChoiceField(label="Enhet", required=False, coerce=int, empty_value=None)
    niva = forms.ChoiceField(
        label="Beslutas av",
        required=False,
        choices=[("", "Alla"), *((key, str(words).capitalize()) for key, words in Level.choices)],
    )
    tema = forms.TypedChoiceField(label="Tema", required=False, coerce=int, empty_value=None)
    ar = forms.TypedChoiceField(label="År", required=False, coerce=int, empty_value=None)
    mina = forms.BooleanField(label="Bara mina", required=False)
    sena = forms.BooleanField(label="Bara försenade", required=False)

    def __init__(self, *args: Any, actor: Actor, today: date, **given: Any) -> None:
        super().__init__(*args, **given)
        themes = [(row.pk, row.name) for row in Theme.objects.order_by("pk")]
        choose: dict[str, list[Any]] = {
            "enhet": units_of(actor),
            "tema": sorted(themes, key=lambda row: sort_key(row[1])),
            "ar": [(year, str(year)) for year in range(today.year + 1, today.year - 6, -1)],
        }
        for name, choices in choose.items():
            self.fields[name].choices = [("", "Alla"), *choices]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """What could be read of the address."""
        self.full_clean()
        given = self.cleaned_data
        return Filters(
            unit_id=given.get("enhet"),
            level=given.get("niva") or "",
            theme_id=given.get("tema"),
            state=given.get("lage") or "oppna",
            mine=bool(given.get("mina")),
            late=bool(given.get("sena")),
            year=given.get("ar"),
        )

    def chosen(self) -> int:
        """How many filters are set."""
        given = self.cleaned_data
        own = sum(bool(given.get(name)) for name in ("enhet", "niva", "tema", "ar", "mina", "sena"))
        return own + (given.get("lage") not in ("", None, "oppna"))


def units_of(actor: Actor) -> list[tuple[int, str]]:
    """All units that ever stood in the actor's boards, indented."""
    tree = tree_during(date.min, date.max)
    found = []
    for board in tree.children(None):
        if actor.system or board.id in actor.board_ids:
            found.append((board.id, board.name))
            found += [
                (node.id, "\u2003" * (depth + 1) + node.name) for depth, node in tree.walk(board.id)
            ]
    return found
