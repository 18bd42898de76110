"""What writers do and strict formats forbid is mended, and the writer is told in Swedish."""

import dataclasses

import pytest
from tests.documents import sample
from tests.documents.sample import h, p

from hjulet.documents.fonts import covered
from hjulet.documents.normalise import UNTITLED, MissingAlternative, normalise
from hjulet.documents.tree import (
    Block,
    Break,
    Cell,
    Document,
    Heading,
    ListBlock,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
    plain,
)


def mended(*blocks: Block) -> tuple[tuple[Block, ...], list[str]]:
    document, warnings = normalise(Document(title="Prov", blocks=blocks))
    return document.blocks, [warning.message for warning in warnings]


def text_of(block: Block) -> str:
    assert isinstance(block, Heading | Paragraph)
    return plain(block.inlines)


def test_a_sound_document_is_left_alone_and_twice_is_once() -> None:
    once, warnings = normalise(sample.document())
    assert warnings == ()
    assert normalise(once) == (once, ())


@pytest.mark.parametrize(
    ("levels", "expected"),
    [([3], [2]), ([2, 4], [2, 3]), ([2, 3, 4, 2, 4], [2, 3, 4, 2, 3]), ([1, 6], [2, 3])],
)
def test_no_heading_level_is_skipped(levels: list[int], expected: list[int]) -> None:
    blocks, warnings = mended(*(h(level, f"Rubrik {i}") for i, level in enumerate(levels)))
    assert [block.level for block in blocks if isinstance(block, Heading)] == expected
    changed = sum(a != b for a, b in zip(levels, expected, strict=True))
    assert len(warnings) == changed
    assert all("nivå" in warning for warning in warnings)


def test_empty_headings_go_with_a_word_and_empty_paragraphs_without() -> None:
    blocks, warnings = mended(h(2, " \u200b"), p(""), Paragraph((Break(),)), p("Kvar"))
    assert [text_of(block) for block in blocks] == ["Kvar"]
    assert warnings == ["En tom rubrik är borttagen."]


def test_a_warning_says_under_which_heading() -> None:
    _, warnings = normalise(Document(title="Prov", blocks=(h(2, "Avvikelser"), p("🙂"))))
    assert [warning.where for warning in warnings] == ["Avvikelser"]
    assert "🙂" in warnings[0].message
    assert "U+1F642" in warnings[0].message


@pytest.mark.parametrize(
    ("pasted", "printed"),
    [
        ("\uf0b7 Punkt", "• Punkt"),
        ("\uf0a7 Punkt", "▪ Punkt"),
        ("\uf0e0", "→"),
        ("a\u200bb\ufeffc\u2060d", "abcd"),
        ("a\u0308", "ä"),
        ("1\u20022\u30003", "1 2 3"),
        ("rad\u000bbrott\u2028här", "rad brott här"),
        ("1\u00a0234\u2009567", "1\u00a0234\u2009567"),
        ("person\u00aduppgift", "person\u00aduppgift"),
        ("–—−”’•…§≥≤×½°", "–—−”’•…§≥≤×½°"),
    ],
)
def test_what_word_pastes_becomes_what_we_can_print(pasted: str, printed: str) -> None:
    blocks, warnings = mended(p("x" + pasted + "x"))
    assert text_of(blocks[0]) == "x" + printed + "x"
    assert warnings == []


@pytest.mark.parametrize(
    ("written", "printed"), [("漢", "□"), ("🙂", "□"), ("\ue000", "□"), ("①", "1"), ("⁃", "–")]
)
def test_letters_that_the_typefaces_lack_are_replaced_with_a_warning(
    written: str, printed: str
) -> None:
    assert ord(written) not in covered()
    blocks, warnings = mended(p("x" + written))
    assert text_of(blocks[0]) == "x" + printed
    assert len(warnings) == 1
    assert f"U+{ord(written):04X}" in warnings[0]


def test_every_text_of_the_document_is_cleaned() -> None:
    bad = "漢"
    document = Document(
        title=bad,
        subtitle=bad,
        author=bad,
        meta=((bad, bad),),
        blocks=(
            dataclasses.replace(sample.department_table(), caption=bad, notes=(bad,), source=bad),
            dataclasses.replace(sample.chart(), caption=bad, alt=bad, source=bad),
            Note("tip", bad, (ListBlock(False, ((p(bad),),)),)),
        ),
    )
    clean, _ = normalise(document)
    assert bad not in repr(clean)


def test_headings_get_anchors_of_their_own() -> None:
    blocks, _ = mended(
        h(2, "Åtgärder nästa år"),
        h(2, "Åtgärder nästa år"),
        Heading(2, (Text("x"),), "egen"),
        h(2, "漢"),
    )
    anchors = [block.anchor for block in blocks if isinstance(block, Heading)]
    assert anchors == ["atgarder-nasta-ar", "atgarder-nasta-ar-2", "egen", "avsnitt"]


def test_links_that_lead_nowhere_lose_their_address() -> None:
    blocks, warnings = mended(
        h(2, "Mål"),
        p(Text("a", href="#mal"), Text("b", href="#borta"), Text("c", href="javascript:alert(1)")),
        p(Text("d", href="https://exempel.se/")),
    )
    links = [
        inline.href
        for block in blocks[1:]
        if isinstance(block, Paragraph)
        for inline in block.inlines
        if isinstance(inline, Text)
    ]
    assert links == ["#mal", "", "", "https://exempel.se/"]
    assert len(warnings) == 2


def test_a_heading_inside_a_list_becomes_bold_text() -> None:
    blocks, warnings = mended(ListBlock(False, ((h(2, "Rubrik"),),)))
    assert blocks == (ListBlock(False, ((p(Text("Rubrik", bold=True)),),)),)
    assert "fet text" in warnings[0]


def test_tables_are_made_even_and_get_their_header() -> None:
    ragged = Table(
        "Mått",
        (),
        (Row((Cell((Text("A"),)), Cell((Text("B"),)))), Row((Cell((Text("1"),)),))),
        total_column=7,
    )
    blocks, warnings = mended(ragged)
    table = blocks[0]
    assert isinstance(table, Table)
    assert [plain(cell.inlines) for cell in table.header] == ["A", "B"]
    assert [len(row.cells) for row in table.rows] == [2]
    assert table.total_column is None
    assert len(warnings) == 2


def test_an_empty_table_is_left_out_with_a_warning() -> None:
    blocks, warnings = mended(Table("Tom", (), ()))
    assert blocks == ()
    assert warnings == ["Tabellen ”Tom” är tom och visas inte."]


def test_a_chart_without_words_is_an_error() -> None:
    with pytest.raises(MissingAlternative) as missing:
        mended(dataclasses.replace(sample.chart("Staplar"), alt=" \u200b"))
    assert missing.value.caption == "Staplar"


def test_page_breaks_give_no_empty_pages() -> None:
    blocks, _ = mended(
        PageBreak(), p("a"), PageBreak(), PageBreak(), ListBlock(False, ((p("b"), PageBreak()),)),
        PageBreak(),
    )  # fmt: skip
    assert [type(block) for block in blocks] == [Paragraph, PageBreak, ListBlock]
    assert blocks[2] == ListBlock(False, ((p("b"),),))


def test_a_document_always_has_a_title() -> None:
    document, warnings = normalise(Document(title=" "))
    assert document.title == UNTITLED
    assert [warning.message for warning in warnings] == ["Dokumentet saknar titel."]
