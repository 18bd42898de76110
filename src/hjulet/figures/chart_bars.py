"""Bars that lie down, largest first; the year before as a tick with a halo.

A tick survives grey print and any colour vision, where a second bar would not. The value is written
out, so there is no value axis; it starts from zero.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hjulet.figures.chart_frame import (
    DEFAULT_KEY,
    EDGE,
    GAP,
    LINE,
    NARROW,
    WIDE,
    Key,
    decimals,
    framed,
    pixels,
    spoken,
    written,
)
from hjulet.figures.chart_svg import (
    BLABAR,
    BLABAR_SOFT,
    LABEL,
    SHEET,
    TEXT,
    clean,
    render,
    text_width,
    wrap,
)

BAR = 15
ROW = 27
KEY_LINE = 22
TICK = 4  # half of the tick with its halo


@dataclass(frozen=True)
class Bar:
    """One row. `value` None is a value that is not shown: ".." stands alone.

    `text` replaces what is written at the bar. `highlight` marks the reader's own unit.
    """

    label: str
    value: float | None
    previous: float | None = None
    highlight: bool = False
    text: str | None = None


def bar_chart(
    rows: Sequence[Bar],
    *,
    title: str,
    alt: str | None = None,
    unit_label: str = "",
    narrow: bool = False,
    inline: bool = True,
    key: Key | None = DEFAULT_KEY,
) -> str:
    """The SVG of `rows`, 640 pixels wide or, `narrow`, 280.

    `title` opens the label for those who do not see the chart and is not drawn: it is the heading
    or caption beside it. `alt` is the rest of the label, written from the rows if not given.
    `unit_label` is used there ("avvikelser"); "%" is also written at every value (12.5 is 12,5 %).
    `key` None leaves out the key when the page has its own. `inline` False gives fixed colours
    (documents, files). Names are never cut: they wrap, or move above the bar. Raises ValueError
    without rows and for negative values. The same input gives the same SVG, byte for byte.
    """
    if not rows:
        raise ValueError("a chart needs at least one row")
    if any((number or 0) < 0 for row in rows for number in (row.value, row.previous)):
        raise ValueError("bars start from zero")
    label = f"{title}. {alt or bar_alt(rows, unit_label=unit_label)}"
    return _drawn(tuple(by_size(rows)), clean(label), unit_label, narrow, inline, key)


def bar_alt(rows: Sequence[Bar], *, unit_label: str = "") -> str:
    """The chart in a few words: which is most and which is least."""
    shown = [row for row in by_size(rows) if row.value is not None]
    if not shown:
        return "Stapeldiagram utan värden."
    places = decimals(row.value for row in rows)
    first, last = shown[0], shown[-1]
    most, least = (
        spoken(row.text or written(row.value, unit_label, places), unit_label)
        for row in (first, last)
    )
    if len(shown) == 1:
        return f"Stapeldiagram. {first.label}: {most}."
    if first.value == last.value:
        return f"Stapeldiagram. Alla har {most}. Värdena finns i tabellen."
    return (
        f"Stapeldiagram. Mest har {first.label} med {most}, "
        f"minst {last.label} med {least}. Värdena finns i tabellen."
    )


def by_size(rows: Sequence[Bar]) -> list[Bar]:
    """Largest first, those without value last; equal ones keep their order."""
    return sorted(rows, key=lambda row: -math.inf if row.value is None else row.value, reverse=True)


@lru_cache(maxsize=256)
def _drawn(
    rows: tuple[Bar, ...], label: str, unit: str, narrow: bool, inline: bool, key: Key | None
) -> str:
    import altair as alt

    total = NARROW if narrow else WIDE
    places = decimals(row.value for row in rows)
    values = [row.text or written(row.value, unit, places) for row in rows]
    names_width = max(text_width(clean(row.label)) for row in rows)
    # Names stand left of the bars as long as these keep at least half the width.
    beside = names_width <= total * 0.48
    left = EDGE + (names_width + GAP if beside else 0)
    right = EDGE + GAP + max(text_width(value, weight=600) for value in values)
    plot = total - left - right
    key_height, key_marks = _key(_signs(rows, key), EDGE - left, total - 2 * EDGE)
    data, height = _placed(rows, values, beside=beside, room=total - 2 * EDGE)
    reach = max(max(item["value"], item["previous"] or 0) for item in data) or 1
    for item in data:
        item["text_x"] = _beside(item, plot / reach)
    scale = alt.Scale(domain=[0, reach], range=[0, plot], nice=False)
    y = pixels("y", alt.Y)

    def along(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=None, stack=None)

    base = alt.Chart(alt.Data(values=data))
    before = base.transform_filter("datum.previous !== null").encode(x=along("previous"), y=y)
    chart = alt.layer(
        base.mark_bar(orient="horizontal", height=BAR).encode(
            x=along("value"), y=y, color=alt.Color("colour:N", scale=None)
        ),
        # The halo keeps the tick visible inside a dark bar.
        before.mark_tick(orient="vertical", size=BAR + 6, thickness=6.5, color=SHEET, opacity=1),
        before.mark_tick(orient="vertical", size=BAR + 6, thickness=2.5, color=TEXT, opacity=1),
        base.mark_text(align="left", baseline="middle", dx=GAP, fontWeight=600).encode(
            x=pixels("text_x", alt.X), y=y, text="text:N"
        ),
        base.mark_text(
            align="right" if beside else "left",
            baseline="middle",
            dx=-GAP if beside else 0,
            lineHeight=LINE,
            color=LABEL,
        ).encode(x=alt.value(0), y=pixels("name_y", alt.Y), text="name:N"),
        *key_marks,
    )
    spec = framed(chart, left=left, right=right, top=EDGE + key_height, plot=plot, height=height)
    return render(spec, label=label, inline=inline)


def _beside(item: dict[str, Any], scale: float) -> float:
    """Where the value stands, in pixels: at the end of its bar, or after a tick in its way."""
    end = item["value"] * scale
    if item["previous"] is None:
        return end
    tick = item["previous"] * scale
    in_its_way = end - TICK <= tick <= end + GAP + text_width(item["text"], weight=600) + TICK
    return max(end, tick) if in_its_way else end


def _placed(
    rows: Sequence[Bar], values: Sequence[str], *, beside: bool, room: float
) -> tuple[list[dict[str, Any]], float]:
    """Each row with its position in pixels from the top, and the height of all."""
    soft = any(row.highlight for row in rows)
    data: list[dict[str, Any]] = []
    bottom = 0.0
    for row, text in zip(rows, values, strict=True):
        name = clean(row.label)
        lines = [name] if beside else wrap(name, room)
        middle = bottom + (ROW / 2 if beside else LINE * len(lines) + BAR / 2 + 4)
        data.append(
            {
                "y": middle,
                "name": lines,
                "name_y": middle if beside else bottom + LINE / 2,
                "value": row.value or 0,
                "previous": row.previous,
                "text": clean(text),
                "colour": BLABAR_SOFT if soft and not row.highlight else BLABAR,
            }
        )
        bottom = middle + (ROW / 2 if beside else BAR / 2 + 9)
    return data, bottom


def _signs(rows: Sequence[Bar], key: Key | None) -> list[tuple[str, str]]:
    """(colour, word) for each sign that needs explaining; the tick has the colour of text."""
    if key is None:
        return []
    previous = any(row.previous is not None for row in rows)
    signs: list[tuple[str, str]] = []
    if any(row.highlight for row in rows):
        signs.append((BLABAR, key.highlighted))
        if not all(row.highlight for row in rows):
            signs.append((BLABAR_SOFT, key.others))
    elif previous:
        signs.append((BLABAR, key.now))
    return [*signs, (TEXT, key.previous)] if previous else signs


def _key(signs: list[tuple[str, str]], start: float, room: float) -> tuple[float, list[Any]]:
    """The height of the key and its marks, in lines above the plot, from `start` pixels."""
    import altair as alt

    if not signs:
        return 0, []
    placed: list[dict[str, Any]] = []
    x, line = 0.0, 0
    for colour, word in signs:
        width = BAR + 6 + text_width(clean(word))
        if x and x + width > room:
            x, line = 0.0, line + 1
        placed.append({"x": start + x, "line": line, "colour": colour, "word": clean(word)})
        x += width + 2 * GAP
    height = GAP + KEY_LINE * (line + 1)
    for item in placed:
        item["y"] = item["line"] * KEY_LINE + BAR / 2 - height
        item["middle"] = item["x"] + BAR / 2
        item["after"] = item["x"] + BAR + 6
    base = alt.Chart(alt.Data(values=placed)).encode(y=pixels("y", alt.Y))
    tick = f"datum.colour === '{TEXT}'"
    return height, [
        base.transform_filter(f"!({tick})")
        .mark_point(shape="square", size=BAR * BAR * 0.85, filled=True, opacity=1)
        .encode(x=pixels("middle", alt.X), color=alt.Color("colour:N", scale=None)),
        base.transform_filter(tick)
        .mark_tick(orient="vertical", size=BAR, thickness=2.5, color=TEXT, opacity=1)
        .encode(x=pixels("middle", alt.X)),
        base.mark_text(align="left", baseline="middle", color=LABEL).encode(
            x=pixels("after", alt.X), text="word:N"
        ),
    ]
