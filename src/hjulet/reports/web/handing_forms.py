"""The forms of handing over: to a unit, to a board, to somebody outside, and their answer."""

from datetime import date
from typing import Any

from django import forms

from hjulet.organisation.queries import tree_on
from hjulet.organisation.types import Tree
from hjulet.reports.kinds import Body, Ground
from hjulet.reports.law import ground_law
from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import FreeText

NO_NAMES = "Skriv inga namn eller personnummer."


def _capital(words: Any) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]


class HandForm(PlainSwedish, forms.Form):
    """What they have in common: `expected` is how many handovers she saw."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)

    def __init__(self, *args: Any, board_id: int, today: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.board_id, self.tree = board_id, tree_on(today)
        if "ground" in self.fields:
            field: Any = self.fields["ground"]
            field.choices = [(one.value, one.label) for one in Ground]
            field.option_hints = {one.value: ground_law(one, today) for one in Ground}
        if "unit" in self.fields:
            self.fields["unit"].choices = [("", "Välj"), *self.units(self.tree)]  # type: ignore[attr-defined]

    def units(self, tree: Tree) -> list[tuple[int, str]]:
        """Where it may be handed."""
        return []


def _ground() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Varför hindrar inte sekretessen?",
        help_text="Sekretess gäller också mellan nämnder. Är du osäker, fråga SAS eller en jurist.",
        widget=forms.RadioSelect,
    )


class UnitForm(HandForm):
    unit = forms.TypedChoiceField(label="Vilken enhet tar över?", coerce=int)
    text = FreeText(
        label="Varför lämnar ni över, och vad är gjort?",
        help_text=f"Den nya enheten läser det. {NO_NAMES}",
        rows=4,
        error_messages={"required": "Skriv varför ni lämnar över, och vad som är gjort."},
    )

    def units(self, tree: Tree) -> list[tuple[int, str]]:
        return [(node.id, "\u2003" * depth + node.name) for depth, node in tree.walk(self.board_id)]


class BoardForm(HandForm):
    unit = forms.TypedChoiceField(
        label="Vilken nämnd eller enhet?",
        help_text="Vet du inte vilken enhet, välj nämnden. Deras kvalitetsteam bedömer rapporten.",
        coerce=int,
    )
    text = FreeText(
        label="Vad behöver de veta?",
        help_text="Skriv det på nytt: det här är allt som de får. Inget annat ur rapporten följer "
        f"med, bara dess nummer. {NO_NAMES}",
        rows=5,
        error_messages={"required": "Skriv det som den andra nämnden behöver veta."},
    )
    occurred_on = forms.DateField(label="När hände det?", required=False, widget=DateInput())
    ground = _ground()

    def units(self, tree: Tree) -> list[tuple[int, str]]:
        found = []
        for board in tree.children(None):
            if board.id != self.board_id:
                found.append((board.id, board.name))
                found += [
                    (node.id, "\u2003" * (depth + 1) + node.name)
                    for depth, node in tree.walk(board.id)
                ]
        return found


class OutsideForm(HandForm):
    body_kind = forms.ChoiceField(
        label="Vem har fått veta det?",
        choices=[(one.value, _capital(one.label)) for one in Body],
        widget=forms.RadioSelect,
    )
    body = FreeText(
        label="Namn på mottagaren",
        help_text="Till exempel vårdcentralen eller företaget.",
        rows=1,
        limit=120,
        error_messages={"required": "Skriv vem som har fått uppgifterna."},
    )
    text = FreeText(
        label="Vad har ni berättat?",
        help_text=f"Hjulet skickar inget. Det här är er egen anteckning. {NO_NAMES}",
        rows=4,
        error_messages={"required": "Skriv vad ni har berättat för dem."},
    )
    their_reference = FreeText(
        label="Deras beteckning på ärendet", rows=1, limit=60, required=False
    )
    ground = _ground()


class AnswerForm(PlainSwedish, forms.Form):
    answered_on = forms.DateField(label="Vilken dag svarade de?", widget=DateInput())
    answer = FreeText(
        label="Vad svarade de?",
        help_text=NO_NAMES,
        rows=4,
        error_messages={"required": "Skriv vad de svarade."},
    )
    their_reference = FreeText(
        label="Deras beteckning på ärendet", rows=1, limit=60, required=False
    )
