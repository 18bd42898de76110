"""The short forms of a report's page: add, close, open again, notify, correct, let read."""

from django import forms

from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import FreeText


class AddNoteForm(PlainSwedish, forms.Form):
    text = FreeText(
        label="Vad vill du lägga till?",
        help_text="Skriv inga namn eller personnummer.",
        rows=3,
        error_messages={"required": "Skriv det som du vill lägga till."},
    )


class CloseForm(PlainSwedish, forms.Form):
    reason = FreeText(
        label="Varför kan rapporten avslutas?",
        help_text="Den som rapporterade får läsa det.",
        rows=2,
        error_messages={"required": "Skriv kort varför rapporten kan avslutas."},
    )


class ReopenForm(PlainSwedish, forms.Form):
    reason = FreeText(
        label="Varför öppnas rapporten igen?",
        help_text="Den som rapporterade får läsa det. Under sekretess läser bara SAS det.",
        rows=2,
        error_messages={"required": "Skriv kort varför rapporten öppnas igen."},
    )


class NotifyForm(PlainSwedish, forms.Form):
    authority = forms.ChoiceField(
        label="Myndighet",
        choices=[
            ("ivo", "IVO, Inspektionen för vård och omsorg"),
            ("imy", "IMY, Integritetsskyddsmyndigheten"),
        ],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label="Anmäld den", widget=DateInput())


class CorrectForm(PlainSwedish, forms.Form):
    field = forms.ChoiceField(
        label="Vilken dag är fel?",
        choices=[("received_on", "Dagen rapporten kom in"), ("occurred_on", "Dagen det hände")],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label="Rätt dag", widget=DateInput())


class GrantForm(PlainSwedish, forms.Form):
    email = forms.EmailField(
        label="E-postadress till den som ska få läsa",
        error_messages={"invalid": "Skriv en e-postadress, till exempel namn@kommun.se."},
    )
