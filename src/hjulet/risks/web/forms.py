"""The forms of an analysis."""

from datetime import date
from typing import Any

from django import forms

from hjulet.organisation.queries import tree_on
from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor
from hjulet.risks import queries
from hjulet.risks.kinds import Consequence, Probability, Trigger
from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import FreeText

NO_NAMES = "Skriv inga namn eller personnummer."


def _capital(choices: Any) -> list[tuple[Any, str]]:
    return [(key, f"{str(words)[:1].upper()}{str(words)[1:]}") for key, words in choices]


def _numbered(choices: Any) -> list[tuple[int, str]]:
    return [(key, f"{key} – {words}") for key, words in choices]


class ResponsibleForm(PlainSwedish, forms.Form):
    responsible = forms.TypedChoiceField(
        label="Vem ansvarar?",
        help_text="Den som påminns när analysen ska göras om.",
        coerce=int,
    )

    def __init__(self, *args: Any, actor: Actor, today: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["responsible"].choices = [  # type: ignore[attr-defined]
            ("", "Välj"),
            *queries.responsibles(actor, today),
        ]


class HeadForm(ResponsibleForm):
    title = FreeText(
        label="Vad analyseras?",
        help_text="Till exempel ”Ny rutin för nycklar”.",
        rows=1,
        limit=160,
        error_messages={"required": "Skriv kort vad som analyseras."},
    )
    trigger = forms.ChoiceField(
        label="Vad är anledningen?", choices=[("", "Välj"), *_capital(Trigger.choices)]
    )
    occasion = FreeText(label="Mer om anledningen", help_text=NO_NAMES, rows=3, required=False)
    held_on = forms.DateField(label="Vilken dag hålls analysen?", widget=DateInput())
    field_order = ("unit", "title", "trigger", "occasion", "held_on", "responsible")


class NewForm(HeadForm):
    unit = forms.TypedChoiceField(
        label="Vilken enhet gäller det?",
        help_text="Välj en avdelning eller nämnden när det gäller flera.",
        coerce=int,
    )

    def __init__(self, *args: Any, actor: Actor, today: date, **given: Any) -> None:
        super().__init__(*args, actor=actor, today=today, **given)
        own, tree = units_for(actor, "risk.write"), tree_on(today)
        choices = [
            (node.id, "\u2003" * depth + node.name)
            for depth, node in tree.walk()
            if actor.system or node.id in own
        ]
        self.fields["unit"].choices = [("", "Välj"), *choices]  # type: ignore[attr-defined]


class RiskForm(PlainSwedish, forms.Form):
    description = FreeText(
        label="Vad kan hända?",
        help_text=NO_NAMES,
        rows=2,
        limit=300,
        error_messages={"required": "Skriv vad som kan hända."},
    )
    leads_to = FreeText(
        label="Vad leder det till?",
        help_text="Tänk på den enskilde först.",
        rows=2,
        limit=300,
        required=False,
    )
    today = FreeText(label="Vad skyddar mot det i dag?", rows=2, required=False)
    probability = forms.TypedChoiceField(
        label="Hur sannolikt är det?",
        choices=_numbered(Probability.choices),
        widget=forms.RadioSelect,
        coerce=int,
    )
    consequence = forms.TypedChoiceField(
        label="Hur stor blir konsekvensen?",
        choices=_numbered(Consequence.choices),
        widget=forms.RadioSelect,
        coerce=int,
    )


class FinishForm(PlainSwedish, forms.Form):
    reassess_on = forms.DateField(
        label="När ska analysen senast göras om?",
        help_text="Inom två år. Den som ansvarar får en påminnelse före den dagen.",
        widget=DateInput(),
    )
    missing_reason = FreeText(
        label="Varför saknades någon?",
        help_text=NO_NAMES,
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, missing: tuple[str, ...], **given: Any) -> None:
        super().__init__(*args, **given)
        if not missing:
            del self.fields["missing_reason"]
