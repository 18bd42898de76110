"""Parts of WordprocessingML that python-docx has no words for (ECMA-376, part 1)."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

# The oldest moment a zip archive can hold: the same document gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def element(tag: str, /, **attributes: str | int) -> Any:
    """An element such as `element("w:shd", val="clear")`; attributes take the tag's prefix."""
    made = OxmlElement(tag)
    prefix = tag.split(":")[0]
    for key, value in attributes.items():
        made.set(qn(f"{prefix}:{key}"), str(value))
    return made


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field with its last known result, as Word stores one (17.16.18)."""
    begin = paragraph.add_run()
    begin._r.append(element("w:fldChar", fldCharType="begin"))
    instruction = element("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def open_field(paragraph: Paragraph, code: str) -> None:
    """Start of a field whose result is several paragraphs; end it with `close_field`."""
    for child in (
        element("w:fldChar", fldCharType="begin"),
        element("w:instrText"),
        element("w:fldChar", fldCharType="separate"),
    ):
        if child.tag == qn("w:instrText"):
            child.text = f" {code} "
            child.set(qn("xml:space"), "preserve")
        paragraph.add_run()._r.append(child)


def close_field(paragraph: Paragraph) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make the paragraph's content a place that links and contents can point at."""
    start = element("w:bookmarkStart", id=number, name=name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def link(paragraph: Paragraph, *, anchor: str = "", address: str = "") -> Any:
    """A hyperlink element inside the paragraph; give its runs with `run_in`."""
    made = element("w:hyperlink", history=1)
    if anchor:
        made.set(qn("w:anchor"), anchor)
    else:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        made.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    paragraph._p.append(made)
    return made


def run_in(parent: Any, paragraph: Paragraph, text: str) -> Run:
    """A run inside a hyperlink."""
    made = element("w:r")
    parent.append(made)
    run = Run(made, paragraph)
    run.text = text
    return run


def describe_picture(drawing: Any, alt: str, number: int, *, name: str = "Diagram") -> None:
    """The sentence that replaces a picture (docPr@descr); without one it is marked decorative."""
    properties = drawing.find(".//" + qn("wp:docPr"))
    properties.set("id", str(number))
    properties.set("name", f"{name} {number}")
    properties.set("descr", alt)
    if not alt:
        extension = OxmlElement("a:ext")
        extension.set("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
        space = "http://schemas.microsoft.com/office/drawing/2017/decorative"
        decorative = extension.makeelement(f"{{{space}}}decorative", {"val": "1"}, {"adec": space})
        extension.append(decorative)
        extensions = OxmlElement("a:extLst")
        extensions.append(extension)
        properties.append(extensions)


def float_behind_page(inline: Any) -> None:
    """Turn an inline picture into one that lies behind the text from the page's upper corner."""
    anchor = OxmlElement("wp:anchor")
    for key, value in {
        "distT": 0, "distB": 0, "distL": 0, "distR": 0, "simplePos": 0, "relativeHeight": 1,
        "behindDoc": 1, "locked": 0, "layoutInCell": 1, "allowOverlap": 1,
    }.items():  # fmt: skip
        anchor.set(key, str(value))
    origin = OxmlElement("wp:simplePos")
    origin.set("x", "0")
    origin.set("y", "0")
    anchor.append(origin)
    for name in ("wp:positionH", "wp:positionV"):
        position = OxmlElement(name)
        position.set("relativeFrom", "page")
        offset = OxmlElement("wp:posOffset")
        offset.text = "0"
        position.append(offset)
        anchor.append(position)
    for child in list(inline):
        anchor.append(child)
        if child.tag == qn("wp:extent"):
            anchor.append(OxmlElement("wp:wrapNone"))
    inline.getparent().replace(inline, anchor)


def pack(written: bytes) -> bytes:
    """The archive with fixed times, so that equal documents are equal files."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(item.filename))
    return out.getvalue()
