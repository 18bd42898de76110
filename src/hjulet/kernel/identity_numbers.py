"""Finds personnummer, samordningsnummer and case numbers in free text.

Personal data is stopped before saving: reports are about what happened, not about who
(art. 5.1 c GDPR, data minimisation).
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from personnummer import personnummer

# 19121212-1212, 121212-1212, 121212+1212, 1912 12 12 1212, 191212121212; also across lines.
_NUMBER = re.compile(
    r"(?<![0-9])((?:18|19|20)?[0-9]{2}[\s.\-]?[0-9]{2}[\s.\-]?[0-9]{2}"
    r"\s{0,3}[-+–−\u2011]?\s{0,3}[0-9]{4})(?![0-9])"
)
# A person without a full number: 19121212-XXXX, 121212-TF12 (temporary and reserve numbers).
_PARTIAL = re.compile(
    r"(?<![0-9A-Za-z])((?:(?:18|19|20)[0-9]{6}|[0-9]{6})[-+–−][A-Za-z*][A-Za-z0-9*]{3})(?![0-9A-Za-z])"
)
# Case numbers in case systems and diaries: "dnr 2023/1234", "SN 2023-00123", "ärende 123456".
_CASE = re.compile(
    r"(?<!\w)((?i:dnr|diarienr|diarienummer|ärendenr|ärendenummer|ärende\s?nr|aktnr|aktnummer|personakt)"
    r"\s*[.:]?\s*(?:[A-ZÅÄÖ]{1,6}[ \-]?)?[0-9][0-9/\-:.]{2,})"
    r"|(?<![\w/])([A-ZÅÄÖ]{2,6}[ \-][0-9]{4}[/\-][0-9]{3,6})(?![\w/])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One number in a text: `kind` personnummer, samordningsnummer or ärendenummer."""

    kind: str
    start: int
    end: int
    shown: str


def find(text: str) -> tuple[Found, ...]:
    """All numbers that may not stand in free text, in the order of the text.

    `shown` is safe to show back to the writer: the last four signs are dots.
    """
    plain, places = _plain(text)
    found = _find(plain)
    if not places:
        return found
    return tuple(
        replace(item, start=places[item.start][0], end=places[item.end - 1][1]) for item in found
    )


def persons(text: str) -> tuple[Found, ...]:
    """Those that point at a person. A case number may stand in a name or a decision."""
    return tuple(item for item in find(text) if item.kind != "ärendenummer")


def in_words(found: Iterable[Found]) -> str:
    """ "ett personnummer", "ett personnummer och ett ärendenummer"."""
    kinds = list(dict.fromkeys(item.kind for item in found))
    words = [f"ett {kind}" for kind in kinds]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " och " + words[-1]


def _find(text: str) -> tuple[Found, ...]:
    found: list[Found] = []
    for match in _NUMBER.finditer(text):
        kind = _kind(match.group(1))
        if kind:
            found.append(Found(kind, match.start(1), match.end(1), _dotted(match.group(1))))
    for match in _PARTIAL.finditer(text):
        found.append(Found("personnummer", match.start(1), match.end(1), _dotted(match.group(1))))
    taken = [(item.start, item.end) for item in found]
    for match in _CASE.finditer(text):
        group = 1 if match.group(1) else 2
        start, end = match.span(group)
        if not any(start < stop and begin < end for begin, stop in taken):
            found.append(Found("ärendenummer", start, end, _dotted(match.group(group))))
    return tuple(sorted(found, key=lambda item: item.start))


# Text in which every sign is what it looks like: nothing to see through before the search.
_SIMPLE = re.compile(r"[\t\n\r\x20-\x25\x27-\x7e\u00a0-\u00ac\u00ae-\u00b1\u00b4-\u00b8"
                     r"\u00ba-\u024f\u2013\u2018-\u2022\u2026\u2212]*+")  # fmt: skip
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});?|.", re.DOTALL)


def _plain(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text as a reader sees it, and where each sign of it stands in the text.

    Signs without width go, digits of other alphabets and widths become ASCII, dashes become one
    kind, HTML entities what they stand for. The places are empty when nothing needed to change.
    """
    if _SIMPLE.fullmatch(text):
        return text, []
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _ENTITY.finditer(text):
        part = match.group()
        for sign in html.unescape(part) if len(part) > 1 else part:
            for seen in _seen(sign):
                signs.append(seen)
                places.append(match.span())
    return "".join(signs), places


def _seen(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in ("Cf", "Cs", "Mn", "Me") or (category == "Cc" and not sign.isspace()):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category == "Pd":
        return "-"
    if category in ("No", "Po", "Sm"):
        return unicodedata.normalize("NFKC", sign)
    return sign


def mask(text: str) -> str:
    """The text with every such number dotted; for logs."""
    for item in reversed(find(text)):
        text = text[: item.start] + item.shown + text[item.end :]
    return text


def _kind(raw: str) -> str | None:
    digits = re.sub(r"[^0-9+\-]", "", re.sub(r"[–−\u2011]", "-", raw))
    digits = re.sub(r"-(?=.*-)", "", digits)
    digits = re.sub(r"[+\-](?![0-9]{4}$)", "", digits)
    try:
        number = personnummer.Personnummer(digits)
    except (personnummer.PersonnummerException, ValueError):
        return None
    return "samordningsnummer" if number.is_coordination_number() else "personnummer"


def _dotted(raw: str) -> str:
    return raw[:-4] + "••••"
