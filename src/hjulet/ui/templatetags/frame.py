"""Tags of the page frame and the components. Built in: templates need no `{% load %}`."""

from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from hjulet.ui import fields, icons, slots

register = template.Library()


@register.simple_tag
def icon(name: str, css: str = "i") -> SafeString:
    """`{% icon "download" %}`: an icon of `hjulet.ui.icons.ICONS`."""
    return icons.icon(name, css)


@register.simple_tag
def wheel(part: str = "all") -> SafeString:
    """`{% wheel "plan" %}`: the wheel with one part filled; "all" is the logo."""
    return icons.wheel(part)


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, obj: Any = None) -> SafeString:
    """`{% slot "finding.sources" finding %}`: what rooms further up show here."""
    request = context.get("request")
    return slots.render(name, getattr(request, "actor", None), obj, request)


@register.simple_tag
def take_apart(field: BoundField, label: str = "", hint: str = "") -> fields.FieldParts:
    """For `<c-field>`: label, hint, errors and control of a bound field."""
    return fields.take_apart(field, label=label, hint=hint)


@register.filter
def state_word(state: str) -> str:
    """The word of the status vocabulary: "late" gives Försenad."""
    return icons.STATES[state]


@register.simple_tag
def summary_lines(form: BaseForm | None = None, formset: Any = None) -> list[tuple[str, str]]:
    """The faults of a form (and of a formset's forms) as (id of the field or "", words)."""
    forms = ([form] if form is not None else []) + list(getattr(formset, "forms", ()))
    lines: list[tuple[str, str]] = []
    if formset is not None:
        lines += [("", str(error)) for error in formset.non_form_errors()]
    for one in forms:
        lines += [("", str(error)) for error in one.non_field_errors()]
        for field in one:
            lines += [(fields.anchor(field), str(error)) for error in field.errors]
    return lines


@register.filter
def filled(share: float | int | None) -> float:
    """A share of a hundred kept between 0 and 100, for the meter's drawing."""
    return round(min(max(float(share or 0), 0), 100), 1)


@register.filter
def share_of(part: float, whole: float) -> float:
    """`{{ done|share_of:total }}`: per cent, 0 when there is nothing to do."""
    return 100 * part / whole if whole else 0


@register.filter
def split(text: str, separator: str = ",") -> list[str]:
    """`"a,b"|split`: for fixed lists in templates."""
    return [part.strip() for part in text.split(separator)]


@register.filter
def upto(last: int) -> range:
    """`{% for number in 3|upto %}`: 1, 2, 3."""
    return range(1, int(last) + 1)


@register.simple_tag(takes_context=True)
def other_attrs(context: Context) -> SafeString:
    """The attributes of a component that it does not declare, escaped.

    Cotton's own `attrs` writes a bound value (`:name="x"`) as it is, which would let text that
    people wrote become markup. None and False are left out, True is a bare attribute.
    """
    given = context["attrs"].attrs_dict()
    return mark_safe(  # noqa: S308 - format_html has escaped every part
        "".join(
            format_html(" {}", key) if value is True else format_html(' {}="{}"', key, value)
            for key, value in given.items()
            if value is not None and value is not False
        )
    )
