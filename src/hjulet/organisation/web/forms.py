"""Forms of the organisation."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from hjulet.organisation.kinds import Role, UnitKind
from hjulet.organisation.rules import MOST_EMPLOYEES, name_fault
from hjulet.organisation.types import Node, Tree
from hjulet.ui.forms import DateInput, PlainSwedish

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
EMAIL_WRONG = "Skriv e-postadressen som namn@kommun.se."


def unit_choices(tree: Tree, empty: str, levels: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Every unit of the tree in its order, as "Avdelning > Enhet"."""
    nodes = [node for _, node in tree.walk() if not levels or node.kind in levels]
    return [("", empty)] + [(str(node.id), tree.path(node.id) or node.name) for node in nodes]


class UnitField(forms.TypedChoiceField):
    """A unit chosen from a tree; gives its id, or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **options)


class DayForm(forms.Form):
    """Which day's organisation is shown."""

    dag = forms.DateField(label="Visa organisationen den", required=False, widget=DateInput)


def usable_name(name: str) -> None:
    """A validator of names of units."""
    if fault := name_fault(name):
        raise forms.ValidationError(fault)


class UnitForm(PlainSwedish, forms.Form):
    """A new unit."""

    name = forms.CharField(label="Namn", max_length=200, validators=[usable_name])
    kind = forms.ChoiceField(
        label="Typ",
        choices=[("", "Välj typ"), *[(kind.value, kind.label) for kind in UnitKind]],
    )
    parent = UnitField(
        label="Överordnad", required=False, help_text="Nämnden har ingen. Alla andra har en."
    )
    valid_from = forms.DateField(
        label="Finns från",
        required=False,
        widget=DateInput,
        help_text="Tomt betyder lika länge som den överordnade.",
    )
    valid_to = forms.DateField(label="Till och med", required=False, widget=DateInput)
    service_area = forms.CharField(label="Verksamhetsområde", max_length=200, required=False)
    legal_basis = forms.CharField(
        label="Lagrum", max_length=60, required=False, help_text="Till exempel SoL, LSS eller HSL."
    )

    def __init__(self, *args: Any, tree: Tree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = unit_choices(tree, "Välj överordnad")  # type: ignore[attr-defined]


class UnitChangeForm(PlainSwedish, forms.Form):
    """Another name, area or legal basis."""

    name = forms.CharField(label="Namn", max_length=200, validators=[usable_name])
    service_area = forms.CharField(label="Verksamhetsområde", max_length=200, required=False)
    legal_basis = forms.CharField(
        label="Lagrum", max_length=60, required=False, help_text="Till exempel SoL, LSS eller HSL."
    )
    from_day = forms.DateField(
        label="Gäller från",
        required=False,
        widget=DateInput,
        help_text="Tomt betyder att du rättar något som var fel hela tiden.",
    )


class UnitMoveForm(PlainSwedish, forms.Form):
    """Under what, and from when."""

    parent = UnitField(label="Ny överordnad")
    from_day = forms.DateField(
        label="Från och med",
        widget=DateInput,
        help_text="Rapporter från tiden före räknas där enheten stod då.",
    )

    def __init__(self, *args: Any, tree: Tree, unit_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = {str(key) for key in tree.below(unit_id)}
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            choice for choice in unit_choices(tree, "Välj överordnad") if choice[0] not in below
        ]


class UnitEndForm(PlainSwedish, forms.Form):
    """The last day."""

    last_day = forms.DateField(label="Sista dagen", widget=DateInput)
    with_below = forms.BooleanField(label="Avsluta också allt som finns under", required=False)


class SearchForm(forms.Form):
    """Whom to look for."""

    q = forms.CharField(label="Namn eller e-post", required=False)
    enhet = UnitField(label="Arbetar i", required=False)

    def __init__(self, *args: Any, tree: Tree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enhet"].choices = unit_choices(tree, "Alla")  # type: ignore[attr-defined]


class PersonForm(PlainSwedish, forms.Form):
    """An account."""

    name = forms.CharField(label="Namn", max_length=120)
    email = forms.EmailField(
        label="E-post",
        max_length=254,
        error_messages={"invalid": EMAIL_WRONG},
        help_text="Den loggar personen in med.",
    )
    home_unit = UnitField(
        label="Arbetar i",
        required=False,
        help_text="Står ifyllt när personen rapporterar.",
    )

    def __init__(self, *args: Any, tree: Tree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home_unit"].choices = unit_choices(tree, "Välj enhet")  # type: ignore[attr-defined]


class RoleForm(PlainSwedish, forms.Form):
    """A role for a part of the organisation during a time."""

    role = forms.ChoiceField(
        label="Roll", choices=[("", "Välj roll"), *[(role.value, role.label) for role in Role]]
    )
    unit = UnitField(
        label="Gäller",
        required=False,
        help_text="Och allt under. En systemförvaltare kan vara utan.",
    )
    valid_from = forms.DateField(label="Från", required=False, widget=DateInput)
    valid_to = forms.DateField(label="Till och med", required=False, widget=DateInput)

    def __init__(self, *args: Any, tree: Tree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = unit_choices(tree, "Hela organisationen")  # type: ignore[attr-defined]


class RoleEndForm(PlainSwedish, forms.Form):
    """The last day of a role."""

    last_day = forms.DateField(label="Sista dagen", widget=DateInput)


class BoardForm(PlainSwedish, forms.Form):
    """What a board decides for itself."""

    quality_year_starts_in = forms.TypedChoiceField(
        label="Kvalitetsåret börjar i",
        coerce=int,
        choices=[(number, name) for number, name in enumerate(MONTHS, start=1)],
    )
    small_number_limit = forms.IntegerField(
        label="Små tal om personer döljs när de är under",
        min_value=2,
        max_value=30,
        help_text="Gäller enkäter och uppgifter om enskilda, inte antalet rapporter.",
        error_messages={"min_value": "Ange minst 2.", "max_value": "Ange högst 30."},
    )


def day_of(form: DayForm, today: date) -> date:
    """The chosen day, or today."""
    return (form.cleaned_data.get("dag") if form.is_valid() else None) or today


class YearForm(forms.Form):
    """Of which year the employees are shown: one of the last ten, the next, or one in use."""

    ar = forms.TypedChoiceField(label="År", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, today: date, used: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ar"].initial = today.year
        years = {*range(today.year - 9, today.year + 2), *used}
        self.fields["ar"].choices = [  # type: ignore[attr-defined]
            (year, str(year)) for year in sorted(years, reverse=True)
        ]
        self.today = today

    @property
    def chosen(self) -> int:
        """The year, this one when none was chosen."""
        year = self.cleaned_data.get("ar") if self.is_valid() else None
        return int(year or self.today.year)


class HeadcountForm(PlainSwedish, forms.Form):
    """A field for each unit.

    Each field carries what it showed along, so that only what the sender changed is saved: two
    who fill in one half each do not undo each other's.
    """

    def __init__(
        self,
        *args: Any,
        units: Iterable[Node],
        year: int,
        now: Mapping[int, int | None],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        for node in units:
            self.fields[self.name_of(node.id)] = forms.IntegerField(
                label=f"{node.name}, antal anställda {year}",
                required=False,
                min_value=1,
                max_value=MOST_EMPLOYEES,
                initial=now[node.id],
                show_hidden_initial=True,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6, "class": "w-num"}),
                error_messages={
                    "invalid": "Skriv ett helt tal, till exempel 12.",
                    "min_value": "Skriv minst 1, eller lämna tomt.",
                    "max_value": f"Skriv högst {MOST_EMPLOYEES}.",
                },
            )

    @staticmethod
    def name_of(unit_id: int) -> str:
        return f"unit-{unit_id}"

    @property
    def changed(self) -> dict[int, int | None]:
        """What the sender changed, by unit id."""
        return {
            int(name.removeprefix("unit-")): self.cleaned_data[name] for name in self.changed_data
        }
