"""A number that stands in the database from before it was stopped goes no further."""

import io
import json
import logging
import re
import subprocess
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import models
from tests.data_breaches import scene as breaches
from tests.lex_sarah import scene as lex_sarah
from tests.lex_sarah.scene import let_in
from tests.reports import house_of_two, investigating
from tests.reports.house_of_two import NOW, House

from hjulet.annual_report import operations as editions
from hjulet.annual_report.models import EditionFile
from hjulet.annual_report.operations import freezing
from hjulet.calendar.operations import chase, digest
from hjulet.calendar.rules import parse_period
from hjulet.documents.build import build
from hjulet.figures import catalogue
from hjulet.figures.types import Scope
from hjulet.journal.models import Event
from hjulet.kernel import clock
from hjulet.notices.models import Letter, Notice
from hjulet.notices.operations import send_waiting
from hjulet.organisation.types import SYSTEM

pytestmark = pytest.mark.django_db
NUMBER = "19121212-1212"


def words_of(name: str, content: bytes) -> str:
    """All that is written in a built file."""
    match name:
        case "pdf":
            told = subprocess.run(
                ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
            )
            return told.stdout.decode()
        case "docx":
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                pages = [parts.read(one).decode() for one in parts.namelist() if ".xml" in one]
            return re.sub(r"<[^>]+>", "", " ".join(pages))
    return content.decode()


def open_cases(house: House) -> None:
    """An investigation, a case of lex Sarah and a data breach, each as far as it gets texts."""
    let_in(house)
    investigated = investigating.accepted(house)
    investigating.do(house, "close", investigated)
    for degree in ("serious", "none"):
        lex_sarah.decided(house, degree=degree)
    breaches.notified(house, complete=False)


def plant() -> int:
    """The number in every text that is written of a report and in a case; how many rows hold it."""
    rows = 0
    for room in ("reports", "lex_sarah", "data_breaches"):
        for model in apps.get_app_config(room).get_models():
            texts = [
                field.name
                for field in model._meta.concrete_fields
                if isinstance(field, models.TextField | models.CharField)
                and not field.choices
                and (field.max_length or 300) >= 200
                and field.name not in ("path", "legal_basis")
                and model.__name__ != "ScaleStep"
            ]
            if texts:
                rows += model._default_manager.update(**dict.fromkeys(texts, f"Gäller {NUMBER}."))
    return rows


@pytest.mark.slow
def test_it_reaches_neither_log_mail_figure_nor_report(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def kept(document: Any, formats: Any) -> dict[str, bytes]:
        files = build(document, formats)
        made.extend(words_of(name, content) for name, content in files.items())
        return files

    monkeypatch.setattr(freezing, "build", kept)
    house = house_of_two.build()
    with caplog.at_level(logging.DEBUG), clock.fixed_at(NOW):
        for kinds in (("deviation",), ("data_breach", "deviation"), ("lex_sarah",)):
            report = house.submit()
            house.assess(report, *kinds, comment="Se rapporten.")
        house.submit()
        open_cases(house)
        assert plant() > 40
        later = clock.hours_later(NOW, 24 * 40)
        chase(now=later)
        digest(now=later)
        send_waiting(later)
        tables = [
            json.dumps(
                catalogue.compute(one.key, Scope(parse_period("2025")), later).as_json(),
                ensure_ascii=False,
            )
            for one in catalogue.definitions()
        ]
        edition = editions.open_edition(
            actor=SYSTEM, now=NOW, template="sosfs", period_key="2025", unit_id=house.board.pk
        )
        editions.freeze(actor=SYSTEM, now=NOW, edition_id=edition.pk)
    letters = [f"{one.subject} {one.body}" for one in Letter.objects.order_by("pk")]
    told = [one.words for one in Notice.objects.order_by("pk")]
    keys = [str(one) for one in Event.objects.order_by("seq").values_list("keys", flat=True)]
    sent = [f"{one.subject} {one.body}" for one in mail.outbox]
    assert letters and told and keys and made and EditionFile.objects.exists()
    logged = [
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith("django.db")  # SQL is never logged outside of DEBUG
    ]
    assert len(made) == 3
    assert all("Socialnämnden" in one for one in made)
    for place in (tables, letters, told, keys, sent, logged, made):
        assert [one for one in place if NUMBER in one or "121212-1212" in one] == []
