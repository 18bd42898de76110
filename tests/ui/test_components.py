"""What the components promise: words, ties between field and message, escaping."""

import re
from typing import Any

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict
from tests.ui.rendering import render

from hjulet.ui.forms import DateInput, PlainSwedish
from hjulet.ui.icons import ICONS, STAGES, STATES, icon, wheel

EVIL = "<script>alert('x')</script>\"'&"


class Report(PlainSwedish, forms.Form):
    what = forms.CharField(label="Vad hände?", help_text="Inga namn.", widget=forms.Textarea)
    unit = forms.ChoiceField(label="Enhet", choices=[("", "Välj"), ("1", EVIL)])
    day = forms.DateField(label="Datum", widget=DateInput)
    kinds = forms.MultipleChoiceField(
        label="Vad är det?",
        choices=[("a", EVIL), ("b", "Lex Sarah")],
        widget=forms.CheckboxSelectMultiple(attrs={"data-x": EVIL}),
    )
    harm = forms.ChoiceField(
        label="Skada", choices=[("y", "Ja"), ("n", "Nej")], widget=forms.RadioSelect
    )
    told = forms.BooleanField(label="Jag har berättat", required=False)
    number = forms.IntegerField(label="Antal", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    own = forms.CharField(label="Egen", error_messages={"required": "Skriv något eget."})


def field(name: str, form: forms.Form, more: str = "") -> str:
    return render(f'<c-field :field="f" {more} />', {"f": form[name]})


def test_every_state_has_word_shape_and_colour() -> None:
    for state, word in STATES.items():
        html = render('<c-status :s="s" />', {"s": state})
        assert f'data-s="{state}"' in html
        assert word in html
        assert ICONS[state] in html


def test_a_state_may_say_it_more_exactly() -> None:
    html = render('<c-status s="late" :word="w" />', {"w": "6 dagar sen"})
    assert "6 dagar sen" in html
    assert "Försenad" not in html


def test_unknown_names_fail_loudly() -> None:
    for call in (lambda: icon("no-such"), lambda: wheel("no-such")):
        with pytest.raises(KeyError):
            call()


def test_the_wheel_fills_one_part() -> None:
    for stage in STAGES:
        assert wheel(stage).count(f'fill="var(--w-{stage})"') == 1
        assert wheel(stage).count('fill="var(--w-') == 1
    assert wheel("all").count('fill="var(--w-') == 4


@pytest.mark.parametrize(
    "source",
    [
        '<c-status s="late" :word="x" />',
        '<c-status s="late" word="{{ x }}" />',
        '<c-note kind="warn" :title="x">{{ x }}</c-note>',
        '<c-honest :lead="x">{{ x }}</c-honest>',
        '<c-work-row :title="x" :href="x" :meta="x" :right="x" s="new" :word="x" />',
        '<c-voice :text="x" :sealed="x" />',
        '<c-button :href="x" :name="x">{{ x }}</c-button>',
        '<c-button :name="x" :value="x">{{ x }}</c-button>',
        '<c-chip :label="x" :name="x" :value="x" />',
        '<c-table :label="x" :caption="x" visible></c-table>',
        '<c-head :title="x" :meta="x" :lede="x">{{ x }}</c-head>',
        '<c-empty :title="x">{{ x }}<c-slot name="action">{{ x }}</c-slot></c-empty>',
        '<c-toast :href="x">{{ x }}</c-toast>',
        '<c-sheet :title="x">{{ x }}</c-sheet>',
        '<c-step stage="do" :title="x">{{ x }}</c-step>',
        '<c-meter :value="43" :label="x" />',
        '<c-filters :action="x" :submit="x" :clear="x"></c-filters>',
        '<c-chart :title="x" :number="x" :now="x" :before="x" :mine="x"></c-chart>',
        '<c-more :title="x">{{ x }}</c-more>',
        '<c-pager :previous="x" :next="x" :shown="x" />',
    ],
)
def test_nothing_that_people_wrote_becomes_markup(source: str) -> None:
    html = render(source, {"x": EVIL})
    assert "<script" not in html
    assert "alert(" in html or "43.0" in html
    for value in re.findall(r'="([^"]*)"', html):
        assert "<script" not in value


def test_field_ties_hint_and_message_to_the_control() -> None:
    html = field("what", Report({"what": ""}))
    assert '<label class="ds-label" for="id_what">Vad hände?</label>' in html
    assert 'id="id_what-hint">Inga namn.' in html
    assert 'aria-describedby="id_what-error id_what-hint"' in html
    assert 'aria-invalid="true"' in html
    assert "Svara på ”Vad hände?”." in html


def test_a_field_without_fault_points_only_at_what_is_there() -> None:
    html = field("unit", Report())
    assert "aria-describedby" not in html
    assert "aria-invalid" not in html
    html = field("what", Report())
    assert 'aria-describedby="id_what-hint"' in html
    for target in re.findall(r'aria-describedby="([^"]*)"', html):
        assert all(f'id="{one}"' in html for one in target.split())


def test_hint_of_the_template_replaces_or_removes_the_forms_own() -> None:
    assert "Skriv kort." in field("what", Report(), 'hint="Skriv kort."')
    assert "Inga namn." not in field("what", Report(), 'hint="-"')


def test_groups_have_a_legend_and_keep_what_was_chosen() -> None:
    data: Any = MultiValueDict({"kinds": ["b"], "harm": ["n"]})
    html = field("kinds", Report(data))
    assert "<legend>Vad är det?</legend>" in html
    assert re.search(r'<input[^>]*value="b"[^>]* checked>', html)
    assert not re.search(r'<input[^>]*value="a"[^>]* checked>', html)
    assert "<script" not in html
    radio = field("harm", Report(data))
    assert radio.count('type="radio"') == 2
    assert re.search(r'<input[^>]*value="n"[^>]* checked>', radio)


def test_one_checkbox_stands_in_its_label_and_hidden_fields_are_bare() -> None:
    assert '<label class="opt"><input type="checkbox"' in field("told", Report())
    html = field("token", Report())
    assert html.startswith('<input type="hidden"')
    assert "label" not in html


def test_optional_fields_say_so() -> None:
    assert "(frivilligt)" in field("number", Report())
    assert "(frivilligt)" not in field("number", Report(), ':optional="False"')
    assert "(frivilligt)" not in field("what", Report())


def test_summary_links_to_each_faulty_field_with_the_same_words() -> None:
    form = Report({"day": "14/10", "number": "tre"})
    html = render('<c-error-summary :form="form" />', {"form": form})
    links = dict(re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html))
    assert links == {
        "id_what": "Svara på ”Vad hände?”.",
        "id_unit": "Välj enhet.",
        "id_day": "Skriv datumet som 2025-10-14.",
        "id_kinds_0": "Svara på ”Vad är det?”.",
        "id_harm_0": "Välj skada.",
        "id_number": "Skriv ett tal med siffror.",
        "id_own": "Skriv något eget.",
    }
    assert "Sju saker behöver rättas" in html
    page = "".join(field(name, form) for name in form.fields)
    for target, words in links.items():
        assert f'id="{target}"' in page
        assert words in page


def test_summary_is_silent_when_all_is_well() -> None:
    assert render('<c-error-summary :form="form" />', {"form": Report()}) == ""


def test_a_date_that_cannot_be_read_stays_to_be_put_right() -> None:
    html = field("day", Report({"day": "14/10"}))
    assert 'value="14/10"' in html
    assert 'type="text"' in html
    assert 'type="date"' in field("day", Report({"day": "2025-10-14"}))


@pytest.mark.parametrize(("value", "width"), [(43, "43.0"), (-1, "0.0"), (120, "100.0")])
def test_meter_stays_in_its_box(value: int, width: str) -> None:
    assert f'width="{width}"' in render('<c-meter :value="v" label="x" />', {"v": value})


def test_a_component_does_not_take_words_from_the_page_around_it() -> None:
    around = {"title": "SIDAN", "label": "SIDAN", "meta": "SIDAN", "word": "SIDAN", "hint": "SIDAN"}
    html = render(
        '<c-note>a</c-note><c-work-row href="/x" /><c-status s="new" /><c-sheet>b</c-sheet>',
        around,
    )
    assert "SIDAN" not in html
    assert "SIDAN" not in render('<c-field :field="f" />', {**around, "f": Report()["unit"]})
