"""Every text that is stored has an entrance, and each entrance refuses the number of a person.

The numbers are Skatteverket's own examples; no living person has them.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import reverse
from tests.annual_report.world import text
from tests.security.city import NOW, City
from tests.security.entrances import ASKED, MADE

from hjulet.annual_report.models import Edition
from hjulet.organisation.imports.operations import import_organisation
from hjulet.organisation.types import SYSTEM
from hjulet.reports.imports.mappings import UnknownMapping, keep_mapping
from hjulet.reports.imports.operations import import_reports
from hjulet.reports.models import Category, Report

Browse = Callable[..., Client]
Post = tuple[str, str, dict[str, Any]]  # who, address, what is sent
NUMBERS = ("19121212-1212", "701063-2391")

TEXT = (models.CharField, models.TextField, models.JSONField)


def stored_texts() -> Iterator[tuple[type[models.Model], models.Field]]:
    for model in apps.get_models():
        if model.__module__.startswith("hjulet."):
            for field in model._meta.concrete_fields:
                if isinstance(field, TEXT) and not field.choices:
                    yield model, field


def test_every_stored_text_is_listed() -> None:
    found = {f"{model._meta.label}.{field.name}" for model, field in stored_texts()}
    assert found == ASKED.keys() | MADE.keys()
    assert not ASKED.keys() & MADE.keys()


def is_stored(number: str) -> list[str]:
    return [
        str(field)
        for model, field in stored_texts()
        for value in model._default_manager.order_by("pk").values_list(field.name, flat=True)
        if number in json.dumps(value, ensure_ascii=False)
    ]


def complaints(answer: Any, name: str) -> str:
    """What stands beside the field of a form on the page."""
    held = [form for layer in answer.context or () for form in layer.flatten().values()]
    found = [form for form in held if isinstance(form, forms.BaseForm) and name in form.fields]
    return " ".join(str(form.errors.get(name, "")) for form in found)


def report_form(town: City, **changed: Any) -> Post:
    given = {
        "key": uuid4(), "unit": town.house.unit.pk, "what_happened": "Ett brev gick fel.",
        "occurred_on": "2025-10-14", "affected": "yes", "may_be_serious": "no", "do": "send",
    }  # fmt: skip
    return "staff", reverse("report_new"), given | changed


def assessment(town: City, do: str, **changed: Any) -> Post:
    given = {
        "do": do, "expected": 1, "types": [town.house.types["deviation"].pk],
        "units": [town.house.unit.pk],
    }  # fmt: skip
    return "quality", reverse("report_assess", args=[town.open.reference]), given | changed


def edition_forms(town: City, n: str) -> dict[tuple[str, str], Post]:
    edition, args = town.edition, [town.edition.pk, town.section.pk]
    frozen = Edition.objects.create(
        board=town.house.board, unit=town.house.board, template="sosfs", title="Fryst", number=1,
        period_key="2023", opened_at=NOW, status="frozen", frozen_at=NOW, decided_on=NOW.date(),
    )  # fmt: skip
    new = {"unit": town.house.board.pk, "period": "2024", "template": "sosfs"}
    decision = {"dnr": "SN 2026/0001", "paragraph": "§ 1", "on": "2025-10-14"}
    decide = reverse("edition_decide", args=[frozen.pk])
    return {
        ("edition_new", "title"): ("quality", reverse("edition_new"), new | {"title": n}),
        ("edition_rename", "title"): (
            "quality", reverse("edition_rename", args=[edition.pk]), {"title": n}),
        ("section_rename", "title"): (
            "quality", reverse("section_rename", args=args), {"title": n}),
        ("edition_decide", "dnr"): ("quality", decide, decision | {"dnr": n}),
        ("edition_decide", "paragraph"): ("quality", decide, decision | {"paragraph": n}),
        ("edition_publish", "slug"): (
            "quality", reverse("edition_publish", args=[frozen.pk]), {"slug": n}),
    }  # fmt: skip


def organisation_forms(town: City, n: str) -> dict[tuple[str, str], Post]:
    unit, person = town.house.unit, town.house.people["staff"]
    new_unit = {"name": "Ny", "kind": "unit", "parent": town.house.department.pk}
    new_person = {"name": "Kim", "email": "kim@example.org"}
    found: dict[tuple[str, str], Post] = {}
    for field in ("name", "service_area", "legal_basis"):
        for name, args in (("unit_new", []), ("unit_edit", [unit.pk])):
            found[name, field] = ("admin", reverse(name, args=args), new_unit | {field: n})
    for field, value in (("name", n), ("email", f"{n}@example.org")):
        for name, args in (("person_new", []), ("person_edit", [person.pk])):
            found[name, field] = ("admin", reverse(name, args=args), new_person | {field: value})
    return found


def report_forms(town: City, n: str) -> dict[tuple[str, str], Post]:
    def deed(name: str) -> str:
        return reverse(name, args=[town.open.reference])

    found: dict[tuple[str, str], Post] = {
        ("report_add", "text"): ("staff", deed("report_add"), {"text": n}),
        ("report_close", "reason"): ("quality", deed("report_close"), {"reason": n}),
        ("report_reopen", "reason"): ("quality", deed("report_reopen"), {"reason": n}),
        ("report_new", "attachments"): report_form(
            town, attachments=[SimpleUploadedFile(f"{n}.txt", b"Hej")]
        ),
    }
    for field in ("what_happened", "done_at_once", "occurred_text"):
        found["report_new", field] = report_form(town, **{field: n})
        found["report_draft", field] = report_form(town, do="draft", **{field: n})
    for field in ("reason", "comment"):
        found["report_assess", field] = assessment(town, "seal", **{field: n})
        found["assessment_draft", field] = assessment(town, "draft", **{field: n})
    return found


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("make", [report_forms, organisation_forms, edition_forms])
def test_forms_say_it_beside_the_field(
    town: City, browse: Browse, make: Callable[..., dict[Any, Post]], number: str
) -> None:
    for (name, field), (who, address, sent) in make(town, number).items():
        if name == "report_reopen":
            Report.objects.filter(pk=town.open.pk).update(status="closed", closed_on=NOW.date())
        answer = browse(who).post(address, sent)
        assert answer.status_code == 200, (name, field)
        assert "nummer" in complaints(answer, field), (name, field)
        assert not is_stored(number), (name, field)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("listed", ["type", "category"])
def test_lists(town: City, browse: Browse, listed: str, number: str) -> None:
    address = reverse("report_lists_change", args=[listed])
    row = town.house.types["deviation"].pk
    for sent in [{"do": "rename", "row": row}, {"do": "add"}][: 1 if listed == "type" else 2]:
        if listed != "type" and sent["do"] == "rename":
            sent |= {"row": Category.objects.create(name="Gammal").pk}
        answer = browse("quality").post(address, sent | {"name": f"Om {number}"})
        assert "nummer" in answer.context["fault"]["words"]
        assert not is_stored(number)


def bodies(number: str) -> list[dict[str, Any]]:
    def paragraph(*content: dict[str, Any]) -> dict[str, Any]:
        return {"type": "doc", "content": [{"type": "paragraph", "content": list(content)}]}

    head, tail = number[:4], number[4:]
    link = {"type": "link", "attrs": {"href": f"https://example.org/{number}"}}
    cell = {"type": "tableCell", "content": [{"type": "paragraph"}]}
    live = {"key": "reports.types_by_unit", "params": {"row": "total", "column": "total"}}
    return [
        text(f"Om {number}."),
        paragraph({"type": "text", "text": head, "marks": [{"type": "bold"}]},
                  {"type": "text", "text": tail}),
        paragraph({"type": "text", "text": "Länk", "marks": [link]}),
        paragraph({"type": "liveNumber", "attrs": live | {"label": number}}),
        {"type": "doc", "content": [{"type": "table", "attrs": {"caption": number}, "content": [
            {"type": "tableRow", "content": [cell]}]}]},
    ]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("place", range(5))
def test_the_text_of_a_section(town: City, browse: Browse, place: int, number: str) -> None:
    body, args = bodies(number)[place], [town.edition.pk, town.section.pk]
    sent = {"version": town.section.version, "body": body}
    saved = browse("quality").post(
        reverse("section_save", args=args), json.dumps(sent), content_type="application/json"
    )
    assert saved.status_code == 400
    assert "nummer" in saved.json()["message"]
    page = browse("quality").post(
        reverse("section_page", args=args), sent | {"body": json.dumps(body), "done": "1"}
    )
    assert "nummer" in page.context["fault"]
    assert not is_stored(number)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_mapping(town: City, number: str) -> None:
    given = {"actor": town.house.actor("quality"), "now": NOW, "target": "reports"}
    for name, heading in ((f"Filen om {number}", "Datum"), ("Vår fil", number)):
        with pytest.raises(UnknownMapping, match="nummer"):
            keep_mapping(**given, name=name, columns={heading: "inkommen"})
    assert not is_stored(number)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "column", ["referens", "kategori", "orsaker", "beskrivning", "uppdragsgivare"]
)
def test_a_file_of_reports(town: City, tmp_path: Path, column: str, number: str) -> None:
    row = {"referens": "A-1", "inkommen": "2025-05-17", "typer": "Lex Sarah",
           "enheter": "Åkersenheten"} | {column: number}  # fmt: skip
    path = tmp_path / "rapporter.csv"
    path.write_text(f"{';'.join(row)}\n{';'.join(row.values())}\n", encoding="utf-8")
    outcome = import_reports(actor=SYSTEM, now=NOW, path=path)
    assert [(one.row, one.column) for one in outcome.faults] == [(2, column)]
    assert "nummer" in outcome.faults[0].message
    assert not outcome.applied
    assert not is_stored(number)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("column", ["namn", "verksamhetsområde", "lagrum"])
def test_a_file_of_units(town: City, tmp_path: Path, column: str, number: str) -> None:
    row = {"namn": "Ny enhet", "typ": "enhet", "överordnad": "Barn och unga"} | {column: number}
    path = tmp_path / "enheter.csv"
    path.write_text(f"{';'.join(row)}\n{';'.join(row.values())}\n", encoding="utf-8")
    outcome = import_organisation(actor=SYSTEM, now=NOW, path=path)
    assert [(one.row, one.column) for one in outcome.faults] == [(2, column)]
    assert "nummer" in outcome.faults[0].message
    assert not is_stored(number)
