"""What every module must be like. Each rule says which habit it stops."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.house.rooms import ALSO_OPEN, LIBRARIES, OPEN, ORDER, RANK, WIRING

import hjulet

ROOT = Path(hjulet.__file__).parent
REPOSITORY = ROOT.parent.parent
MODULES = sorted(path for path in ROOT.rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted((REPOSITORY / "tests").rglob("*.py"))


def relative(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def imported(path: Path) -> Iterator[str]:
    """Every module or name that the file imports, dotted, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{relative(path)}: skriv hela namnet i stället för punkter"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def lint(config: Path) -> "subprocess.CompletedProcess[str]":
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ]
    return subprocess.run(
        [*command, "--config", str(config), "--no-cache"],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        check=False,
    )


def test_layers_hold() -> None:
    done = lint(REPOSITORY / ".importlinter")
    assert done.returncode == 0, done.stdout[-4000:]


def test_a_room_that_is_not_placed_fails(tmp_path: Path) -> None:
    text = (REPOSITORY / ".importlinter").read_text(encoding="utf-8")
    cut = tmp_path / "contracts"
    cut.write_text(text.replace("\n    calendar\n", "\n", 1), encoding="utf-8")
    done = lint(cut)
    assert done.returncode != 0
    assert "hjulet.calendar" in done.stdout


def test_both_lists_of_rooms_agree() -> None:
    text = (REPOSITORY / ".importlinter").read_text(encoding="utf-8")
    block = text.split("layers =")[1].split("\n\n")[0]
    layers = [re.findall(r"[a-z_]+", line) for line in block.strip().splitlines()]
    assert [sorted(layer) for layer in layers] == [sorted(layer) for layer in ORDER]


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_other_rooms_are_entered_by_the_door(path: Path) -> None:
    own = room(path)
    if own in WIRING or own.endswith(".py"):
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "hjulet" or len(parts) < 3 or parts[1] == own:
            continue
        other, part = parts[1], parts[2]
        assert part != "web", f"{other}.web är rummets eget"
        if other in LIBRARIES:
            continue
        assert part in OPEN | ALSO_OPEN.get(other, frozenset()), name


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_import_hides_in_a_function(path: Path) -> None:
    """Two modules that need each other are one, or a third is missing. Late are only what starts
    Django or answers before it has started, and the renderers, which load heavy libraries."""
    if room(path) in WIRING or path.name == "apps.py" or path == ROOT / "documents" / "build.py":
        return
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                assert not (
                    isinstance(node, ast.ImportFrom) and str(node.module).startswith("hjulet")
                ), f"{function.name}: importen ska stå överst"


def test_no_two_locks_share_a_number() -> None:
    """Two that do wait for each other without knowing why."""
    found = [
        (number, relative(path))
        for path in MODULES
        for number in re.findall(
            r"^[A-Z_]*LOCK = (\d+)", path.read_text(encoding="utf-8"), flags=re.M
        )
    ]
    assert len(found) > 3
    assert len({number for number, _ in found}) == len(found), sorted(found)


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_only_env_reads_the_environment(path: Path) -> None:
    if path == ROOT / "config" / "env.py":
        return
    assert not {"os.environ", "os.getenv"} & set(imported(path))
    assert not re.search(r"\bos\.(environ|getenv)\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_admin_and_no_signals(path: Path) -> None:
    """The admin would pass by secrecy and journal; signals hide what happens."""
    for name in imported(path):
        assert not name.startswith(("django.contrib.admin", "django.dispatch")), name
        assert "django.db.models.signals" not in name


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name == "types.py"], ids=relative
)
def test_types_are_plain_values(path: Path) -> None:
    for name in imported(path):
        top = name.split(".")[0]
        assert top in sys.stdlib_module_names or ".types." in f"{name}.", name


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name == "kinds.py"], ids=relative
)
def test_kinds_take_only_choices_from_django(path: Path) -> None:
    for name in imported(path):
        if name.startswith("django"):
            assert name in {"django.db.models.TextChoices", "django.db.models.IntegerChoices"}


@pytest.mark.parametrize("name", sorted(RANK))
def test_every_room_says_what_it_is_for(name: str) -> None:
    tree = ast.parse((ROOT / name / "__init__.py").read_text(encoding="utf-8"))
    assert len(ast.get_docstring(tree) or "") > 30
    if name not in WIRING:
        assert len(tree.body) == 1, "ett rums __init__ innehåller bara texten"


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name not in {"apps.py"}], ids=relative
)
def test_every_module_says_what_it_holds(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=relative)
def test_no_module_is_too_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 400, "vilket andra substantiv bor här? Dela efter det"


TEXTS = [
    path
    for pattern in ("src/hjulet/**/*", "tests/**/*", "docs/**/*", "*", ".ci/*", "editor/src/*")
    for path in REPOSITORY.glob(pattern)
    if path.is_file()
    and path.suffix
    in {".py", ".html", ".md", ".toml", ".txt", ".sh", ".css", ".js", ".yml", ".ini", ""}
    and "node_modules" not in path.parts
    and "vendor" not in path.parts
    and path.stat().st_size < 400_000
]
# Written in pieces, or this file would break its own rule.
FORBIDDEN = [
    "shared" + "/",
    "/" + "work/",
    "/" + "tmp/hj",
    "py" + "pi.org",
    "registry." + "npmjs",
    "files.python" + "hosted",
]


@pytest.mark.parametrize("path", TEXTS, ids=relative)
def test_nothing_names_another_machine_or_desk(path: Path) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    for word in FORBIDDEN:
        assert not re.search(rf"(?<![\w.]){re.escape(word)}", text), word


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=relative)
def test_nothing_is_left_to_do(path: Path) -> None:
    words = "TO" + "DO|FIX" + "ME|X" + "XX"
    assert not re.search(rf"#.*\b({words})\b", path.read_text(encoding="utf-8"))
    assert "raise NotImplemented" + "Error" not in path.read_text(encoding="utf-8")


def test_rights_are_printed_as_they_are() -> None:
    from hjulet.organisation.rules import rights_in_words

    page = (REPOSITORY / "docs" / "behorighet.md").read_text(encoding="utf-8")
    assert page == rights_in_words(), "kör: hjulet rights > docs/behorighet.md"


def test_every_verb_of_the_journal_has_swedish_words() -> None:
    from hjulet.portal.journal_words import SUBJECTS, VERBS

    verbs: set[str] = set()
    subjects: set[str] = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "verb":
                verbs |= _strings(node.value, dotted=True)
            if isinstance(node, ast.keyword) and node.arg == "subject":
                first = node.value.elts[0] if isinstance(node.value, ast.Tuple) else node.value
                subjects |= _strings(first, dotted=False)
    assert len(verbs) > 10
    assert verbs <= set(VERBS)
    assert subjects <= set(SUBJECTS)


def _strings(node: ast.expr, *, dotted: bool) -> set[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value} if ("." in node.value) == dotted else set()
    return set()
