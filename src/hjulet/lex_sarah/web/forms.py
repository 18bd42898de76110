"""The forms of a case."""

from typing import Any

from django import forms

from hjulet.lex_sarah.kinds import Degree, Receiver, Service, Way
from hjulet.lex_sarah.web.words import DEGREE_HINTS
from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import FreeText, Reference

NO_NAMES = "Skriv inga personnummer. Skriv namn bara där det inte går att förstå annars."


def capital(choices: Any) -> list[tuple[Any, str]]:
    """The choices, each with a capital letter."""
    return [(key, f"{str(words)[:1].upper()}{str(words)[1:]}") for key, words in choices]


def _text(label: str, help_text: str = "", *, rows: int = 4, **given: Any) -> FreeText:
    return FreeText(label=label, help_text=help_text, rows=rows, required=False, **given)


class OpenForm(PlainSwedish, forms.Form):
    """Which reports a case is opened for."""

    reports = forms.TypedMultipleChoiceField(
        label="Rapporter",
        help_text="Gäller flera rapporter samma händelse utreds de tillsammans.",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en rapport."},
    )

    def __init__(self, *args: Any, waiting: list[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        field: Any = self.fields["reports"]
        field.choices = [(one.pk, f"Rapport {one.reference}") for one in waiting]


class FactsForm(PlainSwedish, forms.Form):
    theme = forms.TypedChoiceField(
        label="Tema",
        help_text="Så hittar ni tidigare beslut om samma sak.",
        coerce=int,
        empty_value=None,
        required=False,
    )
    other_board = FreeText(label="Annan nämnd som berörs", rows=1, limit=120, required=False)
    private_provider = FreeText(
        label="Privat utförare",
        help_text="En privat utförare informerar nämnden om rapporter som den tar emot.",
        rows=1,
        limit=120,
        required=False,
    )
    unexpected_death = forms.BooleanField(label="Gäller ett oväntat dödsfall", required=False)
    expected = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, themes: list[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        field: Any = self.fields["theme"]
        field.choices = [("", "Inget valt"), *themes]


class VersionForm(PlainSwedish, forms.Form):
    """A record in versions. `draft` says which version the form was made from."""

    reason = _text(
        "Varför ersätts den förra versionen?",
        "Den förra finns kvar bredvid.",
        rows=2,
    )
    draft = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, replaces: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        if not replaces:
            del self.fields["reason"]

    def texts(self) -> dict[str, Any]:
        """What goes into the record."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("reason", "draft")
        }


class ReportForm(VersionForm):
    received_on = forms.DateField(
        label="När togs rapporten emot?", widget=DateInput(), required=False
    )
    service = forms.ChoiceField(
        label="Vad gällde händelsen?",
        choices=capital(Service.choices),
        widget=forms.RadioSelect,
        required=False,
    )
    happened = _text("Vad har hänt, eller riskerar att hända?", NO_NAMES, rows=6)
    consequences = _text("Vad har det lett till för den enskilde, eller kunde ha lett till?")
    noticed = _text("När och hur uppmärksammades det?", rows=3)
    at_once = _text("Vad gjordes genast?", "Skriv också om inget gjordes.", rows=3)
    field_order = (
        "draft", "received_on", "service", "happened", "consequences", "noticed", "at_once",
        "reason",
    )  # fmt: skip


class InvestigationForm(VersionForm):
    course = _text("Händelseförlopp", NO_NAMES, rows=8)
    causes = _text("Orsaker", "Varför kunde det hända? Se till verksamheten, inte till personen.")
    earlier = _text("Har något liknande hänt förut?", rows=3)
    recurrence = _text("Hur stor är risken att det händer igen?", rows=3)
    measures = _text("Åtgärder som är gjorda eller behövs")
    field_order = (
        "draft", "course", "causes", "earlier", "recurrence", "measures", "reason",
    )  # fmt: skip


class PersonForm(PlainSwedish, forms.Form):
    account = forms.TypedChoiceField(label="Vem?", coerce=int)

    def __init__(self, *args: Any, people: dict[int, str], **given: Any) -> None:
        super().__init__(*args, **given)
        field: Any = self.fields["account"]
        field.choices = [("", "Välj"), *people.items()]


class SendForm(PlainSwedish, forms.Form):
    decider = forms.TypedChoiceField(label="Vem ska besluta?", coerce=int)
    reason = _text("Något att säga till den som beslutar?", "Till exempel ert förslag.", rows=3)

    def __init__(self, *args: Any, people: dict[int, str], **given: Any) -> None:
        super().__init__(*args, **given)
        field: Any = self.fields["decider"]
        field.choices = [("", "Välj"), *people.items()]


class ReasonForm(PlainSwedish, forms.Form):
    """One text: why. For a case that is `notified` and is written off also what IVO knows."""

    reason = FreeText(label="Varför?", rows=3)
    told_ivo = FreeText(
        label="Vad har IVO fått veta?",
        help_text="Ärendet är anmält, och IVO väntar på utredningen. Berätta först för IVO att det "
        "avskrivs, och skriv här vad ni berättade och när.",
        rows=3,
        required=False,
    )

    def __init__(
        self, *args: Any, label: str = "", hint: str = "", notified: bool = False, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        if not notified:
            del self.fields["told_ivo"]
        if label:
            self.fields["reason"].label = label
            self.fields["reason"].error_messages["required"] = f"Svara på ”{label}”."
        self.fields["reason"].help_text = hint


class DecideForm(PlainSwedish, forms.Form):
    degree = forms.ChoiceField(
        label="Vad är det?",
        choices=capital(Degree.choices),
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad det är."},
    )
    position = FreeText(
        label="Ställningstagande och skäl",
        help_text=NO_NAMES,
        rows=7,
        error_messages={"required": "Skriv ställningstagandet och skälen för det."},
    )
    decided_on = forms.DateField(label="Beslutsdag", widget=DateInput())
    expected = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["degree"].option_hints = DEGREE_HINTS  # type: ignore[attr-defined]


class NotifyForm(PlainSwedish, forms.Form):
    sent_on = forms.DateField(label="Skickad den", widget=DateInput())
    with_investigation = forms.BooleanField(
        label="Utredningen följde med",
        help_text="En anmälan kan skickas före utredningen. Då skickas den in när den är klar.",
        required=False,
    )
    what = FreeText(
        label="Vad skickades?",
        rows=3,
        error_messages={"required": "Skriv vad som skickades."},
    )
    reference = Reference(
        label="IVO:s diarienummer",
        help_text="Om ni har fått det.",
        max_length=60,
        required=False,
    )


class AnswerForm(PlainSwedish, forms.Form):
    answered_on = forms.DateField(label="IVO svarade den", widget=DateInput())
    answer = FreeText(
        label="Vad svarade IVO?",
        rows=4,
        error_messages={"required": "Skriv vad IVO svarade."},
    )
    reference = Reference(
        label="IVO:s diarienummer",
        help_text="Om det kom med svaret.",
        max_length=60,
        required=False,
    )


class InformForm(PlainSwedish, forms.Form):
    receiver = forms.ChoiceField(
        label="Vem informerades?", choices=capital(Receiver.choices), widget=forms.RadioSelect
    )
    way = forms.ChoiceField(label="Hur?", choices=capital(Way.choices), widget=forms.RadioSelect)
    on = forms.DateField(label="Vilken dag?", widget=DateInput())
    what = FreeText(
        label="Vad berättade du?",
        help_text="Blev någon inte informerad, skriv varför.",
        rows=3,
        error_messages={"required": "Skriv kort vad du berättade, eller varför inte."},
    )


class SummaryForm(PlainSwedish, forms.Form):
    summary = FreeText(
        label="Vad behöver chefen veta?",
        help_text="Skriv inte mer om den enskilde än vad som behövs för att leda arbetet.",
        rows=4,
        error_messages={"required": "Skriv vad chefen behöver veta."},
    )
    remedy_now = _text("Vad måste rättas till nu?", rows=3)


class RulesForm(PlainSwedish, forms.Form):
    manager_sees_summary = forms.BooleanField(
        label="Enhetschefen får en sammanfattning och det som måste rättas till nu",
        required=False,
    )
    reporter_sees_text = forms.BooleanField(
        label="Den som rapporterade ser sin egen text",
        help_text="Hur långt ärendet har kommit syns alltid.",
        required=False,
    )
