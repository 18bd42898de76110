"""Filters for numbers and dates (built in, no `{% load %}`). See `hjulet.ui.format`."""

from typing import Any

from django import template

from hjulet.ui import format as swedish

register = template.Library()


@register.filter
def number(value: Any, decimals: Any = None) -> str:
    """`{{ 1234|number }}`, `{{ 3.14159|number:2 }}`. Empty for None and ""."""
    return swedish.number(_none(value), None if decimals is None else int(decimals))


@register.filter
def signed(value: Any) -> str:
    """`{{ 16|signed }}` gives +16."""
    return swedish.signed(_none(value))


@register.filter
def percent(value: Any, decimals: Any = 0) -> str:
    """`{{ 0.104|percent }}` gives 10 %."""
    return swedish.percent(_none(value), int(decimals))


@register.filter
def zero(value: Any) -> str:
    """An en dash for zero, otherwise the number."""
    return swedish.zero(_none(value))


@register.filter
def words(value: int) -> str:
    """`{{ 3|words }}` gives tre."""
    return swedish.in_words(value)


@register.filter
def plural(value: int, forms: str) -> str:
    """`{{ n|plural:"rapport,rapporter" }}` gives "2 rapporter"."""
    one, many = forms.split(",")
    return swedish.plural(value, one.strip(), many.strip())


@register.filter
def date_long(value: Any) -> str:
    """tisdag 14 oktober 2025."""
    return swedish.date_long(_none(value))


@register.filter
def date_plain(value: Any) -> str:
    """14 oktober 2025."""
    return swedish.date_plain(_none(value))


@register.filter
def month_of_year(value: Any) -> str:
    """oktober 2025."""
    return swedish.month_of_year(_none(value))


@register.filter
def date_short(value: Any, now: Any = None) -> str:
    """`{{ day|date_short:now }}`: 14 okt, with the year when it is another year than now's."""
    return swedish.date_short(_none(value), _none(now))


@register.filter
def date_iso(value: Any) -> str:
    """2025-10-14."""
    return swedish.date_iso(_none(value))


@register.filter
def date_time(value: Any) -> str:
    """14 oktober 2025 kl. 9.12."""
    return swedish.date_time(_none(value))


@register.filter
def time_of_day(value: Any) -> str:
    """9.12."""
    return swedish.time_of_day(_none(value))


@register.filter
def when(value: Any, now: Any) -> str:
    """`{{ report.received_at|when:now }}`: I dag 9.12, I går, 10 okt. `now` is in the context."""
    return swedish.when(_none(value), now)


def _none(value: Any) -> Any:
    """A missing template variable arrives as an empty string."""
    return None if value == "" else value
