"""What is sent in bad faith or by mistake is answered in Swedish, never with a fault of ours."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.test import Client
from django.urls import reverse
from tests.annual_report.world import text
from tests.security.city import NOW, City, addresses

from hjulet.annual_report.models import Edition
from hjulet.figures import export
from hjulet.reports.models import Category, Report, ReportDraft

Browse = Callable[..., Client]
FORM = "application/x-www-form-urlencoded"
NUMBER = "850709-9\u200b805"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:7 }}{% now %}"
# Written as they go over the wire: a null byte, a lone surrogate, days and numbers out of reach.
ODD = [
    "a%00b", "%ED%A0%80", "9" * 30, "-" + "9" * 25, "0001-01-01", "9999-12-31",
    "%C2%B2", quote_plus(SCRIPT),
]  # fmt: skip
FIELDS = (
    "key", "draft", "unit", "units", "what_happened", "occurred_on", "occurred_text", "affected",
    "may_be_serious", "done_at_once", "do", "expected", "types", "add_unit", "remove_unit",
    "category", "causes", "reason", "comment", "authority", "on", "field", "email", "name", "row",
    "parent", "from_day", "valid_from", "valid_to", "service_area", "legal_basis", "last_day",
    "home_unit", "role", "quality_year_starts_in", "body", "version",
    "current", "done", "writer", "slug", "dnr", "paragraph", "title", "template", "period",
    "first", "last", "seen", "login", "password",
)  # fmt: skip


def test_nothing_odd_in_any_field_is_a_fault_of_ours(town: City, browse: Browse) -> None:
    """Every address that takes a form, every field filled with the same odd thing.

    All three send it once; then whoever is not turned away at the door sends the rest.
    """
    keys = {**town.keys, "reference": town.open.reference}
    client = {who: browse(who, raise_request_exception=False) for who in ("sas", "admin", "staff")}
    let_in = 0
    for address in addresses(keys):
        if any(word in address for word in ("tvafaktor", "logout", "losenord", "login")):
            continue
        senders = list(client)
        for odd in ODD:
            body = "&".join(f"{name}={'seal' if name == 'do' else odd}" for name in FIELDS)
            for who in list(senders):
                answer = client[who].post(address, body, content_type=FORM)
                assert answer.status_code < 500, (who, address, odd)
                if answer.status_code in (404, 405):
                    senders.remove(who)
                else:
                    let_in += 1
    assert let_in > 300


def section(town: City) -> str:
    return reverse("section_save", args=[town.edition.pk, town.section.pk])


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"body": 1}',
        b'{"body": {}, "version": "1"}', b'{"body": [], "version": 2}',
        b'{"body": {"type": "doc", "content": "x"}, "version": 2}',
        b'{"version": 1e400, "body": {}}', b'{"version": true, "body": {"type": "doc"}}',
        b'{"version":2,"body":{"type":"doc","content":[{"type":"script","text":"x"}]}}',
        rb'{"version":2,"body":{"type":"doc","content":[{"type":"paragraph","content":'
        rb'[{"type":"text","text":"a\u0000b"}]}]}}',
        rb'{"version":2,"body":{"type":"doc","content":[{"type":"paragraph","content":'
        rb'[{"type":"text","text":"a\ud800b"}]}]}}',
        b'{"version":2,"body":' + b'{"type":"doc","content":[' * 2000 + b"]}" * 2000 + b"}",
        b'{"version":2,"body":{"type":"doc","content":[{"type":"paragraph","content":[{"type":'
        b'"text","text":"x","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}}]}]}]}}',
    ],
    ids=lambda body: body[:60].decode("latin-1"),
)  # fmt: skip
def test_autosave_takes_only_whole_texts(town: City, browse: Browse, body: bytes) -> None:
    client = browse("quality", raise_request_exception=False)
    answer = client.post(section(town), body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["message"].strip()
    page = reverse("section_page", args=[town.edition.pk, town.section.pk])
    sent = body.split(b'"body":', 1)[1][:-1] if body.startswith(b'{"version":2') else body
    typed = client.post(page, {"body": sent.decode("latin-1"), "version": town.section.version})
    assert typed.status_code == 422
    before = town.section.version
    town.section.refresh_from_db()
    assert town.section.version == before


def test_autosave_refuses_what_is_too_big(town: City, browse: Browse) -> None:
    client = browse("quality", raise_request_exception=False)
    body = b'"' + b"x" * (13 * 1024 * 1024) + b'"'
    answer = client.post(section(town), body, content_type="application/json")
    assert answer.status_code in (400, 413)
    town.section.refresh_from_db()
    assert "violetta" in json.dumps(town.section.body)


@pytest.mark.parametrize(
    "body",
    [
        text(f"Hon ({NUMBER}) ringde."),
        {
            "type": "doc",
            "content": [
                {
                    "type": "paragraph",
                    "content": [
                        {"type": "text", "text": "850709"},
                        {"type": "text", "text": "-9805", "marks": [{"type": "bold"}]},
                    ],
                }
            ],
        },
    ],
    ids=["hidden", "across marks"],
)
def test_a_personnummer_never_gets_into_the_annual_report(
    town: City, browse: Browse, body: dict[str, Any]
) -> None:
    client = browse("quality")
    version = town.section.version
    answer = client.post(
        section(town), {"body": body, "version": version}, content_type="application/json"
    )
    assert answer.status_code == 400
    assert "personnummer" in answer.json()["message"]
    assert "9805" not in answer.json()["message"]
    page = reverse("section_page", args=[town.edition.pk, town.section.pk])
    typed = client.post(page, {"body": json.dumps(body), "version": version})
    assert typed.status_code == 422
    assert "innehåller ett personnummer" in typed.content.decode()
    town.section.refresh_from_db()
    assert town.section.version == version


def test_nor_into_its_title(town: City, browse: Browse) -> None:
    before = Edition.objects.count()
    answer = browse("quality").post(
        reverse("edition_new"),
        {
            "unit": town.house.board.pk,
            "period": "2024",
            "template": "sosfs",
            "title": f"Om {NUMBER}",
        },
    )
    assert "Det står ett personnummer i rubriken" in answer.content.decode()
    assert Edition.objects.count() == before


def test_the_boards_own_decisions_may_be_referred_to(town: City, browse: Browse) -> None:
    answer = browse("quality").post(
        section(town),
        {"body": text("Beslutet har dnr SN 2024/0007."), "version": town.section.version},
        content_type="application/json",
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("field", ["what_happened", "occurred_text", "done_at_once"])
def test_a_hidden_number_stops_a_report_and_a_draft(town: City, browse: Browse, field: str) -> None:
    given = {
        "unit": town.house.unit.pk, "what_happened": "Dörren stod öppen.", "affected": "no",
        "may_be_serious": "no", field: f"Hon {NUMBER}",
    }  # fmt: skip
    before = Report.objects.count(), ReportDraft.objects.count()
    for deed in ("send", "draft"):
        answer = browse("staff").post(reverse("report_new"), {**given, "do": deed})
        assert "personnummer" in answer.content.decode()
    assert (Report.objects.count(), ReportDraft.objects.count()) == before


def test_nothing_hides_in_the_other_fields_of_a_draft(town: City, browse: Browse) -> None:
    given = dict.fromkeys(("unit", "occurred_on", "affected", "may_be_serious"), "19850709-9805")
    given |= {"what_happened": "Halvt.", "do": "draft"}
    browse("staff").post(reverse("report_new"), given)
    kept = ReportDraft.objects.latest("pk").fields
    assert kept["what_happened"] == "Halvt."
    assert not any("9805" in value for value in kept.values())
    browse("staff").post(
        reverse("report_new"), {"what_happened": "Hel.", "occurred_on": "14/10", "do": "draft"}
    )
    assert ReportDraft.objects.latest("pk").fields["occurred_on"] == "14/10"


@pytest.mark.parametrize("name", ["report_assess", "report_close"])
def test_a_hidden_number_stops_what_the_assessor_writes(
    town: City, browse: Browse, name: str
) -> None:
    house = town.house
    given = {
        "do": "seal", "expected": 1, "types": [house.types["deviation"].pk],
        "units": [house.unit.pk], "reason": f"Se {NUMBER}", "comment": f"Se {NUMBER}",
    }  # fmt: skip
    answer = browse("quality").post(reverse(name, args=[town.open.reference]), given)
    assert "personnummer" in answer.content.decode()
    assert town.open.assessments.count() == 1
    assert not town.open.status_changes.filter(reason__contains="Se").exists()


def test_what_people_write_is_shown_as_text(town: City, browse: Browse) -> None:
    house = town.house
    report = house.submit(what_happened=SCRIPT, done_at_once=SCRIPT, occurred_text=SCRIPT[:100])
    Category.objects.create(name=SCRIPT[:100])
    type(house.unit).objects.filter(pk=house.unit.pk).update(name=SCRIPT)
    house.unit.placements.update(name=SCRIPT)
    type(house.people["staff"]).objects.filter(pk=house.people["staff"].pk).update(name=SCRIPT)
    keys = {**town.keys, "reference": report.reference}
    seen = 0
    for who in ("sas", "admin", "quality", "staff"):
        client = browse(who)
        for address in addresses(keys):
            if "logout" in address or "prova" in address or "bilaga" in address:
                continue
            answer = client.get(address)
            if answer.get("Content-Type", "").startswith("text/html"):
                page = answer.content.decode()
                assert "<script>alert" not in page, address
                assert "<img src=x" not in page, address
                seen += "&lt;script&gt;alert" in page
            elif "json" in answer.get("Content-Type", ""):
                assert "<script>alert" not in answer.json().get("html", ""), address
    assert seen > 10


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"])
def test_no_cell_becomes_a_formula(town: City, browse: Browse, start: str) -> None:
    house = town.house
    house.unit.placements.update(name=start + "enhet")
    type(house.unit).objects.filter(pk=house.unit.pk).update(name=start + "enhet")
    house.submit(what_happened=f"{start}cmd", done_at_once=f"{start}cmd")
    client = browse("quality")
    figure = reverse("figure_xlsx", args=["reports.types_by_unit"])
    for address in (reverse("report_export"), figure):
        with zipfile.ZipFile(io.BytesIO(client.get(address).content)) as book:
            sheets = [book.read(name) for name in book.namelist() if "worksheets/" in name]
            texts = b"".join(sheets) + b"".join(
                book.read(name) for name in book.namelist() if "sharedStrings" in name
            )
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
        assert b"enhet" in texts
    answer = client.get(reverse("figure_csv", args=["reports.types_by_unit"]))
    for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")):
        assert not [cell for cell in row if cell.startswith(export.FORMULA)]


def test_a_stale_form_saves_nothing_and_keeps_the_text(town: City, browse: Browse) -> None:
    client = browse("staff", enforce_csrf_checks=True)
    before = Report.objects.count()
    answer = client.post(reverse("report_new"), {"what_happened": "Det här ska stå kvar."})
    assert answer.status_code == 403
    assert "Det här ska stå kvar." in answer.content.decode()
    assert Report.objects.count() == before


def test_every_other_form_wants_a_token(town: City, browse: Browse) -> None:
    """The staff form answers itself, see above; nothing else may be exempt."""
    for address in addresses(town.keys):
        if address == reverse("report_new"):
            continue
        answer = browse("sas", enforce_csrf_checks=True).post(address, {"x": "1"})
        assert answer.status_code in (301, 403, 404, 405), address
        assert answer.get("Content-Language", "sv") == "sv"


def test_days_outside_the_calendar_are_refused_with_words(town: City, browse: Browse) -> None:
    client = browse("quality")
    for day in ("0001-01-01", "9999-12-31"):
        answer = client.post(
            reverse("report_correct", args=[town.open.reference]),
            {"field": "received_on", "on": day},
        )
        assert "Rätta årtalet" in answer.content.decode()
    assert client.get(reverse("report_list"), {"fran": "0001-01-01"}).status_code == 200
    journal = browse("admin").get(
        reverse("journal_page"), {"fran": "0001-01-01", "till": "9999-12-31"}
    )
    assert journal.status_code == 200
    town.open.refresh_from_db()
    assert town.open.received_on == NOW.date()
