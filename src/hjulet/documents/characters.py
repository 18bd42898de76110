"""Characters that writers paste and print cannot carry.

PDF/UA-1 and PDF/A-2a forbid glyphs that are missing and code points of the private use areas,
which Word uses for the bullets of its Symbol and Wingdings faces. A PDF export stops at the
first one, so they are replaced here and the writer is told.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from hjulet.documents.fonts import covered

REPLACEMENT = "□"

# Symbol and Wingdings as Word writes them: the byte of the old face plus U+F000.
_WORD_SYMBOLS = {
    "\uf06c": "●", "\uf06e": "■", "\uf06f": "□", "\uf071": "□", "\uf076": "◆", "\uf075": "◆",
    "\uf0a7": "▪", "\uf0a8": "□", "\uf0b7": "•", "\uf0a1": "○", "\uf0d8": "►", "\uf0e0": "→",
    "\uf0e8": "→", "\uf0fc": "✓", "\uf0fb": "✗", "\uf0fe": "☑", "\uf0a3": "≤", "\uf0b3": "≥",
    "\uf02d": "–", "\uf0ae": "→", "\uf0b1": "±", "\uf0b4": "×", "\uf0d7": "·", "\uf04a": "☺",
}  # fmt: skip

_ALIKE = {
    "\u2043": "–", "\u2705": "✓", "\u2716": "×", "\u274c": "×", "\u27a2": "→",
    "\u27a4": "→", "\u2794": "→", "\u25b6": "►",
}  # fmt: skip

# Word joiner and zero-width no-break space hold words together; nothing visible is lost.
_INVISIBLE = frozenset(
    code
    for first, last in (
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF), (0xFFFC, 0xFFFC), (0x180E, 0x180E), (0x061C, 0x061C), (0x034F, 0x034F),
    )
    for code in range(first, last + 1)
)  # fmt: skip
_KEPT_SPACES = frozenset("\u00a0\u2009\u202f\u2007")


@dataclass
class Findings:
    """What was changed in a text: characters replaced (in order, once each) and unreadable ones."""

    replaced: dict[str, str] = field(default_factory=dict)
    bullets: bool = False


def clean(text: str, findings: Findings) -> str:
    """The text in characters that can be printed; what was lost is added to `findings`."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(_clean(letter, findings) for letter in composed)


def _clean(letter: str, findings: Findings) -> str:
    code = ord(letter)
    category = unicodedata.category(letter)
    if code in _INVISIBLE or category == "Cs":
        return ""
    if category == "Zs" and letter not in _KEPT_SPACES:
        return " "
    if category in ("Cc", "Zl", "Zp"):
        return " " if letter in "\t\n\v\f\r\x85\u2028\u2029" else ""
    if category == "Co":
        return _private(letter, findings)
    if code in covered():
        return letter
    return _uncovered(letter, findings)


def _private(letter: str, findings: Findings) -> str:
    findings.bullets = True
    symbol = _WORD_SYMBOLS.get(letter)
    if symbol is None:
        findings.replaced[letter] = REPLACEMENT
        return REPLACEMENT
    return symbol


def _uncovered(letter: str, findings: Findings) -> str:
    alike = _ALIKE.get(letter) or unicodedata.normalize("NFKC", letter)
    if alike == letter or any(ord(part) not in covered() for part in alike):
        alike = REPLACEMENT
    findings.replaced[letter] = alike
    return alike
