"""What people write in free text: limits, and numbers that may not stand there.

What is written is about what happened, not about who (art. 5.1 c GDPR, data minimisation).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hjulet.kernel.identity_numbers import Found, find, in_words

MAX_TEXT = 20_000
MAX_LINE = 120
# Up to here it is a few lines, which nobody attaches a file instead of.
SHORT = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the field it belongs to and what to do, in Swedish."""

    field: str
    message: str


class Invalid(ValueError):
    """Something given cannot be saved; `faults` say field by field what to do, in Swedish."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(fault.message for fault in faults))
        self.faults = tuple(faults)


class NumbersInText(ValueError):
    """A personnummer, samordningsnummer or case number stands in a free text.

    `field` names the text, `found` the numbers in it (masked in `Found.shown`).
    """

    def __init__(self, field: str, found: tuple[Found, ...]) -> None:
        super().__init__(f"Texten innehåller {in_words(found)}.")
        self.field = field
        self.found = found


def stop_numbers(texts: Mapping[str, str]) -> None:
    """Raises NumbersInText for the first text that holds such a number."""
    for field, text in texts.items():
        if found := find(text):
            raise NumbersInText(field, found)


def length_faults(texts: Mapping[str, str], limit: int = MAX_TEXT) -> list[Fault]:
    """A fault for each text that is longer than the limit."""
    return [Fault(field, too_long(len(text), limit)) for field, text in texts.items()
            if len(text) > limit]  # fmt: skip


def too_long(length: int, limit: int) -> str:
    """What to tell the writer of a text that is too long."""
    instead = "" if limit <= SHORT else ", eller skicka den som bilaga"
    return (
        f"Texten är för lång: {_grouped(length)} tecken. Korta den till högst "
        f"{_grouped(limit)} tecken{instead}."
    )


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
