"""The Word file has structure, not only looks."""

import io
import zipfile

import docx as python_docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from tests.documents import sample
from tests.documents.sample import p

from hjulet.documents import docx, tree
from hjulet.documents.normalise import normalise
from hjulet.documents.tree import Document, ListBlock


@pytest.fixture(scope="module")
def written() -> bytes:
    return docx.render(normalise(sample.document())[0])


@pytest.fixture(scope="module")
def word(written: bytes) -> WordDocument:
    return python_docx.Document(io.BytesIO(written))


def test_same_document_same_bytes(written: bytes) -> None:
    assert docx.render(normalise(sample.document())[0]) == written


def test_headings_are_headings_and_the_title_a_title(word: WordDocument) -> None:
    styles = [(par.style.name, par.text) for par in word.paragraphs if par.style]
    assert ("Title", "Kvalitetsberättelse 2024/25") in styles
    headings = [(name, text) for name, text in styles if name.startswith("Heading")]
    assert headings[:3] == [
        ("Heading 1", "Det viktigaste"),
        ("Heading 1", "Avvikelser"),
        ("Heading 2", "Avvikelser och synpunkter"),
    ]


def test_the_contents_are_a_field_that_is_filled_and_its_links_lead_somewhere(
    word: WordDocument,
) -> None:
    lines = [par for par in word.paragraphs if par.style and par.style.name.startswith("TOC")]
    assert [line.text for line in lines] == [
        "1  Det viktigaste",
        "2  Avvikelser",
        "2.1  Avvikelser och synpunkter",
        "2.2  Tecken och länkar",
        "3  Åtgärder",
        "4  Siffrorna bakom figurerna",
    ]
    code = word.element.body.findall(".//" + qn("w:instrText"))
    assert any("TOC" in (part.text or "") for part in code)
    places = {mark.get(qn("w:name")) for mark in word.element.body.iter(qn("w:bookmarkStart"))}
    targets = [link.get(qn("w:anchor")) for link in word.element.body.iter(qn("w:hyperlink"))]
    assert {target for target in targets if target} <= places


def test_word_does_not_ask_about_fields_on_opening(word: WordDocument) -> None:
    assert word.settings.element.find(qn("w:updateFields")) is None


def test_tables_repeat_their_head_keep_rows_whole_and_mark_the_first_column(
    word: WordDocument,
) -> None:
    assert len(word.tables) == 6
    for number, table in enumerate(word.tables):
        rows = table._tbl.tr_lst
        assert rows[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert look.get(qn("w:firstRow")) == "1"
        assert look.get(qn("w:firstColumn")) == ("0" if number == 2 else "1")
        grid = [column.w for column in table._tbl.tblGrid.gridCol_lst]
        for row in rows:
            assert [cell.width for cell in row.tc_lst] == grid


def test_captions_count_with_a_field(word: WordDocument) -> None:
    captions = [par for par in word.paragraphs if par.style and par.style.name == "Caption"]
    texts = [caption.text for caption in captions]
    assert texts[0] == "Tabell\N{NO-BREAK SPACE}1. Rapporter efter typ och avdelning, inkomna"
    assert texts[1] == "Figur\N{NO-BREAK SPACE}1. Avvikelser per enhet"
    for caption in captions:
        code = "".join(part.text or "" for part in caption._p.iter(qn("w:instrText")))
        assert code.strip().startswith(f"SEQ {caption.text.split(chr(0xA0))[0]}")


def test_charts_have_words_and_the_cover_picture_is_decoration(word: WordDocument) -> None:
    described = [prop.get("descr") for prop in word.element.body.iter(qn("wp:docPr"))]
    assert described == ["", sample.chart().alt, sample.chart().alt]
    cover = next(word.element.body.iter(qn("wp:docPr")))
    assert "decorative" in "".join(child.tag for child in cover.iter())
    numbers = [prop.get("id") for prop in word.element.body.iter(qn("wp:docPr"))]
    assert len(set(numbers)) == len(numbers)


def test_the_language_is_swedish_in_all_text(word: WordDocument) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:lang"))
    assert defaults.get(qn("w:val")) == "sv-SE"
    assert word.core_properties.language == "sv-SE"


def test_each_ordered_list_starts_again() -> None:
    blocks = tuple(ListBlock(True, ((p("ett"),), (p("två"),)), start) for start in (1, 1, 5))
    file = docx.render(normalise(Document(title="Listor", blocks=blocks))[0])
    word = python_docx.Document(io.BytesIO(file))
    used = [
        par._p.pPr.numPr.numId.val for par in word.paragraphs if par.text in ("ett", "två")
    ]  # fmt: skip
    assert used[0] == used[1] != used[2] == used[3] != used[4]
    starts = {}
    for num in word.part.numbering_part.element.findall(qn("w:num")):
        override = num.find(qn("w:lvlOverride"))
        if override is not None:
            starts[int(num.get(qn("w:numId")))] = override.find(qn("w:startOverride")).get(
                qn("w:val")
            )
    assert [starts[number] for number in dict.fromkeys(used)] == ["1", "1", "5"]


def test_a_label_is_kept_with_what_it_labels() -> None:
    label = tree.Paragraph((tree.Text("Etikett", bold=True),))
    file = docx.render(normalise(Document(title="Brev", blocks=(label, p("Text"))))[0])
    kept = {
        par.text: par.paragraph_format.keep_with_next
        for par in python_docx.Document(io.BytesIO(file)).paragraphs
    }
    assert kept["Etikett"]
    assert not kept["Text"]


def test_the_draft_is_marked() -> None:
    word = python_docx.Document(io.BytesIO(docx.render(normalise(sample.document(draft=True))[0])))
    assert "UTKAST" in word.sections[0].header.paragraphs[0].text
    assert any(par.text == "UTKAST" for par in word.paragraphs)


def test_every_part_is_well_formed_and_none_asks_for_anything_outside(written: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert relations.count('TargetMode="External"') == 1


def test_the_pages_lie_down_for_the_wide_table_and_stand_up_again(word: WordDocument) -> None:
    wide = [section.page_width > section.page_height for section in word.sections]
    assert wide == [False, True, False]


def test_chart_pictures_are_at_double_size() -> None:
    picture = docx.png(sample.chart().svg)
    width = int.from_bytes(picture[16:20], "big")
    assert width == 2 * 460


def test_all_text_of_the_tree_is_in_the_file(word: WordDocument) -> None:
    words = "\n".join(par.text for par in word.paragraphs)
    for block in normalise(sample.document())[0].blocks:
        if isinstance(block, tree.Paragraph):
            assert block.inlines[0].text in words  # type: ignore[union-attr]
