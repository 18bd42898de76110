"""One document in the formats that are asked for."""

from __future__ import annotations

from collections.abc import Iterable

from hjulet.documents.normalise import normalise
from hjulet.documents.tree import Document

FORMATS = ("html", "pdf", "docx")


class UnknownFormat(ValueError):
    """A format that we do not write."""


def build(document: Document, formats: Iterable[str]) -> dict[str, bytes]:
    """The files by format: "html", "pdf", "docx".

    The document must be resolved; it is normalised here (call `normalise` for the warnings).
    The same document gives the same bytes. Raises `UnknownFormat`, `UnresolvedReference` and
    `MissingAlternative`.
    """
    wanted = sorted(set(formats))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown:
        raise UnknownFormat(", ".join(unknown))
    ready, _ = normalise(document)
    return {name: _render(ready, name) for name in wanted}


def _render(document: Document, name: str) -> bytes:
    # typst, python-docx and vl-convert take long to load: only those who print wait for them.
    match name:
        case "pdf":
            from hjulet.documents import pdf

            return pdf.render(document)
        case "docx":
            from hjulet.documents import docx

            return docx.render(document)
    from hjulet.documents import html

    return html.render(document).encode()
