"""The chart of a Figure, if it has one."""

from typing import Any

from hjulet.figures import charts
from hjulet.figures.types import Figure


def svg(figure: Figure, *, narrow: bool = False, inline: bool = True, mine: str = "") -> str:
    """The chart as SVG, "" when the figure has none. `mine` is the label of the reader's own unit.

    `inline` is for pages (light and dark); documents take the other.
    """
    if not figure.chart or not figure.bars:
        return ""
    words = charts.Key(now=figure.period_label, previous=figure.previous_label or "förra perioden")
    options: dict[str, Any] = {
        "title": chart_title(figure),
        "alt": figure.chart_alt or None,
        "unit_label": figure.chart_unit,
        "narrow": narrow,
        "inline": inline,
        "key": words,
    }
    if figure.chart == "months":
        months = [charts.Month(_short(bar.label), bar.value, bar.previous) for bar in figure.bars]
        return charts.month_chart(months, **options)
    rows = [
        charts.Bar(bar.label, bar.value, bar.previous, highlight=bool(mine) and bar.label == mine)
        for bar in figure.bars
    ]
    return charts.bar_chart(rows, **options)


def chart_title(figure: Figure) -> str:
    """The heading of the chart."""
    return figure.chart_title or figure.title


def _short(month: str) -> str:
    """ "jan" for "januari", "jan 2023" for "januari 2023"."""
    name, _, year = month.partition(" ")
    return f"{name[:3]} {year}".strip()


def alt(figure: Figure) -> str:
    """The sentence that stands for the chart."""
    if figure.chart_alt:
        return figure.chart_alt
    if figure.chart == "months":
        months = [charts.Month(bar.label, bar.value, bar.previous) for bar in figure.bars]
        return charts.month_alt(months, unit_label=figure.chart_unit)
    bars = [charts.Bar(bar.label, bar.value, bar.previous) for bar in figure.bars]
    return charts.bar_alt(bars, unit_label=figure.chart_unit)
