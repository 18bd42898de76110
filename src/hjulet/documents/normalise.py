"""A document made fit for print: what the strict formats forbid is mended or reported.

PDF/UA-1 and PDF/A-2a stop at ordinary writing: a skipped heading level, an empty heading, a
letter that the typeface lacks. Instead of failing in front of the writer the document is mended
here, and each change that she may want to know of comes back as a warning in Swedish.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from dataclasses import dataclass

from hjulet.documents import tree
from hjulet.documents.characters import Findings, clean
from hjulet.documents.resolve import require_resolved
from hjulet.documents.tree import Block, Cell, Document, Inline, Inlines

UNTITLED = "Dokument utan titel"
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_SCHEMES = ("http://", "https://", "mailto:", "#")


class MissingAlternative(ValueError):
    """A chart without the sentence that replaces it for those who cannot see it."""

    def __init__(self, caption: str) -> None:
        super().__init__(f"Diagrammet ”{caption}” saknar en beskrivning i ord.")
        self.caption = caption


@dataclass(frozen=True, slots=True)
class WriterWarning:
    """Something that was changed. `message` is for the writer, `where` the heading above it."""

    message: str
    where: str = ""


def normalise(document: Document) -> tuple[Document, tuple[WriterWarning, ...]]:
    """The document that all renderers can render, and what was changed on the way.

    Heading levels follow each other from 2, every heading has an anchor of its own, tables have
    rows of equal width, and every character is one that the typefaces have. Doing it twice changes
    nothing. Raises `UnresolvedReference` and `MissingAlternative`.
    """
    require_resolved(document)
    return _Normaliser(document).run()


class _Normaliser:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.warnings: list[WriterWarning] = []
        self.where = ""
        self.level = 1
        self.anchors: set[str] = set()

    def run(self) -> tuple[Document, tuple[WriterWarning, ...]]:
        old = self.document
        title = self.text(old.title).strip()
        if not title:
            self.warn("Dokumentet saknar titel.")
        new = dataclasses.replace(
            old,
            title=title or UNTITLED,
            subtitle=self.text(old.subtitle).strip(),
            author=self.text(old.author).strip(),
            meta=tuple((self.text(a).strip(), self.text(b).strip()) for a, b in old.meta),
            blocks=_trim_breaks(self.blocks(old.blocks, top=True)),
        )
        new = dataclasses.replace(new, blocks=tree.map_inlines(new.blocks, self.mend_links))
        return new, tuple(dict.fromkeys(self.warnings))

    def warn(self, message: str) -> None:
        self.warnings.append(WriterWarning(message, self.where))

    # Text

    def text(self, text: str) -> str:
        findings = Findings()
        cleaned = clean(text, findings)
        for letter, replacement in findings.replaced.items():
            name = f"U+{ord(letter):04X}"
            if unicodedata.category(letter) == "Co":
                self.warn(f"Ett tecken ({name}) går inte att läsa. Vi har skrivit ”{replacement}”.")
            else:
                self.warn(
                    f"Tecknet ”{letter}” ({name}) finns inte i dokumentets typsnitt. "
                    f"Vi har skrivit ”{replacement}”."
                )
        return cleaned

    def inlines(self, inlines: Inlines) -> Inlines:
        cleaned = [self.inline(inline) for inline in inlines]
        kept = [inline for inline in cleaned if not _is_nothing(inline)]
        while kept and isinstance(kept[0], tree.Break):
            kept.pop(0)
        while kept and isinstance(kept[-1], tree.Break):
            kept.pop()
        return tuple(kept)

    def inline(self, inline: Inline) -> Inline:
        match inline:
            case tree.Text():
                href = inline.href.strip()
                if href and not href.lower().startswith(_SCHEMES):
                    self.warn(f"Länken ”{href}” leder ingenstans och är borttagen.")
                    href = ""
                return dataclasses.replace(inline, text=self.text(inline.text), href=href)
            case tree.Number():
                return dataclasses.replace(
                    inline, text=self.text(inline.text), label=self.text(inline.label)
                )
        return inline

    # Blocks

    def blocks(self, blocks: tuple[Block, ...], *, top: bool = False) -> tuple[Block, ...]:
        kept: list[Block] = []
        for block in blocks:
            new = self.block(block, top=top)
            if new is not None:
                kept.append(new)
        return tuple(kept)

    def block(self, block: Block, *, top: bool) -> Block | None:
        match block:
            case tree.Heading():
                return self.heading(block, top=top)
            case tree.Paragraph():
                inlines = self.inlines(block.inlines)
                return tree.Paragraph(inlines) if tree.plain(inlines).strip() else None
            case tree.ListBlock():
                return self.list_block(block)
            case tree.Note():
                title = self.text(block.title).strip()
                inner = self.blocks(block.blocks)
                if not (title or inner):
                    return None
                return dataclasses.replace(block, title=title, blocks=inner)
            case tree.Table():
                return self.table(block)
            case tree.Chart():
                return self.chart(block)
            case tree.PageBreak():
                return block if top else None
        return block

    def heading(self, heading: tree.Heading, *, top: bool) -> Block | None:
        # A heading is one line; a break in it keeps words apart as a space does.
        inlines = tuple(
            tree.Text(" ") if isinstance(inline, tree.Break) else inline
            for inline in self.inlines(heading.inlines)
        )
        words = tree.plain(inlines).strip()
        if not words:
            self.warn("En tom rubrik är borttagen.")
            return None
        if not top:
            self.warn(f"Rubriken ”{words}” står inne i en lista eller ruta och visas som fet text.")
            return tree.Paragraph(tuple(_bold(inline) for inline in inlines))
        self.where = words
        level = min(max(heading.level, 2), 4, self.level + 1)
        if level != heading.level:
            self.warn(
                f"Rubriken ”{words}” hade nivå {heading.level} men har fått nivå {level}, "
                "så att ingen nivå hoppas över."
            )
        self.level = level
        return tree.Heading(level, inlines, self.anchor(heading.anchor, words))

    def anchor(self, given: str, words: str) -> str:
        base = given if _ANCHOR.fullmatch(given) else _slug(words) or "avsnitt"
        anchor, count = base, 1
        while anchor in self.anchors:
            count += 1
            anchor = f"{base}-{count}"
        self.anchors.add(anchor)
        return anchor

    def list_block(self, block: tree.ListBlock) -> Block | None:
        items = tuple(item for item in (self.blocks(item) for item in block.items) if item)
        if not items:
            return None
        return dataclasses.replace(block, items=items, start=max(block.start, 0))

    def table(self, table: tree.Table) -> tree.Table | None:
        caption = self.text(table.caption).strip()
        header = tuple(self.cell(cell) for cell in table.header)
        rows = [
            dataclasses.replace(row, cells=tuple(self.cell(cell) for cell in row.cells))
            for row in table.rows
            if row.cells
        ]
        if not header and len(rows) > 1:
            self.warn(
                f"Tabellen ”{caption}” saknar rubrikrad. Dess första rad används som rubrikrad."
            )
            header, rows = rows[0].cells, rows[1:]
        columns = max([len(header), *(len(row.cells) for row in rows)])
        if not rows or columns == 0:
            self.warn(f"Tabellen ”{caption}” är tom och visas inte.")
            return None
        if any(len(row.cells) != columns for row in rows) or len(header) not in (
            0,
            columns,
        ):
            self.warn(f"Raderna i tabellen ”{caption}” är olika långa och har fyllts ut.")
        if not caption:
            self.warn("En tabell saknar rubrik. Skriv vad den visar.")
        total = table.total_column
        return dataclasses.replace(
            table,
            caption=caption,
            header=_pad(header, columns) if header else (),
            rows=tuple(dataclasses.replace(r, cells=_pad(r.cells, columns)) for r in rows),
            source=self.text(table.source).strip(),
            notes=tuple(note for note in (self.text(n).strip() for n in table.notes) if note),
            total_column=total if total is not None and 0 <= total < columns else None,
        )

    def cell(self, cell: Cell) -> Cell:
        return dataclasses.replace(cell, inlines=self.inlines(cell.inlines))

    def chart(self, chart: tree.Chart) -> tree.Chart:
        alt = self.text(chart.alt).strip()
        if not alt:
            raise MissingAlternative(chart.caption)
        caption = self.text(chart.caption).strip()
        data = dataclasses.replace(chart.data, caption=chart.data.caption or caption)
        return dataclasses.replace(
            chart,
            caption=caption,
            alt=alt,
            # The words in the picture are those of the table, and printed with the same faces.
            svg=self.text(chart.svg),
            narrow=self.text(chart.narrow),
            data=self.table(data) or data,
            source=self.text(chart.source).strip(),
        )

    # Links inside the document

    def mend_links(self, inlines: Inlines) -> Inlines:
        """Links to anchors that do not exist lose their address. Needs all anchors to be known."""
        return tuple(
            dataclasses.replace(inline, href="")
            if isinstance(inline, tree.Text) and self.is_dead(inline)
            else inline
            for inline in inlines
        )

    def is_dead(self, link: tree.Text) -> bool:
        dead = link.href.startswith("#") and link.href[1:] not in self.anchors
        if dead:
            self.where = ""
            self.warn(f"Länken ”{link.text}” leder till en rubrik som inte finns.")
        return dead


def _is_nothing(inline: Inline) -> bool:
    return isinstance(inline, tree.Text | tree.Number) and not inline.text


def _bold(inline: Inline) -> Inline:
    return dataclasses.replace(inline, bold=True) if isinstance(inline, tree.Text) else inline


def _pad(cells: tuple[Cell, ...], columns: int) -> tuple[Cell, ...]:
    return cells + (Cell(),) * (columns - len(cells))


def _slug(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words = "".join(letter if letter.isalnum() else " " for letter in folded).split()
    return "-".join(words)[:60].strip("-")


def _trim_breaks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Page breaks that would give an empty page are left out: first, last and doubled."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, tree.PageBreak) and (not kept or isinstance(kept[-1], tree.PageBreak)):
            continue
        kept.append(block)
    while kept and isinstance(kept[-1], tree.PageBreak):
        kept.pop()
    return tuple(kept)
