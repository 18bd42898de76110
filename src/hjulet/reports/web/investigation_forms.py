"""The forms of an investigation: what it says, who is responsible, and the reasons of each step."""

from collections.abc import Sequence
from typing import Any

from django import forms

from hjulet.findings.lists import Cause
from hjulet.reports.investigation_rules import Content
from hjulet.reports.models import ScaleStep
from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import FreeText

NO_NAMES = "Skriv inget som pekar ut en person."
YES_NO = [("yes", "Ja"), ("no", "Nej")]


def _number(value: Any) -> int | None:
    return int(value) if value not in (None, "") else None


class InvestigationForm(PlainSwedish, forms.Form):
    """Nothing is required here: the rules bite when somebody says that it is done.

    `draft` is the version that she saw; keeping.js sets it anew after each save.
    """

    draft = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    course = FreeText(label="Vad hände, steg för steg?", help_text=NO_NAMES, rows=6, required=False)
    causes = forms.TypedMultipleChoiceField(
        label="Orsak",
        help_text="Det som låg bakom. Flera kan stämma.",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    cause_unknown = forms.BooleanField(label="Orsaken gick inte att hitta", required=False)
    why = FreeText(
        label="Varför kunde det hända?",
        help_text="Leta efter brister i hur vi arbetar, inte efter vem som gjorde fel.",
        rows=4,
        required=False,
    )
    earlier = forms.TypedMultipleChoiceField(
        label="Har det hänt förut?",
        help_text="Samma enheter de senaste två åren, och samma kategori eller liknande ord. "
        "Kryssa för dem som hör ihop med det här.",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    earlier_events = FreeText(
        label="Mer om tidigare liknande händelser", help_text=NO_NAMES, rows=3, required=False
    )
    consequence = forms.TypedChoiceField(
        label="Hur allvarlig blev följden, eller kunde ha blivit?",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    likelihood = forms.TypedChoiceField(
        label="Hur sannolikt är det att det händer igen?",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    police_report = forms.ChoiceField(
        label="Är händelsen polisanmäld?",
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    police_on = forms.DateField(label="Polisanmäld den", required=False, widget=DateInput())
    told_reporter = FreeText(
        label="Vad ska den som rapporterade få veta?",
        help_text="Det här läser hon eller han när kvalitetsteamet har godkänt utredningen. "
        f"{NO_NAMES}",
        rows=3,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        causes: Sequence[Cause],
        earlier: Sequence[tuple[int, str]],
        scales: dict[str, list[ScaleStep]],
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        self.fields["causes"].choices = [(row.pk, row.name) for row in causes]  # type: ignore[attr-defined]
        self.fields["earlier"].choices = list(earlier)  # type: ignore[attr-defined]
        for name, rows in scales.items():
            field: Any = self.fields[name]
            field.choices = [(row.value, f"{row.value} – {row.name}") for row in rows]
            field.option_hints = {row.value: row.description for row in rows}

    def content(self) -> Content:
        """What was sent, of what could be read."""
        given = self.cleaned_data
        return Content(
            course=given.get("course", ""),
            why=given.get("why", ""),
            cause_unknown=given.get("cause_unknown", False),
            cause_ids=tuple(given.get("causes", ())),
            earlier_events=given.get("earlier_events", ""),
            earlier_ids=tuple(given.get("earlier", ())),
            consequence=given.get("consequence"),
            likelihood=given.get("likelihood"),
            police_report={"yes": True, "no": False}.get(given.get("police_report", "")),
            police_on=given.get("police_on"),
            told_reporter=given.get("told_reporter", ""),
        )


def initial_of(content: Content, version: int) -> dict[str, Any]:
    """What a fresh form holds."""
    return {
        "draft": version,
        "course": content.course,
        "causes": list(content.cause_ids),
        "cause_unknown": content.cause_unknown,
        "why": content.why,
        "earlier": list(content.earlier_ids),
        "earlier_events": content.earlier_events,
        "consequence": content.consequence,
        "likelihood": content.likelihood,
        "police_report": {True: "yes", False: "no"}.get(content.police_report),  # type: ignore[arg-type]
        "police_on": content.police_on,
        "told_reporter": content.told_reporter,
    }


class ReasonForm(PlainSwedish, forms.Form):
    """Why: its label and what is asked when it is empty differ from step to step."""

    label = "Varför?"
    ask = "Skriv kort varför."
    hint = ""

    reason = FreeText(rows=3)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        field = self.fields["reason"]
        field.label, field.help_text = self.label, self.hint
        field.error_messages["required"] = self.ask


class ReturnForm(ReasonForm):
    label = "Vad behöver göras färdigt?"
    ask = "Skriv vad som behöver göras färdigt."
    hint = "Den som utreder läser det."


class CloseForm(ReasonForm):
    label = "Vad ledde det till?"
    ask = "Skriv kort vad det ledde till."
    hint = f"Den som rapporterade läser det. {NO_NAMES}"


class ReopenForm(ReasonForm):
    label = "Varför öppnas utredningen igen?"
    ask = "Skriv kort varför utredningen öppnas igen."
    hint = "Den som rapporterade läser det."


class RemoveForm(ReasonForm):
    """Which report, and why it does not belong there."""

    label = "Varför hör den inte dit?"
    ask = "Skriv kort varför rapporten inte hör dit."
    report = forms.TypedChoiceField(label="Rapport", coerce=int)

    def __init__(self, *args: Any, reports: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["report"].choices = list(reports)  # type: ignore[attr-defined]
        self.order_fields(["report", "reason"])


class AddForm(PlainSwedish, forms.Form):
    report = forms.TypedChoiceField(label="Rapport som utreds tillsammans med de andra", coerce=int)

    def __init__(self, *args: Any, reports: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["report"].choices = [("", "Välj"), *reports]  # type: ignore[attr-defined]


class AssignForm(PlainSwedish, forms.Form):
    responsible = forms.TypedChoiceField(
        label="Vem ansvarar för utredningen?",
        help_text="Hon eller han får läsa rapporterna så länge.",
        coerce=int,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["responsible"].choices = [("", "Välj"), *people]  # type: ignore[attr-defined]


class TogetherForm(PlainSwedish, forms.Form):
    """On the page of a report: into which open investigation it goes."""

    investigation = forms.ChoiceField(label="Utredning")

    def __init__(self, *args: Any, found: Sequence[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["investigation"].choices = [("", "Välj"), *found]  # type: ignore[attr-defined]
