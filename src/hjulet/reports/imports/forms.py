"""Forms of the import pages."""

from typing import Any

from django import forms

from hjulet.files.tabular import heading_key
from hjulet.files.tabular_limits import MAX_BYTES, megabytes
from hjulet.reports.imports.mappings import KNOWN, MAX_NAME, REQUIRED, mapping_names
from hjulet.ui.forms import PlainSwedish

UNUSED = "Används inte"


class UploadForm(PlainSwedish, forms.Form):
    """A file, and where in it the table is."""

    file = forms.FileField(
        label="Fil",
        help_text=f"CSV eller Excel (.xlsx), högst {megabytes(MAX_BYTES)} MB.",
        widget=forms.ClearableFileInput(
            attrs={"accept": ".csv,.txt,.tsv,.xlsx", "data-max-bytes": str(MAX_BYTES)}
        ),
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom. Välj en annan."},
        max_length=500,
    )
    sheet = forms.CharField(
        label="Blad",
        required=False,
        max_length=31,
        help_text="Om tabellen inte står på första bladet i Excel.",
    )
    mapping = forms.ChoiceField(label="Sparad kolumnkoppling", required=False)

    def __init__(self, *args: Any, target: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = mapping_names(target)
        self.fields["mapping"].choices = [("", "Ingen"), *((name, name) for name in names)]  # type: ignore[attr-defined]
        if not names:
            del self.fields["mapping"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                f"Filen är {megabytes(file.size)} MB. Den får vara högst "
                f"{megabytes(MAX_BYTES)} MB. Dela den i flera."
            )
        return file


class ColumnsForm(PlainSwedish, forms.Form):
    """One choice for each heading of the file."""

    name = forms.CharField(
        label="Spara kopplingen som",
        required=False,
        max_length=MAX_NAME,
        help_text="Då slipper du välja nästa gång. Till exempel ”Vårt avvikelseregister”.",
    )

    def __init__(
        self, *args: Any, target: str, headings: list[str], chosen: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._target, self._headings = target, headings
        known = {heading_key(name): name for name in KNOWN[target]}
        choices = [("", UNUSED), *((name, _label(name, target)) for name in KNOWN[target])]
        own = {heading_key(theirs): ours for theirs, ours in chosen.items()}
        for place, heading in enumerate(headings):
            key = heading_key(heading)
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=f"Filens kolumn ”{heading[:60]}”",
                choices=choices,
                required=False,
                initial=own.get(key, known.get(key, "")),
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        taken: dict[str, str] = {}
        for place, heading in enumerate(self._headings):
            ours = data.get(f"column_{place}") or ""
            if ours and ours in taken:
                self.add_error(
                    f"column_{place}", f"”{ours}” är redan kopplad till ”{taken[ours]}”."
                )
            taken[ours] = heading
        missing = [name for name in REQUIRED[self._target] if name not in taken]
        if missing:
            words = ", ".join(f"”{name}”" for name in missing)
            raise forms.ValidationError(f"Välj vilken kolumn i filen som är {words}.")
        return data

    @property
    def columns(self) -> dict[str, str]:
        """Heading -> our column, "" for those not used."""
        return {
            heading: self.cleaned_data.get(f"column_{place}") or ""
            for place, heading in enumerate(self._headings)
        }


def _label(name: str, target: str) -> str:
    return f"{name} (måste finnas)" if name in REQUIRED[target] else name
