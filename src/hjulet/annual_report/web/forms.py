"""Forms of the annual report."""

from datetime import date
from typing import Any

from django import forms

from hjulet.annual_report import layout
from hjulet.annual_report.operations.editions import ADDRESS
from hjulet.calendar.rules import UnknownPeriod, calendar_year, free, parse_period, quality_year
from hjulet.calendar.rules import tertial as tertial_of
from hjulet.organisation.types import Tree
from hjulet.ui.forms import DateInput, PlainSwedish

OWN_PERIOD = "egen"


def period_choices(today: date) -> list[Any]:
    """Years, quality years and tertials that can be reported on now, the likeliest first."""
    year = today.year
    years = [calendar_year(year - back) for back in range(3)]
    quality = [quality_year(year + 1 - back) for back in range(3)]
    tertials = [tertial_of(year - back, number) for back in range(2) for number in (3, 2, 1)]
    return [
        ("Kalenderår", [(one.key, one.label) for one in years]),
        ("Kvalitetsår, september–augusti", [(one.key, _capital(one.label)) for one in quality]),
        (
            "Tertial",
            [(one.key, _capital(one.label)) for one in tertials if one.first <= today],
        ),
        ("Annan tid", [(OWN_PERIOD, "Egna datum, fyll i nedan")]),
    ]


class OpenForm(PlainSwedish, forms.Form):
    """A new edition."""

    unit = forms.TypedChoiceField(
        label="Vems berättelse", coerce=int, help_text="Oftast nämnden. Siffrorna följer valet."
    )
    period = forms.ChoiceField(label="Vilken tid")
    first = forms.DateField(label="Från och med", required=False, widget=DateInput)
    last = forms.DateField(label="Till och med", required=False, widget=DateInput)
    title = forms.CharField(label="Titel", max_length=200, initial="Kvalitetsberättelse")
    template = forms.ChoiceField(label="Mall", widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, tree: Tree, boards: frozenset[int], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            (str(node.id), _unit_label(tree, node.id))
            for board in sorted(boards)
            if board in tree
            for node in (tree[board], *(child for _, child in tree.walk(board)))
        ]
        self.fields["period"].choices = period_choices(today)  # type: ignore[attr-defined]
        plans = layout.templates()
        self.fields["template"].choices = [(plan.key, plan.name) for plan in plans]  # type: ignore[attr-defined]
        self.fields["template"].option_hints = {  # type: ignore[attr-defined]
            plan.key: plan.description for plan in plans
        }
        if len(plans) == 1:
            self.fields["template"].initial = plans[0].key

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        if data.get("period") != OWN_PERIOD:
            return data
        first, last = data.get("first"), data.get("last")
        for name, value in (("first", first), ("last", last)):
            if value is None and name not in self.errors:
                self.add_error(name, "Fyll i datumet, eller välj en färdig period.")
        if first and last:
            try:
                data["period"] = parse_period(free(first, last).key).key
            except UnknownPeriod:
                backwards = last < first
                self.add_error(
                    "last" if backwards else "first",
                    "Perioden slutar innan den börjar."
                    if backwards
                    else "Det går inte att räkna på den tiden. Rätta årtalet.",
                )
        return data


class TitleForm(PlainSwedish, forms.Form):
    """Another title for an edition or a heading for a section."""

    title = forms.CharField(label="Rubrik", max_length=200)


class FreezeForm(PlainSwedish, forms.Form):
    """That the small numbers have been seen."""

    seen = forms.BooleanField(
        label="Jag har sett de små talen och de pekar inte ut någon",
        error_messages={"required": "Titta igenom de små talen och kryssa i att du har gjort det."},
    )

    def __init__(self, *args: Any, small: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not small:
            del self.fields["seen"]


class DecideForm(PlainSwedish, forms.Form):
    """The board's decision."""

    dnr = forms.CharField(
        label="Diarienummer", max_length=60, help_text="Till exempel SN 2026/0123."
    )
    paragraph = forms.CharField(
        label="Paragraf", max_length=20, required=False, help_text="Till exempel § 12."
    )
    on = forms.DateField(label="Beslutsdag", widget=DateInput)


class PublishForm(PlainSwedish, forms.Form):
    """The public address."""

    slug = forms.CharField(
        label="Adress",
        max_length=120,
        help_text="Små bokstäver a till z, siffror och bindestreck.",
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].strip()
        if not ADDRESS.fullmatch(slug):
            raise forms.ValidationError(
                "Adressen får bara ha små bokstäver a till z, siffror och bindestreck mellan orden."
            )
        return slug


class AssignForm(PlainSwedish, forms.Form):
    """Who writes a section."""

    writer = forms.TypedChoiceField(
        label="Skriver avsnittet", coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["writer"].choices = [  # type: ignore[attr-defined]
            ("", "Ingen ännu"),
            *((str(key), name) for key, name in people),
        ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _unit_label(tree: Tree, unit_id: int) -> str:
    return tree.path(unit_id) or tree[unit_id].name
