"""The form field for what people write: a limit, and no numbers that point at a person."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hjulet.kernel.free_text import MAX_TEXT, too_long
from hjulet.kernel.identity_numbers import find, in_words, persons

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


class Reference(forms.CharField):
    """The number that an authority has given its case, which no other text may hold; that of a
    person it may not be."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if found := persons(text):
            raise ValidationError(f"Texten innehåller {in_words(found)}.", code=NUMBERS)
        return text
