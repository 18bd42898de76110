"""Our words for what the frameworks say: still asked for, compiled, and the ones that are shown."""

from pathlib import Path

import allauth
import django
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation import gettext, ngettext, override

import hjulet

OURS = Path(hjulet.__file__).parent / "ui" / "locale" / "sv" / "LC_MESSAGES"
THEIRS = [
    Path(django.__file__).parent / "conf" / "locale" / "sv" / "LC_MESSAGES" / "django.mo",
    Path(django.__file__).parent / "contrib/auth/locale/sv/LC_MESSAGES/django.mo",
    Path(allauth.__file__).parent / "locale" / "sv" / "LC_MESSAGES" / "django.mo",
]


def messages(path: Path) -> dict[str, object]:
    reader = read_mo if path.suffix == ".mo" else read_po
    with path.open("rb") as file:
        found = reader(file)
    return {_first(one.id): _all(one.string) for one in found if one.id}


def _first(words: object) -> str:
    return words if isinstance(words, str) else next(iter(words))  # type: ignore[call-overload]


def _all(words: object) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)  # type: ignore[arg-type]


def test_every_sentence_is_still_one_that_they_say() -> None:
    asked = set().union(*(messages(path) for path in THEIRS))
    assert set(messages(OURS / "django.po")) <= asked


def test_the_compiled_words_are_the_written_ones() -> None:
    written, compiled = messages(OURS / "django.po"), messages(OURS / "django.mo")
    assert written
    assert written == compiled


def test_ours_are_the_ones_shown() -> None:
    with override("sv"):
        assert gettext("This field is required.") == "Fyll i det här."
        assert gettext("Incorrect password.") == "Lösenordet stämmer inte."
        one, many = (
            "This password is too short. It must contain at least %d character.",
            "This password is too short. It must contain at least %d characters.",
        )
        assert ngettext(one, many, 12) == "Lösenordet är för kort. Det måste ha minst %d tecken."
