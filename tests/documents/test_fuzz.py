"""Whatever people write, all three formats come out, and the PDF keeps both its standards."""

import page
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.documents import sample

from hjulet.documents import tree
from hjulet.documents.build import build
from hjulet.documents.normalise import normalise
from hjulet.documents.tree import (
    Block,
    Break,
    Cell,
    Document,
    Heading,
    ListBlock,
    Note,
    Number,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
)

ODD = (
    "\u200b\ufeff\u00ad\uf0b7\uf0a7\ue000\u0000\u000b\u202e\u0301\u2028漢🙂א<>&\"'#$*_`\\[]{}@~–−  "
)
texts = st.text(st.sampled_from("aåÄö1 ") | st.sampled_from(ODD) | st.characters(), max_size=25)
hrefs = st.sampled_from(
    ["", "", "https://exempel.se/å?b=c&d", "#finns-inte", "javascript:x", "mailto:a@b.se"]
)
inlines = st.lists(
    st.builds(Text, texts, st.booleans(), st.booleans(), hrefs)
    | st.builds(Number, texts, texts, texts, st.booleans())
    | st.just(Break()),
    max_size=4,
).map(tuple)
paragraphs = st.builds(Paragraph, inlines)
headings = st.builds(Heading, st.integers(0, 7), inlines, texts)
cells = st.builds(Cell, inlines, st.booleans(), st.sampled_from(["left", "right", "center"]))
lines = st.lists(cells, max_size=4).map(tuple)
kinds = st.sampled_from(["plain", "department", "unit", "total", "share"])
tables = st.builds(
    Table, texts, lines, st.lists(st.builds(Row, lines, kinds), max_size=4).map(tuple),
    st.booleans(), texts, st.lists(texts, max_size=2).map(tuple), st.none() | st.integers(-1, 5),
)  # fmt: skip
charts = texts.map(sample.chart)
leaves = paragraphs | headings | tables | charts | st.just(PageBreak())


def containers(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    items = st.lists(st.lists(inner, max_size=2).map(tuple), max_size=3).map(tuple)
    note_kinds = st.sampled_from(["info", "tip", "warn", "honest"])
    return st.builds(ListBlock, st.booleans(), items, st.integers(-2, 9)) | st.builds(
        Note, note_kinds, texts, st.lists(inner, max_size=2).map(tuple)
    )


blocks = st.recursive(leaves, containers, max_leaves=4)
documents = st.builds(
    Document,
    title=texts,
    blocks=st.lists(blocks, max_size=5).map(tuple),
    subtitle=texts,
    author=texts,
    meta=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    draft=st.booleans(),
    cover=st.booleans(),
    numbered=st.booleans(),
)
slow = [HealthCheck.too_slow, HealthCheck.data_too_large]


@given(documents)
@settings(max_examples=150, deadline=None, suppress_health_check=slow)
def test_normalising_settles_at_once(document: Document) -> None:
    once, _ = normalise(document)
    assert normalise(once)[0] == once
    levels = [block.level for block in tree.walk(once.blocks) if isinstance(block, Heading)]
    assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))


@given(documents)
# Not shrunk: a thousand smaller documents in three formats take longer than reading the first.
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=slow,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
def test_every_format_comes_out(document: Document) -> None:
    files = build(document, {"html", "pdf", "docx"})
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(files["pdf"], profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert files["docx"].startswith(b"PK")
    assert files["html"].startswith(b"<!doctype html>")
