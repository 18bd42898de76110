"""The forms of retention."""

from typing import Any

from django import forms

from hjulet.retention import record_kinds
from hjulet.retention.record_kinds import RecordKind
from hjulet.retention.rules import BASIS_MOST, MOST_MONTHS
from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import FreeText

NO_NAMES = "Skriv inga namn på enskilda och inga personnummer."


class RuleForm(PlainSwedish, forms.Form):
    """How long the board keeps a kind."""

    keep = forms.ChoiceField(
        label="Ska de gallras?",
        choices=[("years", "Ja, efter en tid"), ("forever", "Nej, de bevaras")],
        widget=forms.RadioSelect,
    )
    years = forms.IntegerField(
        label="Efter hur många år?",
        min_value=0,
        max_value=MOST_MONTHS // 12,
        required=False,
    )
    more_months = forms.IntegerField(
        label="Och hur många månader?",
        help_text="Till exempel 6 för ett och ett halvt år. Lämna tomt för hela år.",
        min_value=0,
        max_value=11,
        required=False,
    )
    basis = FreeText(
        label="Var står det?",
        help_text="Punkten i nämndens dokumenthanteringsplan, eller lagen. Orden står kvar på "
        "allt som gallras.",
        rows=1,
        limit=BASIS_MOST,
        error_messages={"required": "Skriv vilken punkt i planen, eller vilken lag."},
    )
    valid_from = forms.DateField(label="Gäller från", widget=DateInput())

    def clean(self) -> dict[str, Any]:
        """Years are asked for when they are to go."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        filled = given.get("years") or given.get("more_months")
        if (
            given.get("keep") == "years"
            and not filled
            and not {"years", "more_months"} & {*self.errors}
        ):
            self.add_error("years", "Fyll i antal år.")
        return given

    def months(self) -> int | None:
        """What the operation takes; None is for ever."""
        given = self.cleaned_data
        if given["keep"] != "years":
            return None
        return (given["years"] or 0) * 12 + (given["more_months"] or 0)


class HoldForm(PlainSwedish, forms.Form):
    """What is to be stopped, why and how long."""

    board = forms.TypedChoiceField(label="Nämnd", coerce=int)
    kind = forms.ChoiceField(label="Vad ska inte gallras?", required=False)
    reference = forms.CharField(
        label="Bara en enda?",
        help_text="Skriv dess referens, till exempel 2025-417. Lämna tomt för alla.",
        max_length=60,
        required=False,
    )
    reason = FreeText(
        label="Varför?",
        help_text=f"Till exempel ”pågående tillsyn från IVO”. {NO_NAMES}",
        rows=2,
        limit=300,
        error_messages={"required": "Skriv varför gallringen ska stoppas."},
    )
    last = forms.DateField(
        label="Till och med",
        help_text="Lämna tomt för att stoppa tills någon häver stoppet.",
        widget=DateInput(),
        required=False,
    )

    def __init__(
        self, *args: Any, boards: list[tuple[int, str]], kinds: list[RecordKind], **given: Any
    ) -> None:
        super().__init__(*args, **given)
        fields: dict[str, Any] = self.fields
        fields["board"].choices = boards if len(boards) == 1 else [("", "Välj"), *boards]
        if len(boards) == 1:
            fields["board"].initial = boards[0][0]
        fields["kind"].choices = [
            ("", "Allt i nämnden"), *((one.key, one.label) for one in kinds)
        ]  # fmt: skip


class ReasonForm(PlainSwedish, forms.Form):
    """One reason, in the words of the page."""

    reason = FreeText(label="Varför?", help_text=NO_NAMES, rows=2, limit=300)


class DisposeForm(PlainSwedish, forms.Form):
    """The second signature."""

    sure = forms.BooleanField(
        label="Jag har gått igenom listan och vet att det inte går att ångra.",
        error_messages={"required": "Kryssa i att du har gått igenom listan."},
    )


class RegisterForm(PlainSwedish, forms.Form):
    """Everything may be left out."""

    q = forms.CharField(
        label="Sök",
        help_text="Referens, enhet eller listans nummer",
        max_length=100,
        required=False,
    )
    slag = forms.ChoiceField(label="Slag", required=False)
    ar = forms.TypedChoiceField(label="Gallrat år", coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, years: list[int], **given: Any) -> None:
        super().__init__(*args, **given)
        fields: dict[str, Any] = self.fields
        kinds = [(one.key, one.label) for one in record_kinds.kinds()]
        fields["slag"].choices = [("", "Alla"), *kinds]
        fields["ar"].choices = [("", "Alla"), *((year, str(year)) for year in years)]
