"""The world of the room's tests, and files that do not take seconds to build."""

from collections.abc import Iterable

import pytest
from tests.annual_report import world as worlds

from hjulet.annual_report.operations import editions, freezing
from hjulet.documents.build import build
from hjulet.documents.tree import Document


@pytest.fixture
def world(db: None) -> worlds.World:
    return worlds.build()


@pytest.fixture
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The web page is built for real; PDF and Word have tests of their own."""

    def quick(document: Document, formats: Iterable[str]) -> dict[str, bytes]:
        return {**build(document, {"html"}), "pdf": b"%PDF-", "docx": b"PK"}

    monkeypatch.setattr(freezing, "build", quick)
    monkeypatch.setattr(editions, "build", quick)
