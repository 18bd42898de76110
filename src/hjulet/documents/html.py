"""A document as HTML: a whole file that stands alone, or the body for a page of the application.

The whole file holds its own style, typefaces and pictures. It asks for nothing from outside and
runs nothing, and says so in its own content security policy.
"""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from html import escape
from pathlib import Path

from hjulet.documents import cover, svg, tree
from hjulet.documents.numbering import Entry, Numbering, contents
from hjulet.documents.resolve import UnresolvedReference, require_resolved
from hjulet.documents.tree import Block, Cell, Document, Inline, Inlines, Row, Table

_STYLE = Path(__file__).parent / "html.css"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
_FACES = (
    ("Source Sans 3", "200 900", "normal", "source-sans-3-latin-wght-normal.woff2"),
    ("Source Serif 4", "200 900", "normal", "source-serif-4-latin-wght-normal.woff2"),
    ("Source Serif 4", "400", "italic", "source-serif-4-latin-400-italic.woff2"),
    ("Familjen Grotesk", "400 700", "normal", "familjen-grotesk-latin-wght-normal.woff2"),
)
_MACHINE = str.maketrans({"\u2212": "-", ",": ".", "%": "", " ": "", "\u00a0": "", "\u2009": "",
                          "\u202f": ""})  # fmt: skip
_ROW_CLASSES = {"department": "dep", "unit": "unit", "total": "tot", "share": "share", "plain": ""}
_PHONE = 560
_SENTENCE = 24
_LONG_WORD = re.compile(r"\w{12,}")
# Swedish compounds are joined with an s after a suffix, or after these first parts.
_JOINT = re.compile(
    r"(?:person|uppgifts|nings|hets|itets|ments|skaps|tions)(?=\w{4,})", re.IGNORECASE
)
_PLUS_MINUS = (
    '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.1" '
    'stroke-linecap="round" aria-hidden="true"><path d="M12 4v9M7.5 8.5h9M7.5 18.5h9"/></svg>'
)


def render(document: Document) -> str:
    """The document as one HTML file. Needs a document from `normalise`."""
    body = fragment(document)
    title = escape(document.title)
    entries = list(contents(document))
    return (
        f'<!doctype html><html lang="{escape(document.lang)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{_draft_prefix(document)}{title}</title><style>{_style()}</style></head><body>"
        '<a class="skip" href="#main">Hoppa till innehållet</a>'
        f'<main class="read" id="main">{_head(document)}{_navigation(entries)}'
        f"<article>{body}</article></main>{_foot(document)}</body></html>"
    )


def fragment(document: Document, *, numbered: bool = True, definitions: bool = True) -> str:
    """The body alone: text in `div.doc`, tables and charts in `.fig`, for a page with our CSS.

    `numbered=False` leaves out the numbers of headings, tables and figures (one section out of a
    whole). `definitions` adds what each number in the text counts. Charts are pictures at data
    addresses: the page's policy must allow `img-src data:`. Needs a document from `normalise`.
    """
    require_resolved(document)
    writer = _Writer(document, numbered=numbered)
    body = writer.flow(document.blocks)
    return body + (_definitions(document) if definitions else "")


class _Writer:
    def __init__(self, document: Document, *, numbered: bool) -> None:
        self._numbered = numbered
        headings = numbered and document.numbered
        self._numbering = Numbering(dataclasses.replace(document, numbered=headings))
        self._tables = 0

    def flow(self, blocks: tuple[Block, ...]) -> str:
        """Blocks at the top: runs of text are gathered, figures stand between them."""
        parts: list[str] = []
        text: list[str] = []
        for block in blocks:
            if isinstance(block, Table | tree.Chart | tree.Note | tree.PageBreak):
                parts += _doc(text)
                text = []
                parts.append(self.block(block))
            else:
                text.append(self.block(block))
        return "".join([*parts, *_doc(text)])

    def block(self, block: Block) -> str:
        match block:
            case tree.Heading():
                return self.heading(block)
            case tree.Paragraph():
                return f"<p>{_inlines(block.inlines)}</p>"
            case tree.ListBlock():
                return self.list_block(block)
            case tree.Table():
                return self.table_figure(block)
            case tree.Chart():
                return self.chart(block)
            case tree.Note():
                return self.note(block)
            case tree.PageBreak():
                return '<div class="pb"></div>'
        raise UnresolvedReference(block.key)

    def heading(self, heading: tree.Heading) -> str:
        number = self._numbering.heading(heading.level)
        shown = f'<span class="no">{number}</span>' if number else ""
        tag = f"h{heading.level}"
        anchor = escape(heading.anchor)
        return f'<{tag} id="{anchor}">{shown}{_inlines(heading.inlines)}</{tag}>'

    def list_block(self, block: tree.ListBlock) -> str:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        items = "".join(f"<li>{self.item(item)}</li>" for item in block.items)
        return f"<{tag}{start}>{items}</{tag}>"

    def item(self, item: tuple[Block, ...]) -> str:
        first, *rest = item
        if isinstance(first, tree.Paragraph):
            lead = _inlines(first.inlines)
            if rest and isinstance(rest[0], tree.Paragraph):
                lead = f"<p>{lead}</p>"
            return lead + "".join(self.block(block) for block in rest)
        return "".join(self.block(block) for block in item)

    def note(self, note: tree.Note) -> str:
        inner = list(note.blocks)
        title = f"<b>{escape(note.title)}</b>" if note.title else ""
        parts = []
        if title:
            first = inner[0] if inner else None
            lead = ""
            if isinstance(first, tree.Paragraph):
                lead = " " + _inlines(first.inlines)
                inner.pop(0)
            parts.append(f"<p>{title}{lead}</p>")
        body = "".join([*parts, *(self.block(block) for block in inner)])
        if note.kind == "honest":
            return f'<div class="honest" role="note">{_PLUS_MINUS}<div>{body}</div></div>'
        kind = f' data-k="{note.kind}"' if note.kind in ("tip", "warn") else ""
        return f'<div class="note"{kind} role="note"><div>{body}</div></div>'

    def table_figure(self, table: Table) -> str:
        caption = self._numbering.table(table.caption) if self._numbered else table.caption
        said = escape(" ".join(table.notes))
        notes = f'<p class="sm dim">{said}</p>' if said else ""
        return f'<div class="fig">{self.table(table, caption)}{notes}{_source(table.source)}</div>'

    def chart(self, chart: tree.Chart) -> str:
        caption = self._numbering.figure(chart.caption) if self._numbered else chart.caption
        width, height = svg.size(chart.svg)
        data = ""
        if chart.data.rows:
            table = self.table(chart.data, chart.caption or "Siffrorna i diagrammet")
            data = f"<details><summary>Visa siffrorna som tabell</summary>{table}</details>"
        narrow = ""
        if chart.narrow:
            # Letters in a picture that is made to fit a phone become too small to read.
            small, tall = svg.size(chart.narrow)
            narrow = (
                f'<source media="(max-width:{_PHONE}px)" srcset="{svg.data_uri(chart.narrow)}" '
                f'width="{small:.0f}" height="{tall:.0f}">'
            )
        return (
            f'<figure class="fig chart"><figcaption>{escape(caption)}</figcaption>'
            f'<picture>{narrow}<img src="{svg.data_uri(chart.svg)}" alt="{escape(chart.alt)}" '
            f'width="{width:.0f}" height="{height:.0f}"></picture>{data}'
            f"{_source(chart.source)}</figure>"
        )

    def table(self, table: Table, caption: str) -> str:
        self._tables += 1
        name = f"tabell-{self._tables}"
        body = list(table.rows)
        foot: list[Row] = []
        while len(body) > 1 and body[-1].kind in ("total", "share"):
            foot.insert(0, body.pop())
        head = ""
        if table.header:
            cells = "".join(self.head_cell(cell, i, table) for i, cell in enumerate(table.header))
            head = f"<thead><tr>{cells}</tr></thead>"
        rows = "".join(self.row(row, table) for row in body)
        shown = escape(caption) or "Tabell"
        last = "".join(self.row(row, table) for row in foot)
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{name}">'
            f'<table class="t"><caption id="{name}"><span>{shown}</span></caption>{head}'
            f"<tbody>{rows}</tbody>{f'<tfoot>{last}</tfoot>' if last else ''}</table></div>"
        )

    def row(self, row: Row, table: Table) -> str:
        name = _ROW_CLASSES[row.kind]
        cells = []
        for i, cell in enumerate(row.cells):
            named = tree.plain(cell.inlines).strip()
            head = named and (cell.header or (i == 0 and table.row_headers))
            cells.append(self.cell(cell, "th" if head else "td", i, table, "row"))
        return f"<tr{f' class={name}' if name else ''}>{''.join(cells)}</tr>"

    def head_cell(self, cell: Cell, index: int, table: Table) -> str:
        tag = "th" if tree.plain(cell.inlines).strip() else "td"
        broken = tuple(
            dataclasses.replace(one, text=_soft(one.text)) if isinstance(one, tree.Text) else one
            for one in cell.inlines
        )
        return self.cell(dataclasses.replace(cell, inlines=broken), tag, index, table, "col")

    def cell(self, cell: Cell, tag: str, index: int, table: Table, scope: str) -> str:
        names = []
        if index == table.total_column:
            names.append("key")
        if index and cell.align != "right":
            names.append("c" if cell.align == "center" else "l")
            if len(tree.plain(cell.inlines)) > _SENTENCE:
                names.append("long")
        attributes = f' class="{" ".join(names)}"' if names else ""
        if tag == "th":
            attributes = f' scope="{scope}"' + attributes
        return f"<{tag}{attributes}>{_inlines(cell.inlines)}</{tag}>"


def _soft(text: str) -> str:
    """Long words with places where a narrow column may break them: browsers know no Swedish."""
    broken = _LONG_WORD.sub(lambda word: _JOINT.sub("\\g<0>\u00ad", word[0]), text)
    return re.sub(r"(?<=\w{4})/(?=\w{4})", "/\u200b", broken)


def _doc(text: list[str]) -> list[str]:
    return [f'<div class="doc">{"".join(text)}</div>'] if text else []


def _inlines(inlines: Inlines) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case tree.Text():
            return _text(inline)
        case tree.Number():
            return _number(inline)
        case tree.Break():
            return "<br>"
    raise UnresolvedReference(inline.key)


def _text(text: tree.Text) -> str:
    shown = escape(text.text)
    if text.italic:
        shown = f"<em>{shown}</em>"
    if text.bold:
        shown = f"<strong>{shown}</strong>"
    if text.href:
        away = "" if text.href.startswith("#") else ' rel="noopener"'
        shown = f'<a href="{escape(text.href)}"{away}>{shown}</a>'
    return shown


def _number(number: tree.Number) -> str:
    title = f' title="{escape(number.label)}"' if number.label else ""
    shown = escape(number.text)
    if number.suppressed:
        said = f'<span aria-hidden="true">{shown}</span><span class="vh">dolt, för litet tal</span>'
        return f'<span class="num"{title}>{said}</span>'
    value = machine_value(number.text)
    if value is None:
        return f'<span class="num"{title}>{shown}</span>'
    return f'<data class="num" value="{value}"{title}>{shown}</data>'


def machine_value(text: str) -> str | None:
    """A number in Swedish form as machines write it: "−1 234,5 %" is "-1234.5". None if it is not
    one number."""
    plain = text.translate(_MACHINE)
    return plain if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def _definitions(document: Document) -> str:
    """What the live numbers of the text count: a title alone is out of reach by touch and key."""
    defined: dict[str, None] = {}
    for block in tree.walk(document.blocks):
        for inline in tree.inlines_of(block):
            if isinstance(inline, tree.Number) and inline.label:
                shown = "dolt" if inline.suppressed else inline.text
                defined[f"<b>{escape(shown)}</b> {escape(inline.label)}"] = None
    if not defined:
        return ""
    items = "".join(f"<li>{line}</li>" for line in defined)
    return (
        '<details class="counted"><summary>Vad siffrorna i texten räknar</summary>'
        f"<ul>{items}</ul></details>"
    )


def _head(document: Document) -> str:
    parts = ["<header>"]
    if document.draft:
        parts.append(f'<p class="draft"><b>{cover.DRAFT}</b> Texten är inte beslutad.</p>')
    if document.author:
        parts.append(f'<p class="dim">{escape(document.author)}</p>')
    parts.append(f"<h1>{escape(document.title)}</h1>")
    if document.subtitle:
        parts.append(f'<p class="lede">{escape(document.subtitle)}</p>')
    lines = cover.lines(document)
    if lines:
        parts.append(f'<p class="stamp">{escape(" · ".join(lines))}</p>')
    return "".join([*parts, "</header>"])


def _navigation(entries: list[Entry]) -> str:
    if not entries:
        return ""
    parts = ['<nav class="toc" aria-labelledby="toc"><h2 id="toc">Innehåll</h2><ol>']
    depth = 2
    for position, entry in enumerate(entries):
        if entry.level > depth:
            parts.append("<ol>")
        elif position:
            parts.append("</li>" + "</ol></li>" * (depth - entry.level))
        depth = entry.level
        number = f'<span class="no">{entry.number}</span>' if entry.number else ""
        parts.append(f'<li><a href="#{escape(entry.anchor)}">{number}{escape(entry.text)}</a>')
    parts.append("</li>" + "</ol></li>" * (depth - 2) + "</ol></nav>")
    return "".join(parts)


def _foot(document: Document) -> str:
    foot = cover.foot(document)
    return f'<footer class="foot">{escape(foot)}</footer>' if foot else ""


def _source(source: str) -> str:
    return f'<p class="sm dim">Källa: {escape(source)}</p>' if source else ""


def _draft_prefix(document: Document) -> str:
    return f"{cover.DRAFT} – " if document.draft else ""


@lru_cache(maxsize=1)
def _style() -> str:
    faces = "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f'font-display:swap;src:url({svg.font_uri(name)}) format("woff2")}}'
        for family, weight, style, name in _FACES
    )
    return faces + _STYLE.read_text(encoding="utf-8")
