"""The charts of the figures: what other rooms import.

`bar_chart` and `month_chart` give an SVG as text, either to stand in the page itself (colours as
custom properties, for light and dark) or, `inline=False`, for documents and files; `svg_to_png`
turns the latter into a picture for Word. Draw a chart twice for a page, wide and `narrow`. The
numbers must also stand in a table beside the chart.
"""

from hjulet.figures.chart_bars import Bar, bar_alt, bar_chart
from hjulet.figures.chart_frame import Key
from hjulet.figures.chart_months import Month, month_alt, month_chart
from hjulet.figures.chart_svg import svg_to_png

__all__ = ["Bar", "Key", "Month", "bar_alt", "bar_chart", "month_alt", "month_chart", "svg_to_png"]
