"""A bound form field taken apart for the `<c-field>` component.

Gives the control its classes and ties hint and error to it (aria-describedby, aria-invalid),
so that every form in Hjulet has the message beside the field and the same words in the summary.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe

_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True)
class Option:
    """One radio button or checkbox of a group."""

    id: str
    label: str
    hint: str
    control: SafeString


@dataclass(frozen=True)
class FieldParts:
    """What the template needs. `kind` is one of: control, group, checkbox, hidden."""

    kind: str
    id: str  # of the control, or of the first one in a group: where the summary's link leads
    label: str
    hint: str
    hint_id: str
    errors: Sequence[str]
    error_id: str
    described: str  # ids of the error and the hint, for aria-describedby
    optional: bool
    control: SafeString
    options: Sequence[Option]


def take_apart(field: BoundField, *, label: str = "", hint: str = "", **attrs: Any) -> FieldParts:
    """The parts of `field`. `label` and `hint` replace the form's own (hint "-": none).

    `attrs` reach the control.

    A group's options get a hint each from `form_field.option_hints` (value -> text) if it has one.
    """
    widget = field.field.widget
    base = field.auto_id or field.html_name
    # "-" leaves out a help text that came with somebody else's form.
    hint = "" if hint == "-" else hint or str(field.help_text or "")
    errors = [str(error) for error in field.errors]
    hint_id, error_id = f"{base}-hint", f"{base}-error"
    described = " ".join(
        part for part in (error_id if errors else "", hint_id if hint else "") if part
    )
    is_group = isinstance(widget, _GROUPS)
    kind = "control"
    if field.is_hidden:
        kind = "hidden"
    elif is_group:
        kind = "group"
    elif isinstance(widget, forms.CheckboxInput):
        kind = "checkbox"
    options = _options(field, attrs) if kind == "group" else []
    if label:
        attrs.setdefault("placeholder", False)  # it would repeat the words that `label` replaces
    return FieldParts(
        kind=kind,
        id=options[0].id if options else base,
        label=label or str(field.label or ""),
        hint=hint,
        hint_id=hint_id,
        errors=errors,
        error_id=error_id,
        described=described,
        optional=not field.field.required,
        control=SafeString() if is_group else _control(field, kind, described, errors, attrs),
        options=options,
    )


def anchor(field: BoundField) -> str:
    """The id that a link in the error summary should lead to."""
    base = field.auto_id or field.html_name
    return f"{base}_0" if isinstance(field.field.widget, _GROUPS) else base


def _control(
    field: BoundField, kind: str, described: str, errors: Sequence[str], attrs: dict[str, Any]
) -> SafeString:
    own = dict(field.field.widget.attrs)
    css = " ".join(part for part in ("ds-input", own.get("class"), attrs.get("class")) if part)
    merged: dict[str, Any] = {**attrs, "class": css}
    if kind != "hidden":
        # Django would point at ids that this component does not render: say it ourselves.
        if described:
            merged["aria-describedby"] = described
        if errors:
            merged["aria-invalid"] = "true"
    return field.as_widget(attrs=merged)


def _options(field: BoundField, attrs: dict[str, Any]) -> list[Option]:
    hints = getattr(field.field, "option_hints", {})
    found = []
    for number, choice in enumerate(field.subwidgets):
        data = choice.data
        option_id = data["attrs"].get("id") or f"{field.auto_id or field.html_name}_{number}"
        html = {
            **{key: value for key, value in data["attrs"].items() if key != "class"},
            **{key: value for key, value in attrs.items() if key != "class"},
            "id": option_id,
            "class": "ds-input",
            "type": data["type"],
            "name": data["name"],
            "value": "" if data["value"] is None else str(data["value"]),
            "checked": bool(data["selected"]),
        }
        # One `required` per box would demand all of them; the form says what is missing instead.
        if data["type"] == "checkbox":
            html.pop("required", None)
        found.append(
            Option(
                id=option_id,
                label=str(data["label"]),
                hint=str(hints.get(data["value"], hints.get(str(data["value"]), ""))),
                control=mark_safe(f"<input{flatatt(html)}>"),  # noqa: S308 - flatatt escapes
            )
        )
    return found
