"""Who is needed and who took part: a row for each function, and some empty ones."""

from collections.abc import Sequence
from typing import Any

from django import forms

from hjulet.risks.rules import SUGGESTED
from hjulet.ui.forms import PlainSwedish
from hjulet.ui.free_text import FreeText

EMPTY_ROWS = 3
MOST_ROWS = 40
Function = tuple[str, bool, bool]


class ParticipantsForm(PlainSwedish, forms.Form):
    """Fields f0, r0, t0, f1 ... A row without ticks whose function is only proposed is left out."""

    def __init__(self, data: Any = None, *, rows: Sequence[Function]) -> None:
        start = list(rows) or [(name, False, False) for name in SUGGESTED]
        self.count = len(start) + EMPTY_ROWS
        if data is not None:
            self.count = sum(f"f{place}" in data for place in range(MOST_ROWS))
        initial: dict[str, Any] = {}
        for place, (name, required, took_part) in enumerate(start):
            initial |= {f"f{place}": name, f"r{place}": required, f"t{place}": took_part}
        super().__init__(data, initial=initial)
        for place in range(self.count):
            who = f"funktion {place + 1}"
            self.fields[f"f{place}"] = FreeText(
                label=who.capitalize(), rows=1, limit=80, required=False
            )
            self.fields[f"r{place}"] = forms.BooleanField(label="Behövs", required=False)
            self.fields[f"t{place}"] = forms.BooleanField(label="Var med", required=False)

    def rows(self) -> list[tuple[str, Any, Any, Any]]:
        """(legend, field, field, field) of each row, for the page."""
        return [
            (
                str(self[f"f{place}"].value() or "Ny funktion"),
                self[f"f{place}"],
                self[f"r{place}"],
                self[f"t{place}"],
            )
            for place in range(self.count)
        ]

    def functions(self) -> tuple[list[Function], list[str]]:
        """What was filled in, and the name of the field that each came from."""
        found, fields = [], []
        for place in range(self.count):
            given = self.cleaned_data
            name = " ".join(given[f"f{place}"].split())
            required, took_part = given[f"r{place}"], given[f"t{place}"]
            if not required and not took_part and (not name or name in SUGGESTED):
                continue
            found.append((name, required, took_part))
            fields.append(f"f{place}")
        return found, fields
