"""Typed numbers against the figures."""

import json
from typing import Any

import pytest
from django.urls import reverse
from tests.annual_report.world import World, browser, section, text

from hjulet.annual_report.models import Section
from hjulet.annual_report.typed import typed_numbers, unsupported
from hjulet.figures import catalogue
from hjulet.figures.types import Column, Figure, Row

FIGURE = Figure(
    key="x",
    title="X",
    period_key="2023",
    period_label="2023",
    unit_id=None,
    unit_name="",
    count="received",
    row_heading="enhet",
    columns=(Column("total", "totalt"), Column("share", "andel", "share")),
    rows=(Row("total", "Totalt", "total", (1204, 61.4)),),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Det kom 162 avvikelser.", [(162, False)]),
        ("1\u00a0204 rapporter, 61,4 procent från Norr", [(1204, False), (61.4, True)]),
        ("79 % av dem", [(79, True)]),
        ("17 lex Sarah", [(17, False)]),
        ("År 2023, 5 kap. 3 § och den 12 maj 2024", []),
        ("SOSFS 2011:9 avvikelser", []),
        ("tolv avvikelser", []),
    ],
)  # fmt: skip
def test_numbers_with_what_they_count_are_found(text: str, found: list[tuple[float, bool]]) -> None:
    assert [(one.value, one.share) for one in typed_numbers(text)] == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 204 rapporter", []),
        ("1204 rapporter", []),
        ("1 205 rapporter", ["1 205 rapporter"]),
        ("61 procent, 61,4 %", []),
        ("62 procent, 61,3 %", ["62 procent", "61,3 %"]),
    ],
)
def test_only_what_no_cell_has_is_said(text: str, said: list[str]) -> None:
    assert [one.words for one in unsupported(typed_numbers(text), [FIGURE])] == said


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Vi hade 162 avvikelser.", "162"),
        ("1\u00a0204 rapporter", "1\u00a0204"),
        ("61,4 procent", "61,4 procent"),
        ("61 %", "61 %"),
    ],
)
def test_what_a_live_number_would_stand_for(text: str, number: str) -> None:
    assert [one.number for one in typed_numbers(text)] == [number]


def save(world: World, one: Section, words: str) -> Any:
    sent = {"version": one.version, "body": text(words)}
    address = reverse("section_save", args=[one.edition_id, one.pk])
    return browser(world.lead).post(address, json.dumps(sent), content_type="application/json")


def test_the_section_names_what_no_figure_has(world: World) -> None:
    one = section(world.open())
    saved = save(world, one, "Av 6 rapporter, inte 61 rapporter.")
    assert saved.json()["typed"] == [{"words": "61 rapporter", "number": "61"}]
    page = browser(world.lead).get(reverse("section_page", args=[one.edition_id, one.pk]))
    assert json.loads(page.context["typed"]) == saved.json()["typed"]


def test_nothing_is_counted_for_a_text_without_numbers(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = section(world.open())
    monkeypatch.setattr(catalogue, "compute", None)
    saved = save(world, one, "Vi lärde oss mycket 2023.")
    assert (saved.status_code, saved.json()["typed"]) == (200, [])
