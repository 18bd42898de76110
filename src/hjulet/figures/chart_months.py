"""A line of months from zero, the year before as a thin broken line, each named at its end."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
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
    AXIS,
    BLABAR,
    GRID,
    LABEL,
    SHEET,
    TEXT,
    clean,
    render,
    text_width,
)

HEIGHT = 200
INSET = 14


@dataclass(frozen=True)
class Month:
    """One point in time; None where nothing is known (a month to come is not zero)."""

    label: str
    value: float | None
    previous: float | None = None


@dataclass(frozen=True)
class _Series:
    name: str
    values: tuple[float | None, ...]
    is_now: bool

    @property
    def known(self) -> list[float]:
        return [value for value in self.values if value is not None]


def month_chart(
    months: Sequence[Month],
    *,
    title: str,
    alt: str | None = None,
    unit_label: str = "",
    narrow: bool = False,
    inline: bool = True,
    key: Key = DEFAULT_KEY,
) -> str:
    """The SVG of `months` in the order given, 640 pixels wide or, `narrow`, 280.

    Parameters and errors as for `bar_chart`; of `key` the words `now` and `previous` are used. The
    line breaks where a month is unknown.
    """
    if not months:
        raise ValueError("a chart needs at least one month")
    if any((number or 0) < 0 for month in months for number in (month.value, month.previous)):
        raise ValueError("the axis starts from zero")
    label = f"{title}. {alt or month_alt(months, unit_label=unit_label)}"
    return _drawn(tuple(months), clean(label), unit_label, narrow, inline, key)


def month_alt(months: Sequence[Month], *, unit_label: str = "") -> str:
    """The line in a few words: its highest and its lowest month."""
    known = [(month.value, month.label) for month in months if month.value is not None]
    if not known:
        return "Linjediagram utan värden."
    places = decimals(value for value, _ in known)
    high, low = (pick(known, key=lambda pair: pair[0]) for pick in (max, min))
    most, least = (
        spoken(written(value, unit_label, places), unit_label) for value, _ in (high, low)
    )
    if high[0] == low[0]:
        return f"Linjediagram. Alla månader har {most}. Värdena finns i tabellen."
    return (
        f"Linjediagram. Högst är {high[1]} med {most}, lägst {low[1]} med {least}. "
        "Värdena finns i tabellen."
    )


@lru_cache(maxsize=256)
def _drawn(
    months: tuple[Month, ...], label: str, unit: str, narrow: bool, inline: bool, key: Key
) -> str:
    import altair as alt

    both = (
        _Series(clean(key.previous), tuple(month.previous for month in months), is_now=False),
        _Series(clean(key.now), tuple(month.value for month in months), is_now=True),
    )
    series = [one for one in both if one.known]
    levels = ticks(max((value for one in series for value in one.known), default=0))
    texts = [written(level, unit, decimals(levels)) for level in levels]
    left = EDGE + max(map(text_width, texts)) + GAP
    right = EDGE + GAP + max((text_width(one.name, weight=600) for one in series), default=0)
    plot = (NARROW if narrow else WIDE) - left - right
    step = (plot - INSET) / max(1, len(months) - 1)
    layers = [
        *_axes(months, list(zip(levels, texts, strict=True)), plot=plot, step=step),
        *(mark for one in series for mark in _line(one, top=levels[-1], step=step)),
        *_names(series, top=levels[-1], step=step),
    ]
    spec = framed(
        alt.layer(*layers),
        left=left,
        right=right,
        top=EDGE + LINE / 2,
        plot=plot,
        height=HEIGHT,
        below=GAP + LINE,
    )
    return render(spec, label=label, inline=inline)


def _axes(
    months: Sequence[Month], levels: list[tuple[float, str]], *, plot: float, step: float
) -> list[Any]:
    """Hairlines with their values, and as many month names as there is room for."""
    import altair as alt

    top = levels[-1][0]
    grid = [
        {"y": _height(level, top), "text": text, "colour": GRID if level else AXIS}
        for level, text in levels
    ]
    lines = alt.Chart(alt.Data(values=grid)).encode(y=pixels("y", alt.Y))
    widest = max(text_width(clean(month.label)) for month in months)
    every = max(1, math.ceil((widest + GAP) / step)) if len(months) > 1 else 1
    names = [
        {"x": INSET + i * step, "text": clean(month.label)}
        for i, month in enumerate(months)
        if i % every == 0
    ]
    return [
        lines.mark_rule(strokeWidth=1).encode(
            x=alt.value(0), x2=alt.value(plot), color=alt.Color("colour:N", scale=None)
        ),
        lines.mark_text(align="right", baseline="middle", dx=-GAP, color=LABEL).encode(
            x=alt.value(0), text="text:N"
        ),
        alt.Chart(alt.Data(values=names))
        .mark_text(align="center", baseline="top", color=LABEL)
        .encode(x=pixels("x", alt.X), y=alt.value(HEIGHT + GAP), text="text:N"),
    ]


def _line(one: _Series, *, top: float, step: float) -> list[Any]:
    import altair as alt

    # A new run after each gap: a line is never drawn over the unknown.
    runs = accumulate(int(value is None) for value in one.values)
    points = [
        {"x": INSET + i * step, "y": _height(value, top), "run": run}
        for i, (value, run) in enumerate(zip(one.values, runs, strict=True))
        if value is not None
    ]
    base = alt.Chart(alt.Data(values=points)).encode(
        x=pixels("x", alt.X), y=pixels("y", alt.Y), detail="run:N"
    )
    if not one.is_now:
        return [base.mark_line(color=AXIS, strokeWidth=1.5, strokeDash=[5, 4])]
    return [
        base.mark_line(color=BLABAR, strokeWidth=2.5),
        base.mark_point(color=BLABAR, size=52, filled=True, opacity=1),
    ]


def _names(series: list[_Series], *, top: float, step: float) -> list[Any]:
    """The name of each line after its last point, moved apart when the lines end together."""
    import altair as alt

    ends: list[dict[str, Any]] = []
    for one in series:
        last = max(i for i, value in enumerate(one.values) if value is not None)
        y = _height(one.known[-1], top)
        ends.append({"name": one.name, "x": INSET + last * step, "y": y, "is_now": one.is_now})
    if len(ends) == 2 and abs(ends[0]["y"] - ends[1]["y"]) < LINE:
        upper, lower = sorted(ends, key=lambda end: float(end["y"]))
        middle = min((upper["y"] + lower["y"]) / 2, HEIGHT - LINE / 2)
        upper["y"], lower["y"] = middle - LINE / 2, middle + LINE / 2
    marks = []
    for end in ends:
        base = alt.Chart(alt.Data(values=[end])).encode(
            x=pixels("x", alt.X), y=pixels("y", alt.Y), text="name:N"
        )
        marks.append(
            base.mark_text(
                align="left",
                baseline="middle",
                dx=GAP,
                fontWeight=600 if end["is_now"] else 400,
                color=TEXT if end["is_now"] else LABEL,
                # The halo keeps the name readable where the other line passes behind it.
                stroke=SHEET,
                strokeWidth=4,
            )
        )
    return marks


def _height(value: float, top: float) -> float:
    return HEIGHT * (1 - value / top)


def ticks(highest: float) -> list[float]:
    """Zero and up to five round numbers above it, the last not below `highest`."""
    if highest <= 0:
        return [0, 1]
    rough = highest / 5
    power = 10 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough * (1 - 1e-9))
    step = max(step, 1) if float(highest).is_integer() else step
    return [round(i * step, 10) for i in range(math.ceil(highest / step - 1e-9) + 1)]
