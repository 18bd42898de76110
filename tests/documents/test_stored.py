"""The stored form: what it accepts, what it refuses and where it says so."""

from typing import Any

import pytest

from hjulet.documents import stored_values, tree
from hjulet.documents.stored import StoredFormError, parse


def doc(*content: dict[str, Any]) -> dict[str, Any]:
    return {"type": "doc", "content": list(content)}


def para(*inlines: dict[str, Any]) -> dict[str, Any]:
    return {"type": "paragraph", "content": list(inlines)}


def text(value: str, *marks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "text", "text": value, "marks": list(marks)}


def cell(value: str, *, header: bool = False, **attrs: Any) -> dict[str, Any]:
    kind = "tableHeader" if header else "tableCell"
    return {"type": kind, "attrs": attrs, "content": [para(text(value))]}


def row(*cells: dict[str, Any]) -> dict[str, Any]:
    return {"type": "tableRow", "content": list(cells)}


def link(href: object) -> dict[str, Any]:
    return {"type": "link", "attrs": {"href": href}}


def number(**attrs: Any) -> dict[str, Any]:
    return {"type": "liveNumber", "attrs": {"key": "reports.total", **attrs}}


def test_an_empty_text_has_no_blocks() -> None:
    assert parse({"type": "doc"}) == ()
    assert parse(doc({"type": "paragraph"})) == (tree.Paragraph(()),)


def test_every_kind_of_block_is_read() -> None:
    blocks = parse(
        doc(
            {"type": "heading", "attrs": {"level": 3}, "content": [text("Avvikelser")]},
            para(
                text("Vi tog emot "),
                number(params={"board": "3", "units": [1, 2]}, label="162 avvikelser"),
                {"type": "hardBreak"},
                text("i fjol", {"type": "bold"}, link("https://example.se/a?b=1")),
            ),
            {
                "type": "orderedList",
                "attrs": {"start": 3, "type": None},
                "content": [
                    {
                        "type": "listItem",
                        "content": [
                            para(text("ett")),
                            {
                                "type": "bulletList",
                                "content": [{"type": "listItem", "content": [para(text("två"))]}],
                            },
                        ],
                    }
                ],
            },
            {
                "type": "liveFigure",
                "attrs": {"key": "reports.t1", "params": {"year": "2025"}, "show": "both"},
            },
        )
    )
    assert blocks == (
        tree.Heading(3, (tree.Text("Avvikelser"),)),
        tree.Paragraph(
            (
                tree.Text("Vi tog emot "),
                tree.NumberRef("reports.total", (("board", "3"), ("units", (1, 2)))),
                tree.Break(),
                tree.Text("i fjol", bold=True, href="https://example.se/a?b=1"),
            )
        ),
        tree.ListBlock(
            True,
            (
                (
                    tree.Paragraph((tree.Text("ett"),)),
                    tree.ListBlock(False, ((tree.Paragraph((tree.Text("två"),)),),)),
                ),
            ),
            start=3,
        ),
        tree.FigureRef("reports.t1", (("year", "2025"),), "both"),
    )


def test_a_table_has_header_row_header_column_caption_and_lines_in_cells() -> None:
    two_lines = {"type": "tableCell", "content": [para(text("a")), para(text("b"))]}
    table = {
        "type": "table",
        "attrs": {"caption": "Per enhet"},
        "content": [
            row(cell("Enhet", header=True), cell("Antal", header=True, align="right")),
            row(cell("Norr", header=True, colspan=1, rowspan=1, colwidth=None), two_lines),
        ],
    }
    assert parse(doc(table)) == (
        tree.Table(
            "Per enhet",
            (
                tree.Cell((tree.Text("Enhet"),), header=True),
                tree.Cell((tree.Text("Antal"),), header=True, align="right"),
            ),
            (
                tree.Row(
                    (
                        tree.Cell((tree.Text("Norr"),), header=True),
                        tree.Cell((tree.Text("a"), tree.Break(), tree.Text("b"))),
                    )
                ),
            ),
            row_headers=True,
        ),
    )


def test_a_table_without_header_cells_has_none() -> None:
    (table,) = parse(doc({"type": "table", "content": [row(cell("a"), cell("b"))]}))
    assert isinstance(table, tree.Table)
    assert table.header == ()
    assert not table.row_headers


def test_a_table_of_one_header_row_keeps_it_as_body() -> None:
    (table,) = parse(doc({"type": "table", "content": [row(cell("a", header=True))]}))
    assert isinstance(table, tree.Table)
    assert table.header == ()
    assert len(table.rows) == 1


LONG = "x" * (stored_values.MAX_CAPTION + 1)
REFUSED = [
    (None, "", "något annat"),
    ([], "", "något annat"),
    ({"type": "paragraph"}, "type", "inte finnas här"),
    ({"type": "doc", "content": "text"}, "content", "fel form"),
    ({"type": "doc", "version": 2}, "", "inte känner till"),
    (doc({"type": "codeBlock"}), "content[0].type", "inte finnas här"),
    (doc(text("utan stycke")), "content[0].type", "inte finnas här"),
    (doc({"type": "heading", "attrs": {"level": 1}}), "content[0].attrs.level", "nivå 2, 3"),
    (doc({"type": "heading", "attrs": {"level": True}}), "content[0].attrs.level", "nivå 2, 3"),
    (doc({"type": "heading"}), "content[0].attrs.level", "nivå 2, 3"),
    (
        doc({"type": "paragraph", "attrs": {"style": "color:red"}}),
        "content[0].attrs",
        "inte känner till",
    ),
    (doc({"type": "paragraph", "attrs": []}), "content[0].attrs", "fel form"),
    (doc(para(text(""))), "content[0].content[0].text", "tom"),
    (doc(para(text("a\x00b"))), "content[0].content[0].text", "styrtecken"),
    (doc(para(text("a\ud800b"))), "content[0].content[0].text", "styrtecken"),
    (doc(para({"type": "text"})), "content[0].content[0].text", "ska det stå text"),
    (
        doc(para(text("a", {"type": "strike"}))),
        "content[0].content[0].marks[0].type",
        "inte finnas här",
    ),
    (
        doc(para(text("a", {"type": "bold"}, {"type": "bold"}))),
        "content[0].content[0].marks[1]",
        "två gånger",
    ),
    (doc({"type": "bulletList"}), "content[0].content", "tom"),
    (
        doc({"type": "bulletList", "content": [{"type": "listItem"}]}),
        "content[0].content[0].content",
        "tom",
    ),
    (
        doc({"type": "bulletList", "content": [{"type": "listItem", "content": [row()]}]}),
        "content[0].content[0].content[0].type",
        "inte finnas här",
    ),
    (
        doc({"type": "orderedList", "attrs": {"start": 0}, "content": [{}]}),
        "content[0].attrs.start",
        "nummer",
    ),
    (
        doc({"type": "table", "content": [row(cell("a"), cell("b")), row(cell("c"))]}),
        "content[0].content[1]",
        "olika många celler",
    ),
    (
        doc({"type": "table", "content": [row(cell("a", colspan=2))]}),
        "content[0].content[0].content[0].attrs.colspan",
        "sammanslagna",
    ),
    (
        doc({"type": "table", "attrs": {"caption": LONG}, "content": [row(cell("a"))]}),
        "content[0].attrs.caption",
        "längre än",
    ),
    (
        doc({"type": "table", "content": [row(cell("a", align="justify"))]}),
        "content[0].content[0].content[0].attrs.align",
        "justering",
    ),
    (doc(para(number(key="../x"))), "content[0].content[0].attrs.key", "giltigt namn"),
    (
        doc(para(number(params={"a": 1.5}))),
        "content[0].content[0].attrs.params.a",
        "fel sort",
    ),
    (
        doc(para(number(params={"a": {"b": 1}}))),
        "content[0].content[0].attrs.params.a",
        "fel sort",
    ),
    (doc(para(number(params=["a"]))), "content[0].content[0].attrs.params", "fel form"),
    (
        doc({"type": "liveFigure", "attrs": {"key": "reports.t1", "show": "3d"}}),
        "content[0].attrs.show",
        "tabell, diagram",
    ),
    (
        doc({"type": "liveFigure", "attrs": {"key": "reports.t1"}, "content": [para()]}),
        "content[0]",
        "inget eget innehåll",
    ),
]


@pytest.mark.parametrize(("data", "path", "words"), REFUSED)
def test_what_is_refused_says_where_and_why(data: object, path: str, words: str) -> None:
    with pytest.raises(StoredFormError) as caught:
        parse(data)
    assert caught.value.path == path
    assert words in caught.value.message


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "/relativ",
        "//example.se",
        "https://",
        "http://:80",
        "mailto:",
        "https://example.se/a b",
        " https://example.se",
        "https://[::1",
        "https://example.se/\n",
        None,
        7,
    ],
)
def test_links_that_are_refused(href: object) -> None:
    with pytest.raises(StoredFormError) as caught:
        parse(doc(para(text("a", link(href)))))
    assert caught.value.path == "content[0].content[0].marks[0].attrs.href"


@pytest.mark.parametrize(
    "href", ["http://example.se", "HTTPS://example.se/å?b=c#d", "mailto:namn@example.se"]
)
def test_links_that_are_kept(href: str) -> None:
    (paragraph,) = parse(doc(para(text("a", link(href)))))
    assert paragraph == tree.Paragraph((tree.Text("a", href=href),))


def test_lists_are_not_deeper_than_the_limit() -> None:
    def nested(depth: int) -> dict[str, Any]:
        content = [para(text("x"))] + ([nested(depth - 1)] if depth > 1 else [])
        return {"type": "bulletList", "content": [{"type": "listItem", "content": content}]}

    assert parse(doc(nested(stored_values.MAX_LIST_DEPTH)))
    with pytest.raises(StoredFormError, match="nivåer"):
        parse(doc(nested(stored_values.MAX_LIST_DEPTH + 1)))


def test_size_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_values, "MAX_NODES", 5)
    monkeypatch.setattr(stored_values, "MAX_CHARACTERS", 9)
    monkeypatch.setattr(stored_values, "MAX_COLUMNS", 2)
    monkeypatch.setattr(stored_values, "MAX_ROWS", 2)
    for data in (
        doc(*[para() for _ in range(5)]),
        doc(para(text("12345"), text("67890"))),
        doc({"type": "table", "content": [row(*[cell("a")] * 3)]}),
        doc({"type": "table", "content": [row(cell("a"))] * 3}),
    ):
        with pytest.raises(StoredFormError):
            parse(data)
