"""Form fields of the room: free text that stops numbers, and several files at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hjulet.files.checks import ACCEPT, MAX_BYTES, MAX_FILES, Refused, prepare_all
from hjulet.files.types import Prepared
from hjulet.kernel.identity_numbers import find, in_words
from hjulet.reports.texts import MAX_TEXT, too_long

NUMBERS = "numbers"
TOO_LONG = "too_long"


class FreeText(forms.CharField):
    """What somebody writes: at most `limit` signs, and no numbers that point at a person."""

    def __init__(self, *, rows: int = 4, limit: int = MAX_TEXT, **given: Any) -> None:
        self.limit = limit
        widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
        super().__init__(widget=given.pop("widget", widget), **given)

    def clean(self, value: Any) -> str:
        """Length first: a very long text is not searched for numbers."""
        if isinstance(value, str) and "\x00" in value:
            raise ValidationError("Texten har ett osynligt tecken som inte går att spara.")
        text: str = super().clean(value)
        if len(text) > self.limit:
            raise ValidationError(too_long(len(text), self.limit), code=TOO_LONG)
        if found := find(text):
            raise ValidationError(f"Texten innehåller {in_words(found)}.", code=NUMBERS)
        return text


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else list(files.get(name, ()))


class Attachments(forms.FileField):
    """Up to five files, each looked at by content. Cleans to a list of Prepared."""

    def __init__(self, **given: Any) -> None:
        widget = ManyFiles(attrs={"accept": ACCEPT, "data-max-bytes": str(MAX_BYTES)})
        super().__init__(widget=widget, required=False, **given)

    def clean(self, data: Any, initial: Any = None) -> list[Prepared]:
        files: Sequence[Any] = data or ()
        if len(files) > MAX_FILES:
            raise ValidationError(
                f"Du valde {len(files)} filer. Högst {MAX_FILES} går att skicka med."
            )
        for item in files:
            if item.size > MAX_BYTES:
                raise ValidationError(f"Filen ”{item.name}” är för stor. Den får vara högst 10 MB.")
        try:
            prepared = prepare_all([(item.name, item.read()) for item in files])
        except Refused as error:
            raise ValidationError(str(error)) from error
        if found := find("\n".join(item.name for item in prepared)):
            raise ValidationError(
                f"Ett filnamn innehåller {in_words(found)}. Byt namn på filen.",
                code="file_name",
            )
        return prepared


class ExclusiveBoxes(forms.CheckboxSelectMultiple):
    """Checkboxes where those in `exclusive` rule out the others (where scripts run)."""

    exclusive: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **given: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **given)
        if str(value) in self.exclusive:
            option["attrs"]["data-exclusive"] = True
        return option
