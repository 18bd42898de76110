"""Names that a finding shares with its sources, how often a group comes back, and what is alike.

A finding is open to everybody, its source is not (OSL 2009:400 26 kap.; art. 5.1 c GDPR). Nobody
can tell a name from another word for certain. So every capitalised word that stands both in the
finding and in a source is shown to a person, who answers for each of them.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

GONE = "…"
Per = Literal["year", "quarter"]

# "Anna-Lena", "O’Brien", "A.S.", "A. S."; a word may hold digits ("Boende2").
_INITIALS = re.compile(r"\b[^\W\d_](?:\.\s?[^\W\d_])+\b\.?")
_WORD = re.compile(r"[^\W\d_][\w]*(?:[-’'‑](?!s\b)[^\W\d_]\w*)*")
_SENTENCE_ENDS = re.compile(r"(?:[.!?…:]['”\")\]]*\s+|\n\s*|^\s*)[”\"'(\[•*–—-]*\s*$")
# What many Swedish sentences begin with: no person is called so.
ORDINARY = frozenset(
    re.findall(
        r"\w+",
        """
        alla allt att av barn barnen barnet bara både då de den denna denne det detta där därför
        efter eftersom ej en ena enda enligt ett fast fem flera fyndet fyra för före från genom ha
        han hon hur här i ibland ifall in inga ingen inget innan inte istället ja jag kan man med
        medan men mer mellan mot ni nu nya någon något några när nästa och också om på rapporten
        samt samtliga sedan ska som så sådana särskilt till tre två under ut utan utanför vad var
        varför varje vem vi vid vidare vilka vilken vilket är även över
        """,
    )
)
# Laws and authorities by their short names. Asking about them would hide the names among them.
_ABBREVIATIONS = frozenset(
    "BBIC FREDA GDPR IMY IVO JO LSS LVM LVU OSL SAS SIP SoL SOSFS".split(" ")  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Shared:
    """A word as it stands in the finding, with the words around each place where it stands."""

    word: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    word: str
    start: int
    end: int
    first: bool  # stands first in a sentence


def plain(text: str) -> str:
    """The text as a reader sees it: composed letters, no signs without width (soft hyphens)."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")


def shared_names(text: str, source_texts: Iterable[str]) -> list[Shared]:
    """The words of `text` that may name somebody in one of the sources, in the order of the text.

    A word is asked about when it stands capitalised both here and there. One that stands first
    in a sentence in both places, and in lower case somewhere, is an ordinary word. Genitives
    ("Annas"), parts of double names and initials ("A.S." for Anna Svensson) are seen as well,
    and a name that only here is written in lower case.
    """
    text = plain(text)
    inside, first, lower, initials = _of_sources(map(plain, source_texts))
    here = _seen(text)
    everywhere = lower | {_key(one.word) for one in here if one.word[0].islower()}
    found: dict[str, list[str]] = {}
    for one in here:
        keys = {_key(part) for part in _parts(one.word)} - ORDINARY
        if one.word in _ABBREVIATIONS or (len(one.word) == 1 and _in_initials(text, one)):
            continue
        if one.word[0].islower():
            hit = bool(keys & (inside - lower))
        elif one.first:
            hit = bool(keys & inside) or bool((keys - everywhere) & first)
        else:
            hit = bool(keys & (inside | first))
        if hit or (_is_initials(one.word) and one.word.casefold() in initials):
            found.setdefault(one.word, []).append(_around(text, one.start, one.end))
    for match in _INITIALS.finditer(text):
        if _letters(match.group()) in initials:
            places = found.setdefault(match.group(), [])
            places.append(_around(text, match.start(), match.end()))
    return [Shared(word, tuple(dict.fromkeys(places))) for word, places in found.items()]


def without(text: str, words: Collection[str]) -> str:
    """The text with "…" where each of the words stood, as a whole word and spelt just so."""
    text = plain(text)
    for word in sorted(map(plain, words), key=len, reverse=True):
        if word:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", GONE, text)
    return text


def says_something(text: str) -> bool:
    """Whether any word is left: not only blanks and signs."""
    return any(sign.isalnum() for sign in text)


def _of_sources(texts: Iterable[str]) -> tuple[set[str], set[str], set[str], set[str]]:
    """Keys of words capitalised inside a sentence, first in one, in lower case; and initials."""
    inside: set[str] = set()
    first: set[str] = set()
    lower: set[str] = set()
    initials: set[str] = set()
    for text in texts:
        seen = _seen(text)
        for one in seen:
            if one.word[0].islower():
                lower.add(_key(one.word))
            else:
                keys = {_key(part) for part in _parts(one.word)}
                (first if one.first else inside).update(keys)
            if _is_initials(one.word):
                initials.add(one.word.casefold())
        for one, other in pairwise(seen):
            named = one.word[0].isupper() and other.word[0].isupper()
            if named and not text[one.end : other.start].strip():
                initials.add((one.word[0] + other.word[0]).casefold())
        initials |= {_letters(match.group()) for match in _INITIALS.finditer(text)}
    return inside, first, lower, initials


def _in_initials(text: str, one: _Seen) -> bool:
    return any(
        match.start() <= one.start < match.end()
        for match in _INITIALS.finditer(text, max(0, one.start - 12), one.end + 12)
    )


def _is_initials(word: str) -> bool:
    """AS, EKL"""
    return word.isupper() and 2 <= len(word) <= 3


def _seen(text: str) -> list[_Seen]:
    found = []
    for match in _WORD.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        first = match.start() == 0 or bool(_SENTENCE_ENDS.search(before))
        # After an initial ("A. Svensson") no sentence begins.
        if first and re.search(r"(?:^|[^\w])[^\W\d_]\.\s+$", before):
            first = False
        found.append(_Seen(match.group(), match.start(), match.end(), first))
    return found


def _parts(word: str) -> set[str]:
    """ "Anna-Lena" is herself, Anna and Lena; parts in lower case name nobody."""
    parts = {part for part in re.split(r"[-’'‑]", word) if part and part[0].isupper()}
    return {word} | parts


def _key(word: str) -> str:
    """Without case and the s of the genitive."""
    key = word.casefold()
    return key[:-1] if len(key) > 2 and key.endswith("s") else key


def _letters(initials: str) -> str:
    return re.sub(r"[\W\d_]", "", initials).casefold()


def _around(text: str, start: int, end: int, width: int = 40) -> str:
    before, after = text[max(0, start - width) : start], text[end : end + width]
    if start > width:
        before = GONE + before[before.find(" ") + 1 :]
    if end + width < len(text):
        after = (after[: after.rfind(" ")] if " " in after else after) + GONE
    return " ".join(f"{before}{text[start:end]}{after}".split())


@dataclass(frozen=True, slots=True)
class Times:
    """How many findings of a group come from a period: "2025" or "2025, kvartal 2"."""

    label: str
    number: int


def recurrence(days: Iterable[date], per: Per) -> list[Times]:
    """Every period from the first to the last, those without findings too; oldest first."""
    places = [_place(day, per) for day in days]
    if not places:
        return []
    return [
        Times(_label(place, per), places.count(place))
        for place in range(min(places), max(places) + 1)
    ]


def years_in_a_row(days: Iterable[date]) -> int:
    """How many calendar years in a row, counted back from the latest, that have a finding."""
    years = {day.year for day in days}
    if not years:
        return 0
    latest = max(years)
    count = 0
    while latest - count in years:
        count += 1
    return count


def _place(day: date, per: Per) -> int:
    return day.year if per == "year" else day.year * 4 + (day.month - 1) // 3


def _label(place: int, per: Per) -> str:
    return str(place) if per == "year" else f"{place // 4}, kvartal {place % 4 + 1}"
