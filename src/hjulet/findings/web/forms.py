"""The forms of a finding."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from hjulet.findings.kinds import Handling, Origin, QualityArea, Weight
from hjulet.findings.models import Finding
from hjulet.findings.rules import Shared
from hjulet.findings.web.words import cause_choices, theme_choices, unit_choices
from hjulet.kernel import clock
from hjulet.organisation.types import Actor
from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import FreeText

KEEP, REMOVE = "behall", "ta_bort"
FIELD = {"theme_id": "theme", "cause_id": "cause"}


def named(choices: Any) -> list[tuple[Any, str]]:
    return [(key, str(words)[:1].upper() + str(words)[1:]) for key, words in choices]


def _number(label: str, **given: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=False, **given
    )


class FindingForm(PlainSwedish, forms.Form):
    """What was found and how it is coded. `sourced`: origin and day follow from the source."""

    title = FreeText(
        label="Fyndet i en mening",
        help_text="Skriv vad som brister, inte vem det gällde.",
        rows=1,
        limit=160,
        error_messages={"required": "Skriv fyndet i en mening."},
    )
    text = FreeText(
        label="Mer om fyndet",
        help_text="Hur vanligt är det, och vad får det för följder?",
        required=False,
        rows=5,
    )
    units = forms.TypedMultipleChoiceField(
        label="Enheter som fyndet gäller",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en enhet som fyndet gäller."},
    )
    cause = _number("Orsak", help_text="Så långt ni vet i dag.")
    theme = _number("Tema")
    quality_area = forms.ChoiceField(
        label="Kvalitetsområde",
        required=False,
        choices=[("", "Inget valt"), *named(QualityArea.choices)],
    )
    weight = forms.TypedChoiceField(
        label="Hur tungt väger det för dem som det gäller?",
        coerce=int,
        choices=named(Weight.choices),
        widget=forms.RadioSelect,
    )
    requirement = FreeText(
        label="Krav som det gäller",
        help_text="Till exempel ”7 kap. 3 § SoL” eller namnet på en rutin.",
        required=False,
        rows=1,
        limit=300,
    )
    origin = forms.ChoiceField(label="Kommer från", choices=named(Origin.choices))
    found_on = forms.DateField(label="Källans dag", widget=DateInput())

    def __init__(
        self, *args: Any, actor: Actor, sourced: bool = False, finding: Finding | None = None,
        **given: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **given)
        fields: dict[str, Any] = self.fields
        linked = list(finding.unit_links.values_list("unit_id", flat=True)) if finding else []
        units = unit_choices(actor, clock.today())
        there = {key for key, _ in units}
        if set(linked) - there:
            ever = unit_choices(actor, clock.today(), ever=True)
            units += [(key, name.strip()) for key, name in ever if key in set(linked) - there]
        # Side by side in two columns the indents of the tree would say nothing.
        fields["units"].choices = [(key, name.strip("\u2003")) for key, name in units]
        none = [("", "Ingen vald")]
        fields["cause"].choices = none + cause_choices(finding.cause_id if finding else None)
        fields["theme"].choices = none + theme_choices(finding.theme_id if finding else None)
        if sourced:
            del fields["origin"], fields["found_on"]

    def clean_found_on(self) -> date:
        day: date = self.cleaned_data["found_on"]
        if day > clock.today():
            raise forms.ValidationError("Dagen har inte varit än. Välj i dag eller tidigare.")
        return day

    def values(self) -> dict[str, Any]:
        """As the operations want them."""
        given = self.cleaned_data
        values = {
            "title": given["title"], "text": given["text"], "theme_id": given["theme"],
            "cause_id": given["cause"], "quality_area": given["quality_area"],
            "requirement": given["requirement"], "weight": given["weight"],
            "unit_ids": given["units"],
        }  # fmt: skip
        if "origin" in self.fields:
            values |= {"origin": given["origin"], "found_on": given["found_on"]}
        return values


class NamesForm(PlainSwedish, forms.Form):
    """Asks of each word that the texts share with a source whether it stays. One field a word."""

    def __init__(self, *args: Any, shared: Sequence[Shared] = (), **given: Any) -> None:
        super().__init__(*args, **given)
        self.ask(shared)

    def ask(self, shared: Sequence[Shared]) -> None:
        self.words = {field_of(one.word): one.word for one in shared}
        for one in shared:
            self.fields[field_of(one.word)] = forms.ChoiceField(
                label=f"Är ”{one.word}” någon?",
                help_text=" – ".join(one.places[:3]),
                choices=[(REMOVE, "Ta bort"), (KEEP, "Behåll, det är ingen person")],
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Svara på om ”{one.word}” ska tas bort eller stå kvar."
                },
            )

    def chosen(self, answer: str) -> list[str]:
        return [word for name, word in self.words.items() if self.cleaned_data.get(name) == answer]

    def answers(self) -> dict[str, list[str]]:
        """`kept` and `removed` as the operations want them."""
        return {"kept": self.chosen(KEEP), "removed": self.chosen(REMOVE)}

    def name_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.words]


def field_of(word: str) -> str:
    """A name of a field that any word can have."""
    return f"ord_{word.encode().hex()}"


def _confirmed() -> forms.BooleanField:
    return forms.BooleanField(
        label="Jag har läst fyndet. Det pekar inte ut någon.",
        error_messages={"required": "Läs fyndet och kryssa i att det inte pekar ut någon."},
    )


class ReleaseForm(NamesForm):
    """The words one by one, and that somebody has read the finding."""

    confirmed = _confirmed()


class CorrectForm(NamesForm):
    """New words for a released finding, and why."""

    title = FreeText(label="Fyndet i en mening", rows=1, limit=160,
                     error_messages={"required": "Skriv fyndet i en mening."})  # fmt: skip
    text = FreeText(label="Mer om fyndet", required=False, rows=6)
    reason = FreeText(label="Varför rättas det?", rows=1, limit=300)
    confirmed = _confirmed()


class NothingForm(NamesForm):
    """Why no measure is needed."""

    reason = FreeText(
        label="Varför behövs ingen åtgärd?",
        help_text="Alla i nämndens verksamhet kan läsa skälet.",
        rows=3,
        limit=2000,
        error_messages={"required": "Skriv varför ingen åtgärd behövs."},
    )


class TieForm(NamesForm):
    """The words that a new source shares with a released finding."""


class GroupForm(PlainSwedish, forms.Form):
    """The name of a group, and similar findings that belong there too."""

    name = FreeText(
        label="Gruppens namn",
        help_text="Skriv en ny grupp, eller en som finns.",
        rows=1,
        limit=160,
        widget=forms.TextInput(attrs={"list": "grupper"}),
        error_messages={"required": "Skriv vad gruppen ska heta."},
    )
    also = forms.TypedMultipleChoiceField(
        label="Lägg också dit", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, also: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["also"].choices = list(also)  # type: ignore[attr-defined]


class FilterForm(PlainSwedish, forms.Form):
    """Everything may be left out. What cannot be read is said and left out of the selection."""

    q = forms.CharField(
        label="Sök bland fynden",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"max_length": "Sök med färre ord."},
    )
    fran = forms.DateField(label="Från", required=False, widget=DateInput())
    till = forms.DateField(label="Till och med", required=False, widget=DateInput())
    enhet = _number("Enhet")
    tema = _number("Tema")
    orsak = _number("Orsak")
    omrade = forms.ChoiceField(label="Kvalitetsområde", required=False)
    tyngd = _number("Tyngd")
    lage = forms.ChoiceField(label="Läge", required=False)
    kalla = forms.ChoiceField(label="Kommer från", required=False)

    def __init__(self, *args: Any, actor: Actor, **given: Any) -> None:
        super().__init__(*args, **given)
        choose: dict[str, Any] = {
            "enhet": unit_choices(actor, clock.today(), ever=True),
            "tema": theme_choices(),
            "orsak": cause_choices(),
            "omrade": named(QualityArea.choices),
            "tyngd": named(Weight.choices),
            "lage": [("utkast", "Utkast"), *named(Handling.choices)],
            "kalla": named(Origin.choices),
        }
        for name, choices in choose.items():
            self.fields[name].choices = [("", "Alla"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("fran"), given.get("till")
        if first and last and last < first:
            self.add_error("till", "Perioden slutar innan den börjar.")
        return given

    def chosen(self) -> int:
        """How many filters are set, apart from the search."""
        return sum(bool(value) for name, value in self.cleaned_data.items() if name != "q")
