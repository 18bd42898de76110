"""A document as a Word file, for those who work on with it.

Structure before looks: real heading styles and lists, header rows that repeat, captions with
fields, alternative texts. The contents are filled in and are a field: Word counts the pages when
the reader updates it. The document does not ask Word to update its fields on opening, since that
makes Word warn that the file may refer to other files.
"""

from __future__ import annotations

import datetime
import io
from functools import lru_cache

import docx as python_docx
import vl_convert
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from hjulet.documents import cover, fonts, svg, tree, widths, word_styles, word_table
from hjulet.documents.numbering import Numbering, contents, split, with_data_of_charts
from hjulet.documents.resolve import UnresolvedReference, require_resolved
from hjulet.documents.tree import Block, Document, Inlines, Table
from hjulet.documents.word_styles import HONEST, NOTE, SMALL, TABLE_NOTE
from hjulet.documents.word_xml import (
    bookmark,
    close_field,
    describe_picture,
    field,
    float_behind_page,
    link,
    open_field,
    pack,
    run_in,
)

_MM_PER_PX = 25.4 / 96
_SCALE = 2
_NO_DATE = datetime.date(2000, 1, 1)
# The part of the wheel that the cover shows: an A4's width and a good half of its height.
_COVER_BOX, _COVER_PX = "-138.2 -7.9 138.2 107.9", (210, 164)


def render(document: Document) -> bytes:
    """The document as .docx. Needs a document from `normalise`. Same document, same bytes."""
    require_resolved(document)
    return _Writer(with_data_of_charts(document)).write()


@lru_cache(maxsize=64)
def png(picture: str) -> bytes:
    """A chart as PNG at double resolution, with our typefaces."""
    _register_fonts()
    return vl_convert.svg_to_png(svg.printable(picture), scale=_SCALE)


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(fonts.DIRECTORY))


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.word: WordDocument = python_docx.Document()
        self.numbering = Numbering(document)
        self.bookmarks = {
            block.anchor: f"_Toc{number:06d}"
            for number, block in enumerate(tree.walk(document.blocks), start=1)
            if isinstance(block, tree.Heading)
        }
        self.pictures = 0
        self.lying = False

    def write(self) -> bytes:
        document = self.document
        word_styles.prepare(self.word, lang=document.lang, numbered=document.numbered)
        word_styles.standing(self.word.sections[0])
        self.properties()
        self.head_and_foot()
        if document.cover:
            self.cover()
            self.contents()
        else:
            self.title()
        self.blocks(document.blocks)
        out = io.BytesIO()
        self.word.save(out)
        return pack(out.getvalue())

    # Before the text

    def properties(self) -> None:
        date = self.document.date or _NO_DATE
        moment = datetime.datetime(date.year, date.month, date.day, 12, tzinfo=datetime.UTC)
        core = self.word.core_properties
        core.title, core.author = self.document.title, self.document.author
        core.subject, core.comments, core.keywords = self.document.subtitle, "", ""
        core.last_modified_by = self.document.author
        core.language = "sv-SE" if self.document.lang == "sv" else self.document.lang
        core.created = core.modified = moment
        core.content_status = cover.DRAFT.capitalize() if self.document.draft else ""

    def head_and_foot(self) -> None:
        section = self.word.sections[0]
        section.different_first_page_header_footer = self.document.cover
        head = section.header.paragraphs[0]
        head.add_run(self.document.title)
        if self.document.draft:
            self.mark_draft(head, 8.5, before="   ")
        self.foot(section, widths.TEXT_MM)

    def foot(self, section: Section, room: float) -> None:
        """The foot of a section whose text is `room` mm wide: the page number stands at its end."""
        section.footer.is_linked_to_previous = False
        foot = section.footer.paragraphs[0]
        foot.paragraph_format.tab_stops.add_tab_stop(Mm(room), WD_TAB_ALIGNMENT.RIGHT)
        foot.add_run(cover.foot(self.document) + "\t")
        field(foot, "PAGE", "1")

    def mark_draft(self, paragraph: Paragraph, size: float, *, before: str = "") -> None:
        run = paragraph.add_run(before + cover.DRAFT)
        run.bold = True
        run.font.color.rgb = word_styles.LATE
        run.font.size = Pt(size)
        run.font.name = word_styles.SANS

    def cover(self) -> None:
        self.wheel()
        top = self.word.paragraphs[-1]
        if self.document.draft:
            self.mark_draft(top, 18)
        top.paragraph_format.space_after = Mm(152)
        self.title()
        for paragraph in self.word.paragraphs:
            paragraph.paragraph_format.left_indent = Mm(-word_styles.HANG)
        self.word.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)

    def wheel(self) -> None:
        _register_fonts()
        width, height = _COVER_PX
        crop = cover.wheel_svg(_COVER_BOX).replace(
            "<svg ", f'<svg width="{width * 4}" height="{height * 4}" ', 1
        )
        picture = io.BytesIO(vl_convert.svg_to_png(crop, scale=1))
        run = self.word.add_paragraph().add_run()
        shape = run.add_picture(picture, width=Mm(width))
        self.pictures += 1
        describe_picture(run._r, "", self.pictures, name="Omslag")
        float_behind_page(shape._inline)

    def title(self) -> None:
        document = self.document
        if document.draft and not document.cover:
            self.mark_draft(self.word.add_paragraph(), 12)
        if document.author:
            self.word.add_paragraph(document.author, SMALL)
        self.word.add_paragraph(document.title, "Title")
        if document.subtitle:
            self.word.add_paragraph(document.subtitle, "Subtitle")
        facts = self.word.add_paragraph(" · ".join(cover.lines(document)), SMALL)
        facts.paragraph_format.space_before = Pt(24)

    def contents(self) -> None:
        entries = list(contents(self.document))
        if not entries:
            return
        heading = self.word.add_paragraph(style=SMALL)
        run = heading.add_run("Innehåll")
        run.bold, run.font.size, run.font.color.rgb = True, Pt(17), word_styles.INK
        heading.paragraph_format.space_after = Pt(8)
        for position, entry in enumerate(entries):
            line = self.word.add_paragraph(style=f"TOC {entry.level - 1}")
            if position == 0:
                open_field(line, r'TOC \o "1-2" \h \z \u')
            words = f"{entry.number}  {entry.text}" if entry.number else entry.text
            target = link(line, anchor=self.bookmarks[entry.anchor])
            run_in(target, line, words)
            if position == len(entries) - 1:
                close_field(line)
        self.word.add_page_break()

    # The text

    def blocks(self, blocks: tuple[Block, ...], *, style: str = "Normal") -> None:
        for block in blocks:
            self.block(block, style)

    def block(self, block: Block, style: str) -> None:
        if self.lying and not isinstance(block, Table):
            self.stand()
        match block:
            case tree.Heading():
                self.heading(block)
            case tree.Paragraph():
                paragraph = self.word.add_paragraph(style=style)
                paragraph.paragraph_format.keep_with_next = tree.is_label(block) or None
                self.inlines(paragraph, block.inlines)
            case tree.ListBlock():
                self.list_block(block, 0, style)
            case tree.Note():
                self.note(block)
            case tree.Table():
                self.table(block)
            case tree.Chart():
                self.chart(block)
            case tree.PageBreak():
                self.word.add_page_break()
            case tree.FigureRef():
                raise UnresolvedReference(block.key)

    def heading(self, heading: tree.Heading) -> None:
        paragraph = self.word.add_paragraph(style=f"Heading {heading.level - 1}")
        self.numbering.heading(heading.level)
        self.inlines(paragraph, heading.inlines)
        name = self.bookmarks[heading.anchor]
        bookmark(paragraph, name, int(name.removeprefix("_Toc")))

    def list_block(self, block: tree.ListBlock, level: int, style: str = "Normal") -> None:
        number = word_styles.new_list(self.word, ordered=block.ordered, start=block.start)
        for item in block.items:
            first = True
            for inner in item:
                if isinstance(inner, tree.ListBlock):
                    self.list_block(inner, level + 1, style)
                    continue
                if isinstance(inner, tree.Paragraph):
                    # In a note the item keeps the style of the note, and so the rule beside it.
                    own = NOTE if style == NOTE else "List Paragraph"
                    paragraph = self.word.add_paragraph(style=own)
                    paragraph.paragraph_format.space_after = Pt(3)
                    if own == NOTE:
                        paragraph.paragraph_format.left_indent = Mm(4 + 6 * (level + 1))
                        paragraph.paragraph_format.first_line_indent = Mm(-6 if first else 0)
                    self.inlines(paragraph, inner.inlines)
                    if first:
                        numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                        numbers.get_or_add_ilvl().val = min(level, 8)
                        numbers.get_or_add_numId().val = number
                    elif own != NOTE:
                        paragraph.paragraph_format.left_indent = Mm(6 * (level + 1))
                else:
                    self.block(inner, "Normal")
                first = False

    def note(self, note: tree.Note) -> None:
        style = HONEST if note.kind == "honest" else NOTE
        inner = note.blocks
        if note.title:
            paragraph = self.word.add_paragraph(style=style)
            paragraph.add_run(note.title).bold = True
            if inner and isinstance(inner[0], tree.Paragraph):
                paragraph.add_run(" ")
                self.inlines(paragraph, inner[0].inlines)
                inner = inner[1:]
        self.blocks(inner, style=style)
        if style == NOTE:
            self.word.paragraphs[-1].paragraph_format.space_after = Pt(10)

    def table(self, table: Table) -> None:
        fit = widths.fit(table, stretch=word_styles.SANS_STRETCH)
        if fit.lying and not self.lying:
            section = self.section()
            word_styles.lying(section)
            self.foot(section, widths.LYING_MM)
            self.lying = True
        elif not fit.lying and self.lying:
            self.stand()
        out = fit.total > widths.TEXT_MM + 0.1 and not fit.lying
        caption = self.caption(self.numbering.table(table.caption))
        if out:
            caption.paragraph_format.left_indent = Mm(-word_styles.HANG)
        word_table.write(self.word, table, fit, self.inlines, out=out)
        notes = [" ".join(table.notes)] if table.notes else []
        notes += [f"Källa: {table.source}"] if table.source else []
        for note in notes or [""]:
            paragraph = self.word.add_paragraph(note, TABLE_NOTE)
            if out:
                paragraph.paragraph_format.left_indent = Mm(-word_styles.HANG)
        self.word.paragraphs[-1].paragraph_format.space_after = Pt(12)

    def section(self) -> Section:
        section: Section = self.word.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        return section

    def stand(self) -> None:
        section = self.section()
        word_styles.standing(section)
        self.foot(section, widths.TEXT_MM)
        self.lying = False

    def caption(self, caption: str) -> Paragraph:
        kind, number, words = split(caption)
        paragraph = self.word.add_paragraph(style="Caption")
        paragraph.add_run(f"{kind}\N{NO-BREAK SPACE}")
        field(paragraph, rf"SEQ {kind} \* ARABIC", number)
        paragraph.add_run(f". {words}" if words else ".")
        return paragraph

    def chart(self, chart: tree.Chart) -> None:
        self.caption(self.numbering.figure(chart.caption))
        width, _ = svg.size(chart.svg)
        paragraph = self.word.add_paragraph()
        run = paragraph.add_run()
        shown = min(width * _MM_PER_PX, widths.TEXT_MM)
        run.add_picture(io.BytesIO(png(chart.svg)), width=Mm(shown))
        self.pictures += 1
        describe_picture(run._r, chart.alt, self.pictures)
        if chart.source:
            paragraph.paragraph_format.keep_with_next = True
            source = self.word.add_paragraph(f"Källa: {chart.source}", TABLE_NOTE)
            source.paragraph_format.space_after = Pt(12)

    def inlines(self, paragraph: Paragraph, inlines: Inlines) -> None:
        """Write inlines into a paragraph; also used for the cells of tables."""
        for inline in inlines:
            match inline:
                case tree.Text():
                    self.text(paragraph, inline)
                case tree.Number():
                    paragraph.add_run(inline.text)
                case tree.Break():
                    paragraph.add_run().add_break()
                case tree.NumberRef():
                    raise UnresolvedReference(inline.key)

    def text(self, paragraph: Paragraph, text: tree.Text) -> None:
        if not text.href:
            run = paragraph.add_run(text.text)
        else:
            anchor = self.bookmarks.get(text.href[1:], "") if text.href.startswith("#") else ""
            run = run_in(link(paragraph, anchor=anchor, address=text.href), paragraph, text.text)
            run.font.color.rgb, run.font.underline = word_styles.LINK, True
        run.bold, run.italic = text.bold or None, text.italic or None
