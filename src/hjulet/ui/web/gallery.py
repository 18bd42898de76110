"""Made-up content for the gallery page: every component in its states."""

from typing import Any

from django import forms

from hjulet.ui.forms import Checkboxes, DateInput, PlainSwedish
from hjulet.ui.icons import ICONS

UNITS = [("", "Välj enhet"), ("1", "Utredningsenhet 1"), ("2", "Utredningsenhet 2")]
KINDS = [
    ("deviation", "Avvikelse"),
    ("lex_sarah", "Lex Sarah"),
    ("data_breach", "Personuppgiftsincident"),
    ("none", "Ej avvikelse"),
]
HARM = [
    ("yes", "Ja, någon påverkades"),
    ("near", "Nej, men det kunde ha gått illa"),
    ("no", "Nej"),
]
COLOURS = [
    ("accent", "Blåbär", "handling, nytt"),
    ("gran", "Gran", "genomföra"),
    ("hjortron", "Hjortron", "utvärdera"),
    ("ljung", "Ljung", "förbättra, sekretess"),
    ("rost", "Rost", "försenat, påmint"),
    ("success", "Klar", "klar, effekt"),
    ("warning", "Snart", "snart, varning"),
    ("danger", "Lingon", "fel i formulär"),
]


class Sample(PlainSwedish, forms.Form):
    """One of each kind of field."""

    what = forms.CharField(
        label="Berätta kort vad som hände",
        help_text="Skriv vad du såg eller hörde. Inga namn, inga personnummer.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    title = forms.CharField(label="Rubrik", required=False)
    unit = forms.ChoiceField(label="Enhet", choices=UNITS)
    happened_on = forms.DateField(label="När hände det?", widget=DateInput)
    kinds = forms.MultipleChoiceField(
        label="Vad är det?",
        help_text="Flera kan stämma.",
        choices=KINDS,
        widget=Checkboxes,
    )
    harm = forms.ChoiceField(label="Drabbades någon?", choices=HARM, widget=forms.RadioSelect)
    attachment = forms.FileField(label="Bilaga", help_text="Högst 10 MB.", required=False)
    told = forms.BooleanField(label="Jag har berättat för den det gäller", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].widget.exclusive = frozenset({"none"})
        self.fields["attachment"].widget.attrs["data-max-bytes"] = 10 * 1024 * 1024
        self.fields["kinds"].option_hints = {  # type: ignore[attr-defined]
            "lex_sarah": "SAS tar över. Enhetschefen ser bara en sammanfattning."
        }


class Filter(forms.Form):
    """The choices above a list."""

    period = forms.ChoiceField(label="Period", choices=[("", "Kvalitetsåret 2024/25")])
    unit_filter = forms.ChoiceField(label="Enhet", choices=UNITS, required=False)


def context() -> dict[str, Any]:
    """What the gallery template shows."""
    faulty = Sample(
        {"fel-happened_on": "14/10", "fel-title": "Brev till fel adress", "fel-harm": "near"},
        prefix="fel",
    )
    return {
        "states": [
            "new",
            "late",
            "chased",
            "soon",
            "done",
            "wait",
            "active",
            "draft",
            "conf",
            "frozen",
        ],
        "notes": ["info", "tip", "warn", "late", "err", "ok", "lock"],
        "form": Sample(initial={"kinds": ["deviation"], "harm": "yes"}),
        "faulty": faulty,
        "filter": Filter(),
        "colours": COLOURS,
        "icons": list(ICONS),
        "rows": [
            ("Barn och unga", "dep", 162, 138, 14),
            ("Mottagningsenheten", "unit", 39, 35, 3),
            ("Utredningsenhet 2", "unit mine", 51, 37, 0),
        ],
        "letter": "Beslut skickades till gammal adress. <b>Det här är text</b>, inte kod.\n\n"
        "Vi har ingen rutin för att kontrollera adressen en gång till.",
    }
