"""The form that ends a meeting: the day, how many we were, and what we concluded."""

from typing import Any

from django import forms

from hjulet.participation.rules import MAX_NOTE
from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import FreeText


class MeetingForm(PlainSwedish, forms.Form):
    held_on = forms.DateField(label="Dag", widget=DateInput())
    participants = forms.IntegerField(
        label="Hur många var med?",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-date"}),
        error_messages={"required": "Skriv hur många som var med."},
    )
    note = FreeText(
        label="Vad kom ni fram till?",
        help_text="Skriv inga namn eller personnummer.",
        rows=4,
        limit=MAX_NOTE,
        required=False,
    )
    finding = forms.CharField(required=False, widget=forms.HiddenInput())
    measure = forms.CharField(required=False, widget=forms.HiddenInput())

    def chosen(self, name: str) -> set[int]:
        """The ids that the page sent along, "3 14"; anything else is left out."""
        given: Any = self.cleaned_data.get(name) or ""
        words = [word for word in given.split() if word.isascii() and len(word) < 18]
        return {int(word) for word in words if word.isdigit()}
