"""The charts as SVG: what a reader, a strict page and a document need of them."""

import io
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from hjulet.figures.chart_months import ticks
from hjulet.figures.chart_svg import FAMILY, text_width, wrap
from hjulet.figures.charts import (
    Bar,
    Key,
    Month,
    bar_alt,
    bar_chart,
    month_alt,
    month_chart,
    svg_to_png,
)

NB, THIN = "\u00a0", "\u202f"
SVG = "{http://www.w3.org/2000/svg}"
UNITS = [
    Bar("Familjestöd", 9, 12),
    Bar("Utredningsenhet 2", 51, 44, highlight=True),
    Bar("Vuxenenheten", 42, 39),
]
LONG = "Brist i bemötande eller kommunikation med den enskilde och hans eller hennes anhöriga"
YEAR = [
    Month(name, now, before)
    for name, now, before in zip(
        ["jan", "feb", "mars", "apr", "maj", "juni"],
        [30, 28, None, 41, 22, None],
        [25, 31, 30, 28, 33, 29],
        strict=True,
    )
]


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  our own drawing


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in parse(svg).iter(f"{SVG}text")]


def every_chart(**options: bool) -> list[str]:
    return [
        bar_chart(UNITS, title="Avvikelser per enhet", unit_label="avvikelser", **options),
        bar_chart([Bar(LONG, 1234.5), Bar("Kort", 0, 3)], title="Kategori", **options),
        month_chart(YEAR, title="Avvikelser per månad", unit_label="avvikelser", **options),
    ]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("inline", [False, True])
def test_nothing_that_a_strict_page_stops(narrow: bool, inline: bool) -> None:
    for svg in every_chart(narrow=narrow, inline=inline):
        root = parse(svg)
        names = {name for node in root.iter() for name in node.attrib}
        assert "style" not in names
        assert not [name for name in names if name.startswith("on")]
        assert {node.tag for node in root.iter()} <= {
            f"{SVG}{tag}" for tag in ("svg", "g", "path", "text", "line", "rect", "tspan")
        }


@pytest.mark.parametrize("narrow", [False, True])
def test_ids_cannot_collide_since_there_are_none(narrow: bool) -> None:
    for svg in every_chart(narrow=narrow):
        assert not [node for node in parse(svg).iter() if "id" in node.attrib]
        assert "url(#" not in svg


def test_one_label_for_those_who_do_not_see_it_and_no_english_inside() -> None:
    svg = bar_chart(UNITS, title="Avvikelser per enhet", unit_label="avvikelser")
    root = parse(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == (
        "Avvikelser per enhet. Stapeldiagram. Mest har Utredningsenhet 2 med 51 avvikelser, "
        "minst Familjestöd med 9 avvikelser. Värdena finns i tabellen."
    )
    inside = [name for node in root.iter() if node is not root for name in node.attrib]
    assert not [name for name in inside if name.startswith("aria-") or name == "role"]


def test_an_own_alt_text_takes_the_place_of_ours() -> None:
    svg = bar_chart(UNITS, title="Enheter", alt="Utredningsenhet 2 har flest.")
    assert parse(svg).get("aria-label") == "Enheter. Utredningsenhet 2 har flest."


def test_bars_stand_largest_first_with_names_and_values_as_text() -> None:
    written = texts(bar_chart(UNITS, title="Enheter"))
    assert [text for text in written if text.isdigit()] == ["51", "42", "9"]
    assert [text for text in written if text in {row.label for row in UNITS}] == [
        "Utredningsenhet 2",
        "Vuxenenheten",
        "Familjestöd",
    ]


def test_values_are_written_in_swedish_and_alike() -> None:
    svg = bar_chart([Bar("A", 1234.5), Bar("B", 7)], title="T")
    assert {f"1{THIN}234,5", "7,0"} <= set(texts(svg))
    svg = bar_chart([Bar("A", 79.94), Bar("B", 7)], title="T", unit_label="%")
    assert {f"79,9{NB}%", f"7,0{NB}%"} <= set(texts(svg))


def test_a_value_that_is_not_shown_stands_last_without_a_bar() -> None:
    svg = bar_chart([Bar("Dold", None), Bar("Visad", 6)], title="T")
    assert texts(svg)[:2] == ["6", ".."]


def bar_ends(svg: str) -> list[float]:
    """How far the bars reach, in the order drawn; bars and ticks are paths, bars come first."""
    paths = [node.get("d") or "" for node in parse(svg).iter(f"{SVG}path")]
    return [max(map(float, re.findall(r"(-?[\d.]+),", d))) for d in paths]


def test_the_length_of_a_bar_is_its_value() -> None:
    long, middle, short = bar_ends(bar_chart(UNITS, title="T"))[:3]
    assert middle / long == pytest.approx(42 / 51, abs=1e-3)
    assert short / long == pytest.approx(9 / 51, abs=1e-3)


def test_only_the_readers_unit_is_dark_when_there_is_one() -> None:
    fills = [n.get("fill") for n in parse(bar_chart(UNITS, title="T", key=None)).iter()]
    assert fills.count("var(--c1,#3B4183)") == 1
    assert fills.count("var(--c1-soft,#B4B8DA)") == 2
    plain = [Bar("A", 2), Bar("B", 1)]
    fills = [n.get("fill") for n in parse(bar_chart(plain, title="T")).iter()]
    assert fills.count("var(--c1,#3B4183)") == 2


def test_last_year_is_a_tick_with_a_halo() -> None:
    svg = bar_chart(UNITS, title="T", key=None)
    fills = [node.get("fill") for node in parse(svg).iter(f"{SVG}path")]
    assert fills.count("var(--hj-sheet,#FFFFFF)") == len(UNITS)
    assert fills.count("var(--c-text,#262B2A)") == len(UNITS)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (UNITS, {"er enhet", "övriga", "förra året"}),
        ([Bar("A", 2, 1)], {"i år", "förra året"}),
        ([Bar("A", 2)], set()),
    ],
)
def test_the_key_explains_the_signs_that_are_there(rows: list[Bar], words: set[str]) -> None:
    known = {"i år", "er enhet", "övriga", "förra året"}
    assert set(texts(bar_chart(rows, title="T"))) & known == words
    assert not set(texts(bar_chart(rows, title="T", key=None))) & known


def text_at(svg: str, words: str) -> float:
    """How far from the left of the plot a text begins."""
    for node in parse(svg).iter(f"{SVG}text"):
        if "".join(node.itertext()) == words:
            found = re.match(r"translate\((-?[\d.]+),", node.get("transform") or "")
            assert found is not None
            return float(found.group(1))
    raise AssertionError(words)


def test_the_value_stands_at_its_bar_and_not_at_the_tick() -> None:
    svg = bar_chart([Bar("A", 50, 75), Bar("B", 31, 100)], title="T", key=None)
    long, short = bar_ends(svg)[:2]
    assert text_at(svg, "50") - text_at(svg, "31") == pytest.approx(long - short, abs=1)
    assert text_at(svg, "50") == pytest.approx(long + 8, abs=1)


def test_the_words_of_the_key_can_be_chosen() -> None:
    svg = bar_chart([Bar("A", 2, 1)], title="T", key=Key(now="2025", previous="2024"))
    assert {"2025", "2024"} <= set(texts(svg))


@pytest.mark.parametrize(("narrow", "width"), [(False, "640"), (True, "280")])
def test_the_drawing_is_as_wide_as_asked_and_no_text_leaves_it(narrow: bool, width: str) -> None:
    for svg in every_chart(narrow=narrow, inline=False):
        root = parse(svg)
        assert root.get("width") == width
        assert root.get("viewBox", "").startswith(f"0 0 {width} ")
        # Nothing is drawn in the outermost pixels at the sides, where a cut text would show.
        picture = Image.open(io.BytesIO(svg_to_png(svg, scale=1))).getchannel("A")
        for column in (0, picture.width - 1):
            assert not any(picture.getpixel((column, y)) for y in range(picture.height))


@pytest.mark.parametrize("narrow", [False, True])
def test_a_long_name_is_never_cut(narrow: bool) -> None:
    svg = bar_chart([Bar(LONG, 3), Bar("Kort", 1)], title="T", narrow=narrow)
    assert "…" not in svg
    assert LONG.replace(" ", "") in "".join(texts(svg)).replace(" ", "")


def test_text_is_14_px_in_both_widths() -> None:
    for svg in every_chart(narrow=True) + every_chart():
        nodes = list(parse(svg).iter(f"{SVG}text"))
        assert {node.get("font-size") for node in nodes} == {"14px"}
        assert {node.get("font-family") for node in nodes} == {FAMILY}


def test_pages_get_custom_properties_and_documents_fixed_colours() -> None:
    for inline, plain in zip(every_chart(inline=True), every_chart(inline=False), strict=True):
        assert "var(" not in plain
        assert re.sub(r"var\(--[\w-]+,(#\w+)\)", r"\1", inline) == plain
        assert not re.search(r'(fill|stroke)="#', inline)


def test_the_same_chart_is_the_same_svg_in_another_process() -> None:
    code = (
        "import sys; sys.stdout.reconfigure(encoding='utf-8')\n"
        "from hjulet.figures.charts import Bar, bar_chart\n"
        "sys.stdout.write(bar_chart([Bar('Försörjning', 7, 5), Bar('B', 3)], title='T'))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    ours = bar_chart([Bar("Försörjning", 7, 5), Bar("B", 3)], title="T")
    assert run.stdout.decode() == ours


def test_importing_the_charts_does_not_load_the_renderer() -> None:
    code = (
        "import sys, hjulet.figures.charts;"
        "sys.exit(any(name in sys.modules for name in ('altair', 'vl_convert', 'PIL')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_hostile_names_stay_text() -> None:
    hostile = '<script>alert(1)</script> & "x"\x00\x1b\nrad'
    svg = bar_chart([Bar(hostile, 1)], title=hostile, unit_label=hostile)
    assert "<script" not in svg
    assert '<script>alert(1)</script> & "x" rad' in texts(svg)


def test_months_have_a_line_from_zero_with_names_at_the_ends() -> None:
    written = texts(month_chart(YEAR, title="T"))
    assert {"0", "50", "jan", "juni", "i år", "förra året"} <= set(written)


def test_a_line_is_not_drawn_over_an_unknown_month() -> None:
    svg = month_chart(YEAR, title="T", inline=False)
    lines = [
        node.get("d") or ""
        for node in parse(svg).iter(f"{SVG}path")
        if node.get("stroke") == "#3B4183" and node.get("stroke-width") == "2.5"
    ]
    # jan-feb and apr-maj: two pieces of two points each
    assert [len(re.findall(r"[ML]", line)) for line in lines] == [2, 2]


def test_months_without_an_earlier_year_or_without_anything() -> None:
    only = month_chart([Month("jan", 4), Month("feb", 6)], title="T")
    assert "förra året" not in texts(only)
    empty = month_chart([Month("jan", None)], title="T")
    assert texts(empty) == ["0", "1", "jan"]
    assert parse(empty).get("aria-label") == "T. Linjediagram utan värden."


def test_month_names_give_way_when_there_is_no_room() -> None:
    months = [Month(f"månad {i}", i) for i in range(24)]
    shown = [t for t in texts(month_chart(months, title="T", narrow=True)) if "månad" in t]
    assert 1 < len(shown) < 6
    assert shown[0] == "månad 0"


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (41, [0, 10, 20, 30, 40, 50]),
        (50, [0, 10, 20, 30, 40, 50]),
        (0.35, [0, 0.1, 0.2, 0.3, 0.4]),
        (1234, [0, 500, 1000, 1500]),
    ],
)
def test_round_ticks(highest: float, expected: list[float]) -> None:
    assert ticks(highest) == expected


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([Bar("A", None)], "Stapeldiagram utan värden."),
        ([Bar("A", 3)], "Stapeldiagram. A: 3 rapporter."),
        (
            [Bar("A", 3), Bar("B", 3)],
            "Stapeldiagram. Alla har 3 rapporter. Värdena finns i tabellen.",
        ),
    ],
)
def test_the_label_of_few_bars(rows: list[Bar], words: str) -> None:
    assert bar_alt(rows, unit_label="rapporter") == words


def test_the_label_of_months() -> None:
    assert month_alt(YEAR, unit_label="avvikelser") == (
        "Linjediagram. Högst är apr med 41 avvikelser, lägst maj med 22 avvikelser. "
        "Värdena finns i tabellen."
    )


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        bar_chart([], title="T")
    with pytest.raises(ValueError, match="at least one month"):
        month_chart([], title="T")
    with pytest.raises(ValueError, match="from zero"):
        bar_chart([Bar("A", -1)], title="T")
    with pytest.raises(ValueError, match="from zero"):
        month_chart([Month("jan", 1, -1)], title="T")


def test_zeros_only_are_drawn_without_length() -> None:
    assert texts(bar_chart([Bar("A", 0, 0), Bar("B", 0)], title="T", key=None))[:2] == ["0", "0"]


def test_lines_are_wrapped_by_the_real_width_of_the_letters() -> None:
    lines = wrap(LONG, 272)
    assert " ".join(lines) == LONG
    assert all(text_width(line) <= 272 for line in lines)
    assert text_width("iii") < text_width("mmm")


def test_the_picture_for_word_has_letters_in_it() -> None:
    with_name = svg_to_png(bar_chart([Bar("Enheten", 1)], title="T", inline=False))
    assert Image.open(io.BytesIO(with_name)).width == 1280
    svg = bar_chart([Bar("Enheten", 1)], title="T", inline=False)
    without = re.sub(r"<text.*?</text>", "", svg)
    assert svg_to_png(without) != with_name
