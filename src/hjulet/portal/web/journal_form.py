"""What to look for in the journal."""

from typing import Any

from django import forms

from hjulet.journal.queries import Chosen
from hjulet.portal import journal_words as words
from hjulet.ui.forms import DateInput, PlainSwedish


class ChoiceForm(PlainSwedish, forms.Form):
    """All fields are optional; together they narrow the list."""

    konto = forms.TypedChoiceField(label="Vem", required=False, coerce=int, empty_value=None)
    gjorde = forms.ChoiceField(label="Vad", required=False)
    slag = forms.ChoiceField(label="Gäller", required=False)
    sak = forms.CharField(
        label="Nyckel",
        help_text="Talet som står sist på raden.",
        required=False,
        max_length=40,
    )
    fran = forms.DateField(label="Från", required=False, widget=DateInput)
    till = forms.DateField(label="Till och med", required=False, widget=DateInput)

    def __init__(
        self, *args: Any, people: list[tuple[int, str]], verbs: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((key, words.verb(key)) for key in verbs), key=lambda pair: pair[1])
        self._choose("konto", [("", "Alla"), *people])
        self._choose("gjorde", [("", "Allt"), *named])
        self._choose("slag", [("", "Allt"), *words.SUBJECTS.items()])

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Chosen:
        """What was chosen; fields with faults count as not chosen."""
        self.is_valid()
        data = self.cleaned_data
        return Chosen(
            actor_id=data.get("konto"),
            verb=data.get("gjorde", ""),
            subject_kind=data.get("slag", ""),
            subject_id=data.get("sak", "").strip(),
            first=data.get("fran"),
            last=data.get("till"),
        )
