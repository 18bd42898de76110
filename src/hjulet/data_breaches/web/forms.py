"""The forms of an incident."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime

from hjulet.data_breaches.kinds import (
    GUARDED,
    SPECIAL,
    Breached,
    DataKind,
    Group,
    Informed,
    Kind,
    NotInformed,
    Severity,
)
from hjulet.data_breaches.rules import MAX_LINE, NAMES, Contents
from hjulet.kernel.clock import STOCKHOLM
from hjulet.ui.forms import DateInput, DateTimeInput, PlainSwedish
from hjulet.ui.free_text import FreeText, Reference

NO_NAMES = "Skriv inga namn eller personnummer på dem som det gäller."
_BREACHED_HINTS = {
    Breached.CONFIDENTIALITY: "någon obehörig kan ha fått veta",
    Breached.INTEGRITY: "uppgifter blev fel eller ändrades",
    Breached.AVAILABILITY: "uppgifter gick inte att nå eller försvann",
}
_SEVERITY_HINTS = {
    Severity.NEGLIGIBLE: "De märker det knappt.",
    Severity.LIMITED: "Det blir besvärligt, men går att komma över.",
    Severity.SIGNIFICANT: "Det blir svårt att komma över, till exempel om privatliv kommer ut.",
    Severity.GRAVE: "Det går inte att reparera, till exempel om någon hotad kan hittas.",
}


def capital(choices: Sequence[tuple[Any, Any]]) -> list[tuple[Any, str]]:
    return [(key, str(words)[:1].upper() + str(words)[1:]) for key, words in choices]


class Moment(forms.DateTimeField):
    """A Swedish moment to the minute. In the hour that comes twice in October: the first of them,
    since the 72 hours are then over earlier rather than later."""

    def __init__(self, **given: Any) -> None:
        messages = {"invalid": "Skriv tiden som 2025-10-14 09:12."}
        super().__init__(widget=DateTimeInput(), error_messages=messages, **given)

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value
        try:
            found = parse_datetime(str(value).strip())
        except ValueError:
            found = None
        if found is None or found.tzinfo is not None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        moment = found.replace(tzinfo=STOCKHOLM)
        if not 1900 <= moment.year < 2200:
            raise ValidationError("Rätta årtalet.", code="year")
        if moment.astimezone(UTC).astimezone(STOCKHOLM).replace(tzinfo=None) != found:
            words = "Den natten ställdes klockan fram, så tiden finns inte. Välj en timme senare."
            raise ValidationError(words, code="invalid")
        return moment


class Versioned(PlainSwedish, forms.Form):
    """Holds the version that the writer saw, so that nobody's change is lost."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class OpenForm(PlainSwedish, forms.Form):
    report = forms.CharField(
        label="Rapport",
        help_text="Till exempel 2025-12. Lämna tomt om ingen har rapporterat.",
        max_length=60,
        required=False,
    )
    unit = forms.TypedChoiceField(label="Vilken enhet gäller det?", coerce=int)
    discovered_at = Moment(
        label="När upptäcktes det?",
        help_text="När någon hos er förstod att det hänt. Därifrån räknas de 72 timmarna.",
    )
    discovered_how = FreeText(
        label="Hur upptäcktes det?", help_text=NO_NAMES, rows=2, required=False
    )
    kind = forms.ChoiceField(
        label="Vad gick fel?",
        choices=[("", "Inte klart än"), *capital(Kind.choices)],
        required=False,
    )

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["unit"].choices = [("", "Välj"), *units]  # type: ignore[attr-defined]


class ContentsForm(Versioned):
    """Everything that is known. Nothing must be filled in before it is sent to IMY."""

    kind = forms.ChoiceField(
        label="Vad gick fel?", choices=[("", "Välj"), *capital(Kind.choices)], required=False
    )
    what_happened = FreeText(label="Vad hände?", help_text=NO_NAMES, rows=5, required=False)
    occurred_from = forms.DateField(label="Hände från", widget=DateInput(), required=False)
    occurred_to = forms.DateField(
        label="Hände till",
        help_text="Lämna tomt om det pågår eller om ni inte vet.",
        widget=DateInput(),
        required=False,
    )
    discovered_how = FreeText(label="Hur upptäcktes det?", rows=2, required=False)
    breached = forms.MultipleChoiceField(
        label="Vad bröts?",
        choices=capital(Breached.choices),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    groups = forms.MultipleChoiceField(
        label="Vilka gäller det?",
        choices=capital(Group.choices),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    groups_text = FreeText(label="Mer om vilka", rows=1, limit=MAX_LINE, required=False)
    persons = forms.IntegerField(
        label="Ungefär hur många personer?", min_value=0, max_value=12_000_000, required=False
    )
    persons_unknown = forms.BooleanField(label="Vi vet inte hur många", required=False)
    records = forms.IntegerField(
        label="Ungefär hur många uppgifter?",
        help_text="Till exempel dokument, rader eller meddelanden.",
        min_value=0,
        max_value=12_000_000,
        required=False,
    )
    data_kinds = forms.MultipleChoiceField(
        label="Vilka uppgifter gäller det?",
        choices=capital(DataKind.choices),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    data_text = FreeText(label="Mer om uppgifterna", rows=1, limit=MAX_LINE, required=False)
    consequences = FreeText(
        label="Vad kan det leda till för dem?", help_text=NO_NAMES, rows=3, required=False
    )
    severity = forms.TypedChoiceField(
        label="Hur allvarligt kan det bli för dem?",
        choices=capital(Severity.choices),
        widget=forms.RadioSelect,
        coerce=int,
        empty_value=None,
        required=False,
    )
    measures_taken = FreeText(label="Vad har ni gjort?", rows=3, required=False)
    measures_planned = FreeText(
        label="Vad ska ni göra?",
        help_text="Skriv också om inget mer behövs.",
        rows=3,
        required=False,
    )
    processor = FreeText(
        label="Var ett personuppgiftsbiträde inblandat?",
        help_text="Skriv vilket, eller att inget var det. Så läser IMY det.",
        rows=1,
        limit=MAX_LINE,
        required=False,
    )
    contact = FreeText(
        label="Vem kan IMY fråga?",
        help_text="Namn eller funktion, med telefon eller mejl.",
        rows=1,
        limit=MAX_LINE,
        required=False,
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        hints = dict.fromkeys(SPECIAL, "känslig uppgift")
        hints |= dict.fromkeys(GUARDED, "skyddas särskilt")
        self.fields["data_kinds"].option_hints = hints  # type: ignore[attr-defined]
        self.fields["breached"].option_hints = _BREACHED_HINTS  # type: ignore[attr-defined]
        self.fields["severity"].option_hints = _SEVERITY_HINTS  # type: ignore[attr-defined]

    def contents(self) -> Contents:
        """What was filled in."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in NAMES}
        several: dict[str, Any] = {
            name: tuple(one) for name, one in given.items() if isinstance(one, list)
        }
        return Contents(**(given | several))


class DecideForm(Versioned):
    notify = forms.TypedChoiceField(
        label="Ska incidenten anmälas till IMY?",
        choices=[("ja", "Ja, den ska anmälas"), ("nej", "Nej, den ska inte anmälas")],
        widget=forms.RadioSelect,
        coerce=lambda given: given == "ja",
        empty_value=None,
    )
    reason = FreeText(label="Varför?", help_text=f"Det står i registret. {NO_NAMES}", rows=3)


class SentForm(Versioned):
    sent_at = Moment(label="När skickades den?")
    complete = forms.TypedChoiceField(
        label="Är allt med?",
        choices=[("ja", "Ja, allt är med"), ("nej", "Nej, mer kommer senare")],
        widget=forms.RadioSelect,
        coerce=lambda given: given == "ja",
    )
    imy_reference = Reference(
        label="IMY:s diarienummer",
        help_text="Kommer det senare går det att lägga till då.",
        max_length=60,
        required=False,
    )


class NotifyForm(SentForm):
    delay_reason = FreeText(
        label="Varför kom anmälan senare än 72 timmar?",
        help_text="Svara bara om tiden har gått ut.",
        rows=3,
        required=False,
    )


class ReferenceForm(PlainSwedish, forms.Form):
    imy_reference = Reference(label="IMY:s diarienummer", max_length=60)


class InformForm(Versioned):
    informed = forms.ChoiceField(
        label="Har de som det gäller fått veta?",
        choices=[
            (Informed.YES, "Ja"),
            (Informed.PLANNED, "Inte än, men de ska få veta"),
            (Informed.NO, "Nej, de behöver inte få veta"),
        ],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(
        label="Vilken dag fick de veta, eller ska de få veta senast?",
        widget=DateInput(),
        required=False,
    )
    how = FreeText(
        label="Hur?", help_text="Till exempel brev eller telefon.", rows=2, required=False
    )
    ground = forms.ChoiceField(
        label="Varför behöver de inte få veta?",
        choices=[("", "Välj"), *capital(NotInformed.choices)],
        required=False,
    )
    reason = FreeText(label="Mer om varför de inte får veta", rows=3, required=False)


class CloseForm(Versioned):
    outcome = FreeText(
        label="Vad kom ni fram till?",
        help_text=f"Den som rapporterade får läsa det, om rapporten inte har sekretess. {NO_NAMES}",
        rows=4,
    )


class ReasonForm(PlainSwedish, forms.Form):
    reason = FreeText(label="Varför?", help_text=NO_NAMES, rows=3)


class CorrectForm(ReasonForm):
    discovered_at = Moment(label="När upptäcktes det?")
    field_order = ("discovered_at", "reason")


class AddReportForm(PlainSwedish, forms.Form):
    report = forms.CharField(label="Rapport", help_text="Till exempel 2025-12.", max_length=60)


class HandOverForm(PlainSwedish, forms.Form):
    responsible = forms.TypedChoiceField(label="Vem ska ansvara?", coerce=int)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["responsible"].choices = [("", "Välj"), *people]  # type: ignore[attr-defined]
