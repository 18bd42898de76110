"""Rules that hold for every template in the house."""

import ast
import re
from pathlib import Path

import pytest

import hjulet
from hjulet.ui.icons import ICONS

ROOT = Path(hjulet.__file__).parent
TEMPLATES = sorted(path for path in ROOT.rglob("*.html") if "templates" in path.parts)
COMPONENTS = sorted((ROOT / "ui" / "templates" / "cotton").glob("*.html"))
GALLERY = (ROOT / "ui" / "templates" / "ui" / "gallery.html").read_text(encoding="utf-8")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def without_comments(text: str) -> str:
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", text, flags=re.S)
    return re.sub(r"{#.*?#}", "", text)


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 50
    assert len(COMPONENTS) > 25


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_the_content_security_policy_is_kept(path: Path) -> None:
    """No style attribute or element, no inline script, no handler, nothing from elsewhere."""
    if "document" in path.name:  # a downloaded document is one self-contained file
        return
    text = without_comments(path.read_text(encoding="utf-8"))
    for tag in re.findall(r"<[a-zA-Z][^<>]*>", text):
        assert not re.search(r"\sstyle\s*=", tag), tag
        assert not re.search(r"\son[a-z]+\s*=", tag), tag
        assert "javascript:" not in tag, tag
        assert not re.search(r"\shx-on", tag), tag
    assert "<style" not in text
    # Cotton writes bound values into it without escaping; other_attrs does the same safely.
    assert "{{ attrs" not in text
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script, script
    assert not re.search(r'(src|href)="(https?:)?//[^"]*\.(js|css|woff2?)"', text)


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_what_is_bound_to_a_component_has_a_value(path: Path) -> None:
    """Cotton takes a name, a literal or template code, and says nothing about what else it gets."""
    for name, value in re.findall(r'\s:([\w-]+)="([^"]*)"', path.read_text(encoding="utf-8")):
        if re.fullmatch(r"[A-Za-z_][\w.]*", value) or "{{" in value or "{%" in value:
            continue
        ast.literal_eval(value)  # raises for an expression such as `a == b` or `rows|length`
        assert name


@pytest.mark.parametrize("path", COMPONENTS, ids=relative)
def test_every_component_is_in_the_gallery_and_documents_itself(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("{% comment %}")
    name = path.stem.replace("_", "-")
    assert f"<c-{name}" in GALLERY
    declared = re.search(r"<c-vars(.*?)/>", text, re.S)
    described = text.split("{% endcomment %}")[0]
    for parameter in re.findall(r":?([a-z_]+)=", declared.group(1) if declared else ""):
        assert re.search(rf"\b{parameter}\b", described), parameter


def test_icons_named_in_templates_exist() -> None:
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        names = re.findall(r'{% icon "([^"]+)"', text)
        names += re.findall(r'<c-[^>]*\sicon="([a-z]+)"', text)
        for name in names:
            assert name in ICONS, (relative(path), name)


def test_fonts_and_libraries_carry_their_licences() -> None:
    licences = {path.name for path in (ROOT / "ui/static/ui/licenses").iterdir()}
    assert licences >= {
        "designsystemet-MIT.txt",
        "familjen-grotesk-OFL.txt",
        "source-sans-3-OFL.txt",
        "source-serif-4-OFL.txt",
        "htmx-0BSD.txt",
    }
