"""The filters of the list as a form sent by GET, so that the address can be shared."""

from datetime import date
from typing import Any

from django import forms

from hjulet.findings.lists import Cause
from hjulet.kernel.swedish import sort_key
from hjulet.organisation.queries import tree_during
from hjulet.organisation.types import Actor, Tree
from hjulet.reports.kinds import Affected, Counting, HandoverKind, Status
from hjulet.reports.models import Category, DeviationType
from hjulet.reports.queries import Filters
from hjulet.ui.forms import DateInput, PlainSwedish

UNASSESSED = "obedomd"


class FilterForm(PlainSwedish, forms.Form):
    """Everything may be left out. What cannot be read is said and left out of the selection."""

    q = forms.CharField(
        label="Sök i texten",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"max_length": "Sök med färre ord."},
    )
    fran = forms.DateField(label="Från", required=False, widget=DateInput())
    till = forms.DateField(label="Till och med", required=False, widget=DateInput())
    rakna = forms.ChoiceField(
        label="Räkna",
        required=False,
        choices=[("received", "Inkomna"), ("closed", "Avslutade")],
    )
    enhet = forms.TypedChoiceField(label="Enhet", required=False, coerce=int, empty_value=None)
    typ = forms.ChoiceField(label="Typ", required=False)
    kategori = forms.TypedChoiceField(
        label="Kategori", required=False, coerce=int, empty_value=None
    )
    orsak = forms.TypedChoiceField(label="Orsak", required=False, coerce=int, empty_value=None)
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Alla"), *((key, str(words).capitalize()) for key, words in Status.choices)],
    )
    lamnad = forms.ChoiceField(
        label="Överlämnad",
        required=False,
        choices=[("", "Alla"), *((key, f"Till {words}") for key, words in HandoverKind.choices)],
    )
    drabbad = forms.ChoiceField(
        label="Drabbades någon?",
        required=False,
        choices=[
            ("", "Alla"),
            (Affected.YES, "Någon drabbades"),
            (Affected.NEARLY, "Ingen drabbades (tillbud)"),
        ],
    )
    polis = forms.ChoiceField(
        label="Polisanmälan", required=False, choices=[("", "Alla"), ("ja", "Polisanmäld")]
    )
    siffra = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **given: Any) -> None:
        super().__init__(*args, **given)
        choose = {
            "enhet": _units(actor),
            "typ": [
                (UNASSESSED, "Inte bedömda"),
                *DeviationType.objects.order_by("order", "name").values_list("pk", "name"),
            ],
            "kategori": _by_name(Category.objects.values_list("pk", "name")),
            "orsak": list(
                Cause.objects.choosable().order_by("order", "name").values_list("pk", "name")
            ),
        }
        for name, choices in choose.items():
            self.fields[name].choices = [("", "Alla"), *choices]  # type: ignore[attr-defined, misc]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("fran"), given.get("till")
        if first and last and last < first:
            self.add_error("till", "Perioden slutar innan den börjar.")
        return given

    def filters(self) -> Filters:
        """What could be read of the address."""
        self.full_clean()
        given = self.cleaned_data
        kind = given.get("typ") or ""
        return Filters(
            first=_sane(given.get("fran")),
            last=_sane(given.get("till")),
            unit_id=given.get("enhet"),
            type_id=int(kind) if kind.isdigit() else None,
            unassessed=kind == UNASSESSED,
            category_id=given.get("kategori"),
            cause_id=given.get("orsak"),
            status=given.get("status") or "",
            handed=given.get("lamnad") or "",
            affected=given.get("drabbad") or "",
            police=bool(given.get("polis")),
            counting=given.get("rakna") or Counting.RECEIVED,
            text=given.get("q") or "",
            # A figure counts what is locked too. With words to search for, that count would tell
            # who asks what stands in reports that she may not read.
            figure=bool(given.get("siffra")) and not given.get("q"),
        )

    def chosen(self) -> int:
        """How many filters are set, apart from the search."""
        names = (
            "fran",
            "till",
            "enhet",
            "typ",
            "kategori",
            "orsak",
            "status",
            "lamnad",
            "drabbad",
            "polis",
        )
        closed = self.cleaned_data.get("rakna") == Counting.CLOSED
        return sum(bool(self.cleaned_data.get(name)) for name in names) + closed


def _units(actor: Actor) -> list[tuple[int, str]]:
    """All units that ever stood in the actor's boards: last year's list shows last year's."""
    tree: Tree = tree_during(date.min, date.max)
    boards = [node for node in tree.children(None) if actor.system or node.id in actor.board_ids]
    choices = []
    for board in boards:
        choices.append((board.id, board.name))
        choices += [
            (node.id, "\u2003" * (depth + 1) + node.name) for depth, node in tree.walk(board.id)
        ]
    return choices


def _by_name(rows: Any) -> list[tuple[int, str]]:
    return sorted(rows, key=lambda row: sort_key(row[1]))


def _sane(day: date | None) -> date | None:
    """A year that the database and the calendar can hold."""
    return day if day is None or 1900 <= day.year <= 2200 else None
