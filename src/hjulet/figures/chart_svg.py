"""From a chart specification to the SVG that a page or a document can hold.

The renderer is slow to load and to start (about a second), so it is imported when the first chart
is drawn. What it writes is cleaned: English labels on every mark, classes and empty paths go away,
and nothing is left that a strict content security policy would stop (no style, no script).
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET  # nosec B405

FONTS = Path(__file__).parent.parent / "documents" / "fonts"
CONFIG = Path(__file__).with_name("vega-config.json")
FONT_SIZE = 14
# Quoted: a name with a lone digit in it is not a valid family otherwise, and would be ignored.
FAMILY = "'Source Sans 3', sans-serif"

# One release of Vega-Lite, named, so that the same chart stays the same after an upgrade.
VEGA_LITE = "6.4"

# The palette of the printed chart, and the custom property that carries it on a page, where the
# same SVG must serve light and dark.
BLABAR = "#3B4183"
BLABAR_SOFT = "#B4B8DA"
TEXT = "#262B2A"
LABEL = "#4F5856"
AXIS = "#6F7A76"
GRID = "#DADEDC"
SHEET = "#FFFFFF"
PROPERTIES = {
    BLABAR: "--c1",
    BLABAR_SOFT: "--c1-soft",
    TEXT: "--c-text",
    LABEL: "--c-label",
    AXIS: "--c-axis",
    GRID: "--c-grid",
    SHEET: "--hj-sheet",
}

SVG = "{http://www.w3.org/2000/svg}"
LONG_DECIMAL = re.compile(r"-?\d+\.\d{3,}(e-?\d+)?")


@cache
def _renderer() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


@cache
def config() -> dict[str, Any]:
    """Our Vega-Lite config with the Swedish locale."""
    settings: dict[str, Any] = json.loads(CONFIG.read_text(encoding="utf-8"))
    return settings


@cache
def _font(weight: int) -> Any:
    from PIL import ImageFont

    name = "SourceSans3_600SemiBold.ttf" if weight >= 600 else "SourceSans3_400Regular.ttf"
    return ImageFont.truetype(str(FONTS / name), FONT_SIZE)


def text_width(text: str, *, weight: int = 400) -> float:
    """The width of one line in pixels at the charts' type size, by the font's real metrics."""
    return float(_font(weight).getlength(text))


def wrap(text: str, width: float) -> list[str]:
    """`text` in lines of at most `width` pixels; a single word longer than that is not broken."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def clean(text: str) -> str:
    """`text` on one line without characters that XML forbids."""
    kept = (" " if c in "\n\r\t" else c for c in text)
    return "".join(c for c in kept if not unicodedata.category(c).startswith("C")).strip()


def render(spec: Mapping[str, Any], *, label: str, inline: bool) -> str:
    """The SVG of a Vega-Lite `spec`, named `label` for those who do not see it.

    `inline` is for the page itself: colours become custom properties with the printed colour as
    the fallback. Otherwise they stay as they are, for files, PDF and Word, whose readers do not
    know custom properties. The result holds no ids, so any number fits on a page.
    """
    raw = _renderer().vegalite_to_svg(
        dict(spec),
        vl_version=VEGA_LITE,
        config=config(),
        format_locale=config()["locale"]["number"],
        time_format_locale=config()["locale"]["time"],
    )
    # Safe to parse: our own renderer wrote it.
    root = ET.fromstring(raw)  # noqa: S314  # nosec B314
    _tidy(root, inline=inline)
    size = {name: root.attrib[name] for name in ("width", "height", "viewBox")}
    root.attrib.clear()
    root.attrib |= {
        "xmlns": "http://www.w3.org/2000/svg",
        "role": "img",
        "aria-label": label,
        **size,
    }
    return ET.tostring(root, encoding="unicode")


def svg_to_png(svg: str, *, scale: float = 2) -> bytes:
    """A plain (not inline) SVG as PNG, `scale` pixels for each of its own."""
    png: bytes = _renderer().svg_to_png(svg, scale=scale)
    return png


def _tidy(element: ET.Element, *, inline: bool) -> None:
    element.tag = element.tag.removeprefix(SVG)
    for name, value in list(element.attrib.items()):
        if name in ("class", "role", "pointer-events") or name.startswith("aria-"):
            del element.attrib[name]
        elif name == "font-family":
            element.set(name, FAMILY)
        elif name in ("fill", "stroke") and inline:
            element.set(name, _property(value))
        else:
            element.set(name, LONG_DECIMAL.sub(_shorter, value))
    if element.tag == "text" and "stroke" in element.attrib:
        # A stroke around text is a halo: it belongs behind the letters.
        element.attrib |= {"paint-order": "stroke", "stroke-linejoin": "round"}
    for child in list(element):
        if child.tag == f"{SVG}path" and child.get("class") in ("background", "foreground"):
            element.remove(child)
        else:
            _tidy(child, inline=inline)


def _property(colour: str) -> str:
    name = PROPERTIES.get(colour.upper())
    return f"var({name},{colour.upper()})" if name else colour


def _shorter(match: re.Match[str]) -> str:
    return f"{round(float(match[0]), 2):g}"
