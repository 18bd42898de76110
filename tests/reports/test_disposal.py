"""A report that is gone: nothing of what was written, and every figure as it was."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.annual_report.world import text
from tests.reports.house_of_two import NOW, House
from tests.reports.imports.town import bring
from tests.retention import scene
from tests.retention.scene import LATER, THEN
from tests.security.test_stored_numbers import stored_texts

from hjulet.annual_report import assembly, queries
from hjulet.annual_report import operations as editions
from hjulet.annual_report.models import Edition
from hjulet.annual_report.operations import freezing
from hjulet.documents.build import build
from hjulet.documents.tree import Document
from hjulet.figures import catalogue
from hjulet.figures.scopes import scope
from hjulet.files.operations import location
from hjulet.findings.models import Finding
from hjulet.kernel import clock
from hjulet.organisation.models import Account
from hjulet.reports import fact_check, operations, searching
from hjulet.reports.disposal import KIND, told_of
from hjulet.reports.findings import find
from hjulet.reports.models import Report, ReportFinding
from hjulet.reports.queries import similar_to
from hjulet.retention.models import DisposalList, Tombstone
from hjulet.retention.operations import InvalidRetention
from hjulet.retention.record_kinds import Gone, StillNeeded

Browse = Callable[..., Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> House:
    return scene.build()


@pytest.fixture
def still() -> Iterator[None]:
    with clock.fixed_at(LATER):
        yield


def every_figure() -> dict[tuple[str, str, str], Any]:
    """All of the catalogue, for the year and for months, received and closed."""
    return {
        (one.key, period, count): catalogue.compute(one.key, scope(period, "", count), NOW)
        for one in catalogue.definitions()
        for period in ("2025", "2025T3")
        for count in ("received", "closed")
    }


def texts_left(words: Iterable[str]) -> list[str]:
    """Fields of the whole database that still hold one of the words."""
    return [
        f"{model._meta.label}.{field.name}"
        for model, field in stored_texts()
        for value in model._default_manager.order_by("pk").values_list(field.name, flat=True)
        if any(word in str(value).lower() for word in words)
    ]


def searchable() -> str:
    """All stems of the search index, and on SQLite what its own tables hold."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT stems::text FROM report_search")
            return " ".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT c0 FROM report_search_content")
        words = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT block FROM report_search_data")
        # Of words that begin alike the index writes the beginning once.
        words += [bytes(row[0]).decode("latin-1") for row in cursor.fetchall()]
        return " ".join(words)


def test_nothing_that_was_written_is_left(house: House) -> None:
    scene.rule(house)
    report = scene.closed(house)
    operations.reopen(
        actor=house.actor("quality"), now=NOW, report_id=report.pk, reason="Pandaavslutet."
    )
    operations.save_assessment_draft(
        actor=house.actor("quality"), now=NOW, report_id=report.pk, type_ids=[], unit_ids=[],
        category_id=None, cause_ids=[], reason="Giraffskälet.", comment="", expected_number=1,
    )  # fmt: skip
    operations.close(
        actor=house.actor("quality"), now=NOW, report_id=report.pk, reason="Pandaavslutet."
    )
    report.corrections.create(
        at=NOW, source="import", field="what_happened", before="Zebrabrevet", after="Zebrabrevet"
    )
    file = location(report.attachments.get().file)
    assert set(scene.SECRETS) == {
        word for word in scene.SECRETS if texts_left([word])
    }  # the test looks everywhere
    assert "zebrabrev" in searchable()
    scene.gone(house)
    assert texts_left(scene.SECRETS) == []
    assert "zebrabrev" not in searchable()
    assert not file.exists()
    report.refresh_from_db()
    assert report.disposed_on == THEN
    assert (report.row_fingerprint, report.idempotency_key) == ("", None)


def test_nobody_is_tied_to_it_any_more(house: House) -> None:
    scene.rule(house)
    report = scene.closed(house)
    scene.gone(house)
    tied = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("reports").get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Account
        for link in ([{"pk": report.pk}] if model is Report else [{"report": report.pk}])
        if (model is Report or any(one.name == "report" for one in model._meta.fields))
        and model._default_manager.filter(**link, **{f"{field.name}__isnull": False}).exists()
    ]
    assert tied == []


def test_what_is_counted_stays(house: House) -> None:
    scene.rule(house)
    before = scene.closed(house)
    links = {name: list(getattr(before, name).order_by("pk").values())
             for name in ("type_links", "unit_links", "cause_links", "facts")}  # fmt: skip
    kept = ("received_at", "received_on", "occurred_on", "closed_on", "status", "affected",
            "may_be_serious", "category_id", "board_id", "reported_unit_id", "restricted",
            "notified_ivo", "notified_imy", "commissioned_by")  # fmt: skip
    scene.gone(house)
    after = Report.objects.get(pk=before.pk)
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    for name, rows in links.items():
        assert list(getattr(after, name).order_by("pk").values()) == rows
    sealed = after.assessments.get()
    assert sealed.type_ids == [house.types["deviation"].pk]
    assert sealed.assessed_at is not None


def test_every_figure_is_what_it_was(house: House) -> None:
    scene.rule(house)
    scene.closed(house)
    scene.plain(house, closed_on=date(2025, 11, 3))
    house.submit()
    before = every_figure()
    assert before["reports.types_by_unit", "2025", "received"] is not None
    scene.gone(house)
    assert Report.objects.exclude(disposed_on=None).count() == 2
    assert every_figure() == before
    assert fact_check.verify() == []


def test_a_frozen_edition_stands(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def quick(document: Document, formats: Iterable[str]) -> dict[str, bytes]:
        return {**build(document, {"html"}), "pdf": b"%PDF-", "docx": b"PK"}

    monkeypatch.setattr(freezing, "build", quick)
    scene.rule(house)
    scene.closed(house)
    given: dict[str, Any] = {"actor": house.actor("quality"), "now": NOW}
    edition = editions.open_edition(
        **given, template="sosfs", period_key="2025", unit_id=house.board.pk
    )
    section = edition.sections.get(key="summary")
    editions.save_section(
        **given, section_id=section.pk, version=section.version, body=text("Året i korthet.")
    )
    editions.freeze(**given, edition_id=edition.pk)
    frozen = Edition.objects.get(pk=edition.pk)
    before = assembly.of_edition(frozen)
    files = [queries.stored_file(frozen, name)[0] for name in ("html", "pdf", "docx")]
    scene.gone(house)
    frozen = Edition.objects.get(pk=edition.pk)
    assert assembly.of_edition(frozen) == before
    assert [queries.stored_file(frozen, name)[0] for name in ("html", "pdf", "docx")] == files


def test_its_findings_stay(house: House) -> None:
    scene.rule(house)
    report = scene.closed(house)
    finding = Finding.objects.create(
        reference="2025-1", title="Brev går fel", status="released", released_at=NOW,
        board=house.board, origin="report", found_on=NOW.date(), written_at=NOW,
    )  # fmt: skip
    ReportFinding.objects.create(report=report, finding=finding)
    scene.gone(house)
    assert ReportFinding.objects.get().finding == finding
    assert find(house.actor("quality", THEN), report.pk) is None  # nothing to draw a new one from


def test_a_report_that_is_gone_does_not_change(house: House) -> None:
    scene.rule(house)
    report = scene.closed(house)
    scene.gone(house)
    given: dict[str, Any] = {"actor": house.actor("quality", THEN), "now": LATER}
    one: dict[str, Any] = {**given, "report_id": report.pk}
    deeds: list[Callable[[], Any]] = [
        lambda: operations.reopen(**one, reason="Nytt."),
        lambda: operations.correct_date(**one, field="received_on", on=date(2025, 1, 1)),
        lambda: operations.note_notification(**one, authority="ivo", on=THEN),
        lambda: operations.assess(**one, type_ids=[], unit_ids=[], expected_number=1),
        lambda: operations.take_back(**one, kind="deviation", reason="Nytt."),
        lambda: operations.mark_notified(**one, authority="imy", on=THEN),
    ]
    before = Report.objects.filter(pk=report.pk).values().get()
    for deed in deeds:
        with pytest.raises(operations.Disposed):
            deed()
    assert Report.objects.filter(pk=report.pk).values().get() == before


def test_a_file_brings_no_text_back(house: House, tmp_path: Path) -> None:
    scene.rule(house)
    rows = "A-1;2025-05-17;Övrig avvikelse;Åkersenheten;Zebrabrevet;avslutad;2025-06-01"
    head = "referens;inkommen;typer;enheter;beskrivning;status;avslutad"
    assert bring(tmp_path, rows, head=head, now=LATER).applied
    scene.gone(house)
    again = bring(tmp_path, rows, head=head, now=LATER)
    assert (again.applied, [one.reference for one in again.kept]) == (True, ["A-1"])
    assert texts_left(scene.SECRETS) == []


def test_upper_rooms_take_their_reports_along(house: House) -> None:
    """A report with two cases stays until both of them are gone."""
    report = scene.closed(house)
    for kind, reference in (("lex_sarah", "LS 1"), ("data_breach", "PI 1")):
        report.cases.create(
            kind=kind, reference=reference, path="/", opened_at=NOW, settled_at=NOW,
            outcome="Zebran är funnen.",
        )  # fmt: skip
    Report.objects.filter(pk=report.pk).update(restricted=True)
    given: dict[str, Any] = {
        "actor": house.actor("sas", THEN), "now": LATER, "report_id": report.pk
    }  # fmt: skip
    with pytest.raises(StillNeeded, match="ärende"):
        operations.dispose_report(**given)
    assert operations.dispose_report(**given, case_kind="lex_sarah") == Gone()
    made = DisposalList.objects.create(
        reference="2031-9", board=house.board, kind="lex_sarah.case", basis=scene.BASIS,
        keep_months=60, made_at=LATER,
    )  # fmt: skip
    Tombstone.objects.create(
        kind="lex_sarah.case", key=1, reference="LS 1", board=house.board, unit=house.unit,
        started_on=NOW.date(), ended_on=NOW.date(), disposed_at=LATER, disposal=made,
        first_by=house.people["sas"], second_by=house.people["lead"], basis=scene.BASIS,
        keep_months=60,
    )  # fmt: skip
    gone = operations.dispose_report(**given, case_kind="data_breach")
    assert gone.rows["texter"] == 8
    assert len(gone.files) == 1
    assert texts_left(["zebran är"]) == []
    report.refresh_from_db()
    told = told_of(report)
    assert told is not None
    assert (told.first, told.second) == ("sas", "lead")


def test_only_what_is_closed_and_once(house: House) -> None:
    given: dict[str, Any] = {"actor": house.actor("registrar", THEN), "now": LATER}
    with pytest.raises(StillNeeded, match="inte avslutad"):
        operations.dispose_report(**given, report_id=house.submit().pk)
    report = scene.closed(house)
    operations.dispose_report(**given, report_id=report.pk)
    with pytest.raises(StillNeeded, match="redan gallrad"):
        operations.dispose_report(**given, report_id=report.pk)


@pytest.mark.parametrize("who", ["quality", "manager", "registrar", "sas"])
def test_the_page_explains_itself(house: House, browse: Browse, who: str) -> None:
    scene.rule(house)
    report = scene.closed(house)
    scene.gone(house)
    page = browse(who).get(reverse("report_page", args=[report.reference]))
    words = " ".join(page.content.decode().split())
    assert "Gallrad 3 februari 2031" in words
    assert f"enligt {scene.BASIS}, av registrar och sas." in words
    assert "Övrig avvikelse" in words
    assert ("Gallringslista 2031-1" in words) is (who != "manager")
    assert "form" not in {form for form in ("assessment_form",) if form in page.context}


def test_who_wrote_it_learns_that_it_is_gone(house: House, browse: Browse) -> None:
    scene.rule(house)
    report = scene.closed(house)
    address = reverse("report_page", args=[report.reference])
    assert "Zebrabrevet" in browse("staff").get(address).content.decode()
    scene.gone(house)
    page = browse("staff").get(address).content.decode()
    assert "Gallrad 3 februari 2031" in page
    assert "Övrig avvikelse" not in page
    assert browse("other_staff").get(address).status_code == 404
    assert report.reference not in browse("staff").get(reverse("my_reports")).content.decode()
    assert browse("staff").get(f"{address}").context["released"] == []
    Report.objects.filter(pk=report.pk).update(restricted=True)
    assert browse("staff").get(address).status_code == 404


def test_lists_search_and_excel(house: House, browse: Browse) -> None:
    scene.rule(house)
    report = scene.closed(house)
    scene.gone(house)
    client = browse("quality")
    listed = client.get(reverse("report_list")).content.decode()
    assert "Gallrad 3 februari 2031" in listed
    found = client.get(reverse("report_list"), {"q": report.reference}).content.decode()
    assert "Gallrad 3 februari 2031" in found
    missing = client.get(reverse("report_list"), {"q": "zebrabrevet"}).content.decode()
    assert report.reference not in missing
    with zipfile.ZipFile(io.BytesIO(client.get(reverse("report_export")).content)) as book:
        written = "".join(book.read(name).decode() for name in book.namelist())
    assert "Gallrad 2031-02-03" in written
    searching.rebuild()
    assert "zebrabrev" not in searchable()
    other = house.submit()
    assert similar_to(house.actor("quality", THEN), other) == []


@pytest.mark.parametrize("name", ["report_assess", "report_close", "report_reopen", "report_add"])
def test_nothing_can_be_sent_to_it(house: House, browse: Browse, name: str) -> None:
    scene.rule(house)
    report = scene.closed(house)
    scene.gone(house)
    for who in ("quality", "staff"):
        address = reverse(name, args=[report.reference])
        assert browse(who).post(address, {"reason": "Nytt.", "text": "x"}).status_code == 404


def test_a_list_without_the_boards_rule_is_never_signed(house: House) -> None:
    scene.rule(house)
    scene.plain(house)
    scene.tried(house)
    scene.rule(house, None, LATER)
    with pytest.raises(InvalidRetention, match="ingen regel"):
        scene.operations.sign_first(
            actor=house.actor("registrar", THEN), now=LATER, list_id=DisposalList.objects.get().pk
        )
    assert KIND == "reports.report"
