"""Styles, page and numbering of the Word document.

Word documents are worked on by people without our typefaces, so they use ones that are there:
Georgia for people's words, Arial for the rest, since numbers must keep their width everywhere.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from hjulet.documents.word_xml import element

SERIF, SANS = "Georgia", "Arial"
# Arial is wider than the sans of the PDF: smaller letters, and still more room.
SANS_SIZE, SANS_STRETCH = 0.95, 1.1
INK, DIM = RGBColor(0x1D, 0x22, 0x21), RGBColor(0x4F, 0x58, 0x56)
LATE, LINK = RGBColor(0x8A, 0x3D, 0x17), RGBColor(0x3B, 0x41, 0x83)
TINT, HAIR, LINE = "F0F1F7", "C9CECC", "1D2221"

LEFT, RIGHT, TOP = 46, 26, 24  # margins in mm; the wide left one holds section numbers
LYING = 24
HANG = 22

TABLE_TEXT, TABLE_NOTE, HONEST, NOTE, SMALL = (
    "Tabelltext", "Tabellnot", "Om siffrorna", "Ruta", "Metadata",
)  # fmt: skip

_HEADINGS_NUMBERS, _BULLETS, _NUMBERS = 901, 902, 903


def prepare(word: WordDocument, *, lang: str, numbered: bool) -> None:
    """Give an empty document our styles, language, page and numbering."""
    _language(word, lang)
    styles = word.styles
    _font(styles["Normal"], SERIF, 10.5, after=6, line=1.4)
    _font(styles["Title"], SANS, 36, bold=True, after=14, line=1.0)
    _font(styles["Subtitle"], SERIF, 13, after=36, line=1.3)
    for level, size, before in ((1, 16, 24), (2, 12.5, 18), (3, 11, 14)):
        _font(styles[f"Heading {level}"], SANS, size, bold=True, before=before, after=6, line=1.1)
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    _font(styles["Caption"], SANS, 9, bold=True, before=12, after=3, line=1.1)
    styles["Caption"].paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        _font(styles[name], SANS, 8, color=DIM, after=0, line=1.0)
        _drop_tabs(styles[name])
    _font(_add(word, TABLE_TEXT), SANS, 8.75, after=0, line=1.0)
    _font(_add(word, TABLE_NOTE), SANS, 8, color=DIM, before=3, after=0, line=1.15)
    _font(_add(word, NOTE), SANS, 9.25, before=0, after=4, line=1.25)
    _font(_add(word, HONEST), SANS, 9.25, before=8, after=12, line=1.25)
    _font(_add(word, SMALL), SANS, 9, color=DIM, after=0, line=1.2)
    for level in (1, 2):
        contents = _add(word, f"TOC {level}")
        _font(contents, SANS, 10, bold=level == 1, before=6 if level == 1 else 2, after=0, line=1)
        contents.paragraph_format.left_indent = Mm(0 if level == 1 else 6)
    _borders(styles[HONEST], top=("12", LINE), bottom=("4", HAIR))
    _borders(styles[NOTE], left=("12", "3B4183"))
    styles[NOTE].paragraph_format.left_indent = Mm(4)
    _numbering(word, numbered)


def standing(section: Section) -> None:
    """An A4 page that stands, with the wide margin."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    _edges(section)


def lying(section: Section) -> None:
    """An A4 page that lies, for wide tables."""
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(LYING)
    _edges(section)


def new_list(word: WordDocument, *, ordered: bool, start: int) -> int:
    """A list of its own, so that its numbers start again: the id for `w:numId`."""
    root = word.part.numbering_part.element
    number = max((int(num.get(qn("w:numId"))) for num in root.findall(qn("w:num"))), default=0) + 1
    made = element("w:num", numId=number)
    made.append(element("w:abstractNumId", val=_NUMBERS if ordered else _BULLETS))
    if ordered:
        for level in range(9):
            override = element("w:lvlOverride", ilvl=level)
            override.append(element("w:startOverride", val=start if level == 0 else 1))
            made.append(override)
    root.append(made)
    return number


def _add(word: WordDocument, name: str) -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    return style


def _font(
    style: Any,
    face: str,
    size: float,
    *,
    bold: bool = False,
    color: RGBColor = INK,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = face, Pt(size), bold, False
    font.color.rgb = color
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        faces.set(qn(f"w:{key}"), face)
    for key in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        faces.attrib.pop(qn(f"w:{key}"), None)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), line
    # What the stock styles bring along: rules, letter spacing.
    for old in (*style.element.findall(".//" + qn("w:pBdr")), *_letter_spacing(style)):
        old.getparent().remove(old)


def _drop_tabs(style: Any) -> None:
    tabs = style.element.pPr.find(qn("w:tabs"))
    if tabs is not None:
        style.element.pPr.remove(tabs)


def _letter_spacing(style: Any) -> list[Any]:
    properties = style.element.rPr
    return [*properties.findall(qn("w:spacing")), *properties.findall(qn("w:kern"))]


def _borders(style: Any, **sides: tuple[str, str]) -> None:
    borders = element("w:pBdr")
    for side in ("top", "left", "bottom"):
        if side in sides:
            size, color = sides[side]
            borders.append(element(f"w:{side}", val="single", sz=size, space="6", color=color))
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _edges(section: Section) -> None:
    section.top_margin = section.bottom_margin = Mm(TOP)
    section.header_distance = section.footer_distance = Mm(11)


def _language(word: WordDocument, lang: str) -> None:
    tag = "sv-SE" if lang == "sv" else lang
    defaults = word.styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=tag, eastAsia=tag, bidi="ar-SA"))
    stop = word.settings.element.find(qn("w:defaultTabStop"))
    if stop is not None:
        stop.addnext(element("w:autoHyphenation", val="true"))
    for theme in word.settings.element.findall(qn("w:themeFontLang")):
        theme.set(qn("w:val"), tag)


def _numbering(word: WordDocument, numbered: bool) -> None:
    root = word.part.numbering_part.element
    bullets = [(lambda level: ("bullet", "•–•–•–•–•"[level], 6 * level, 5))(i) for i in range(9)]
    numbers = [("decimal", f"%{i + 1}.", 6 * i, 6) for i in range(9)]
    root.insert(0, _abstract(_BULLETS, bullets))
    root.insert(0, _abstract(_NUMBERS, numbers))
    if not numbered:
        return
    heads = [("decimal", "%1", -HANG, HANG), ("decimal", "%1.%2", -HANG, HANG)]
    abstract = _abstract(_HEADINGS_NUMBERS, heads)
    root.insert(0, abstract)
    number = 900
    made = element("w:num", numId=number)
    made.append(element("w:abstractNumId", val=_HEADINGS_NUMBERS))
    root.append(made)
    for level in (1, 2):
        style = word.styles[f"Heading {level}"]
        abstract.findall(qn("w:lvl"))[level - 1].insert(2, element("w:pStyle", val=style.style_id))
        properties = style.element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level - 1
        properties.get_or_add_numId().val = number


def _abstract(number: int, levels: list[tuple[str, str, int, int]]) -> Any:
    """A numbering definition: for each level its format, text, indent and hang in mm."""
    made = element("w:abstractNum", abstractNumId=number)
    made.append(element("w:multiLevelType", val="multilevel"))
    for index, (form, text, indent, hang) in enumerate(levels):
        level = element("w:lvl", ilvl=index)
        level.append(element("w:start", val=1))
        level.append(element("w:numFmt", val=form))
        level.append(element("w:lvlText", val=text))
        level.append(element("w:lvlJc", val="left"))
        properties = element("w:pPr")
        left, hanging = Mm(indent + hang).twips, Mm(hang).twips
        properties.append(element("w:ind", left=left, hanging=hanging))
        level.append(properties)
        made.append(level)
    return made
