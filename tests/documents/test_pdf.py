"""The PDF is UA-1 and A-2a, and its structure tree says what the tables say."""

import dataclasses
import io
import subprocess
from collections import Counter

import page
import pikepdf
import pytest
from tests.documents import sample
from tests.documents.sample import h, p

from hjulet.documents import headers, pdf, tree
from hjulet.documents.normalise import normalise
from hjulet.documents.numbering import APPENDIX
from hjulet.documents.tree import Break, Document, Heading, Note, Paragraph, Table, Text


@pytest.fixture(scope="module")
def document() -> Document:
    return normalise(sample.document())[0]


@pytest.fixture(scope="module")
def printed(document: Document) -> bytes:
    return pdf.render(document)


def failures(data: bytes, profile: str) -> list[tuple[str, str]]:
    report = page.validate_pdf_bytes(data, profile=profile)
    return [(failure.rule_id, failure.message) for failure in report.failures]


def text_of(data: bytes) -> str:
    run = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    )
    return run.stdout.decode()


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("draft", [False, True])
def test_open_to_all_and_kept_for_long(profile: str, draft: bool) -> None:
    printed = pdf.render(normalise(sample.document(draft=draft))[0])
    assert failures(printed, profile) == []


def test_the_validator_would_have_said() -> None:
    with pikepdf.open(io.BytesIO(pdf.render(Document(title="Prov")))) as opened:
        del opened.Root.Lang
        del opened.Root.MarkInfo
        out = io.BytesIO()
        opened.save(out)
    assert failures(out.getvalue(), "ua1")


def test_same_document_same_bytes(document: Document, printed: bytes) -> None:
    assert pdf.render(document) == printed


def test_every_column_header_and_row_header_has_its_scope(printed: bytes) -> None:
    tables = headers.structure(printed)
    assert len(tables) == 6
    for table in tables:
        first, *rest = table
        assert {(cell.kind, cell.scope) for cell in first} == {("TH", "Column")}
        assert rest
        for row in rest:
            assert {(cell.kind, cell.scope) for cell in row[1:]} == {("TD", "")}
        assert not any(cell.has_headers for row in table for cell in row)


def test_only_tables_with_row_headers_get_them(printed: bytes) -> None:
    first_cells = [
        {(row[0].kind, row[0].scope) for row in t[1:]} for t in headers.structure(printed)
    ]
    # The third is the writer's table of words, without row headers.
    assert first_cells[2] == {("TD", "")}
    assert first_cells[:2] + first_cells[3:] == [{("TH", "Row")}] * 5


def test_the_structure_has_every_cell_of_the_text(document: Document, printed: bytes) -> None:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    shapes = [(1 + len(table.rows), len(table.header)) for table in tables]
    found = [(len(table), len(table[0])) for table in headers.structure(printed)]
    assert found[: len(shapes)] == shapes


def test_a_wrong_number_of_tables_is_not_marked(printed: bytes) -> None:
    with pytest.raises(headers.TableMismatch):
        headers.mark(printed, [True])


def test_no_stream_ends_in_a_line_break_of_its_own() -> None:
    with pikepdf.open(io.BytesIO(pdf.render(Document(title="Prov")))) as opened:
        opened.Root.Extra = opened.make_stream(b"slut\r")
        out = io.BytesIO()
        opened.save(out, compress_streams=False)
    with pikepdf.open(io.BytesIO(headers.mark(out.getvalue(), []))) as marked:
        assert marked.Root.Extra.read_bytes() == b"slut\r"
        raw = [
            item.read_raw_bytes()
            for item in marked.objects
            # The plain text of the metadata ends in a line feed, which no one mistakes.
            if isinstance(item, pikepdf.Stream) and item.get("/Type") != "/Metadata"
        ]
    assert len(raw) > 1
    assert not any(data.endswith((b"\r", b"\n")) for data in raw)


def roles(data: bytes) -> Counter[str]:
    found: Counter[str] = Counter()

    def count(node: pikepdf.Object) -> None:
        kids = node.get("/K")
        if kids is None:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                found[str(kid.get("/S", "")).removeprefix("/")] += 1
                count(kid)

    with pikepdf.open(io.BytesIO(data)) as opened:
        count(opened.Root.StructTreeRoot)
    return found


def test_headings_lists_figures_and_contents_are_tagged(document: Document, printed: bytes) -> None:
    found = roles(printed)
    headings = Counter(block.level for block in document.blocks if isinstance(block, Heading))
    # One more of the first level for the contents and one for the appendix.
    assert found["H1"] == headings[2] + 2
    assert (found["H2"], found["H3"]) == (headings[3], headings[4])
    assert found["L"] >= sum(isinstance(b, tree.ListBlock) for b in tree.walk(document.blocks))
    assert found["TOCI"] == headings[2] + headings[3] + 1
    assert found["Link"] >= 2


def test_it_says_who_what_and_in_what_language(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as opened:
        assert str(opened.Root.Lang).startswith("sv")
        assert str(opened.docinfo["/Title"]) == "Kvalitetsberättelse 2024/25"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        alternatives = [
            str(node.Alt) for node in opened.objects
            if isinstance(node, pikepdf.Dictionary) and node.get("/S") == "/Figure"
            and "/Alt" in node
        ]  # fmt: skip
    assert sample.chart().alt in alternatives


def test_the_words_are_there(printed: bytes) -> None:
    text = text_of(printed)
    for words in (
        "Lindvik kommun, socialnämnden",
        "Beslut 18 november 2025, § 112",
        "Innehåll",
        "Tabell 1. Rapporter efter typ och avdelning, inkomna",
        "Figur 1. Avvikelser per enhet",
        "Vi kan inte säga att avvikelserna har ökat.",
        "SN 2025/0412 · utgåva 1",
        APPENDIX,
        "≥ 5 ≤ 7 × 2",
        "Łukasz",
    ):
        assert words in text
    assert "UTKAST" not in text


def test_a_draft_says_so_on_every_page() -> None:
    pages = text_of(pdf.render(normalise(sample.document(draft=True))[0])).split("\f")[:-1]
    assert len(pages) > 5
    assert all("UTKAST" in text for text in pages)


def test_headers_of_long_tables_stand_on_every_page(printed: bytes) -> None:
    with_rows = [text for text in text_of(printed).split("\f") if "om handläggningstid" in text]
    assert len(with_rows) >= 2
    assert all("Indikator" in text for text in with_rows)
    rows = "\n".join(with_rows)
    assert all(f"Mått {i} om handläggningstid" in rows for i in range(1, 61))


def test_a_letter_needs_no_cover_and_no_numbers() -> None:
    letter = Document(title="Tjänsteskrivelse", blocks=(h(2, "Förslag"), p("Så.")), cover=False,
                      numbered=False)  # fmt: skip
    printed = pdf.render(normalise(letter)[0])
    assert failures(printed, "ua1") == []
    text = text_of(printed)
    assert "Innehåll" not in text
    assert "1 Förslag" not in " ".join(text.split())


@pytest.mark.parametrize("bold", [True, False])
def test_a_label_stands_on_the_page_of_what_it_labels(bold: bool) -> None:
    """Wherever the page ends; without the label's own rule it would stand last on one of them."""
    parted = 0
    for lines in range(28, 40):
        label = Paragraph((Text("Etikett", bold=bold),))
        blocks = (*(p(f"Rad {line}") for line in range(lines)), label, p("Det som följer."))
        letter = Document(title="Brev", blocks=blocks, cover=False, numbered=False)
        pages = text_of(pdf.render(normalise(letter)[0])).split("\f")
        parted += any("Etikett" in one and "Det som" not in one for one in pages)
    assert bool(parted) is not bold


def test_markup_in_the_text_is_only_text() -> None:
    wild = '#set page(width: 1cm) $x$ *b* _i_ `c` \\ <a> @ref "q" //c /*d*/ [] {} ~ --- #{'
    blocks = (h(2, wild), p(wild), Note("warn", wild, (Paragraph((Text(wild),)),)))
    printed = pdf.render(normalise(Document(title=wild, author=wild, blocks=blocks))[0])
    assert failures(printed, "ua1") == []
    assert "#set page(width: 1cm) $x$ *b* _i_ `c`" in " ".join(text_of(printed).split())


def test_a_heading_with_a_link_stands_in_the_head_of_the_page_without_it() -> None:
    linked = Heading(2, (Text("Så gör", href="https://exempel.se/"), Break(), Text("vi")), "sa")
    letter = Document(title="Rapport", blocks=(linked, p("Så.")), numbered=False)
    printed = pdf.render(normalise(letter)[0])
    assert failures(printed, "ua1") == []
    assert text_of(printed).count("Så gör vi") == 3  # contents, head of the page, and itself


def test_a_unit_whose_name_the_typefaces_lack_is_printed_in_the_chart_too() -> None:
    """The name stands in the picture as well as in the table, and a picture stops as surely."""
    picture = sample.bar_svg({"Natt 🚑 漢": 3, "עברית": 1})
    chart = dataclasses.replace(sample.chart(), svg=picture, narrow=picture)
    ready, warnings = normalise(Document(title="Prov", blocks=(h(2, "Avvikelser"), chart)))
    assert any("🚑" in warning.message for warning in warnings)
    assert normalise(ready) == (ready, ())
    printed = pdf.render(ready)
    assert "Natt □ □" in text_of(printed)
    assert failures(printed, "ua1") == failures(printed, "2a") == []
