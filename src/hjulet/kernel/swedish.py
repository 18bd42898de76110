"""Swedish text: sorting, comparing names, and word forms for search.

Done in Python because SQLite neither folds nor sorts å, ä and ö.
"""

import re
import unicodedata
from functools import lru_cache

import Stemmer

_ORDER = {"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}"}
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def fold(text: str) -> str:
    """One spelling for comparing names: composed, case folded, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(maxsize=4096)
def sort_key(text: str) -> str:
    """Sorts as a Swede does: z, å, ä, ö last; é as e; digits by value."""
    signs: list[str] = []
    for sign in fold(text):
        if sign in _ORDER:
            signs.append(_ORDER[sign])
        else:
            signs.append(unicodedata.normalize("NFD", sign)[0])
    return re.sub(r"\d+", lambda match: match.group().zfill(8), "".join(signs))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one folded Swedish word ("enheterna" -> "enhet")."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("swedish")


def stems(text: str) -> list[str]:
    """The stems of a text in order, with repeats."""
    return [stem(word) for word in _WORD.findall(fold(text))]
