"""T5 in the draft of the annual report: in HTML, PDF and Word, also before there is a measure."""

import io
from datetime import date

import docx
import pytest
from tests.improvements.town import NOW, Town

from hjulet.annual_report import assembly
from hjulet.annual_report.operations import open_edition
from hjulet.documents.build import build
from hjulet.improvements.models import Measure
from hjulet.organisation.types import SYSTEM

pytestmark = pytest.mark.django_db


def built(town: Town) -> dict[str, bytes]:
    """The files of a draft for 2025. A PDF that does not meet PDF/UA cannot be built."""
    edition = open_edition(
        actor=SYSTEM, now=NOW, template="sosfs", period_key="2025", unit_id=town.board.pk
    )
    return build(assembly.of_edition(edition), {"html", "pdf", "docx"})


def word_tables(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    return "\n".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )


@pytest.mark.slow
def test_last_years_measures_and_the_planned_ones_stand_in_the_report(town: Town) -> None:
    was = town.done(title="Kontrollera adressen")
    days = {"due_on": date(2024, 11, 1), "decided_on": date(2024, 2, 1)}
    Measure.objects.filter(pk=was.pk).update(**days)
    town.propose(title="Boka samtalet")
    files = built(town)
    page, tables = files["html"].decode(), word_tables(files["docx"])
    for words in ("Kontrollera adressen", "Boka samtalet", "inte kontrollerad", "föreslagen"):
        assert words in page
        assert words in tables
    assert files["pdf"].startswith(b"%PDF")


@pytest.mark.slow
def test_it_can_be_built_before_there_is_a_measure(town: Town) -> None:
    files = built(town)
    for words in ("Ingen åtgärd att följa upp", "Ingen åtgärd är planerad"):
        assert words in files["html"].decode()
        assert words in word_tables(files["docx"])
    assert files["pdf"].startswith(b"%PDF")
