"""Properties of the stored form: the round trip, and no error but its own."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.stored_writer import dump

from hjulet.documents import tree
from hjulet.documents.stored import StoredFormError, parse

# Characters that a text may hold: no control characters, no surrogates, no non-characters.
characters = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=["\ufffe", "\uffff"])
words = st.text(characters, min_size=1, max_size=20)
names = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**6), 10**6), st.text(characters, max_size=9)
)
params = st.dictionaries(names, scalars | st.lists(scalars, max_size=3), max_size=3).map(
    tree.params
)
keys = st.from_regex(r"[a-z]{1,8}\.[a-z0-9_]{1,8}", fullmatch=True)
hrefs = st.sampled_from(["", "https://example.se/x?y=1", "mailto:namn@example.se"])
inlines = st.lists(
    st.one_of(
        st.builds(tree.Text, words, st.booleans(), st.booleans(), hrefs),
        st.builds(tree.NumberRef, keys, params),
        st.just(tree.Break()),
    ),
    max_size=4,
).map(tuple)
paragraphs = st.builds(tree.Paragraph, inlines)


def _items(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    item = st.tuples(paragraphs, st.lists(paragraphs | children, max_size=2)).map(
        lambda pair: (pair[0], *pair[1])
    )
    items = st.lists(item, min_size=1, max_size=3).map(tuple)
    ordered = st.builds(tree.ListBlock, st.just(True), items, st.integers(1, 99))
    return ordered | st.builds(tree.ListBlock, st.just(False), items)


lists = st.recursive(_items(paragraphs), _items, max_leaves=5)


@st.composite
def tables(draw: st.DrawFn) -> tree.Table:
    """Tables as `parse` gives them: header cells say so, and so does the table."""
    width = draw(st.integers(1, 4))
    has_header, row_headers = draw(st.booleans()), draw(st.booleans())
    aligns = st.sampled_from(["left", "right", "center"])

    def cell(header: bool) -> tree.Cell:
        return tree.Cell(draw(inlines), header, draw(aligns))

    header = tuple(cell(True) for _ in range(width)) if has_header else ()
    # A body row of header cells alone would be read as the head of a table that has none.
    body_width = width if has_header or not row_headers else max(width, 2)
    rows = tuple(
        tree.Row(tuple(cell(row_headers and x == 0) for x in range(body_width)))
        for _ in range(draw(st.integers(1, 3)))
    )
    return tree.Table(draw(words | st.just("")), header, rows, row_headers)


blocks = st.lists(
    st.one_of(
        paragraphs,
        st.builds(tree.Heading, st.integers(2, 4), inlines),
        lists,
        tables(),
        st.builds(tree.FigureRef, keys, params, st.sampled_from(["table", "chart", "both"])),
    ),
    max_size=5,
).map(tuple)

junk = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=True),
        st.text(max_size=5),
        st.sampled_from(["doc", "paragraph", "text", "table", "tableRow", "liveNumber", "link"]),
    ),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "content", "attrs", "marks", "text", "key", "params"])
            | st.text(max_size=5),
            children,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(blocks)
@settings(deadline=None)
def test_what_is_dumped_is_read_back_the_same(value: tuple[tree.Block, ...]) -> None:
    data = json.loads(json.dumps(dump(value)))
    assert parse(data) == value


@given(junk)
@settings(deadline=None, max_examples=300)
def test_random_json_raises_only_our_error(data: object) -> None:
    try:
        result = parse(data)
    except StoredFormError as error:
        assert error.message
    else:
        assert isinstance(result, tuple)


def _places(node: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a JSON value."""
    found: list[tuple[Any, Any]] = []
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in list(pairs):
        found.append((node, key))
        if isinstance(value, dict | list):
            found += _places(value)
    return found


@given(blocks.filter(bool), junk, st.data())
@settings(deadline=None, max_examples=300)
def test_one_damaged_place_raises_only_our_error(
    value: tuple[tree.Block, ...], damage: object, data: st.DataObject
) -> None:
    body = copy.deepcopy(dump(value))
    container, key = data.draw(st.sampled_from(_places(body)))
    container[key] = damage
    try:
        again = dump(parse(body))
    except StoredFormError as error:
        assert error.message
    else:
        assert parse(again) == parse(body)


def test_nesting_deeper_than_python_can_follow_is_our_error() -> None:
    data: dict[str, Any] = {"type": "paragraph"}
    for _ in range(5_000):
        item = {"type": "listItem", "content": [{"type": "paragraph"}, data]}
        data = {"type": "bulletList", "content": [item]}
    try:
        parse({"type": "doc", "content": [data]})
    except StoredFormError as error:
        assert "nivåer" in error.message
    else:
        raise AssertionError("djupt nästlade listor togs emot")
