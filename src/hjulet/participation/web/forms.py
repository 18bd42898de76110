"""The form under the page of a meeting."""

from django import forms

from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import FreeText


class MeetingForm(PlainSwedish, forms.Form):
    held_on = forms.DateField(label="Vilken dag?", widget=DateInput())
    participants = forms.IntegerField(
        label="Hur många var med?",
        min_value=1,
        max_value=500,
        error_messages={
            "min_value": "Skriv ett antal mellan 1 och 500.",
            "max_value": "Skriv ett antal mellan 1 och 500.",
        },
    )
    note = FreeText(
        label="Vad kom ni fram till?",
        help_text="Skriv inga namn. Alla i nämnden kan läsa det.",
        rows=3,
        limit=4000,
        required=False,
    )
