"""What the documents name exists: code, tests, files, commands."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import hjulet
from hjulet.cli import COMMANDS
from hjulet.organisation.kinds import Role, UnitKind
from hjulet.reports.kinds import TypeKind

REPOSITORY = Path(hjulet.__file__).parent.parent.parent
PAGES = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")])


def relative(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def rules() -> list[tuple[str, list[str], list[str]]]:
    """(rule, names of code, paths of tests) of the table in ARCHITECTURE.md."""
    text = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.split("## Where to find a rule")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")][2:]
    return [(row[0], re.findall("`(.+?)`", row[2]), re.findall("`(.+?)`", row[3])) for row in rows]


def exists(name: str) -> bool:
    """Whether `reports.rules.fact_rows` is a module of ours or something in one."""
    try:
        import_module(f"hjulet.{name}")
    except ModuleNotFoundError:
        module, _, attribute = name.rpartition(".")
        return bool(module) and hasattr(import_module(f"hjulet.{module}"), attribute)
    return True


@pytest.mark.parametrize(("rule", "code", "tests"), rules())
def test_every_rule_is_where_the_table_says(rule: str, code: list[str], tests: list[str]) -> None:
    assert code
    assert tests
    assert [name for name in code if not exists(name)] == []
    assert [path for path in tests if not (REPOSITORY / path).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    ours = [link for link in links if "://" not in link and not link.startswith("<")]
    assert [link for link in ours if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_command_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    given = set(re.findall(r"(?:`|bin/|^|hjulet |\w=\S+ )hjulet ([a-z]+)", text, flags=re.M))
    assert given <= set(COMMANDS)
    targets = re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), flags=re.M)
    assert set(re.findall(r"(?:`|^|&& |hjulet )make ([a-z]+)", text, flags=re.M)) <= set(targets)


@pytest.mark.parametrize("word", [*Role.values, *UnitKind.values, *TypeKind.values])
def test_every_fixed_word_stands_in_the_glossary(word: str) -> None:
    text = (REPOSITORY / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert re.search(rf"[|,] {word} *[|,]", text)
