"""The form, its drafts, the receipt, the assessment page and the lists, as a browser meets them."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.reports.house_of_two import DAY, NOW, House

from hjulet.reports import operations
from hjulet.reports.models import (
    Assessment,
    Category,
    DeviationType,
    Report,
    ReportCase,
    ReportDraft,
)

Browse = Callable[..., Client]
NEW = "/rapporter/ny/"


def filled(house: House, **changed: object) -> dict[str, object]:
    return {
        "key": str(uuid4()),
        "unit": house.unit.pk,
        "what_happened": "Ett brev gick till fel adress.",
        "occurred_on": DAY.isoformat(),
        "occurred_text": "på morgonen",
        "affected": "yes",
        "may_be_serious": "unknown",
        "done_at_once": "Ringde direkt.",
        "do": "send",
    } | changed


def test_the_form_has_under_ten_fields_and_knows_the_unit(house: House, browse: Browse) -> None:
    page = browse("staff").get(NEW)
    shown = [field for field in page.context["form"] if not field.is_hidden]
    assert len(shown) < 10
    assert "Åkersenheten" in page.content.decode()
    assert page.context["form"]["occurred_on"].value() == DAY
    assert "Hemtjänsten" not in page.content.decode()


def test_sent_becomes_a_report_with_a_receipt(house: House, browse: Browse) -> None:
    client = browse("staff")
    answer = client.post(NEW, filled(house), follow=True)
    report = Report.objects.get()
    assert answer.redirect_chain == [(reverse("report_receipt", args=["2025-1"]), 302)]
    assert "2025-1" in answer.content.decode()
    assert "15 oktober 2025" in answer.content.decode()  # nobody knows whether it is serious
    assert (report.occurred_text, report.affected) == ("på morgonen", "yes")
    assert report.reporter_id == house.people["staff"].pk


def test_sent_twice_is_one_report_and_edited_is_another(house: House, browse: Browse) -> None:
    client, form = browse("staff"), filled(house)
    first, second = client.post(NEW, form), client.post(NEW, form)
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1
    client.post(NEW, form | {"what_happened": "En sak till."})
    client.post(NEW, form | {"may_be_serious": "yes"})
    assert Report.objects.count() == 3


def test_a_number_stops_and_nothing_typed_is_lost(house: House, browse: Browse) -> None:
    text = "Beslut för 19121212-1212 skickades till fel adress."
    files = [SimpleUploadedFile("brev.txt", b"Hej")]
    answer = browse("staff").post(
        NEW, filled(house, what_happened=text, attachments=files, unit=house.second.pk)
    )
    page = answer.content.decode()
    assert not Report.objects.exists()
    assert "Det står ett personnummer i texten" in page
    assert page.count("19121212-••••") == 2
    assert 'href="#id_what_happened"' in page
    assert text in page
    assert "Ringde direkt." in page
    assert "på morgonen" in page
    assert 'value="yes" checked' in page.replace('checked=""', "checked") or re.search(
        r'<input[^>]*value="yes"[^>]*checked', page
    )
    assert re.search(rf'<option value="{house.second.pk}" selected', page)
    assert "brev.txt" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"what_happened": ""}, "Berätta kort vad som hände."),
        ({"what_happened": "x" * 1_000_000}, "Texten är för lång"),
        ({"occurred_on": "2025-10-15"}, "Dagen har inte varit än"),
        ({"occurred_on": "i går"}, "Skriv datumet som"),
        ({"occurred_on": "0001-01-01"}, "Rätta årtalet."),
        ({"occurred_on": "1925-01-01"}, "långt tillbaka"),
        ({"affected": ""}, "Svara på om någon drabbades"),
        ({"affected": "x"}, "Valet finns inte längre"),
        ({"unit": "999999"}, "Valet finns inte längre"),
        ({"unit": "x"}, "Valet finns inte längre"),
        ({"unit": ""}, "Välj vilken enhet det gäller."),
        ({"key": "inte en nyckel", "what_happened": ""}, "Berätta kort"),
        ({"what_happened": "a\x00b"}, "osynligt tecken"),
    ],
)
def test_bad_input_is_told_in_swedish(
    house: House, browse: Browse, changed: dict[str, str], words: str
) -> None:
    answer = browse("staff").post(NEW, filled(house, **changed))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Report.objects.exists()


def test_the_unit_of_another_board_cannot_be_sent_in(house: House, browse: Browse) -> None:
    browse("staff").post(NEW, filled(house, unit=house.other_unit.pk))
    assert not Report.objects.exists()


def test_script_is_shown_as_text(house: House, browse: Browse) -> None:
    text = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    browse("staff").post(NEW, filled(house, what_happened=text))
    for who, address in (
        ("staff", "/rapporter/mina/"),
        ("staff", "/rapporter/2025-1/"),
        ("quality", "/rapporter/"),
        ("quality", "/rapporter/2025-1/"),
    ):
        page = browse(who).get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_an_old_page_keeps_the_text_and_saves_nothing(house: House, browse: Browse) -> None:
    client = browse("staff", enforce_csrf_checks=True)
    answer = client.post(NEW, filled(house))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "legat öppen för länge" in page
    assert "Ett brev gick till fel adress." in page
    assert not Report.objects.exists()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    sent = client.post(NEW, filled(house, csrfmiddlewaretoken=token.group(1)))
    assert sent.status_code == 302
    assert Report.objects.count() == 1


def test_drafts_are_saved_listed_opened_and_thrown_away(house: House, browse: Browse) -> None:
    client = browse("staff")
    client.post(NEW, filled(house, what_happened="Halvfärdigt", affected="", do="draft"))
    draft = ReportDraft.objects.get()
    assert "Halvfärdigt" in client.get(NEW).content.decode()
    opened = client.get(NEW, {"utkast": draft.pk})
    assert opened.context["form"]["what_happened"].value() == "Halvfärdigt"
    client.post(
        NEW, filled(house, what_happened="Mer", draft=draft.pk, do="draft", occurred_on="nån gång")
    )
    assert ReportDraft.objects.get().fields["what_happened"] == "Mer"
    assert browse("manager").get(NEW, {"utkast": draft.pk}).status_code == 404
    discard = reverse("report_draft_discard", args=[draft.pk])
    assert browse("manager").post(discard).status_code == 404
    client.post(discard)
    assert not ReportDraft.objects.exists()


def test_a_draft_with_a_number_is_stopped_with_the_text_kept(house: House, browse: Browse) -> None:
    answer = browse("staff").post(NEW, filled(house, done_at_once="701063-2391", do="draft"))
    page = answer.content.decode()
    assert "Det står ett samordningsnummer i texten" in page
    assert "701063-2391" in page
    assert not ReportDraft.objects.exists()


def test_who_has_no_unit_is_told_whom_to_ask(browse: Browse) -> None:
    client = browse("nobody")
    page = client.get(NEW).content.decode()
    assert "Du hör inte till någon enhet ännu" in page
    client.post(NEW, {"what_happened": "x"})
    assert not Report.objects.exists()


def test_mine_tells_what_became_of_each(house: House, browse: Browse) -> None:
    reports = [house.submit() for _ in range(3)]
    house.assess(reports[1], "not_deviation", reason="Rutinen följdes.")
    house.assess(reports[2], "lex_sarah")
    page = browse("staff").get("/rapporter/mina/").content.decode()
    assert "Rutinen följdes." in page
    assert "Ej avvikelse" in page
    assert "Hos SAS" in page
    assert "senast 21 oktober 2025" in page


def test_assessing_on_the_page(house: House, browse: Browse) -> None:
    report, client = house.submit(), browse("quality")
    address = reverse("report_assess", args=[report.reference])
    form = {"do": "seal", "expected": "0", "types": [house.types["deviation"].pk],
            "units": [house.unit.pk], "add_unit": "mottagningen", "comment": "Egna."}  # fmt: skip
    page = client.post(address, form, follow=True).content.decode()
    sealed = Assessment.objects.get()
    assert sealed.unit_ids == sorted([house.unit.pk, house.second.pk])
    assert "Egna." in page
    assert "5 kap. Socialstyrelsens" in page


def test_units_are_added_and_taken_away_without_saving(house: House, browse: Browse) -> None:
    report, client = house.submit(), browse("quality")
    address = reverse("report_assess", args=[report.reference])
    form = {"expected": "0", "units": [house.unit.pk], "add_unit": "Mottagningen",
            "comment": "Inte klar", "do": "update"}  # fmt: skip
    page = client.post(address, form)
    assert [name for _, name in page.context["assessment_form"].chosen_units] == [
        "Åkersenheten",
        "Mottagningen",
    ]
    assert "Inte klar" in page.content.decode()
    both = form | {"units": [house.unit.pk, house.second.pk], "add_unit": "", "do": "seal"}
    page = client.post(address, both | {"remove_unit": house.unit.pk})
    assert page.context["assessment_form"].chosen_units == [(house.second.pk, "Mottagningen")]
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"types": []}, "Välj vad det är."),
        ({"types": ["x"]}, "Valet finns inte längre"),
        ({"units": []}, "Välj minst en enhet"),
        ({"add_unit": "Finns inte"}, "Enheten finns inte i nämnden"),
        ({"add_unit": "Hemtjänsten"}, "Enheten finns inte i nämnden"),
        ({"units": ["999999"]}, "Enheten finns inte i nämnden"),
        ({"comment": "Gäller 19121212-1212"}, "Texten innehåller ett personnummer."),
        ({"category": "999999"}, "Valet finns inte längre"),
    ],
)
def test_a_faulty_assessment_keeps_what_was_written(
    house: House, browse: Browse, changed: dict[str, object], words: str
) -> None:
    report = house.submit()
    form = {"do": "seal", "expected": "0", "types": [house.types["deviation"].pk],
            "units": [house.unit.pk], "reason": "Skälet står kvar"}  # fmt: skip
    answer = browse("quality").post(
        reverse("report_assess", args=[report.reference]), form | changed
    )
    page = answer.content.decode()
    assert words in page
    assert "Skälet står kvar" in page
    assert not Assessment.objects.exists()


def test_ej_avvikelse_with_another_type_is_refused(house: House, browse: Browse) -> None:
    report = house.submit()
    both = [house.types["deviation"].pk, house.types["not_deviation"].pk]
    form = {"do": "seal", "expected": "0", "types": both, "units": [house.unit.pk]}
    page = browse("quality").post(reverse("report_assess", args=[report.reference]), form)
    assert "kan inte stå tillsammans" in page.content.decode()
    assert not Assessment.objects.exists()


def test_a_stale_assessment_is_told_and_kept(house: House, browse: Browse) -> None:
    report, client = house.submit(), browse("quality")
    house.assess(report, "feedback", who="sas")
    address = reverse("report_assess", args=[report.reference])
    form = {"do": "seal", "expected": "0", "types": [house.types["deviation"].pk],
            "units": [house.unit.pk], "comment": "Min text"}  # fmt: skip
    answer = client.post(address, form)
    page = answer.content.decode()
    assert "Någon annan har bedömt rapporten under tiden" in page
    assert "Min text" in page
    assert answer.context["assessment_form"]["expected"].value() == "1"
    client.post(address, form | {"expected": "1"})
    assert Assessment.objects.count() == 2


def test_close_reopen_notify_correct_and_grant_on_the_page(house: House, browse: Browse) -> None:
    report = house.submit()
    house.assess(report, "lex_sarah")
    client = browse("sas")

    def send(name: str, **form: str) -> str:
        answer = client.post(reverse(name, args=[report.reference]), form, follow=True)
        return answer.content.decode()

    assert "Skriv kort varför" in send("report_close", reason="")
    assert "Öppna ett ärende och avsluta det." in send("report_close", reason="Klart.")
    for verb, more in (
        (operations.take_up, {"reference": "LS 2025-1", "path": "/lex-sarah/1/"}),
        (operations.settle, {"actor": house.actor("sas"), "reason": "Beslutat."}),
        (operations.take_back, {"actor": house.actor("sas"), "reason": "Mer har kommit fram."}),
    ):
        verb(now=NOW, report_id=report.pk, kind="lex_sarah", **more)
    assert "LS 2025-1 pågår" in send("report_close", reason="Klart.")
    ReportCase.objects.update(settled_at=NOW)
    assert "Rapporten är avslutad." in send("report_close", reason="Klart.")
    again = send("report_close", reason="Klart igen.")
    assert "hann före" in again
    assert "Klart igen." in again
    assert "öppnad igen" in send("report_reopen", reason="Mer att göra.")
    assert "Anmälan är noterad." in send("report_notify", authority="ivo", on="2025-10-14")
    assert "Dagen har inte varit än" in send("report_notify", authority="ivo", on="2025-10-20")
    assert "Dagen är rättad." in send("report_correct", field="occurred_on", on="2025-10-01")
    assert "Ingen med den adressen" in send("report_grant", email="finns@inte.se")
    officer = house.people["dpo"]
    assert "kan nu läsa" in send("report_grant", email=officer.email.upper())
    withdraw = reverse("report_withdraw", args=[report.reference, officer.pk])
    assert "borttagen" in client.post(withdraw, follow=True).content.decode()
    assert client.post(withdraw).status_code == 404


def test_a_data_breach_tells_its_seventy_two_hours(house: House, browse: Browse) -> None:
    report = house.submit()
    house.assess(report, "data_breach")
    address, client = reverse("report_page", args=[report.reference]), browse("quality")
    told = client.get(address).context["imy"]
    assert told["due"] == report.received_at + timedelta(hours=72)
    assert told["passed"] is (told["hours"] < 0)
    house.assess(report, "deviation", expected_number=1)
    assert client.get(address).context["imy"] is None


def test_similar_reports_only_those_that_may_be_read(house: House, browse: Browse) -> None:
    text = "Beslutet skickades till mammans gamla adress, brevet var redan utskrivet."
    open_one = house.submit(what_happened=text)
    locked = house.submit(what_happened=text)
    house.assess(locked, "lex_sarah")
    house.submit(what_happened="Mötet ställdes in.")
    latest = house.submit(what_happened=text)
    page = browse("quality").get(reverse("report_page", args=[latest.reference]))
    assert [item.reference for item in page.context["similar"]] == [open_one.reference]


def test_lists_are_edited(house: House, browse: Browse) -> None:
    client = browse("quality")

    def send(listed: str, **form: object) -> str:
        address = reverse("report_lists_change", args=[listed])
        return client.post(address, form, follow=True).content.decode()

    assert "är tillagd" in send("category", do="add", name="  Post   och brev ")
    assert "finns redan" in send("category", do="add", name="POST OCH BREV")
    row = Category.objects.get(name="Post och brev")
    assert "heter nu" in send("category", do="rename", row=row.pk, name="Brev")
    assert "används inte längre" in send("category", do="off", row=row.pk)
    row.refresh_from_db()
    assert (row.name, row.active) == ("Brev", False)
    kind = house.types["lex_sarah"]
    send("type", do="rename", row=kind.pk, name="Missförhållande")
    changed = DeviationType.objects.get(pk=kind.pk)
    assert (changed.name, changed.kind) == ("Missförhållande", "lex_sarah")
    assert "Skriv ett namn" in send("category", do="add", name=" ")
    assert "personnummer" in send("category", do="add", name="19121212-1212")
    for listed, form in (("type", {"do": "add", "name": "x"}), ("cause", {"do": "on", "row": 1})):
        address = reverse("report_lists_change", args=[listed])
        assert client.post(address, form).status_code == 404


@pytest.mark.parametrize("who", ["staff", "manager", "sas", "admin"])
def test_lists_are_for_the_quality_team(browse: Browse, who: str) -> None:
    client = browse(who)
    assert client.get(reverse("report_lists")).status_code == 404
    address = reverse("report_lists_change", args=["category"])
    assert client.post(address, {"do": "add", "name": "x"}).status_code == 404
