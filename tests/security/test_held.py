"""What somebody has typed is there also when she may not send it: logged out, or an old token."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.security.city import City

from hjulet.journal.models import Event
from hjulet.reports.models import Assessment, AssessmentDraft, Report, ReportAddition, ReportDraft

Browse = Callable[..., Client]
HERE = {"HTTP_ORIGIN": "http://testserver"}
TEXT = "Ett brev låg kvar i skrivaren hela natten."
NUMBER = "19121212-1212"


def filled(town: City, **more: Any) -> dict[str, Any]:
    return {
        "unit": town.house.unit.pk,
        "what_happened": TEXT,
        "affected": "yes",
        "may_be_serious": "no",
        "do": "send",
    } | more


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def test_a_form_sent_after_the_session_has_ended_is_shown_back(town: City) -> None:
    before = Report.objects.count()
    file = SimpleUploadedFile("brev.txt", b"Hej")
    answer = Client().post(reverse("report_new"), filled(town, attachments=file), **HERE)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "Du har loggats ut" in page
    assert page.count(TEXT) == 2
    assert "brev.txt" in page
    assert f'href="{reverse("account_login")}" target="_blank"' in page
    assert hidden(page)["may_be_serious"] == "no"
    assert (Report.objects.count(), ReportDraft.objects.count()) == (before, 1)


def test_it_comes_back_to_its_form_after_the_login(town: City, browse: Browse) -> None:
    before = Report.objects.count()
    held = Client().post(reverse("report_new"), filled(town), **HERE).content.decode()
    client = browse("staff", enforce_csrf_checks=True)
    form = client.post(reverse("report_new"), hidden(held), **HERE)
    assert TEXT in form.content.decode()
    assert "legat öppen för länge" in form.content.decode()
    assert Report.objects.count() == before
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.content.decode())
    assert token
    client.post(reverse("report_new"), filled(town, csrfmiddlewaretoken=token[1]), **HERE)
    assert Report.objects.count() == before + 1


@pytest.mark.parametrize(
    ("who", "name", "sent"),
    [
        ("staff", "report_add", {"text": TEXT}),
        ("quality", "report_assess", {"comment": TEXT, "do": "seal", "expected": "1"}),
        ("quality", "report_close", {"reason": TEXT}),
    ],
)
def test_an_old_token_keeps_the_text_of_every_form(
    town: City, browse: Browse, who: str, name: str, sent: dict[str, str]
) -> None:
    client = browse(who, enforce_csrf_checks=True)
    address = reverse(name, args=[town.open.reference])
    answer = client.post(address, sent | {"csrfmiddlewaretoken": "x" * 64}, **HERE)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Sidan hade legat öppen för länge" in page
    again = {key: value for key, value in hidden(page).items() if key != "csrfmiddlewaretoken"}
    assert again == sent | {"held": "1"}
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    client.post(address, again | {"csrfmiddlewaretoken": token[1]}, **HERE)
    assert (ReportAddition.objects.filter(text=TEXT).exists()) == (name == "report_add")


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_another_site_cannot_fill_in_our_forms(town: City, browse: Browse, origin: str) -> None:
    there = {"HTTP_ORIGIN": origin} if origin else {}
    answer = Client().post(reverse("report_new"), filled(town), **there)
    assert (answer.status_code, answer.content) == (302, b"")
    address = reverse("report_add", args=[town.open.reference])
    stale = browse("staff", enforce_csrf_checks=True).post(address, {"text": TEXT}, **there)
    assert stale.status_code == 403
    assert TEXT not in stale.content.decode()


def test_passwords_are_never_shown_back(town: City) -> None:
    sent = {"oldpassword": "hemligt ord", "password1": "nytt ord", "password2": "nytt ord"}
    answer = Client().post(reverse("account_change_password"), sent, **HERE)
    assert answer.status_code == 302
    login = Client(enforce_csrf_checks=True).post(
        reverse("account_login"), {"login": "a@example.org", "password": "hemligt ord"}, **HERE
    )
    assert login.status_code == 403
    assert "hemligt" not in login.content.decode()


def test_what_is_shown_back_is_text(town: City) -> None:
    odd = '<script>alert(1)</script> & "mer"'
    page = Client().post(reverse("report_new"), filled(town, what_happened=odd), **HERE)
    assert "<script>alert" not in page.content.decode()


# ---- what can no longer be saved -----------------------------------------------------------------


def test_what_is_sent_to_nothing_is_shown_back(town: City, browse: Browse) -> None:
    address = reverse("report_close", args=["2019-77"])
    answer = browse("quality").post(address, {"reason": TEXT, "csrfmiddlewaretoken": "en nyckel"})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Det går inte att spara här längre" in page
    assert page.count(TEXT) == 1
    assert "en nyckel" not in page
    assert 'name="reason"' not in page


@pytest.mark.parametrize(
    "sent", [{"on": "2025-10-14 09.12"}, {"code": "ett två tre", "reason": TEXT}]
)
def test_without_a_text_it_is_the_page_that_is_not_there(
    town: City, browse: Browse, sent: dict[str, str]
) -> None:
    answer = browse("quality").post(reverse("report_close", args=["2019-77"]), sent)
    assert answer.status_code == 404
    assert "Sidan finns inte, eller så får du inte se den" in answer.content.decode()
    assert TEXT not in answer.content.decode()


# ---- drafts that save themselves -----------------------------------------------------------------


def autosave(client: Client, town: City, **more: Any) -> tuple[int, dict[str, Any]]:
    answer = client.post(reverse("report_new"), filled(town, do="autosave", **more), **HERE)
    return answer.status_code, json.loads(answer.content)


def test_a_report_saves_itself_into_one_draft(town: City, browse: Browse) -> None:
    client = browse("staff")
    status, first = autosave(client, town)
    assert (status, first["saved"]) == (200, "9.12")
    _, second = autosave(client, town, what_happened=TEXT + " Mer.", draft=first["draft"])
    assert second["draft"] == first["draft"]
    assert ReportDraft.objects.get(pk=first["draft"]).fields["what_happened"] == TEXT + " Mer."
    events = Event.objects.filter(verb="reports.save_draft", subject_id=str(first["draft"]))
    assert events.count() == 1
    client.post(reverse("report_new"), filled(town, draft=first["draft"]))
    assert not ReportDraft.objects.filter(pk=first["draft"]).exists()


def test_nothing_is_saved_of_an_empty_form_or_a_text_with_a_number(
    town: City, browse: Browse
) -> None:
    before = ReportDraft.objects.count()
    assert autosave(browse("staff"), town, what_happened=" ") == (200, {"saved": ""})
    status, told = autosave(browse("staff"), town, what_happened=f"Om {NUMBER}")
    assert status == 422
    assert "personnummer" in told["message"]
    assert ReportDraft.objects.count() == before


def test_an_assessment_saves_itself(town: City, browse: Browse) -> None:
    address = reverse("report_assess", args=[town.open.reference])
    sent = {"do": "autosave", "comment": TEXT, "expected": 1, "add_unit": "Mottag"}
    client, before = browse("quality"), Assessment.objects.count()
    for _ in range(2):
        assert client.post(address, sent, **HERE).json() == {"saved": "9.12"}
    assert AssessmentDraft.objects.get().fields["comment"] == TEXT
    assert Event.objects.filter(verb="reports.save_assessment_draft").count() == 1
    stopped = client.post(address, sent | {"comment": f"Om {NUMBER}"}, **HERE)
    assert stopped.status_code == 422
    assert "personnummer" in stopped.json()["message"]
    assert AssessmentDraft.objects.get().fields["comment"] == TEXT
    assert Assessment.objects.count() == before
    assert browse("staff").post(address, sent, **HERE).status_code == 404


def test_an_old_token_saves_no_draft(town: City, browse: Browse) -> None:
    client = browse("staff", enforce_csrf_checks=True)
    assert autosave(client, town)[0] == 403
    assert ReportDraft.objects.count() == 1
