"""The form field for several files at once, each looked at by content."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hjulet.files.checks import ACCEPT, MAX_BYTES, MAX_FILES, Refused, prepare_all
from hjulet.files.types import Prepared
from hjulet.kernel.identity_numbers import find, in_words


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
