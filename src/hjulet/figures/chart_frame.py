"""What all charts share: widths, margins, the words of the key, and how a value is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hjulet.stats.numbers import NO_BREAK, number

# Text in a chart is 14 px or it is not text, so a phone gets a narrow drawing, not a shrunk one.
WIDE, NARROW = 640, 280
EDGE = 4
GAP = 8
LINE = 18


@dataclass(frozen=True)
class Key:
    """The words of the key and at the ends of lines."""

    now: str = "i år"
    highlighted: str = "er enhet"
    others: str = "övriga"
    previous: str = "förra året"


DEFAULT_KEY = Key()


def pixels(field: str, channel: Any) -> Any:
    """Encode `field` as a position in pixels, without scale and axis."""
    return channel(f"{field}:Q", scale=None, axis=None)


def framed(
    chart: Any,
    *,
    left: float,
    right: float,
    top: float,
    plot: float,
    height: float,
    below: float = 0,
) -> dict[str, Any]:
    """The specification with every margin given, so that the drawing is exactly as wide as asked.

    Left to itself the renderer measures text too generously and reserves too much room.
    """
    margins = {"left": left, "top": top, "right": right, "bottom": EDGE + below}
    spec: dict[str, Any] = chart.properties(
        width=plot, height=height, padding=margins, autosize="none"
    ).to_dict()
    return spec


def decimals(values: Iterable[float | None]) -> int:
    """How many decimals a chart writes: none, or one for all if any value needs it."""
    return int(any(value is not None and not float(value).is_integer() for value in values))


def written(value: float | None, unit: str, places: int) -> str:
    """A value as the chart writes it; ".." for one that is not shown."""
    if value is None:
        return ".."
    return number(value, decimals=places) + (f"{NO_BREAK}%" if unit == "%" else "")


def spoken(text: str, unit: str) -> str:
    """A written value with its unit, for the label read aloud."""
    return text if unit in ("", "%") else f"{text} {unit}"
