"""Charts as pictures: what each format needs to be able to draw an SVG."""

from __future__ import annotations

import base64
import re
from functools import lru_cache

from hjulet.documents import fonts

# Charts may name colours by custom property with the printed colour as fallback, so that the same
# SVG can stand inline in a page. A picture has no page to take the property from.
_PROPERTY = re.compile(r"var\(\s*--[\w-]+\s*,\s*([^()]+)\)")
_OPENING = re.compile(r"<svg\b[^>]*>")
_FACE = re.compile(r"""font-family=("[^"]*"|'[^']*')""")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")

# The chart palette in light and dark. The pairs are the design's; see css/hjulet.css there.
_DARK = {
    "#3B4183": "#9AA3E8", "#E8A33D": "#F0B65A", "#1F7A6B": "#4FA594", "#C07FAE": "#D9A3C9",
    "#C5CCC8": "#5C6662", "#B4B8DA": "#555C94", "#A2491D": "#E39A72", "#8A3D17": "#EBAF8E",
    "#DADEDC": "#363C3A", "#6F7A76": "#8B9692", "#262B2A": "#ECEDED", "#4F5856": "#B4BBB8",
    "#FFFFFF": "#252928",
}  # fmt: skip


def printable(svg: str) -> str:
    """The SVG with plain colours and our sans, for renderers outside a browser.

    The name of the face is quoted: a bare name may not end in a number, and is then not found.
    """
    coloured = _PROPERTY.sub(lambda match: match[1].strip(), _XML_DECLARATION.sub("", svg))
    return _FACE.sub("""font-family="'Source Sans 3'\"""", coloured)


def size(svg: str) -> tuple[float, float]:
    """Width and height in px from the attributes or the view box; 460 x 260 when unreadable."""
    opening = _OPENING.search(svg)
    tag = opening[0] if opening else ""
    width, height = _length(tag, "width"), _length(tag, "height")
    if width and height:
        return width, height
    box = re.search(r'viewBox="([^"]+)"', tag)
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", box[1])] if box else []
    return (numbers[2], numbers[3]) if len(numbers) == 4 else (460.0, 260.0)


def data_uri(svg: str) -> str:
    """The SVG as a picture for the web: own typeface inside, dark colours in a dark page."""
    drawn = _FACE.sub('font-family="Hjulet Diagram"', printable(svg))
    drawn = _OPENING.sub(lambda match: match[0] + _style(), drawn, count=1)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()


def _length(tag: str, name: str) -> float | None:
    found = re.search(rf'\b{name}="([\d.]+)(px)?"', tag)
    return float(found[1]) if found else None


@lru_cache(maxsize=1)
def _style() -> str:
    faces = "".join(
        "@font-face{font-family:'Hjulet Diagram';"
        f"font-weight:{weight};src:url({font_uri(f'hjulet-diagram-{weight}.woff2')})}}"
        for weight in (400, 600)
    )
    rules = "".join(
        f'[{kind}="{form}"]{{{kind}:{dark}}}'
        for light, dark in _DARK.items()
        for kind in ("fill", "stroke")
        for form in dict.fromkeys((light, light.lower()))
    )
    family = "text{font-family:'Hjulet Diagram','Segoe UI',Arial,sans-serif}"
    return f"<style>{faces}{family}@media (prefers-color-scheme:dark){{{rules}}}</style>"


def font_uri(name: str) -> str:
    """A typeface of `fonts/web` as a data address."""
    data = base64.b64encode((fonts.DIRECTORY / "web" / name).read_bytes()).decode()
    return f"data:font/woff2;base64,{data}"
