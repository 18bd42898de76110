"""Forms of measures: to propose one, and one small form for each step of its life."""

from collections.abc import Sequence
from typing import Any

from django import forms

from hjulet.files.fields import Attachments
from hjulet.findings.lists import Theme
from hjulet.findings.queries import Brief as Finding
from hjulet.improvements import effect as effects
from hjulet.improvements.kinds import Effect, Level, Obstacle, Outcome
from hjulet.improvements.rules import DAY_WORDS
from hjulet.kernel.swedish import sort_key
from hjulet.organisation.types import Node
from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import FreeText

LEVELS = [
    (Level.UNIT, "Enhetschefen"),
    (Level.DEPARTMENT, "Avdelningschefen"),
    (Level.ADMINISTRATION, "Förvaltningsledningen"),
    (Level.BOARD, "Nämnden"),
]


def _capital(choices: Sequence[tuple[Any, Any]]) -> list[tuple[Any, str]]:
    return [(key, str(words)[:1].upper() + str(words)[1:]) for key, words in choices]


class Core(PlainSwedish, forms.Form):
    """What every measure needs, a new one and one that follows one that failed."""

    title = FreeText(
        label="Åtgärden i en mening",
        rows=1,
        limit=160,
        error_messages={"required": "Skriv åtgärden i en mening."},
    )
    what = FreeText(label="Så här gör vi", rows=3, limit=4000, required=False)
    expected_effect = FreeText(
        label="Vilken effekt vill ni ha?",
        help_text="Vad ska ha blivit annorlunda för dem det gäller?",
        rows=2,
        limit=4000,
    )
    seen_by = FreeText(
        label="Hur ser ni om det hjälper?",
        help_text="Till exempel antal rapporter, en granskning av ärenden, en fråga i enkäten.",
        rows=2,
        limit=4000,
    )
    responsible = forms.TypedChoiceField(label="Vem ansvarar?", coerce=int)
    due_on = forms.DateField(label="Klar senast", widget=DateInput())
    effect_on = forms.DateField(
        label="Effekten kontrolleras",
        help_text="Ge åtgärden tid att verka.",
        widget=DateInput(),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["responsible"].choices = [("", "Välj en person"), *people]  # type: ignore[attr-defined]


class MeasureForm(Core):
    """A proposal."""

    findings = forms.TypedMultipleChoiceField(
        label="Vilka fynd svarar den på?",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    why = FreeText(label="Varför just det här?", rows=2, limit=4000, required=False)
    unit = forms.TypedChoiceField(label="Var gäller den?", coerce=int)
    level = forms.ChoiceField(label="Vem beslutar?", choices=LEVELS)
    theme = forms.TypedChoiceField(label="Tema", required=False, coerce=int, empty_value=None)
    revises_routine = FreeText(label="Rutin som behöver ändras", rows=1, limit=160, required=False)
    figure = forms.ChoiceField(
        label="Siffra som visar effekten",
        required=False,
        help_text="Hjulet räknar den före och efter, och säger om skillnaden kan vara slump.",
    )

    def __init__(
        self,
        *args: Any,
        findings: Sequence[Finding],
        units: Sequence[tuple[int, Node]],
        figures: Sequence[tuple[str, list[effects.Choice]]],
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        themes = [(row.pk, row.name) for row in Theme.objects.filter(active=True).order_by("pk")]
        choose: dict[str, list[Any]] = {
            "findings": [(one.id, f"{one.reference}: {one.title}") for one in findings],
            "unit": [(node.id, "\u2003" * depth + node.name) for depth, node in units],
            "theme": [("", "Inget tema"), *sorted(themes, key=lambda row: sort_key(row[1]))],
            "figure": [
                ("", "Ingen siffra"),
                *((title, [(one.value, one.label) for one in group]) for title, group in figures),
            ],
        }
        for name, choices in choose.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class DecideForm(PlainSwedish, forms.Form):
    text = FreeText(label="Något att skicka med", rows=2, limit=4000, required=False)
    dnr = forms.CharField(label="Diarienummer", required=False, max_length=60)
    paragraph = forms.CharField(label="Paragraf i protokollet", required=False, max_length=20)
    report_back_on = forms.DateField(
        label="Återrapporteras på mötet", required=False, widget=DateInput()
    )


class RejectForm(PlainSwedish, forms.Form):
    reason = FreeText(
        label="Varför blir den inte av?",
        help_text="Den som föreslog åtgärden får läsa det.",
        rows=2,
        limit=4000,
        error_messages={"required": "Skriv varför förslaget inte blir av."},
    )


class StartForm(PlainSwedish, forms.Form):
    text = FreeText(label="Hur börjar ni?", rows=2, limit=4000, required=False)


class PostponeForm(PlainSwedish, forms.Form):
    which = forms.ChoiceField(label="Vilket datum?", choices=list(DAY_WORDS.items()))
    to = forms.DateField(label="Nytt datum", widget=DateInput())
    obstacle = forms.ChoiceField(
        label="Vad hindrar?",
        choices=_capital(Obstacle.choices),
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad som hindrar."},
    )
    text = FreeText(label="Vad har hänt?", rows=2, limit=4000)

    def __init__(self, *args: Any, movable: Sequence[str], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["which"].choices = [  # type: ignore[attr-defined]
            (name, DAY_WORDS[name]) for name in movable
        ]


class HandOverForm(PlainSwedish, forms.Form):
    to = forms.TypedChoiceField(label="Till vem?", coerce=int)
    text = FreeText(label="Något att veta", rows=2, limit=4000, required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["to"].choices = [("", "Välj en person"), *people]  # type: ignore[attr-defined]


class DoneForm(PlainSwedish, forms.Form):
    outcome = forms.ChoiceField(
        label="Är åtgärden genomförd?",
        choices=_capital(Outcome.choices),
        widget=forms.RadioSelect,
        error_messages={"required": "Välj om åtgärden är genomförd."},
    )
    text = FreeText(label="Vad blev gjort?", rows=3, limit=4000)
    done_on = forms.DateField(label="Vilken dag?", required=False, widget=DateInput())


class EffectForm(PlainSwedish, forms.Form):
    """Did it help? With what comes next where it did not."""

    effect = forms.ChoiceField(
        label="Blev effekten den ni ville ha?",
        choices=_capital(Effect.choices),
        widget=forms.RadioSelect,
        error_messages={"required": "Välj om effekten blev den ni ville ha."},
    )
    evidence = FreeText(
        label="Vad bygger ni svaret på?",
        rows=3,
        limit=4000,
        error_messages={"required": "Skriv vad svaret bygger på."},
    )
    attachments = Attachments(label="Bilagor")
    next = forms.ChoiceField(
        label="Och sedan?",
        required=False,
        choices=[("new", "Vi föreslår en ny åtgärd"), ("none", "Ingen ny åtgärd behövs")],
        widget=forms.RadioSelect,
        help_text="Svara när effekten blev delvis eller inte alls den ni ville ha.",
    )
    no_more = FreeText(label="Varför behövs ingen ny åtgärd?", rows=2, limit=4000, required=False)
