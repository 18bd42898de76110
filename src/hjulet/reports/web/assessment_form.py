"""The assessment form. Units are added and taken away by name without being saved."""

from typing import Any

from django import forms

from hjulet.findings.lists import Cause
from hjulet.kernel.swedish import sort_key
from hjulet.organisation.queries import AmbiguousUnit, UnknownUnit, find_unit, names, way_to
from hjulet.organisation.types import Tree
from hjulet.reports.kinds import TypeKind
from hjulet.reports.models import Category, DeviationType, Report
from hjulet.reports.operations.assessment import allowed_units
from hjulet.reports.places import Trees
from hjulet.reports.rules import assessment_faults
from hjulet.reports.web.fields import ExclusiveBoxes
from hjulet.ui.forms import PlainSwedish
from hjulet.ui.free_text import NUMBERS, TOO_LONG, FreeText

NOT_THERE = "Enheten finns inte i nämnden. Välj ett namn ur listan."


class AssessmentForm(PlainSwedish, forms.Form):
    """Types, units, category and causes with words. `chosen_units` are (id, name).

    `linked` are the ids that hold now; `units` those to begin with, when a draft has others.
    Sent data must be a copy that may be changed: a unit that was added leaves its field.
    """

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30000)
    types = forms.TypedMultipleChoiceField(
        label="Vad är det?",
        help_text="Flera kan stämma.",
        coerce=int,
        required=False,
        widget=ExclusiveBoxes,
    )
    add_unit = forms.CharField(
        label="Lägg till enhet", required=False, widget=forms.TextInput(attrs={"list": "enheter"})
    )
    category = forms.TypedChoiceField(
        label="Kategori", coerce=int, empty_value=None, required=False
    )
    causes = forms.TypedMultipleChoiceField(
        label="Orsak",
        help_text="Så långt ni vet i dag.",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = FreeText(
        label="Skäl, om det inte är en avvikelse",
        help_text="Den som rapporterade får läsa det.",
        required=False,
        rows=2,
    )
    comment = FreeText(
        label="Bedömning med egna ord",
        help_text="Skriv inget som pekar ut en person.",
        required=False,
        rows=4,
    )

    def __init__(
        self,
        *args: Any,
        report: Report,
        linked: dict[str, list[int]],
        units: list[int] | None = None,
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        self.report = report
        self.trees = Trees()
        self.tree: Tree = self.trees.on(report.received_on)
        self.allowed = allowed_units(report, self.trees)
        self.kinds: dict[int, str] = {}
        self._fill_choices(linked)
        wanted = self._wanted(linked["units"] if units is None else units)
        shown = names(wanted)
        self.chosen_units = [(key, self._name(key, shown)) for key in wanted]

    def _fill_choices(self, linked: dict[str, list[int]]) -> None:
        types = [
            row
            for row in DeviationType.objects.order_by("order", "name")
            if row.active or row.pk in linked["types"]
        ]
        self.kinds = {row.pk: row.kind for row in types}
        boxes = self.fields["types"]
        boxes.choices = [(row.pk, row.name) for row in types]  # type: ignore[attr-defined]
        boxes.widget.exclusive = frozenset(
            str(row.pk) for row in types if row.kind == TypeKind.NOT_DEVIATION
        )
        categories = [
            (row.pk, row.name)
            for row in Category.objects.order_by("pk")
            if row.active or row.pk == self.report.category_id
        ]
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", "Ingen vald"),
            *sorted(categories, key=lambda item: sort_key(item[1])),
        ]
        self.fields["causes"].choices = [  # type: ignore[attr-defined]
            (row.pk, row.name)
            for row in Cause.objects.choosable().order_by("order", "name")
            if row.active or row.pk in linked["causes"]
        ]

    def _wanted(self, linked: list[int]) -> list[int]:
        """The units that the form holds: sent ones without the one taken away, or the linked."""
        if not self.is_bound:
            return linked
        removed = self.data.get("remove_unit", "")
        sent = [key for key in self.data.getlist("units") if key != removed]  # type: ignore[attr-defined]
        wanted = [int(key) for key in sent if key.isascii() and key.isdigit() and len(key) < 18]
        return list(dict.fromkeys(wanted))

    def _name(self, key: int, shown: dict[int, str]) -> str:
        return self.tree[key].name if key in self.tree else shown.get(key, "Okänd enhet")

    def suggestions(self) -> list[str]:
        """Names for the list under the field; with the department where two share a name."""
        nodes = [node for _, node in self.tree.walk(self.report.board_id)]
        count: dict[str, int] = {}
        for node in nodes:
            count[node.name] = count.get(node.name, 0) + 1
        return [node.name if count[node.name] == 1 else way_to(self.tree, node) for node in nodes]

    def clean_add_unit(self) -> str:
        name: str = self.cleaned_data["add_unit"]
        if not name:
            return ""
        below = Tree(tuple(node for node in self.tree.nodes if node.id in self.allowed))
        try:
            node = find_unit(below, name)
        except UnknownUnit:
            raise forms.ValidationError(NOT_THERE) from None
        except AmbiguousUnit as error:
            paths = " eller ".join(f"”{path}”" for path in error.paths)
            raise forms.ValidationError(f"Flera heter så. Skriv {paths}.") from None
        if all(key != node.id for key, _ in self.chosen_units):
            self.chosen_units.append((node.id, node.name))
        self.data["add_unit"] = ""  # type: ignore[index]
        return ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if any(key not in self.allowed for key, _ in self.chosen_units):
            self.add_error("add_unit", NOT_THERE)
        if "types" not in given or "reason" not in given:
            return given
        for fault in assessment_faults(
            kinds=[self.kinds[key] for key in given["types"]],
            unit_count=len(self.chosen_units),
            reason=given["reason"],
        ):
            self.add_error(FIELD.get(fault.field, fault.field), fault.message)
        return given

    def keep_draft_errors(self) -> None:
        """A draft may be unfinished: only what cannot be saved at all stays an error."""
        stopped = {NUMBERS, TOO_LONG}
        for name, errors in list(self.errors.items()):
            codes = {error.code for error in errors.as_data()}
            if name != "add_unit" and not codes & stopped:
                del self.errors[name]


# The units are chips without a field of their own: their faults stand at the field below them.
FIELD = {"units": "add_unit"}
