"""The forms of a review: a verdict for each opening, the signature, the follow-up, the size."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hjulet.kernel.free_text import Invalid
from hjulet.log_review.kinds import Verdict
from hjulet.log_review.models import DrawnOpening
from hjulet.log_review.queries import Detail
from hjulet.log_review.rules import LARGEST, Given, stamp
from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import FreeText

NO_CONTENT = "Skriv inget om vad som står i ärendet, inga namn på enskilda och inga personnummer."


class VerdictForm(PlainSwedish, forms.Form):
    """What is said of one opening.

    `seen` is the stamp of what stood there when the page was made. The page that is shown again
    sends the stamp of what stands there now, since a form that is overtaken tells of it.
    """

    verdict = forms.ChoiceField(
        label="Var öppningen befogad?",
        choices=[
            (Verdict.JUSTIFIED.value, "Befogad"),
            (Verdict.UNCLEAR.value, "Oklar"),
            (Verdict.UNJUSTIFIED.value, "Obefogad"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    comment = FreeText(
        label="Kommentar",
        help_text=f"Behövs när den är oklar eller obefogad. {NO_CONTENT}",
        rows=2,
        required=False,
    )
    asked_on = forms.DateField(
        label="Dag då du frågade den som öppnade", widget=DateInput(), required=False
    )
    done = FreeText(
        label="Vad har gjorts, om den var obefogad?",
        help_text="Till exempel samtal, anmälan eller ändrad behörighet. Det följs upp senare.",
        rows=2,
        required=False,
    )

    def __init__(self, opening: DrawnOpening, data: Mapping[str, Any] | None = None) -> None:
        self.opening = opening
        prefix = f"o{opening.pk}"
        self.seen = (data or {}).get(f"{prefix}-seen", opening.stamp)
        super().__init__(data, prefix=prefix, initial=_initial(opening))

    @property
    def touched(self) -> bool:
        """Whether the reviewer has said something else than what she saw, and than what stands."""
        return self._sent() not in (self.seen, self.opening.stamp)

    @property
    def overtaken(self) -> bool:
        """Whether somebody else has said something of the opening meanwhile."""
        return bool(self.opening.verdict) and self.seen != self.opening.stamp

    def _sent(self) -> str:
        sent = {name: self[name].value() or "" for name in self.fields}
        try:
            asked_on = self.fields["asked_on"].to_python(sent["asked_on"])
        except ValidationError:
            return ""
        return stamp(sent["verdict"], sent["comment"], asked_on, sent["done"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.overtaken:
            who = self.opening.judged_by
            self.add_error(
                "verdict",
                f"{who.name if who else 'Någon annan'} har bedömt öppningen sedan du öppnade "
                "sidan. Ovanför ser du vad som är sparat. Det du har fyllt i är kvar. Spara igen "
                "om det är det som ska gälla.",
            )
        return given

    def given(self, opening_id: int) -> Given:
        """As the operation takes it."""
        data = self.cleaned_data
        return Given(
            opening_id,
            data["verdict"],
            data["comment"].strip(),
            data["asked_on"],
            data["done"].strip(),
            self.seen,
        )


class Verdicts:
    """The forms of all openings that the reader may judge, in one page form.

    Only those that she has changed are saved, so that what somebody else said stays hers. The
    others show what stands now.
    """

    def __init__(self, detail: Detail, data: Mapping[str, Any] | None = None) -> None:
        self.by_opening = {
            line.opening.pk: _form(line.opening, data)
            for line in detail.lines
            if not line.own and not detail.signed
        }
        self.forms = tuple(self.by_opening.values())

    def non_form_errors(self) -> list[str]:
        """For the summary of faults: they all belong to an opening."""
        return []

    def changed(self) -> dict[int, VerdictForm]:
        return {key: form for key, form in self.by_opening.items() if form.is_bound}

    def add_faults(self, error: Invalid) -> None:
        """Each fault beside its field: "comment-31" is the comment of opening 31."""
        for fault in error.faults:
            field, _, key = fault.field.rpartition("-")
            self.by_opening[int(key)].add_error(field, fault.message)


def _form(opening: DrawnOpening, data: Mapping[str, Any] | None) -> VerdictForm:
    sent = VerdictForm(opening, data)
    return sent if sent.is_bound and sent.touched else VerdictForm(opening)


def _initial(opening: DrawnOpening) -> dict[str, Any]:
    names = ("verdict", "comment", "asked_on", "done")
    return {name: getattr(opening, name) for name in names}


class SignForm(PlainSwedish, forms.Form):
    summary = FreeText(
        label="Vad visade granskningen?",
        help_text=f"Behövs när något var oklart eller obefogat. {NO_CONTENT}",
        rows=3,
        required=False,
    )


class FollowUpForm(PlainSwedish, forms.Form):
    follow_up = FreeText(
        label="Hur gick det?",
        help_text=NO_CONTENT,
        rows=3,
        error_messages={"required": "Skriv hur det gick."},
    )


class SizeForm(PlainSwedish, forms.Form):
    size = forms.IntegerField(
        label="Öppningar per månad",
        help_text="Gäller från nästa dragning. Är de färre dras alla.",
        min_value=1,
        max_value=LARGEST,
        widget=forms.NumberInput(attrs={"class": "w-date"}),
        error_messages={
            "min_value": f"Välj ett tal från 1 till {LARGEST}.",
            "max_value": f"Välj ett tal från 1 till {LARGEST}.",
        },
    )
