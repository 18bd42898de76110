"""The HTML file stands alone, and the browser and axe agree that it is open to all."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser, sync_playwright
from tests.documents import sample
from tests.documents.sample import h, p

from hjulet.documents import html
from hjulet.documents.normalise import normalise
from hjulet.documents.tree import Cell, Document, ListBlock, Number, Paragraph, Row, Table, Text

AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"


@pytest.fixture(scope="module")
def written() -> str:
    return html.render(normalise(sample.document(draft=True))[0])


@pytest.fixture(scope="module")
def page(written: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(written)


def test_it_asks_for_nothing_and_runs_nothing(written: str, page: lxml_html.HtmlElement) -> None:
    assert page.xpath("//script|//link|//iframe|//object|//*[@style]") == []
    assert not any(name.startswith("on") for node in page.iter() for name in node.attrib)
    assert all(source.startswith("data:") for source in page.xpath("//@src"))
    assert all(url.startswith("data:") for url in re.findall(r"url\(([^)]+)\)", written))
    assert "default-src 'none'" in page.xpath("//meta/@content")[0]


def test_it_is_small_enough_to_mail(written: str) -> None:
    assert len(written.encode()) < 400_000


def test_language_skip_link_contents_and_one_main(page: lxml_html.HtmlElement) -> None:
    assert page.get("lang") == "sv"
    skip = page.xpath("//a[@class='skip']/@href")[0]
    assert page.xpath(f"//main[@id='{skip[1:]}']")
    targets = page.xpath("//nav//a/@href")
    assert targets == ["#det-viktigaste", "#avvikelser", "#avvikelser-och-synpunkter",
                       "#tecken-och-lankar", "#atgarder"]  # fmt: skip
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(target[1:] in ids for target in targets)


def test_tables_have_caption_scopes_and_a_named_region(page: lxml_html.HtmlElement) -> None:
    tables = page.xpath("//table")
    assert len(tables) == 6
    for table in tables:
        region = table.getparent()
        assert (region.get("role"), region.get("tabindex")) == ("region", "0")
        assert page.xpath(f"//caption[@id='{region.get('aria-labelledby')}']")
        assert set(table.xpath("thead//th/@scope")) == {"col"}
        assert set(table.xpath("tbody//th/@scope|tfoot//th/@scope")) <= {"row"}
    t1 = tables[2]
    assert len(t1.xpath("tbody/tr/th[@scope='row']")) == 18
    assert t1.xpath("tfoot/tr/@class") == ["tot", "share"]
    assert len(t1.xpath(".//*[contains(@class,'key')]")) == 21


def test_charts_are_pictures_with_words_and_numbers(page: lxml_html.HtmlElement) -> None:
    figures = page.xpath("//figure")
    assert len(figures) == 2
    for figure in figures:
        assert figure.xpath(".//img/@alt") == [sample.chart().alt]
        assert len(figure.xpath(".//details//tbody/tr")) == len(sample.UNITS)


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("359", "359"),
        ("1\N{NO-BREAK SPACE}234,5", "1234.5"),
        ("−12", "-12"),
        ("12,5\N{NO-BREAK SPACE}%", "12.5"),
        ("..", None),
        ("3 av 4", None),
    ],
)
def test_machines_read_the_same_number(shown: str, value: str | None) -> None:
    assert html.machine_value(shown) == value


def test_numbers_carry_their_value_and_what_they_count() -> None:
    document = Document(title="Prov", blocks=(Paragraph((Number("1 234", "Inkomna", "r"),)),))
    body = lxml_html.fromstring(html.fragment(normalise(document)[0]))
    assert body.xpath("//data/@value") == ["1234"]
    assert body.xpath("//data/@title") == ["Inkomna"]
    assert body.xpath("//details//li")[0].text_content() == "1 234 Inkomna"


def test_a_suppressed_number_is_said_in_words() -> None:
    hidden = Number("..", "Svar", "r", suppressed=True)
    body = html.fragment(Document(title="Prov", blocks=(Paragraph((hidden,)),)))
    assert "<data" not in body
    assert "dolt, för litet tal" in body


def test_text_is_escaped_everywhere() -> None:
    wild = '<b onclick="x">&\''
    document = Document(
        title=wild, subtitle=wild, author=wild, meta=((wild, wild),),
        blocks=(
            h(2, wild),
            p(Text(wild, href='https://a.se/"onx="')),
            ListBlock(False, ((p(wild),),)),
        ),
    )  # fmt: skip
    page = lxml_html.document_fromstring(html.render(normalise(document)[0]))
    assert page.xpath("//b") == []
    assert page.xpath("//h1")[0].text == wild
    assert not any(name.startswith("on") for node in page.iter() for name in node.attrib)


def test_the_fragment_can_leave_out_numbers() -> None:
    document = normalise(sample.document())[0]
    assert "Tabell\N{NO-BREAK SPACE}1" in html.fragment(document)
    bare = html.fragment(document, numbered=False, definitions=False)
    assert "Tabell\N{NO-BREAK SPACE}1" not in bare
    assert 'class="no"' not in bare
    assert "counted" not in bare


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield opened
        opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(
    browser: Browser, written: str, tmp_path: Path, scheme: str, width: int
) -> None:
    file = tmp_path / "dokument.html"
    file.write_text(written, encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run()")
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert said == []
    context.close()


def test_a_phone_gets_the_narrow_chart() -> None:
    chart = dataclasses.replace(sample.chart(), narrow=sample.bar_svg({"A": 1}))
    shown = html.render(normalise(Document(title="Prov", blocks=(chart,)))[0])
    figure = lxml_html.document_fromstring(shown).xpath("//figure")[0]
    (source,) = figure.xpath("./picture/source")
    assert source.get("media").startswith("(max-width:")
    assert source.get("srcset") != figure.xpath(".//img/@src")[0]
    assert "<source" not in html.render(normalise(Document(title="P", blocks=(sample.chart(),)))[0])


def test_long_words_in_headings_of_columns_may_be_broken() -> None:
    cells = tuple(Cell((Text(word),), header=True) for word in ("Personuppgiftsincident", "Enhet"))
    row = Row((Cell((Text("Personuppgiftsincident"),)), Cell((Text("1"),))))
    shown = html.render(normalise(Document(title="P", blocks=(Table("T", cells, (row,)),)))[0])
    assert "Person\u00aduppgifts\u00adincident</th>" in shown
    assert "Personuppgiftsincident</th>" in shown
    assert "Enhet</th>" in shown
