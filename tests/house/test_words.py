"""What stands in templates: small, and in Swedish."""

import re
from pathlib import Path

import pytest

import hjulet

ROOT = Path(hjulet.__file__).parent
TEMPLATES = sorted(path for path in ROOT.rglob("*.html") if "templates" in path.parts)
MAILS = sorted(path for path in ROOT.rglob("*.txt") if "templates" in path.parts)
# Words that no Swedish sentence holds.
ENGLISH = re.compile(
    r"\b(the|and|you|your|with|this|please|password|submit|cancel|delete|edit|save|search|"
    r"settings|click|here|error|not found|sign in|sign up|log in|log out|page|next|previous|"
    r"report|unit|user|account|welcome|loading)\b",
    re.IGNORECASE,
)


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def words(text: str) -> str:
    """What a reader sees: without comments, tags of Django and of HTML, variables and addresses."""
    text = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}|<!--.*?-->", " ", text, flags=re.S)
    shown = re.findall(r'(?:aria-label|alt|title|placeholder|label|lede|hint|meta)="([^"]*)"', text)
    text = re.sub(r"<svg.*?</svg>", " ", text, flags=re.S)
    body = re.sub(r"<[^>]*>", " ", re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.S))
    return re.sub(r"{%.*?%}|{{.*?}}", " ", " ".join([body, *shown]), flags=re.S)


@pytest.mark.parametrize("path", [*TEMPLATES, *MAILS], ids=relative)
def test_nothing_in_english(path: Path) -> None:
    if path.name == "gallery.html":  # shows the names of components to those who build with them
        return
    found = ENGLISH.findall(words(path.read_text(encoding="utf-8")))
    assert not found, found


def test_the_check_sees_english() -> None:
    assert ENGLISH.findall(words('<p title="Your page">Save</p>{% if user %}{{ page }}{% endif %}'))
    assert not ENGLISH.findall(words("<p>Spara</p>{% if user %}{{ page }}{% endif %}"))


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_no_template_is_too_long(path: Path) -> None:
    if path.name == "gallery.html":  # one of each component
        return
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 150
