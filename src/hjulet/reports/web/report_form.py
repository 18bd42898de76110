"""The staff form: nine fields, one page, made to be filled in with one thumb."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms

from hjulet.files.fields import Attachments
from hjulet.kernel import clock
from hjulet.kernel.free_text import MAX_LINE
from hjulet.kernel.identity_numbers import find, mask
from hjulet.organisation.queries import tree_on
from hjulet.organisation.types import Actor
from hjulet.reports.kinds import Affected, Astray, Serious
from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.free_text import NUMBERS, TOO_LONG, FreeText

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class NumberInText:
    """A number to take away: where it stands, masked, with the words around it."""

    field_id: str
    kind: str
    shown: str
    before: str
    after: str


class ReportForm(PlainSwedish, forms.Form):
    """What happened, when and where. `units` are the choices that `unit_choices` gives."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    draft = forms.IntegerField(widget=forms.HiddenInput, required=False)
    unit = forms.TypedChoiceField(
        label="Enhet", coerce=int, error_messages={"required": "Välj vilken enhet det gäller."}
    )
    what_happened = FreeText(
        label="Berätta kort vad som hände",
        help_text="Skriv vad du såg eller hörde. Inga namn, inga personnummer.",
        rows=6,
        error_messages={"required": "Berätta kort vad som hände."},
    )
    occurred_on = forms.DateField(label="Vilken dag hände det?", required=False, widget=DateInput())
    occurred_text = FreeText(
        label="När, med egna ord",
        help_text="Till exempel ”på morgonen” eller ”någon gång i förra veckan”.",
        required=False,
        rows=1,
        limit=MAX_LINE,
    )
    affected = forms.ChoiceField(
        label="Drabbades någon?",
        choices=Affected.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Svara på om någon drabbades. ”Jag vet inte” går bra."},
    )
    may_be_serious = forms.ChoiceField(
        label="Kan det vara allvarligt?",
        help_text="Tänk på liv, hälsa, trygghet och rättssäkerhet för den som får stödet.",
        choices=Serious.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Svara på om det kan vara allvarligt. ”Jag vet inte” går bra."},
    )
    data_astray = forms.ChoiceField(
        label="Kan uppgifter om någon ha hamnat fel?",
        help_text="Till exempel ett brev till fel person, en borttappad mobil eller någon som läst "
        "utan rätt.",
        choices=Astray.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    done_at_once = FreeText(label="Vad gjorde du direkt?", required=False, rows=3)
    attachments = Attachments(
        label="Bilagor",
        help_text="Högst 5 filer om 10 MB: bilder, pdf, Word, Excel eller text. "
        "Vi tar bort uppgifter om plats och tid ur bilder.",
    )

    def __init__(self, *args: Any, units: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["occurred_on"].widget.attrs["max"] = clock.today().isoformat()

    def clean_occurred_on(self) -> date | None:
        day: date | None = self.cleaned_data["occurred_on"]
        if day and day > clock.today():
            raise forms.ValidationError("Dagen har inte varit än. Välj i dag eller tidigare.")
        if day and day < clock.today() - timedelta(days=365 * 100):
            raise forms.ValidationError("Dagen ligger för långt tillbaka. Kontrollera året.")
        return day

    def keep_draft_errors(self) -> None:
        """A draft may be half written: only what could not be saved is a fault."""
        for name, errors in list(self.errors.items()):
            stopped = [error for error in errors.as_data() if error.code in (NUMBERS, TOO_LONG)]
            del self.errors[name]
            if stopped:
                self.add_error(name, stopped)

    def numbers(self) -> list[NumberInText]:
        """Every number that stopped the form, in the order of the page."""
        found = []
        for name in self.errors:
            if name in self.fields and self.has_error(name, NUMBERS):
                text = str(self.data.get(name, ""))
                for item in find(text):
                    found.append(
                        NumberInText(
                            field_id=self[name].id_for_label,
                            kind=item.kind,
                            shown=item.shown,
                            before=_words_before(mask(text[max(0, item.start - 40) : item.start])),
                            after=_words_after(mask(text[item.end : item.end + 40])),
                        )
                    )
        return found

    def other_faults(self) -> bool:
        """Whether something else than numbers is to be put right."""
        return any(
            error.code != NUMBERS for errors in self.errors.values() for error in errors.as_data()
        )

    def sent_key(self) -> UUID:
        """The same form filled in the same way is the same report; an edited one is another.

        Else somebody who goes back and changes "no" to "yes, serious" would get the receipt of
        the first, and the change be lost without a word.
        """
        words = "\n".join(
            str(self.cleaned_data.get(name, ""))
            for name in (
                "what_happened", "done_at_once", "unit", "occurred_on", "occurred_text",
                "affected", "may_be_serious", "data_astray",
            )
        )  # fmt: skip
        return uuid5(self.cleaned_data.get("key") or uuid4(), words)


def unit_choices(actor: Actor, today: date) -> Choices:
    """Everything that stands in the actor's boards today, indented as the tree; empty without."""
    tree = tree_on(today)
    boards = sorted(key for key in actor.board_ids | {actor.board_id} if key is not None)
    choices: Choices = []
    for board in boards:
        if board not in tree:
            continue
        choices.append((str(board), tree[board].name))
        choices += [
            (str(node.id), "\u2003" * (depth + 1) + node.name) for depth, node in tree.walk(board)
        ]
    return choices


def first_values(actor: Actor, choices: Sequence[tuple[str, str]], today: date) -> dict[str, Any]:
    """What an empty form holds: a key of its own, the writer's unit, and today."""
    home = str(actor.home_unit_id or "")
    return {
        "key": uuid4(),
        "unit": home if any(home == key for key, _ in choices) else "",
        "occurred_on": today,
    }


def _words_before(text: str) -> str:
    return "…" + text[text.find(" ") + 1 :] if len(text) >= 40 else text


def _words_after(text: str) -> str:
    return text[: text.rfind(" ")] + "…" if len(text) >= 40 and " " in text else text
