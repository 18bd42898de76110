"""What stands on the cover and in the foot of each page."""

from __future__ import annotations

from babel.dates import format_date

from hjulet.documents.tree import META_BOARD, META_DNR, META_EDITION, META_PERIOD, Document

# The wheel: planera, genomföra, utvärdera, förbättra, as leaning ring sectors in a square of
# side 200 with its centre at the origin.
WHEEL = (
    (
        "#3B4183",
        "M2.11 -35.94L29.58 -95.52A100 100 0 0 1 96.69 25.53L35.94 -2.11A36 36 0 0 0 2.11 -35.94Z",
    ),
    (
        "#1F7A6B",
        "M35.94 2.11L95.52 29.58A100 100 0 0 1 -25.53 96.69L2.11 35.94A36 36 0 0 0 35.94 2.11Z",
    ),
    (
        "#E8A33D",
        "M-2.11 35.94L-29.58 95.52A100 100 0 0 1 -96.69 -25.53L-35.94 2.11"
        "A36 36 0 0 0 -2.11 35.94Z",
    ),
    (
        "#86386B",
        "M-35.94 -2.11L-95.52 -29.58A100 100 0 0 1 25.53 -96.69L-2.11 -35.94"
        "A36 36 0 0 0 -35.94 -2.11Z",
    ),
)
DRAFT = "UTKAST"


def wheel_svg(view_box: str = "-100 -100 200 200") -> str:
    """The wheel as an SVG; a smaller `view_box` crops it, as the cover does."""
    paths = "".join(f'<path d="{shape}" fill="{colour}"/>' for colour, shape in WHEEL)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}">{paths}</svg>'


def lines(document: Document) -> list[str]:
    """Board, period, registration number, decision and edition, in the order of `meta`.

    The board is left out when the author says it, board and period stand without their labels.
    Without any of them the date stands alone.
    """
    said = []
    for label, value in document.meta:
        if label == META_BOARD:
            if value.lower() not in document.author.lower():
                said.append(value)
        elif label == META_PERIOD:
            said.append(value)
        else:
            said.append(f"{label} {value}")
    if not document.meta and document.date:
        said.append(format_date(document.date, "d MMMM y", locale="sv"))
    return said


def foot(document: Document) -> str:
    """Whose the document is and which edition, for the foot of every page."""
    meta = dict(document.meta)
    edition = f"utgåva {meta[META_EDITION]}" if meta.get(META_EDITION) else ""
    said = (document.author or meta.get(META_BOARD, ""), meta.get(META_DNR, ""), edition)
    return " · ".join(part for part in said if part)
