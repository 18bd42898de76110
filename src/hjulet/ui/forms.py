"""What forms in every room share: date fields and error texts in plain Swedish."""

import re
from datetime import date
from typing import Any

from django import forms

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?")


class DateInput(forms.DateInput):
    """A date with the browser's own calendar; typed as 2025-10-14 where there is none."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "w-date", **(attrs or {})}, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return _as_text_if_not(_ISO_DATE, super().get_context(name, value, attrs))


class DateTimeInput(forms.DateTimeInput):
    """Day and clock time in one field."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "w-date", **(attrs or {})}, format="%Y-%m-%dT%H:%M")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return _as_text_if_not(_ISO_MOMENT, super().get_context(name, value, attrs))


def _as_text_if_not(pattern: re.Pattern[str], context: dict[str, Any]) -> dict[str, Any]:
    """A browser throws away what it cannot read as a date; as text it stays to be put right."""
    value = context["widget"]["value"]
    if value and not pattern.fullmatch(str(value)):
        context["widget"]["type"] = "text"
    return context


class Checkboxes(forms.CheckboxSelectMultiple):
    """Checkboxes of which some rule out all others, as "Ej avvikelse" does.

    Set `widget.exclusive` to the values (as text) that stand alone. The browser then clears the
    others at once; the form must still check it, since pages work without script.
    """

    exclusive: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.exclusive:
            option["attrs"]["data-exclusive"] = True
        return option


_CHOICES = (forms.ChoiceField, forms.ModelChoiceField)
_DATES = (forms.DateField, forms.DateTimeField)


class PlainSwedish:
    """Mixin for forms: says what to do instead of what is wrong, unless the field says it itself.

    `class ReportForm(PlainSwedish, forms.Form)`. A field's own `error_messages` always win.
    The browser's own bubbles are switched off: our words stand beside the field and above the form.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            label = str(field.label or name.replace("_", " ")).strip(": ")
            given = _given_messages(field)
            for code, text in _texts(field, label).items():
                if code not in given:
                    field.error_messages[code] = text
            if isinstance(field, _DATES):
                field.validators = [*field.validators, _sane_year]


def _sane_year(day: date) -> None:
    """Neither the calendar nor the databases can count around the first and the last year."""
    if not 1900 <= day.year < 2200:
        raise forms.ValidationError("Rätta årtalet.", code="year")


def _texts(field: forms.Field, label: str) -> dict[str, str]:
    if isinstance(field, _DATES):
        return {
            "required": _ask("Fyll i", label),
            "invalid": "Skriv datumet som 2025-10-14.",
        }
    if isinstance(field, _CHOICES):
        return {
            "required": _ask("Välj", label),
            "invalid_choice": "Valet finns inte längre. Välj ett av dem som står i listan.",
        }
    if isinstance(field, forms.FileField):
        return {"required": _ask("Välj", label), "empty": "Filen är tom. Välj en annan."}
    if isinstance(field, forms.IntegerField | forms.FloatField):
        return {"required": _ask("Fyll i", label), "invalid": "Skriv ett tal med siffror."}
    return {"required": _ask("Fyll i", label)}


def _ask(verb: str, label: str) -> str:
    """ "Välj enhet.", but questions and whole sentences are quoted: "Svara på ”Vad är det?”." """
    if label.endswith("?"):
        return f"Svara på ”{label}”."
    if len(label.split()) > 2:
        return f"{verb} ”{label}”." if verb == "Fyll i" else f"{verb} under ”{label}”."
    own = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    return f"{verb} {own}."


def _given_messages(field: forms.Field) -> set[str]:
    """The codes whose text differs from the field class's own, i.e. was given in the form."""
    defaults: dict[str, Any] = {}
    for cls in reversed(type(field).__mro__):
        defaults.update(getattr(cls, "default_error_messages", {}))
    return {code for code, text in field.error_messages.items() if text is not defaults.get(code)}
