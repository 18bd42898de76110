"""The filters of one action plan as a form sent by GET; they choose among what the plan holds."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from hjulet.improvements.kinds import Level
from hjulet.improvements.queries.plans import Planned
from hjulet.kernel.swedish import sort_key
from hjulet.ui.forms import PlainSwedish

NAMES = ("niva", "ansvarig", "tema", "sena")


class PlanFilterForm(PlainSwedish, forms.Form):
    """Everything may be left out; what cannot be read is left out of the selection."""

    niva = forms.ChoiceField(
        label="Beslutas av",
        required=False,
        choices=[("", "Alla"), *((key, str(words).capitalize()) for key, words in Level.choices)],
    )
    ansvarig = forms.TypedChoiceField(
        label="Ansvarig", required=False, coerce=int, empty_value=None
    )
    tema = forms.TypedChoiceField(label="Tema", required=False, coerce=int, empty_value=None)
    sena = forms.BooleanField(label="Bara försenade", required=False)

    def __init__(self, given: QueryDict, *, rows: Sequence[Planned], **more: Any) -> None:
        super().__init__(given, **more)
        people = {row.responsible_id: row.responsible for row in rows}
        themes = {row.theme_id: row.theme for row in rows if row.theme_id is not None}
        for name, found in (("ansvarig", people), ("tema", themes)):
            listed = sorted(found.items(), key=lambda one: sort_key(one[1]))
            self.fields[name].choices = [("", "Alla"), *listed]  # type: ignore[attr-defined]
        self.full_clean()

    def narrowed(self, rows: Sequence[Planned]) -> list[Planned]:
        """The rows that meet all that is chosen."""
        level, person, theme, late = (self.cleaned_data.get(name) for name in NAMES)
        return [
            row
            for row in rows
            if (not level or row.level == level)
            and (person is None or row.responsible_id == person)
            and (theme is None or row.theme_id == theme)
            and (not late or row.late)
        ]

    def chosen(self) -> bool:
        """Whether anything is chosen, readable or not."""
        return bool(self.errors) or any(self.cleaned_data.get(name) for name in NAMES)

    def address(self, **more: str) -> str:
        """The query string of what is chosen, with `more`: "" or "?niva=unit"."""
        kept = QueryDict(mutable=True)
        for name in NAMES:
            if value := self.data.get(name):
                kept[name] = value
        kept.update(more)
        return f"?{kept.urlencode()}" if kept else ""
