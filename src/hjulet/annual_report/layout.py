"""Templates of the annual report: data files in `layouts/`, read once.

The text that a section starts with is written in the short form of `documents.shorthand`.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hjulet.documents import shorthand

FOLDER = Path(__file__).parent / "layouts"


class UnknownTemplate(LookupError):
    """No template has that key."""


@dataclass(frozen=True, slots=True)
class SectionLayout:
    """One section of a template: guidance for the writer, and the text it starts with."""

    key: str
    title: str
    level: int
    guidance: tuple[str, ...]
    law: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Template:
    key: str
    name: str
    description: str
    sections: tuple[SectionLayout, ...]

    def section(self, key: str) -> SectionLayout | None:
        return next((item for item in self.sections if item.key == key), None)


def keys() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def templates() -> tuple[Template, ...]:
    return tuple(map(template, keys()))


@cache
def template(key: str) -> Template:
    """The template; raises UnknownTemplate."""
    if key not in keys():
        raise UnknownTemplate(key)
    data = json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8"))
    return Template(
        key=key,
        name=data["name"],
        description=data["description"],
        sections=tuple(
            SectionLayout(
                key=item["key"],
                title=item["title"],
                level=item.get("level", 2),
                guidance=tuple(item.get("guidance", ())),
                law=item.get("law", ""),
                body=shorthand.body(item.get("start", ())),
            )
            for item in data["sections"]
        ),
    )
