"""The built editor is the one that the lock file and the sources describe. No Node needed."""

import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "editor"
BUILT = ROOT / "src/hjulet/ui/static/ui/editor"


def _banner() -> str:
    return (BUILT / "editor.js").read_text(encoding="utf-8").split("*/", 1)[0]


def _locked() -> dict[str, str]:
    packages = json.loads((SOURCE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return {
        path.removeprefix("node_modules/"): data.get("version", "")
        for path, data in packages.items()
    }


def test_the_banner_names_the_locked_versions() -> None:
    named = dict(re.findall(r"(\S+)@([\d.]+)", _banner()))
    locked = {
        name: version
        for name, version in _locked().items()
        if name.startswith("@tiptap/") or name == "esbuild"
    }
    assert named == locked


def test_tiptap_has_one_version() -> None:
    assert len({v for name, v in _locked().items() if name.startswith("@tiptap/")}) == 1


def test_the_sources_are_the_ones_that_were_built() -> None:
    digest = hashlib.sha256()
    for path in sorted((SOURCE / "src").iterdir()):
        digest.update(path.read_bytes())
    assert f"sha256 {digest.hexdigest()};" in _banner()


def test_the_lock_file_names_no_registry() -> None:
    lock = (SOURCE / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock


def test_the_styles_have_nothing_from_elsewhere() -> None:
    css = (BUILT / "editor.css").read_text(encoding="utf-8")
    assert "url(" not in css
    assert "@import" not in css
