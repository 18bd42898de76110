"""The web page of an edition taken apart, to be shown in a frame of ours. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageParts:
    """HTML: `header` and `contents` are whole elements, `article` is what stands inside one."""

    header: str
    contents: str
    article: str


def take_apart(page: str) -> PageParts:
    """Header, contents and article of a page that `documents.html.render` made.

    The marks below cannot stand in a text: there every "<" is escaped.
    """
    main = _between(page, "<main", "</main>")
    return PageParts(
        header=_between(main, "<header>", "</header>"),
        contents=_between(main, '<nav class="toc"', "</nav>"),
        article=_between(main, "<article>", "</article>")[len("<article>") : -len("</article>")],
    )


def _between(text: str, first: str, last: str) -> str:
    """From `first` through `last`; "" when either is missing."""
    start = text.find(first)
    end = text.find(last, start)
    return text[start : end + len(last)] if start >= 0 and end >= 0 else ""
